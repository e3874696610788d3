/** From the text of an expression to something that can be evaluated, in one step. */
import { compileExpression } from './compile';
import type { CompiledExpression, SlotLookup } from './compile';
import { checkDimension, dimensionOf } from './dimensions';
import type { DimensionLookup } from './dimensions';
import { parseExpression } from './parse';
import type { Dimension } from './units';

/** The names an expression may use, apart from the built-in ones. */
export interface ExpressionScope {
  /** The slot of a name, `t` included; undefined when there is no such name. Look it up in a Map. */
  readonly slotOf: SlotLookup;
  /** The dimension of a name; undefined when there is no such name. Not asked for `t`. */
  readonly dimensionOf: DimensionLookup;
  /** Names to suggest when one is unknown. */
  readonly knownNames?: Iterable<string>;
}

/**
 * Parse an expression, check its dimension and compile it.
 *
 * @param expected the dimension its value must have; null when any will do
 * @throws ExpressionError for the first thing that is wrong: form, names, dimensions, in this order
 */
export function readExpression(text: string, scope: ExpressionScope, expected: Dimension | null): CompiledExpression {
  const tree = parseExpression(text);
  if (expected === null) dimensionOf(tree, scope.dimensionOf, scope.knownNames);
  else checkDimension(tree, scope.dimensionOf, expected, scope.knownNames);
  return compileExpression(tree, scope.slotOf);
}
