/** Checks that an expression adds like to like, and tells the dimension of its value. */
import { BUILT_IN_CONSTANTS, TIME_NAME } from './built-in-constants';
import { ExpressionError, quote } from './expression-error';
import { FUNCTIONS, functionNamed } from './functions';
import { nearestName } from './nearest-name';
import type { ArithmeticPart, CallPart, ExpressionTree, NamePart } from './tree';
import {
  DIMENSIONLESS,
  dimensionText,
  overDimension,
  powerOfDimension,
  sameDimension,
  TIME,
  timesDimension,
} from './units';
import type { Dimension } from './units';

/** Tells the dimension of a declared name; undefined when there is none of that name. */
export type DimensionLookup = (name: string) => Dimension | undefined;

/** A dimension, or `zero` for a literal 0, which is nothing of anything and so fits every dimension. */
type Found = Dimension | 'zero';

/** Where names are looked up. */
interface Scope {
  readonly lookup: DimensionLookup;
  readonly knownNames: Iterable<string>;
}

/**
 * The dimension of an expression's value. Built-in constants and `t` are known; every other name is asked of `lookup`.
 * Numbers are plain, but a literal 0 fits any dimension beside `+ -`, in comparisons, branches and in functions that
 * take arguments of one dimension. A lone 0 counts as a plain number here.
 *
 * @param knownNames names to suggest when one is unknown
 * @throws ExpressionError `unknown-name`, `dimension` (the message names both), `exponent`, `root`
 */
export function dimensionOf(
  tree: ExpressionTree,
  lookup: DimensionLookup,
  knownNames: Iterable<string> = [],
): Dimension {
  return known(find(tree, { lookup, knownNames }));
}

/**
 * Check that an expression's value has the dimension a field needs; a lone literal 0 fits every field.
 *
 * @throws ExpressionError as {@link dimensionOf}, and `dimension` when the value is of another kind than `expected`
 */
export function checkDimension(
  tree: ExpressionTree,
  lookup: DimensionLookup,
  expected: Dimension,
  knownNames: Iterable<string> = [],
): void {
  const found = find(tree, { lookup, knownNames });
  if (found === 'zero' || sameDimension(found, expected)) return;
  throw new ExpressionError(
    'dimension',
    `The expression gives ${dimensionText(found)}, but ${dimensionText(expected)} is needed here.`,
    hintFor(found, expected),
  );
}

function known(found: Found): Dimension {
  return found === 'zero' ? DIMENSIONLESS : found;
}

function find(tree: ExpressionTree, scope: Scope): Found {
  switch (tree.kind) {
    case 'number':
      return tree.value === 0 ? 'zero' : DIMENSIONLESS;
    case 'name':
      return findName(tree, scope);
    case 'negate':
      return find(tree.operand, scope);
    case 'arithmetic':
      return findArithmetic(tree, scope);
    case 'comparison':
      findAlike(tree.operands, scope, tree.operators[0], tree.position);
      return DIMENSIONLESS;
    case 'logical':
      requirePlain(tree.left, scope, tree.operator);
      requirePlain(tree.right, scope, tree.operator);
      return DIMENSIONLESS;
    case 'not':
      requirePlain(tree.operand, scope, 'not');
      return DIMENSIONLESS;
    case 'conditional':
      requirePlain(tree.condition, scope, 'the condition before ?');
      return findAlike([tree.whenTrue, tree.whenFalse], scope, '? :', tree.position);
    case 'call':
      return findCall(tree, scope);
  }
}

function findName(part: NamePart, scope: Scope): Dimension {
  const found =
    part.name === TIME_NAME ? TIME : (BUILT_IN_CONSTANTS.get(part.name)?.dimension ?? scope.lookup(part.name));
  if (Array.isArray(found)) return found as unknown as Dimension;
  throw unknownName(part, scope.knownNames);
}

/** The error for a name that nobody declared; suggests the nearest of the built-in and `knownNames`. */
export function unknownName(part: NamePart, knownNames: Iterable<string>): ExpressionError {
  const signature = FUNCTIONS.get(part.name)?.signature;
  const nearest = nearestName(part.name, [...knownNames, ...BUILT_IN_CONSTANTS.keys()]);
  let hint = 'Declare it under parameters, or correct the name.';
  if (nearest !== null) hint = `Did you mean ${nearest}? Otherwise declare it under parameters.`;
  if (signature !== undefined) hint = `As a function it is called with arguments: ${signature}.`;
  return new ExpressionError('unknown-name', `There is no ${quote(part.name)} here.`, hint, part.position);
}

