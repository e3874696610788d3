/** Expressions and units of scenario files: hostile text in, closures over slots out. */
export { BUILT_IN_CONSTANTS, TIME_NAME } from './built-in-constants';
export type { BuiltInConstant } from './built-in-constants';
export { compileExpression } from './compile';
export type { CompiledExpression, SlotLookup } from './compile';
export { checkDimension, dimensionOf } from './dimensions';
export type { DimensionLookup } from './dimensions';
export { caretLine, ExpressionError } from './expression-error';
export { FUNCTIONS } from './functions';
export type { DimensionRule, ExpressionFunction, Implementation } from './functions';
export { isExpressionName } from './names';
export { nearestName } from './nearest-name';
export { parseExpression } from './parse';
export { readExpression } from './read-expression';
export type { ExpressionScope } from './read-expression';
export { MAX_DEPTH, MAX_LENGTH, MAX_PARTS } from './tree';
export type { ExpressionTree } from './tree';
export * from './units';
