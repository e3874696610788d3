/** Runs scenarios as the options of `run` and `compare` ask for. */
import type { PrecisionState } from '../../engine/index';
import type { StopReason } from '../../workers/extend-until';
import type { ScenarioDescription } from '../../workers/protocol';
import { EXIT, InputError } from '../failure';
import { measureNames } from '../measure-names';
import { precisionOf, precisionRule, precisionWishes, progressText } from '../precision';
import type { NamedSource } from '../read-source';
import type { SolvedScenario } from '../run-output';
import { solve } from '../solve';
import { replicationsWanted, type RunOptions } from './options';

/** What came of it; every scenario has one replication or more. */
export interface SolvedWithin {
  scenarios: SolvedScenario[];
  /** How far the measures have come: the baseline's, and the differences of the others. */
  states: PrecisionState[];
  wallSeconds: number;
  stopped: StopReason;
}

/**
 * Run sources, the baseline first. When Ctrl+C comes before anything is there to print, say so.
 *
 * @param only measures whose precision counts, and no others; all that have one, where it is not given
 * @returns undefined when there is nothing to print
 * @throws InputError for options that will not do
 */
export async function solveWithin(
  sources: NamedSource[],
  descriptions: ScenarioDescription[],
  options: RunOptions,
  only?: readonly string[],
): Promise<SolvedWithin | undefined> {
  const [baseline] = descriptions;
  const wanted = replicationsWanted(options, baseline.run.replications);
  const wishes = precisionWishes(baseline, options.precision).filter(
    ({ measure }) => only === undefined || only.includes(measure),
  );
  const rule = precisionRule(descriptions, wishes, wanted.untilPrecise);
  const names = measureNames(baseline);
  const { runs, wallSeconds, stopped } = await solve(sources, {
    seed: options.seed ?? baseline.run.seed,
    wanted,
    rule,
    progress: (replications) => progressText(replications, rule.states(), names),
    workers: options.workers,
  });
  if (runs.some(({ replications }) => replications === 0)) {
    const every = runs.length === 1 ? 'the first replication was finished' : 'every scenario had one replication';
    if (stopped === 'seconds') throw new InputError(`--budget ${wanted.seconds}: spent before ${every}. Give more.`);
    process.exitCode = EXIT.interrupted;
    console.error(`Stopped before ${every}.`);
    return undefined;
  }
  const scenarios = runs.map((run, i): SolvedScenario => {
    const { scenarioFile, changeFiles } = sources[i];
    return { files: { scenario: scenarioFile, changes: changeFiles }, description: descriptions[i], run };
  });
  return { scenarios, states: precisionOf(descriptions, runs, wishes), wallSeconds, stopped };
}
