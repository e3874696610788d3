/** Web Awesome's larger controls, in a chunk of their own: nothing that is seen first needs them. */
import '@awesome.me/webawesome/dist/components/input/input.js';
import '@awesome.me/webawesome/dist/components/number-input/number-input.js';
import '@awesome.me/webawesome/dist/components/progress-bar/progress-bar.js';
