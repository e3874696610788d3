/** Every combination of several changes as a scenario of its own, checked before anything runs. */
import { combinationsOf } from '../engine/index';
import { EngineService } from '../workers/engine-service';
import type { ScenarioDescription } from '../workers/protocol';
import { InputError } from './failure';
import { readSource, sourceError, type NamedSource } from './read-source';

/** One change to explain: its files, and what the scenario with it alone says of it. */
export interface ExplainedChange {
  ids: string[];
  title: string;
  files: string[];
}

/** All combinations in the order of `combinationsOf`, the baseline first. */
export interface Combinations {
  sources: NamedSource[];
  descriptions: ScenarioDescription[];
  changes: ExplainedChange[];
}

/**
 * Read and check every combination.
 *
 * @param groups the files of each change, in order
 * @param horizonDays as `readSource`
 * @throws InputError with the smallest combinations that are refused, and why
 */
export async function readCombinations(
  file: string,
  groups: readonly string[][],
  horizonDays?: number,
): Promise<Combinations> {
  const alone = await Promise.all(groups.map((files) => readSource(file, files, horizonDays)));
  const baseline = await readSource(file, [], horizonDays);
  const sets = combinationsOf(groups.length);
  const sources = sets.map((set): NamedSource => {
    const members = set.map((i) => alone[i]);
    return {
      source: { ...baseline.source, changes: members.flatMap(({ source }) => source.changes) },
      scenarioFile: file,
      changeFiles: members.flatMap(({ changeFiles }) => changeFiles),
    };
  });
  const descriptions = describeAll(sets, sources);
  const changes = groups.map((files, i): ExplainedChange => {
    const applied = descriptions[1 << i].changes;
    return { ids: applied.map(({ id }) => id), title: applied.map(({ title }) => title).join(' + '), files };
  });
  return { sources, descriptions, changes };
}

/** Describe each combination, the smallest first; what holds a refused one is refused for the same reason and not tried. */
function describeAll(sets: readonly number[][], sources: readonly NamedSource[]): ScenarioDescription[] {
  const engine = new EngineService();
  const found = new Map<number, ScenarioDescription>();
  const refused: { set: number; error: InputError; ownFault: boolean }[] = [];
  const bySize = sets.map((_, set) => set).sort((a, b) => sets[a].length - sets[b].length || a - b);
  for (const set of bySize) {
    if (refused.some((other) => (set & other.set) === other.set)) continue;
    const answer = engine.describe(sources[set].source);
    if (answer.ok) found.set(set, answer.value);
    else {
      const ownFault = answer.issues.every(({ change }) => change !== 'all');
      refused.push({ set, error: sourceError(answer.issues, sources[set]), ownFault });
    }
  }
  if (refused.length > 0) {
    const reasons = refused.map(({ error }) => error.message);
    // A file that cannot be read by itself has nothing to do with combinations.
    if (refused.every(({ ownFault }) => ownFault)) throw new InputError(reasons.join('\n'));
    throw new InputError(
      [
        'explain runs every combination of the changes, and not all of them can be:',
        ...reasons,
        'Leave one of them out, or join files that only make sense together by +: they then count as one change.',
      ].join('\n'),
    );
  }
  return sets.map((_, set) => found.get(set)!);
}
