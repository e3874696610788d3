/** A compiled part of an expression, as the compiler passes it around. */

/** Computes a value from the slots. */
export type Evaluate = (slots: Float64Array) => number;

/** A compiled part, with what is known of it for shorter closures. */
export interface Operand {
  readonly evaluate: Evaluate;
  /** The value if it depends on no slot, else null. */
  readonly constant: number | null;
  /** The slot if the part is a bare name, else null. */
  readonly slot: number | null;
}

const NO_SLOTS = new Float64Array(0);

/** A part that has one value for good. */
export function constantOperand(value: number): Operand {
  return { evaluate: () => value, constant: value, slot: null };
}

/** A part that reads one slot. */
export function slotOperand(slot: number): Operand {
  return { evaluate: (slots) => slots[slot], constant: null, slot };
}

/** An operation on operands: computed now if all of them are constant, else whenever it is evaluated. */
export function operation(operands: readonly Operand[], evaluate: Evaluate): Operand {
  if (operands.every((operand) => operand.constant !== null)) return constantOperand(evaluate(NO_SLOTS));
  return { evaluate, constant: null, slot: null };
}
