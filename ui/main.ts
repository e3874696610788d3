/** Starts the page: theme, and the one element that holds everything. */
import './theme.css';
import './shell/app';
import { workOffline } from './shell/offline';

workOffline();
