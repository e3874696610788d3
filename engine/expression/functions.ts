/** The functions an expression may call: a closed table, each the same to the last bit in every browser. */
import { cos, exp, ln, pow, sin } from '../random/elementary';
import { ExpressionError, quote } from './expression-error';
import { nearestName } from './nearest-name';

/**
 * What a function asks of the dimensions of its arguments and gives back:
 * `plain` takes and gives plain numbers; `alike` takes arguments of one dimension and gives it back; `compare` takes
 * arguments of one dimension and gives a plain number; `root` halves the powers; `count` gives back the dimension of
 * its argument, which may not involve time, since what is whole per day is not whole per week.
 */
export type DimensionRule = 'plain' | 'alike' | 'compare' | 'root' | 'count';

/** How a function is computed; `fold` takes two or more arguments from the left. */
export type Implementation =
  | { readonly arity: 1; readonly apply: (x: number) => number }
  | { readonly arity: 2; readonly apply: (x: number, y: number) => number }
  | { readonly arity: 3; readonly apply: (x: number, y: number, z: number) => number }
  | { readonly arity: 'fold'; readonly apply: (x: number, y: number) => number };

/** A function that expressions may call. */
export interface ExpressionFunction {
  /** How a call is written, e.g. `clamp(x, low, high)`; the part before the parenthesis is its name. */
  readonly signature: string;
  /** What it gives, in a sentence for planners. */
  readonly summary: string;
  readonly dimensions: DimensionRule;
  readonly implementation: Implementation;
}

const TABLE: readonly ExpressionFunction[] = [
  define('min(a, b, …)', 'The least of its arguments.', 'alike', { arity: 'fold', apply: Math.min }),
  define('max(a, b, …)', 'The greatest of its arguments.', 'alike', { arity: 'fold', apply: Math.max }),
  define('clamp(x, low, high)', 'x, but never below low and, above all, never above high.', 'alike', {
    arity: 3,
    apply: (x, low, high) => Math.min(Math.max(x, low), high),
  }),
  define('abs(x)', 'x without its sign.', 'alike', { arity: 1, apply: Math.abs }),
  define('sign(x)', '1 above zero, -1 below, 0 at zero.', 'compare', { arity: 1, apply: Math.sign }),
  define('mod(x, y)', 'What remains of x after whole multiples of y, with the sign of y.', 'alike', {
    arity: 2,
    apply: modulo,
  }),
  define('floor(x)', 'The next whole number at or below x.', 'count', { arity: 1, apply: Math.floor }),
  define('ceil(x)', 'The next whole number at or above x.', 'count', { arity: 1, apply: Math.ceil }),
  define('round(x)', 'The nearest whole number; halves go up.', 'count', { arity: 1, apply: Math.round }),
  define('sqrt(x)', 'The square root of x.', 'root', { arity: 1, apply: Math.sqrt }),
  define('exp(x)', 'e to the power x.', 'plain', { arity: 1, apply: exp }),
  define('log(x)', 'The natural logarithm of x.', 'plain', { arity: 1, apply: ln }),
  define('log10(x)', 'The logarithm of x to base 10.', 'plain', { arity: 1, apply: decimalLogarithm }),
  define('sin(x)', 'The sine of x in radians.', 'plain', { arity: 1, apply: sin }),
  define('cos(x)', 'The cosine of x in radians.', 'plain', { arity: 1, apply: cos }),
  define('step(t, at)', '0 before `at`, 1 from then on.', 'compare', { arity: 2, apply: (t, at) => (t >= at ? 1 : 0) }),
  define('ramp(t, from, to)', '0 before `from`, rising evenly to 1 at `to`, 1 afterwards.', 'compare', {
    arity: 3,
    apply: ramp,
  }),
  define('pulse(t, from, until)', '1 from `from` until just before `until`, 0 otherwise.', 'compare', {
    arity: 3,
    apply: (t, from, until) => (t >= from && t < until ? 1 : 0),
  }),
];

/** Every function by name. A Map, so that names such as `constructor` find nothing. */
export const FUNCTIONS: ReadonlyMap<string, ExpressionFunction> = new Map(
  TABLE.map((entry) => [entry.signature.slice(0, entry.signature.indexOf('(')), entry]),
);

function define(
  signature: string,
  summary: string,
  dimensions: DimensionRule,
  implementation: Implementation,
): ExpressionFunction {
  return { signature, summary, dimensions, implementation };
}

/** What people write for a function or form that goes by another name here. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['ln', 'log(x)'],
  ['log2', 'log(x) / log(2)'],
  ['pow', 'x^y'],
  ['power', 'x^y'],
  ['if', 'condition ? a : b'],
  ['and', 'a and b'],
  ['or', 'a or b'],
  ['ceiling', 'ceil(x)'],
  ['int', 'floor(x)'],
  ['average', '(a + b) / 2'],
  ['mean', '(a + b) / 2'],
]);

/**
 * The function of that name.
 *
 * @throws ExpressionError `unknown-function`, whose hint suggests the nearest and lists them all
 */
export function functionNamed(name: string, position: number): ExpressionFunction {
  const found = FUNCTIONS.get(name);
  if (found !== undefined) return found;
  const nearest = nearestName(name, FUNCTIONS.keys());
  const meant = OTHER_NAMES.get(name) ?? (nearest === null ? undefined : FUNCTIONS.get(nearest)?.signature);
  const suggestion = meant === undefined ? '' : `Did you mean ${meant}? `;
  throw new ExpressionError(
    'unknown-function',
    `There is no function ${quote(name)}.`,
    `${suggestion}The functions are ${[...FUNCTIONS.keys()].join(', ')}.`,
    position,
  );
}

/**
 * x to the power y. Squares are one multiplication, which is exact to the last bit; a literal 2 and a parameter that
 * happens to be 2 go the same way.
 */
export function power(x: number, y: number): number {
  return y === 2 ? x * x : pow(x, y);
}

/** Floored remainder; NaN when y is 0. The remainder operator is exact, unlike `x - y * floor(x / y)`. */
function modulo(x: number, y: number): number {
  const remainder = x % y;
  return remainder !== 0 && remainder < 0 !== y < 0 ? remainder + y : remainder;
}

/** Empty ramps (`to` not after `from`) are steps at `from`. */
function ramp(t: number, from: number, to: number): number {
  if (t < from) return 0;
  return t >= to ? 1 : (t - from) / (to - from);
}

/** Powers of ten that a 64-bit number holds exactly. */
const EXACT_POWERS_OF_TEN = Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));

/** Exact at 1e-22, …, 0.1, 1, 10, …, 1e22, where a quotient of logarithms may miss by a bit and `floor` by one. */
function decimalLogarithm(x: number): number {
  const quotient = ln(x) / Math.LN10;
  const whole = Math.round(quotient);
  if (whole >= 0 && whole < 23 && x === EXACT_POWERS_OF_TEN[whole]) return whole;
  if (whole < 0 && whole > -23 && x === 1 / EXACT_POWERS_OF_TEN[-whole]) return whole;
  return quotient;
}
