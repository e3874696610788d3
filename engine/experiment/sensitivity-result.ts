/** What a sensitivity study has found, as plain data. */
import { holmAdjust, pairedPValue } from '../statistics/holm';
import { meanInterval, pairedInterval, type Interval } from '../statistics/intervals';
import { inputAt } from '../statistics/latin-hypercube';
import { verdict, type Verdict } from '../statistics/verdict';
import { uncertainIds, type InputShape, type UncertainInput } from './inputs';
import type { SensitivityStage, SensitivityStudy } from './sensitivity';

/** A mean over replications with the half-width of its 95 % t-interval, in the unit of the measure. */
export interface StudyPart {
  mean: number;
  halfWidth: number;
}

/** What the changes do at one setting. */
export interface StudyAnswer extends StudyPart {
  verdict: Verdict;
}

/**
 * What becomes of the answer when a quantity goes to one of its ends: `flips`, the changes are better at one and worse at
 * the other; `opens`, what could be called no longer can; `settles`, what was too close to call can be called; `holds`.
 */
export type AnswerTurn = 'flips' | 'opens' | 'settles' | 'holds';

/** A quantity whose effect was measured with an interval: a bar of the tornado. */
export interface TornadoBar {
  id: string;
  title: string;
  unit: string;
  grade: UncertainInput['grade'];
  source: string;
  low: number;
  value: number;
  high: number;
  /** Paired change of the output from all at their values to this one at its low, and at its high. */
  atLow: StudyPart;
  atHigh: StudyPart;
  /** The output at high less that at low, paired. */
  effect: StudyPart;
  /** From the least to the most of the output over low, value and high: the length of the bar. */
  swing: number;
  /** Of no effect between low and high, adjusted (Holm 1979) for all bars. */
  pValue: number;
  /** Whether that is at most 0.05. */
  isSure: boolean;
  /** Replications in which low and high were both seen. */
  replications: number;
  /** Share of the variance of the output over all ranges, as far as each quantity acts by itself; null until measured. */
  share: number | null;
  /** For differences: the answer at low and high, and what becomes of it. */
  answerAtLow?: StudyAnswer;
  answerAtHigh?: StudyAnswer;
  turn?: AnswerTurn;
}

/** What a sensitivity study says; every number is finite. */
export interface SensitivityResult {
  measure: string;
  service: string;
  unit: string;
  good: 'lower' | 'higher' | 'none';
  margin: number;
  /** Whether it is about the measure or about the difference that changes make in it. */
  about: 'measure' | 'difference';
  /** How far it has come; `complete` unless it was stopped. */
  stage: SensitivityStage;
  /** How values are taken to be spread over ranges, for shares of variance. */
  shape: InputShape;
  /** The output with all at their values; null until there are two replications. */
  atValue: StudyAnswer | null;
  /** How many quantities were screened, in how many groups, of how many at most. */
  screening: { quantities: number; groups: number; together: number; trials: number };
  /** The largest first. */
  tornado: TornadoBar[];
  /** All quantities that were not refined, drawn together over their ranges; null until measured. */
  rest: { quantities: number; draws: number; standardDeviation: number; share: number } | null;
  /** The quantity graded assumption with the largest share, where its effect is sure; null where there is none. */
  measureNext: string | null;
  /** Quantities that were screened and not refined, the largest effect first; the effect is null where the output was not seen. */
  screenedOnly: { id: string; title: string; effect: number | null; together: number; end: 'low' | 'high' }[];
  /** Ids of quantities whose low is their high. */
  noRange: string[];
  /** Ids of strengths of loops that are off in the scenario, and were left off. */
  loopsOff: string[];
  /** Quantities that the model refuses at an end (or at both), with the reason. */
  refused: { id: string; end: 'low' | 'high' | 'both'; reason: string }[];
}

const SIGNIFICANCE = 0.05;

/** How far the output moves between low, value and high: the length of the bar in a tornado. */
export function swing(atLow: number, atHigh: number): number {
  return Math.max(atLow, 0, atHigh) - Math.min(atLow, 0, atHigh);
}

/** Work out what is known by now. */
export function sensitivityResult(study: SensitivityStudy): SensitivityResult {
  const { wish, inputs, screen, stage } = study;
  const { measure, isDifference, shape } = wish;
  const bars = study.refined.flatMap(
    (id) =>
      barOf(
        study,
        inputs.find((one) => one.id === id)!,
      ) ?? [],
  );
  const adjusted = holmAdjust(bars.map(({ pValue }) => pValue));
  bars.forEach((bar, i) => {
    bar.pValue = adjusted[i];
    bar.isSure = adjusted[i] <= SIGNIFICANCE;
  });
  bars.sort((a, b) => b.swing - a.swing);
  const rest = restOf(study, bars);
  const inBars = new Set(bars.map(({ id }) => id));
  const refused = refusedOf(study);
  const refusedIds = new Set(refused.map(({ id }) => id));
  const next = bars
    .filter(({ grade, isSure, share }) => grade === 'assumption' && isSure && share !== null)
    .sort((a, b) => b.share! - a.share!)[0];
  return {
    measure: measure.id,
    service: measure.service,
    unit: measure.unit,
    good: measure.good,
    margin: measure.margin,
    about: isDifference ? 'difference' : 'measure',
    stage,
    shape,
    atValue: answerOf(study, meanInterval(study.rowAt())),
    screening: {
      quantities: study.tried.length,
      groups: screen.screening.groups.length,
      together: Math.max(...screen.screening.groups.map(({ length }) => length)),
      trials: screen.expected,
    },
    tornado: bars,
    rest,
    measureNext: next?.id ?? null,
    screenedOnly: screen
      .ranking()
      .filter(({ id }) => !inBars.has(id) && !refusedIds.has(id))
      .map(({ id, effect, together, end }) => {
        const { title } = inputs.find((one) => one.id === id)!;
        return { id, title, effect: Number.isFinite(effect) ? effect : null, together, end };
      }),
    noRange: uncertainIds(inputs, 'none'),
    loopsOff: wish.withLoops ? [] : uncertainIds(inputs, 'loop off'),
    refused,
  };
}

