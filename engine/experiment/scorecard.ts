/** The scorecard that a scenario names: each line by team over the whole run, and by quarter where the model holds a series. */
import type { MeasureInfo } from '../results/measures';
import type { LevelSeries, ScorecardLine, ScorecardRow } from '../results/outputs';
import { judged, seriesFrom } from './output-levels';
import { partOf, type Samples } from './output-samples';

/** Length of a quarter of a year in days. */
const QUARTER_DAYS = 365.25 / 4;

/** Steps that make a quarter; 0 where they do not. */
function stepsOf(stepDays: number): number {
  const steps = Math.round(QUARTER_DAYS / stepDays);
  return steps >= 1 && Math.abs(steps * stepDays - QUARTER_DAYS) < 2 ? steps : 0;
}

/** The day on which each whole quarter of a run ends; none where its series have no dates or other steps. */
export function quarterEnds({ solved: { layout } }: Samples): number[] {
  const series = layout.measures.find(({ shape }) => shape === 'series');
  const { wholeSteps } = layout;
  const steps = stepsOf(series?.step ?? 0.001);
  if (series?.step === undefined || wholeSteps === undefined || steps === 0) return [];
  const count = Math.floor((wholeSteps.to - wholeSteps.from) / steps);
  return Array.from({ length: count }, (_, i) => (wholeSteps.from + (i + 1) * steps) * series.step!);
}

/** The lines in the scenario's order; none where it names no scorecard. */
export function scorecardOf(samples: readonly Samples[]): ScorecardLine[] {
  const [baseline] = samples;
  return (baseline.scenario.scorecard ?? []).map(({ group, title, measures, notSimulated, note }): ScorecardLine => {
    const found = (measures ?? []).flatMap((pattern) => matching(pattern, baseline));
    // One line is in one unit.
    const infos = found.filter(({ unit }) => unit === found[0].unit);
    const absent = notSimulated ?? (infos.length === 0 ? 'The model as it stands does not measure it.' : undefined);
    return {
      group,
      title,
      ...(note === undefined ? {} : { note }),
      ...(absent === undefined ? {} : { notSimulated: absent }),
      rows: infos.map((info) => rowOf(info, samples)),
    };
  });
}

/** Measures whose id is the pattern's, with any text where its `*` stands: scalars, and series that have none of that id. */
function matching(pattern: string, samples: Samples): MeasureInfo[] {
  const [before, after] = pattern.split('*');
  const fits = (id: string) => {
    if (after === undefined) return id === pattern;
    const isAround = id.length >= before.length + after.length && id.startsWith(before) && id.endsWith(after);
    return isAround && !/[.[\]=]/.test(id.slice(before.length, id.length - after.length));
  };
  return [...samples.measures()].filter(({ id, shape }) => fits(id) && (shape === 'scalar' || !samples.info(id)));
}

/** The scalar, or the mean of a series over its whole steps where there is no scalar. */
function wholeOf({ id, shape }: MeasureInfo, samples: Samples): Float64Array | undefined {
  if (shape === 'scalar') return samples.scalar(id);
  const { wholeSteps = { from: 0, to: 0 } } = samples.solved.layout;
  return meanOfSteps(id, samples, wholeSteps.from, wholeSteps.to);
}

function rowOf(info: MeasureInfo, samples: readonly Samples[]): ScorecardRow {
  const [baseline] = samples;
  const { services } = baseline.scenario;
  const { key, value } = partOf(info.id);
  const team = key === 'team' ? services[value] : undefined;
  const service = team ?? services[info.service];
  const { place = '' } = service ?? {};
  const own = service === undefined ? '' : baseline.withoutPlace(service.title, place);
  const isPart = key !== '' && team === undefined;
  const quarters = samples.map((one) => quartersOf(info.id, one));
  return {
    place,
    label: isPart ? baseline.partTitle(info) : own || info.title,
    within: isPart ? own : '',
    unit: info.unit,
    good: info.good,
    about: info.definition,
    ...judged(
      samples.map((one) => wholeOf(info, one)),
      info.good,
    ),
    ...(quarters.some((one) => one !== null) ? { quarters } : {}),
  };
}

/** Mean of a quarter's steps by replication, then over replications; null where there is no such series. */
function quartersOf(id: string, samples: Samples): LevelSeries | null {
  const info = samples.seriesInfo(id);
  const { wholeSteps } = samples.solved.layout;
  const steps = stepsOf(info?.step ?? 0.001);
  const ends = quarterEnds(samples);
  if (info === undefined || wholeSteps === undefined || steps === 0 || ends.length === 0) return null;
  const at = (quarter: number) => {
    const from = wholeSteps.from + quarter * steps;
    return meanOfSteps(id, samples, from, from + steps);
  };
  return seriesFrom({ step: QUARTER_DAYS, length: ends.length, at });
}

/** Mean over steps by replication, of those that saw anything. */
function meanOfSteps(id: string, samples: Samples, from: number, to: number): Float64Array {
  const total = new Float64Array(samples.replications);
  const seen = new Float64Array(samples.replications);
  for (let step = from; step < to; step++) {
    samples.step(id, step)?.forEach((value, r) => {
      if (Number.isNaN(value)) return;
      total[r] += value;
      seen[r] += 1;
    });
  }
  return total.map((value, r) => value / seen[r]);
}
