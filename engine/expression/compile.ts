/** Turns a tree into nested closures that read an array of slots; evaluating allocates nothing. */
import { arithmetic } from './arithmetic';
import { BUILT_IN_CONSTANTS, TIME_NAME } from './built-in-constants';
import { unknownName } from './dimensions';
import { functionNamed } from './functions';
import { constantOperand, operation, slotOperand } from './operand';
import type { Evaluate, Operand } from './operand';
import type {
  CallPart,
  ComparisonOperator,
  ComparisonPart,
  ConditionalPart,
  ExpressionTree,
  LogicalPart,
  NamePart,
} from './tree';

/** Tells the slot of a declared name; undefined when there is none of that name. */
export type SlotLookup = (name: string) => number | undefined;

/** An expression ready to be evaluated any number of times. */
export interface CompiledExpression {
  /**
   * The value, in base units, for the slots' present contents. As in IEEE arithmetic a division by zero gives ±Infinity
   * or NaN; the caller checks. A comparison with NaN is false, and NaN counts as false.
   */
  readonly evaluate: (slots: Float64Array) => number;
  /** Every name that was asked of `slotOf`, `t` included; built-in constants are not. */
  readonly names: ReadonlySet<string>;
  /** Whether `t` occurs. */
  readonly dependsOnTime: boolean;
}

/** What compiling one expression carries along. */
interface Compilation {
  readonly slotOf: SlotLookup;
  readonly names: Set<string>;
}

/**
 * Compile a tree. Names of built-in constants are known; every other name, `t` included, is asked of `slotOf`. Parts
 * without names are computed once, here. Dimensions are not checked.
 *
 * @throws ExpressionError `unknown-name` at the first name without a slot
 */
export function compileExpression(tree: ExpressionTree, slotOf: SlotLookup): CompiledExpression {
  const compilation: Compilation = { slotOf, names: new Set() };
  const { evaluate } = compile(tree, compilation);
  return { evaluate, names: compilation.names, dependsOnTime: compilation.names.has(TIME_NAME) };
}

function compile(tree: ExpressionTree, compilation: Compilation): Operand {
  switch (tree.kind) {
    case 'number':
      return constantOperand(tree.value);
    case 'name':
      return compileName(tree, compilation);
    case 'negate': {
      const operand = compile(tree.operand, compilation);
      const { evaluate } = operand;
      return operation([operand], (slots) => -evaluate(slots));
    }
    case 'arithmetic': {
      const left = compile(tree.left, compilation);
      const right = compile(tree.right, compilation);
      return operation([left, right], arithmetic(tree.operator, left, right));
    }
    case 'comparison':
      return compileComparison(tree, compilation);
    case 'logical':
      return compileLogical(tree, compilation);
    case 'not': {
      const operand = compile(tree.operand, compilation);
      const { evaluate } = operand;
      return operation([operand], (slots) => (isTrue(evaluate(slots)) ? 0 : 1));
    }
    case 'conditional':
      return compileConditional(tree, compilation);
    case 'call':
      return compileCall(tree, compilation);
  }
}

function compileName(part: NamePart, compilation: Compilation): Operand {
  const builtIn = BUILT_IN_CONSTANTS.get(part.name);
  if (builtIn !== undefined) return constantOperand(builtIn.value);
  const slot = compilation.slotOf(part.name);
  // The type is checked because a caller's plain object would answer `constructor` with a function.
  if (typeof slot !== 'number') throw unknownName(part, []);
  compilation.names.add(part.name);
  return slotOperand(slot);
}

const HOLDS: Readonly<Record<ComparisonOperator, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function isTrue(value: number): boolean {
  return value !== 0 && !Number.isNaN(value);
}

function compileComparison(part: ComparisonPart, compilation: Compilation): Operand {
  const operands = part.operands.map((operand) => compile(operand, compilation));
  const links = part.operators.map((operator) => HOLDS[operator]);
  const values = operands.map((operand) => operand.evaluate);
  if (links.length > 1) return operation(operands, chain(values, links));
  const [left, right] = values;
  const [holds] = links;
  return operation(operands, (slots) => (holds(left(slots), right(slots)) ? 1 : 0));
}

/** `a < b < c`: each value is computed once, and none after the first comparison that fails. */
function chain(values: readonly Evaluate[], links: readonly ((a: number, b: number) => boolean)[]): Evaluate {
  return (slots) => {
    let before = values[0](slots);
    for (let i = 0; i < links.length; i++) {
      const after = values[i + 1](slots);
      if (!links[i](before, after)) return 0;
      before = after;
    }
    return 1;
  };
}

function compileLogical(part: LogicalPart, compilation: Compilation): Operand {
  const operands = [compile(part.left, compilation), compile(part.right, compilation)];
  const [left, right] = operands.map((operand) => operand.evaluate);
  return operation(
    operands,
    part.operator === 'and'
      ? (slots) => (isTrue(left(slots)) && isTrue(right(slots)) ? 1 : 0)
      : (slots) => (isTrue(left(slots)) || isTrue(right(slots)) ? 1 : 0),
  );
}

function compileConditional(part: ConditionalPart, compilation: Compilation): Operand {
  const operands = [part.condition, part.whenTrue, part.whenFalse].map((tree) => compile(tree, compilation));
  const [condition, whenTrue, whenFalse] = operands.map((operand) => operand.evaluate);
  return operation(operands, (slots) => (isTrue(condition(slots)) ? whenTrue(slots) : whenFalse(slots)));
}

function compileCall(part: CallPart, compilation: Compilation): Operand {
  const operands = part.arguments.map((argument) => compile(argument, compilation));
  const [first, second, third] = operands.map((operand) => operand.evaluate);
  const { implementation } = functionNamed(part.name, part.position);
  switch (implementation.arity) {
    case 1: {
      const { apply } = implementation;
      return operation(operands, (slots) => apply(first(slots)));
    }
    case 2: {
      const { apply } = implementation;
      return operation(operands, (slots) => apply(first(slots), second(slots)));
    }
    case 3: {
      const { apply } = implementation;
      return operation(operands, (slots) => apply(first(slots), second(slots), third(slots)));
    }
    case 'fold':
      return operation(operands, foldArguments(implementation.apply, operands));
  }
}

function foldArguments(apply: (x: number, y: number) => number, operands: readonly Operand[]): Evaluate {
  const [first, ...rest] = operands.map((operand) => operand.evaluate);
  return (slots) => {
    let result = first(slots);
    for (let i = 0; i < rest.length; i++) result = apply(result, rest[i](slots));
    return result;
  };
}