function findArithmetic(part: ArithmeticPart, scope: Scope): Found {
  switch (part.operator) {
    case '+':
    case '-':
      return findAlike([part.left, part.right], scope, part.operator, part.position);
    case '*':
      return timesDimension(known(find(part.left, scope)), known(find(part.right, scope)));
    case '/':
      return overDimension(known(find(part.left, scope)), known(find(part.right, scope)));
    case '^':
      return findPower(part, scope);
  }
}

/** Highest power of a quantity with a dimension; more has no use, and keeps the powers exact whole numbers. */
const HIGHEST_POWER = 6;

function findPower(part: ArithmeticPart, scope: Scope): Dimension {
  requirePlain(part.right, scope, 'the exponent of ^');
  const base = known(find(part.left, scope));
  if (sameDimension(base, DIMENSIONLESS)) return DIMENSIONLESS;
  const exponent = literal(part.right);
  if (exponent !== null && Number.isInteger(exponent) && Math.abs(exponent) <= HIGHEST_POWER) {
    return powerOfDimension(base, exponent);
  }
  throw new ExpressionError(
    'exponent',
    `The exponent of ${dimensionText(base)} must be a whole number written out, from -${HIGHEST_POWER} to ${HIGHEST_POWER}.`,
    'Divide by a unit first, as in (1 + growth)^(t / year).',
    part.position,
  );
}

/** The value of a number written out, with its sign; null for anything else. */
function literal(tree: ExpressionTree): number | null {
  if (tree.kind === 'number') return tree.value;
  if (tree.kind !== 'negate') return null;
  const value = literal(tree.operand);
  return value === null ? null : -value;
}

function findCall(part: CallPart, scope: Scope): Found {
  const [first] = part.arguments;
  switch (functionNamed(part.name, part.position).dimensions) {
    case 'plain':
      for (const argument of part.arguments) requirePlain(argument, scope, part.name);
      return DIMENSIONLESS;
    case 'alike':
      return findAlike(part.arguments, scope, part.name, part.position);
    case 'compare':
      findAlike(part.arguments, scope, part.name, part.position);
      return DIMENSIONLESS;
    case 'root':
      return findRoot(part, known(find(first, scope)));
    case 'count':
      return findCount(part, find(first, scope));
  }
}

function findRoot(part: CallPart, square: Dimension): Dimension {
  if (square.every((power) => power % 2 === 0)) return powerOfDimension(square, 0.5);
  const found = `${part.name} of ${dimensionText(square)} has no dimension in whole powers.`;
  throw new ExpressionError('root', found, 'Divide by a unit first to get a plain number.', part.position);
}

function findCount(part: CallPart, counted: Found): Found {
  if (counted === 'zero' || counted[0] === 0) return counted;
  throw new ExpressionError(
    'dimension',
    `${part.name} takes a plain number or a count, not ${dimensionText(counted)}: what is whole depends on the unit of time.`,
    `Divide by a unit first, as in ${part.name}(t / week) * week.`,
    part.position,
  );
}

function requirePlain(tree: ExpressionTree, scope: Scope, what: string): void {
  const found = known(find(tree, scope));
  if (sameDimension(found, DIMENSIONLESS)) return;
  throw new ExpressionError(
    'dimension',
    `${what} takes ${dimensionText(DIMENSIONLESS)}, not ${dimensionText(found)}.`,
    hintFor(found, DIMENSIONLESS),
    tree.position,
  );
}

/** The one dimension that all parts have, literal zeros apart. */
function findAlike(parts: readonly ExpressionTree[], scope: Scope, what: string, position: number): Found {
  let common: Found = 'zero';
  for (const part of parts) {
    const found = find(part, scope);
    if (common === 'zero') common = found;
    else if (found !== 'zero' && !sameDimension(common, found)) {
      const both = `${dimensionText(common)} and ${dimensionText(found)}`;
      throw new ExpressionError(
        'dimension',
        `${what} joins like to like, not ${both}.`,
        hintFor(common, found),
        position,
      );
    }
  }
  return common;
}

function hintFor(a: Dimension, b: Dimension): string {
  const isMissingTime = sameDimension(overDimension(a, b), TIME) || sameDimension(overDimension(b, a), TIME);
  return isMissingTime
    ? 'Multiply or divide by a unit of time, such as day, week, month or year.'
    : 'Multiply or divide by a parameter that has the missing unit.';
}
