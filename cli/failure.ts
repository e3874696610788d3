/** Failures that a person can mend. Anything else that is thrown is a bug. */

/** Exit codes of the command line. */
export const EXIT = { done: 0, bug: 1, badInput: 2, interrupted: 130 } as const;

/** What was typed or what a file holds will not do. Its message says where, what was found and what would do. */
export class InputError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InputError';
  }
}
