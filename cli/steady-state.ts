/** `--steady-state`: pilot replications from empty choose the warm-up, or say why there is no steady state. */
import { studySteadyState, type SteadyStateSeries, type SteadyStateStudy } from '../engine/index';
import type { ScenarioDescription } from '../workers/protocol';
import { replicationsWanted, type RunOptions } from './commands/options';
import { describeSource } from './describe-source';
import { InputError } from './failure';
import { amount, figure } from './figures';
import { measureNames, type MeasureNames } from './measure-names';
import { precisionRule } from './precision';
import type { NamedSource } from './read-source';
import { solve } from './solve';
import { table } from './table';

/** Most pilot replications: the warm-up needs no more. */
const MOST_PILOTS = 40;
/** Welch's points that are printed, evenly over the run. */
const POINTS = 8;

/**
 * Find the warm-up of a scenario.
 *
 * @returns what was found and the source with that warm-up; undefined after Ctrl+C
 * @throws InputError with a line for each list that grows, where there is no steady state, or none yet
 */
export async function findWarmUp(
  named: NamedSource,
  options: RunOptions,
): Promise<{ study: SteadyStateStudy; named: NamedSource } | undefined> {
  const withWarmUp = (warmUpDays: number): NamedSource => ({
    ...named,
    source: { ...named.source, fromEmpty: { warmUpDays } },
  });
  const pilot = withWarmUp(0);
  const description = describeSource(pilot);
  const { replications } = replicationsWanted(options, description.run.replications);
  const { runs, stopped } = await solve([pilot], {
    // Other replications than those of the results, which must not choose their own beginning.
    seed: `${options.seed ?? description.run.seed}/pilot`,
    wanted: { untilPrecise: false, replications: Math.min(replications, MOST_PILOTS) },
    rule: precisionRule([description], [], false),
    progress: () => '',
    workers: options.workers,
  });
  if (stopped === 'cancelled') return undefined;
  const study = studySteadyState(description.layout, runs[0].results, description.run.horizonDays);
  if (study.verdict !== 'steady') throw new InputError(refusal(study, named.scenarioFile, description));
  return { study, named: withWarmUp(study.warmUpDays) };
}

/** Why there is no steady state. */
function refusal(study: SteadyStateStudy, file: string, description: ScenarioDescription): string {
  const names = measureNames(description);
  if (study.verdict === 'growing') {
    const growing = study.series.filter(({ isList, isGrowing }) => isList && isGrowing);
    return [
      `${file}: there is no steady state: demand exceeds capacity, and a list that grows for ever has no normal length.`,
      ...growing.map((one) => `  ${growth(one, names)}`),
      'Leave --steady-state out to run from the start that the file states over a fixed time.',
    ].join('\n');
  }
  const moving = study.series.filter(({ isSettled, isGrowing }) => !isSettled || isGrowing);
  const days = figure(study.horizonDays);
  return [
    `${file}: no steady state is reached within ${days} days; run for longer, e.g. --days ${Math.ceil(study.horizonDays * 3)}. Still moving:`,
    ...moving.map((one) => `  ${growth(one, names)}`),
  ].join('\n');
}

function growth(one: SteadyStateSeries, names: MeasureNames): string {
  const { mean, halfWidth } = one.growthPerWeek;
  const grows = `${names.full(one)} changes by ${figure(mean)} ± ${figure(halfWidth)} a week`;
  if (one.arrivalsPerWeek === null || one.load === null) return `${grows}.`;
  const taken = one.arrivalsPerWeek - mean;
  const load = `${figure(one.arrivalsPerWeek)} come and ${figure(taken)} can be taken`;
  return `${grows}: ${load}, a load of ${figure(one.load)}.`;
}

/** For people: the warm-up, and the way of each list and caseload from empty. */
export function steadyStateWords(study: SteadyStateStudy, description: ScenarioDescription): string {
  const names = measureNames(description);
  const every = Math.floor(study.series[0] === undefined ? 1 : study.series[0].welch.length / POINTS);
  const points = Array.from({ length: POINTS }, (_, i) => (i + 1) * every - 1);
  const days = points.map((point) => `day ${figure((point + 1) * study.stepDays)}`);
  const rows = study.series.map((one) => [
    names.full(one),
    one.isSettled ? amount(one.warmUpDays, 'days') : 'half of the run',
    ...points.map((point) => figure(one.welch[point])),
  ]);
  return [
    `Steady state: from empty, with a warm-up of ${amount(study.warmUpDays, 'days')} dropped. It is the longest that MSER-5 finds in ${study.replications} pilot replications of ${figure(study.horizonDays)} days; no list grows.`,
    'Lists and caseloads on their way from empty (mean over the pilots, smoothed as in Welch’s plot):',
    table(
      ['Series', 'Warm-up', ...days],
      [{ title: 'People', rows }],
      ['left', 'right', ...days.map(() => 'right' as const)],
    ),
  ].join('\n\n');
}
