/** Starts the page: theme, icons, the controls that are seen first, and the one element that holds everything. */
import './theme.css';
import './parts/icons';
import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/icon/icon.js';
import './shell/app';
