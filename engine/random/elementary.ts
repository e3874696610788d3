/**
 * The elementary functions in plain arithmetic, so that every browser gives the same bits: ECMAScript fixes only
 * + - * / and Math.sqrt to the last bit and leaves Math.exp and its kin to each implementation.
 */
export { exp } from './exponential';
export { ln } from './logarithm';
export { pow } from './power';
export { cos, sin } from './trigonometry';
