/**
 * Closures for arithmetic. A call per operand is most of the cost of a small expression, so that bare names and
 * constants, which most operands are, are read without one: about half the time in all.
 */
import { power } from './functions';
import type { Evaluate, Operand } from './operand';
import type { ArithmeticOperator } from './tree';

/** The closures of one operator, by what stands on either side: any part, a slot's number, or a constant. */
interface Shapes {
  readonly anyAny: (left: Evaluate, right: Evaluate) => Evaluate;
  readonly anySlot: (left: Evaluate, right: number) => Evaluate;
  readonly anyConstant: (left: Evaluate, right: number) => Evaluate;
  readonly slotAny: (left: number, right: Evaluate) => Evaluate;
  readonly slotSlot: (left: number, right: number) => Evaluate;
  readonly slotConstant: (left: number, right: number) => Evaluate;
  readonly constantAny: (left: number, right: Evaluate) => Evaluate;
  readonly constantSlot: (left: number, right: number) => Evaluate;
}

const SHAPES: Readonly<Record<ArithmeticOperator, Shapes>> = {
  '+': {
    anyAny: (left, right) => (s) => left(s) + right(s),
    anySlot: (left, right) => (s) => left(s) + s[right],
    anyConstant: (left, right) => (s) => left(s) + right,
    slotAny: (left, right) => (s) => s[left] + right(s),
    slotSlot: (left, right) => (s) => s[left] + s[right],
    slotConstant: (left, right) => (s) => s[left] + right,
    constantAny: (left, right) => (s) => left + right(s),
    constantSlot: (left, right) => (s) => left + s[right],
  },
  '-': {
    anyAny: (left, right) => (s) => left(s) - right(s),
    anySlot: (left, right) => (s) => left(s) - s[right],
    anyConstant: (left, right) => (s) => left(s) - right,
    slotAny: (left, right) => (s) => s[left] - right(s),
    slotSlot: (left, right) => (s) => s[left] - s[right],
    slotConstant: (left, right) => (s) => s[left] - right,
    constantAny: (left, right) => (s) => left - right(s),
    constantSlot: (left, right) => (s) => left - s[right],
  },
  '*': {
    anyAny: (left, right) => (s) => left(s) * right(s),
    anySlot: (left, right) => (s) => left(s) * s[right],
    anyConstant: (left, right) => (s) => left(s) * right,
    slotAny: (left, right) => (s) => s[left] * right(s),
    slotSlot: (left, right) => (s) => s[left] * s[right],
    slotConstant: (left, right) => (s) => s[left] * right,
    constantAny: (left, right) => (s) => left * right(s),
    constantSlot: (left, right) => (s) => left * s[right],
  },
  '/': {
    anyAny: (left, right) => (s) => left(s) / right(s),
    anySlot: (left, right) => (s) => left(s) / s[right],
    anyConstant: (left, right) => (s) => left(s) / right,
    slotAny: (left, right) => (s) => s[left] / right(s),
    slotSlot: (left, right) => (s) => s[left] / s[right],
    slotConstant: (left, right) => (s) => s[left] / right,
    constantAny: (left, right) => (s) => left / right(s),
    constantSlot: (left, right) => (s) => left / s[right],
  },
  '^': {
    anyAny: (left, right) => (s) => power(left(s), right(s)),
    anySlot: (left, right) => (s) => power(left(s), s[right]),
    anyConstant: (left, right) => (s) => power(left(s), right),
    slotAny: (left, right) => (s) => power(s[left], right(s)),
    slotSlot: (left, right) => (s) => power(s[left], s[right]),
    slotConstant: (left, right) => (s) => power(s[left], right),
    constantAny: (left, right) => (s) => power(left, right(s)),
    constantSlot: (left, right) => (s) => power(left, s[right]),
  },
};

/** The closure that applies an operator to two operands; the value is the same whatever shape is chosen. */
export function arithmetic(operator: ArithmeticOperator, left: Operand, right: Operand): Evaluate {
  const shapes = SHAPES[operator];
  if (left.slot !== null) {
    if (right.slot !== null) return shapes.slotSlot(left.slot, right.slot);
    if (right.constant !== null) return shapes.slotConstant(left.slot, right.constant);
    return shapes.slotAny(left.slot, right.evaluate);
  }
  if (left.constant !== null) {
    if (right.slot !== null) return shapes.constantSlot(left.constant, right.slot);
    return shapes.constantAny(left.constant, right.evaluate);
  }
  if (right.slot !== null) return shapes.anySlot(left.evaluate, right.slot);
  if (right.constant !== null) return shapes.anyConstant(left.evaluate, right.constant);
  return shapes.anyAny(left.evaluate, right.evaluate);
}
