/** Random expressions for property tests: a tree, its text, and a plain evaluator that shares nothing with the compiler. */
import fc from 'fast-check';
import { cos, exp, ln, pow, sin } from '../../engine/random/elementary';
import type { ExpressionTree } from '../../engine/expression';

/** The names random expressions use, in the order of their slots. */
export const NAMES = ['t', 'a', 'b', 'growth', 'gpReferralsPerWeek'];

const ONE_ARGUMENT = ['abs', 'sign', 'floor', 'ceil', 'round', 'sqrt', 'exp', 'log', 'sin', 'cos'];
const TWO_ARGUMENTS = ['min', 'max', 'mod', 'step'];
const THREE_ARGUMENTS = ['min', 'max', 'clamp', 'ramp', 'pulse'];

/** Any expression whose text keeps within the limits. */
export const randomTree: fc.Arbitrary<ExpressionTree> = fc.letrec<{ tree: ExpressionTree }>((tie) => {
  const tree = tie('tree');
  const call = (names: readonly string[], count: number) =>
    fc.record({
      kind: fc.constant('call' as const),
      name: fc.constantFrom(...names),
      arguments: fc.array(tree, { minLength: count, maxLength: count }),
      position: fc.constant(0),
    });
  const arithmetic = fc.record({
    kind: fc.constant('arithmetic' as const),
    operator: fc.constantFrom(...(['+', '-', '*', '/', '^'] as const)),
    left: tree,
    right: tree,
    position: fc.constant(0),
  });
  const value = fc.oneof(
    fc
      .oneof(fc.integer({ min: 0, max: 12 }), fc.double({ min: 0, max: 1e6, noNaN: true }).map(Math.abs))
      .map((number) => ({ kind: 'number' as const, value: number, position: 0 })),
    fc.constantFrom(...NAMES, 'week', 'pi').map((name) => ({ kind: 'name' as const, name, position: 0 })),
  );
  return {
    tree: fc.oneof(
      { depthSize: 'small', maxDepth: 5, depthIdentifier: 'tree' },
      { weight: 3, arbitrary: value },
      { weight: 5, arbitrary: arithmetic },
      fc.record({ kind: fc.constant('negate' as const), operand: tree, position: fc.constant(0) }),
      fc.record({ kind: fc.constant('not' as const), operand: tree, position: fc.constant(0) }),
      fc.record({
        kind: fc.constant('logical' as const),
        operator: fc.constantFrom(...(['and', 'or'] as const)),
        left: tree,
        right: tree,
        position: fc.constant(0),
      }),
      fc
        .record({
          operators: fc.array(fc.constantFrom(...(['==', '!=', '<', '<=', '>', '>='] as const)), {
            minLength: 1,
            maxLength: 2,
          }),
          operands: fc.array(tree, { minLength: 3, maxLength: 3 }),
        })
        .map(({ operators, operands }) => ({
          kind: 'comparison' as const,
          operators,
          operands: operands.slice(0, operators.length + 1),
          position: 0,
        })),
      fc.record({
        kind: fc.constant('conditional' as const),
        condition: tree,
        whenTrue: tree,
        whenFalse: tree,
        position: fc.constant(0),
      }),
      call(ONE_ARGUMENT, 1),
      call(TWO_ARGUMENTS, 2),
      call(THREE_ARGUMENTS, 3),
    ),
  };
}).tree;

/** How tightly a part holds together: the higher, the tighter. */
function tightness(tree: ExpressionTree): number {
  switch (tree.kind) {
    case 'conditional':
      return 0;
    case 'logical':
      return tree.operator === 'or' ? 1 : 2;
    case 'comparison':
      return 3;
    case 'arithmetic':
      return tree.operator === '^' ? 7 : tree.operator === '*' || tree.operator === '/' ? 5 : 4;
    // Below a comparison, since an expression refuses `not a < b`.
    case 'not':
      return 2.5;
    case 'negate':
      return 6;
    case 'number':
    case 'name':
    case 'call':
      return 8;
  }
}

