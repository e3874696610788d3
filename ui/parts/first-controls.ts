/** The controls that are seen first, and the page's icons. */
import './icons';
import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/icon/icon.js';
