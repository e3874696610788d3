/** Vitest at the lowest priority, so that what runs beside it is not held up. */
import { constants, setPriority } from 'node:os';

try {
  setPriority(constants.priority.PRIORITY_LOW);
} catch {
  // Then it runs like any other program.
}
await import('../node_modules/vitest/vitest.mjs');