/** The text of a tree with the fewest parentheses that grammar asks for. */
export function textOf(tree: ExpressionTree): string {
  const inside = (part: ExpressionTree, atLeast: number) =>
    tightness(part) >= atLeast ? textOf(part) : `(${textOf(part)})`;
  switch (tree.kind) {
    case 'number':
      return String(tree.value);
    case 'name':
      return tree.name;
    case 'negate':
      return `-${inside(tree.operand, 6)}`;
    case 'not':
      return `not ${inside(tree.operand, 6)}`;
    case 'arithmetic': {
      const own = tightness(tree);
      // A power groups from the right and takes a sign there; the others group from the left.
      if (tree.operator === '^') return `${inside(tree.left, 8)}^${inside(tree.right, 6)}`;
      return `${inside(tree.left, own)} ${tree.operator} ${inside(tree.right, own + 1)}`;
    }
    case 'comparison':
      return tree.operands.map((part, i) => (i === 0 ? '' : ` ${tree.operators[i - 1]} `) + inside(part, 4)).join('');
    case 'logical': {
      const own = tightness(tree);
      return `${inside(tree.left, own)} ${tree.operator} ${inside(tree.right, own + 0.25)}`;
    }
    case 'conditional':
      return `${inside(tree.condition, 1)} ? ${inside(tree.whenTrue, 1)} : ${textOf(tree.whenFalse)}`;
    case 'call':
      return `${tree.name}(${tree.arguments.map(textOf).join(', ')})`;
  }
}

/** What a tree is worth, computed in the plainest way. */
export function valueOf(tree: ExpressionTree, names: ReadonlyMap<string, number>): number {
  const value = (part: ExpressionTree) => valueOf(part, names);
  const truth = (part: ExpressionTree) => Boolean(value(part));
  switch (tree.kind) {
    case 'number':
      return tree.value;
    case 'name':
      return names.get(tree.name) ?? Number.NaN;
    case 'negate':
      return -value(tree.operand);
    case 'not':
      return Number(!truth(tree.operand));
    case 'logical': {
      const sides = [truth(tree.left), truth(tree.right)];
      return Number(tree.operator === 'and' ? sides.every(Boolean) : sides.some(Boolean));
    }
    case 'comparison': {
      const values = tree.operands.map(value);
      return Number(tree.operators.every((operator, i) => holds(operator, values[i], values[i + 1])));
    }
    case 'conditional':
      return truth(tree.condition) ? value(tree.whenTrue) : value(tree.whenFalse);
    case 'arithmetic':
      return arithmetic(tree.operator, value(tree.left), value(tree.right));
    case 'call':
      return call(tree.name, tree.arguments.map(value));
  }
}

function holds(operator: string, a: number, b: number): boolean {
  if (operator === '==') return a === b;
  if (operator === '!=') return a !== b;
  return operator.startsWith('<') ? a < b || (operator === '<=' && a === b) : a > b || (operator === '>=' && a === b);
}

function arithmetic(operator: string, a: number, b: number): number {
  if (operator === '+') return a + b;
  if (operator === '-') return a - b;
  if (operator === '*') return a * b;
  if (operator === '/') return a / b;
  return b === 2 ? a * a : pow(a, b);
}

function call(name: string, [x, y, z]: number[]): number {
  const all = [x, y, z].filter((argument) => argument !== undefined);
  switch (name) {
    case 'min':
      return Math.min(...all);
    case 'max':
      return Math.max(...all);
    case 'clamp': {
      if (all.some(Number.isNaN)) return Number.NaN;
      const raised = x < y ? y : x;
      return raised > z ? z : raised;
    }
    case 'mod':
      return x % y === 0 || x % y > 0 === y > 0 ? x % y : (x % y) + y;
    case 'step':
      return Number(x >= y);
    case 'ramp':
      return x < y ? 0 : x >= z ? 1 : (x - y) / (z - y);
    case 'pulse':
      return Number(y <= x && x < z);
    case 'exp':
      return exp(x);
    case 'log':
      return ln(x);
    case 'sin':
      return sin(x);
    case 'cos':
      return cos(x);
    default:
      return (Math[name as 'abs'] as (argument: number) => number)(x);
  }
}