/** @returns null with fewer than two replications */
function barOf(study: SensitivityStudy, input: UncertainInput): TornadoBar | null {
  const base = study.rowAt();
  const rowAt = (end: 'low' | 'high'): Float64Array => (input[end] === input.value ? base : study.rowAt(input.id, end));
  const [low, high] = [rowAt('low'), rowAt('high')];
  const effect = pairedInterval(low, high);
  const atLow = pairedInterval(base, low);
  const atHigh = pairedInterval(base, high);
  if (effect === null || atLow === null || atHigh === null) return null;
  const bar: TornadoBar = {
    ...input,
    atLow: partOf(atLow),
    atHigh: partOf(atHigh),
    effect: partOf(effect),
    swing: swing(atLow.mean, atHigh.mean),
    pValue: pairedPValue(effect.mean, effect.standardDeviation, effect.replications),
    isSure: false,
    replications: effect.replications,
    share: null,
  };
  delete (bar as Partial<UncertainInput>).kind;
  if (!study.wish.isDifference) return bar;
  const [now, answerAtLow, answerAtHigh] = [base, low, high].map((row) => answerOf(study, meanInterval(row)));
  if (now === null || answerAtLow === null || answerAtHigh === null) return bar;
  return { ...bar, answerAtLow, answerAtHigh, turn: turnOf(now.verdict, answerAtLow.verdict, answerAtHigh.verdict) };
}

function answerOf({ wish }: SensitivityStudy, interval: Interval | null): StudyAnswer | null {
  if (interval === null) return null;
  const { margin, good } = wish.measure;
  return { ...partOf(interval), verdict: verdict(interval, wish.isDifference ? margin : 0, good) };
}

const partOf = ({ mean, halfWidth }: Interval): StudyPart => ({ mean, halfWidth });

/** What becomes of an answer over a range. */
export function turnOf(atValue: Verdict, atLow: Verdict, atHigh: Verdict): AnswerTurn {
  const called = [atValue, atLow, atHigh].filter((one) => one !== 'too close to call');
  if (new Set(called).size > 1) return 'flips';
  if (atValue === 'too close to call') return called.length > 0 ? 'settles' : 'holds';
  return called.length < 3 ? 'opens' : 'holds';
}

/** Adds shares of variance to the bars, where what the others do together has been measured. */
function restOf(study: SensitivityStudy, bars: readonly TornadoBar[]): SensitivityResult['rest'] {
  const { shape } = study.wish;
  const effects = study.restEffects().filter(Number.isFinite);
  const interval = meanInterval(effects);
  const isAll = bars.length === study.tried.length;
  if (study.stage !== 'complete' || (interval === null && !isAll)) return null;
  const ofBars = bars.map((bar) => varianceOf(bar, shape));
  const ofRest = isAll ? 0 : interval!.standardDeviation ** 2;
  const all = ofBars.reduce((sum, one) => sum + one, ofRest);
  const shareOf = (one: number): number => (all > 0 ? one / all : 0);
  bars.forEach((bar, i) => {
    bar.share = shareOf(ofBars[i]);
  });
  return {
    quantities: study.tried.length - bars.length - study.screen.refused.size,
    draws: effects.length,
    standardDeviation: Math.sqrt(ofRest),
    share: shareOf(ofRest),
  };
}

/** Points at which a quantity is taken for its variance. */
const GRID = 400;

/**
 * Variance of the output as one quantity varies over its range, with the output taken as straight from low to value and
 * from value to high.
 */
export function varianceOf(
  bar: Pick<TornadoBar, 'low' | 'value' | 'high' | 'atLow' | 'atHigh'>,
  shape: InputShape,
): number {
  const { low, value, high, atLow, atHigh } = bar;
  let [sum, squares] = [0, 0];
  for (let i = 0; i < GRID; i++) {
    const x = inputAt(bar, (i + 0.5) / GRID, shape);
    const moved =
      x < value
        ? (atLow.mean * (value - x)) / (value - low)
        : x > value
          ? (atHigh.mean * (x - value)) / (high - value)
          : 0;
    sum += moved;
    squares += moved * moved;
  }
  return Math.max(0, squares / GRID - (sum / GRID) ** 2);
}

function refusedOf(study: SensitivityStudy): SensitivityResult['refused'] {
  return study.tried.flatMap(({ id }): SensitivityResult['refused'] => {
    const both = study.screen.refused.get(id);
    if (both !== undefined) return [{ id, end: 'both', reason: both }];
    return (['low', 'high'] as const).flatMap((end) => {
      const reason = study.refusalAt(id, end);
      return reason === null ? [] : [{ id, end, reason }];
    });
  });
}
