/** The whitelisted form of an expression: what it may consist of, and how large it may be. */

/** Most characters of an expression. */
export const MAX_LENGTH = 1000;
/**
 * Most levels of nesting: parentheses, signs, powers and conditionals inside one another. A sum of many terms is not
 * nested, so that it is bounded only by {@link MAX_PARTS}.
 */
export const MAX_DEPTH = 50;
/** Most numbers, names, operators and calls together. */
export const MAX_PARTS = 500;

/** An arithmetic operator with two sides. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '^';
/** A comparison; equality is exact. */
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** What every part of a tree has. */
interface Part {
  /** Where the part's own sign or name stands in the text, in characters from 0. */
  readonly position: number;
}

/** A literal, finite and not negative. */
export interface NumberPart extends Part {
  readonly kind: 'number';
  readonly value: number;
}
/** A name to be looked up: a parameter, a stock, a measure, `t` or a built-in constant. */
export interface NamePart extends Part {
  readonly kind: 'name';
  readonly name: string;
}
/** A change of sign; binds less tightly than `^`, so that `-2^2` is -4. */
export interface NegatePart extends Part {
  readonly kind: 'negate';
  readonly operand: ExpressionTree;
}
/** Arithmetic on two sides; `^` groups from the right, the others from the left. */
export interface ArithmeticPart extends Part {
  readonly kind: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly left: ExpressionTree;
  readonly right: ExpressionTree;
}
/** A comparison of neighbours: `a < b <= c` holds when `a < b` and `b <= c`. Gives 1 or 0. */
export interface ComparisonPart extends Part {
  readonly kind: 'comparison';
  /** One fewer than the operands. */
  readonly operators: readonly ComparisonOperator[];
  /** Two or more. */
  readonly operands: readonly ExpressionTree[];
}
/** `and` or `or` of two sides; gives 1 or 0. A value counts as true unless it is 0 or not a number. */
export interface LogicalPart extends Part {
  readonly kind: 'logical';
  readonly operator: 'and' | 'or';
  readonly left: ExpressionTree;
  readonly right: ExpressionTree;
}
/** Negation of a truth value; gives 1 or 0. */
export interface NotPart extends Part {
  readonly kind: 'not';
  readonly operand: ExpressionTree;
}
/** `condition ? whenTrue : whenFalse`; only the branch chosen is evaluated. */
export interface ConditionalPart extends Part {
  readonly kind: 'conditional';
  readonly condition: ExpressionTree;
  readonly whenTrue: ExpressionTree;
  readonly whenFalse: ExpressionTree;
}
/** A call of a function of the table in `functions.ts`, with a number of arguments that it takes. */
export interface CallPart extends Part {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly ExpressionTree[];
}

/** A whole expression, or any part of one. Plain data: the same tree serves the dimension check and the compiler. */
export type ExpressionTree =
  | NumberPart
  | NamePart
  | NegatePart
  | ArithmeticPart
  | ComparisonPart
  | LogicalPart
  | NotPart
  | ConditionalPart
  | CallPart;
