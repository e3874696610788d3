/** What a desk's events are, and how far its people are. */

/** Service ends. */
export const END = 0;
/** Somebody who waits gives up. */
export const GIVES_UP = 1;
/** Open hours begin or end. */
export const BOUNDARY = 2;
/** Somebody who waits changes. */
export const BECOMES = 3;
/** A server comes back from between jobs. */
export const RETURNS = 4;
/** A server's spell of presence or absence ends. */
export const SPELL = 5;

/** People's `tag` at a desk: work has not begun, or it has. */
export const NEW = 0;
/** @see NEW */
export const STARTED = 1;

/** Days within which two times that were added up differently are the same: a ten-thousandth of a second. */
export const SAME_INSTANT = 1e-9;
