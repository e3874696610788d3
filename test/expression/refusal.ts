/** Helpers for tests of refusals. */
import { ExpressionError } from '../../engine/expression';

/** The ExpressionError that `act` throws; fails when it throws nothing or anything else. */
export function refusal(act: () => unknown): ExpressionError {
  try {
    act();
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
