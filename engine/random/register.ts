/** How doubles pass between the functions of the hot loop without being allocated. */

/**
 * The cell in which functions named `…InPlace` find their argument and leave their result.
 *
 * V8 puts a double that crosses a call on the heap unless it inlines the call, and it stops inlining when a caller has
 * grown to 920 bytes of bytecode: whether a draw allocates would depend on who draws. So the work is done on this cell.
 * `uniform` and `sample` are wrappers of less than the 27 bytes that V8 inlines whatever the caller, `exp` and `ln` of
 * hardly more. Whatever is in the cell is lost with the next call of any of them.
 *
 * It has a buffer of its own because V8 moves small arrays about, and so cannot write their address into the code.
 */
export const REGISTER = new Float64Array(new ArrayBuffer(8));
