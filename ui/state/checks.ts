/** Asks the engine about scenarios, and remembers what it said: most edits leave most scenarios as they were. */
import type { SourceIssue } from '../../workers/protocol';
import type { Baseline } from './baseline';
import { changesOf, type AvailableChange } from './changes';
import { fingerprint } from './choices';
import type { Solver } from './solver';

/** Answers that are remembered. */
const MOST_ANSWERS = 64;

/** Checks whether some changes go together on a baseline. */
export class Checks {
  readonly #answers = new Map<string, Promise<SourceIssue[]>>();

  constructor(readonly solver: Pick<Solver, 'describe'>) {}

  /** The engine's sentences on what is wrong; none when nothing is. */
  check(
    ids: readonly string[],
    baseline: Baseline | undefined,
    available: readonly AvailableChange[],
  ): Promise<SourceIssue[]> {
    if (!baseline) return Promise.resolve([]);
    const changes = changesOf(ids, available);
    if (changes.length < ids.length) {
      const gone = ids.filter((id) => !changes.some((change) => change.id === id));
      const message = `the change “${gone[0]}” is not here; open its file.`;
      return Promise.resolve([{ code: 'change-not-here', path: '', message }]);
    }
    const key = [baseline.key, ...changes.map(({ id, text }) => `${id}:${fingerprint(text)}`)].join('+');
    const known = this.#answers.get(key);
    if (known) return known;
    const answer = this.solver
      .describe({ scenario: baseline.text, changes: changes.map(({ text }) => text) })
      .then((said) => (said.ok ? [] : said.issues));
    this.#answers.set(key, answer);
    for (const old of this.#answers.keys()) if (this.#answers.size > MOST_ANSWERS) this.#answers.delete(old);
    // A worker that could not be reached may be there the next time.
    answer.catch(() => this.#answers.delete(key));
    return answer;
  }
}
