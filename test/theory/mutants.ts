/**
 * Mistakes that the tests must notice: one line of the engine is changed, and the named test, or the known answers of the
 * named scenarios, must fail. `npm run mutants` makes them one by one in a copy of the source.
 */
import { MUTANTS_OF_COSTS } from './mutants-of-costs';
import { MUTANTS_OF_DESKS } from './mutants-of-desks';
import { MUTANTS_OF_FOUNDATIONS } from './mutants-of-foundations';
import { MUTANTS_OF_SERVICES } from './mutants-of-services';
import { MUTANTS_OF_STATISTICS } from './mutants-of-statistics';
import { MUTANTS_OF_STOCKS } from './mutants-of-stocks';

/** One mistake. */
export interface Mutant {
  /** File of the engine. */
  file: string;
  /** A whole line of it, which stands there once, without its indentation. */
  before: string;
  /** What stands there instead. */
  after: string;
  /** The rule that is broken. */
  breaks: string;
  /** The test file that must fail, and part of the title of the tests to run (all of them unless given). */
  test?: string;
  title?: string;
  /** Scenarios of `scenarios/verification/`, each of which must come out wrong. */
  cases?: readonly string[];
}

/** Every mistake. */
export const MUTANTS: readonly Mutant[] = [
  ...MUTANTS_OF_FOUNDATIONS,
  ...MUTANTS_OF_DESKS,
  ...MUTANTS_OF_SERVICES,
  ...MUTANTS_OF_STATISTICS,
  ...MUTANTS_OF_STOCKS,
  ...MUTANTS_OF_COSTS,
];

/**
 * The text with the mutant's line changed.
 * @throws Error when the line does not stand there exactly once
 */
export function mutate(text: string, { file, before, after }: Mutant): string {
  const lines = text.split('\n');
  const found = lines.flatMap((line, i) => (line.trim() === before ? [i] : []));
  if (found.length !== 1) throw new Error(`${file} has the line "${before}" ${found.length} times, not once.`);
  const [at] = found;
  lines[at] = lines[at].replace(before, () => after);
  return lines.join('\n');
}
