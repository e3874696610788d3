/**
 * Which of several changes made how much of a difference: every combination of them against the baseline, on the same
 * random numbers. Combination `s` has change i when bit i of s is set, so that 0 is the baseline and the last has all.
 */
import type { GoodDirection, MeasureInfo, NotEstimable } from '../results/measures';
import { attribute } from '../statistics/attribution';
import { holmAdjust, pairedPValue } from '../statistics/holm';
import type { Interval } from '../statistics/intervals';
import { isPerhapsSmall, verdict, type Verdict } from '../statistics/verdict';
import type { Solved } from './compare';
import { valuesAt } from './summarise';

/** A part of a difference with the half-width of its 95 % t-interval over replications, in the unit of the measure. */
export interface Part {
  mean: number;
  halfWidth: number;
}

/** A part that is called, or is too close to call. */
export interface CalledPart extends Part {
  /** Adjusted (Holm 1979) for all questions of its kind: whole differences, or contributions and interactions. */
  pValue: number;
  verdict: Verdict;
  /** Whether a called part may still be smaller than the margin; absent in results of before it was said. */
  perhapsSmall?: boolean;
}

/** What one change contributes to the difference in one measure. */
export interface Contribution {
  /** What it adds to the changes before it: the step of a waterfall. Steps add up to the whole difference. */
  step: Part;
  /** What it adds on average over all orders (Shapley 1953). Shares add up to the whole difference. */
  share: CalledPart;
  /** What it does by itself. With the interaction these add up to the whole difference. */
  alone: Part;
}

/** How much more two changes do together than one by one, on average over what else is made (Grabisch & Roubens 1999). */
export interface PairInteraction extends Part {
  /** Positions of the two changes. */
  changes: [number, number];
}

/** The difference in one measure taken apart. */
export interface Explanation {
  id: string;
  service: string;
  unit: string;
  good: GoodDirection;
  /** Smallest difference that matters, in `unit`; 0 where none is given. */
  margin: number;
  /** Means over the replications that count, without and with all changes. */
  baseline: number;
  changed: number;
  /** Replications in which every combination saw the measure: only these count, so that parts add up. */
  replications: number;
  /** All changes less the baseline. */
  whole: CalledPart;
  /** One for each change, in order. */
  contributions: Contribution[];
  /** The whole less what each change does by itself: what they do only together. */
  interaction: CalledPart;
  /** The pairs among three changes or more; with two the interaction says it all. */
  pairs: PairInteraction[];
}

/** What could be explained, and what could not, with the reason. */
export interface Explained {
  explanations: Explanation[];
  notEstimable: NotEstimable[];
}

/** Calls are made at this chance of a false one within a family of questions. */
const SIGNIFICANCE = 0.05;

/**
 * The combinations of k changes, each as the positions of the changes it has, in the order that {@link explain} expects.
 *
 * @param k number of changes, from 1 to `MOST_CHANGES`
 */
export function combinationsOf(k: number): number[][] {
  return Array.from({ length: 1 << k }, (_, set) =>
    Array.from({ length: k }, (_unused, i) => i).filter((i) => (set & (1 << i)) !== 0),
  );
}

/**
 * Take differences apart, over the replications that all combinations have.
 *
 * @param combinations solved in the order of {@link combinationsOf}, all on the same seed
 * @param measures ids of measures with one value per replication, with margins in their units
 * @throws RangeError unless there are 2^k combinations, k from 1 to 5
 */
export function explain(
  combinations: readonly Solved[],
  measures: readonly { measure: string; margin: number }[],
): Explained {
  const common = Math.min(...combinations.map(({ results }) => results.length));
  const explanations: Explanation[] = [];
  const notEstimable: NotEstimable[] = [];
  for (const { measure, margin } of measures) {
    const infos = combinations.map(({ layout }) =>
      layout.measures.find(({ id, shape }) => id === measure && shape === 'scalar'),
    );
    const info = infos.find((one) => one !== undefined);
    const refuse = (reason: string): void =>
      void notEstimable.push({ id: measure, service: info?.service ?? '', reason });
    if (!isEverywhere(infos)) {
      refuse(
        'Not every combination of the changes has this measure: what it counts is added or removed by one of them.',
      );
      continue;
    }
    const columns = combinations.map(({ results }, set) => valuesAt(results.slice(0, common), infos[set].offset));
    const explanation = explanationOf(infos[0], margin, columns, common);
    if (explanation === null) refuse(`It was seen in fewer than two replications of every combination (of ${common}).`);
    else explanations.push(explanation);
  }
  adjust(explanations, (one) => [one.whole]);
  adjust(explanations, (one) => [...one.contributions.map(({ share }) => share), one.interaction]);
  return { explanations, notEstimable };
}

function isEverywhere(infos: readonly (MeasureInfo | undefined)[]): infos is MeasureInfo[] {
  return infos.every((info) => info !== undefined);
}

function explanationOf(
  { id, service, unit, good }: MeasureInfo,
  margin: number,
  columns: readonly Float64Array[],
  replications: number,
): Explanation | null {
  const rows = Array.from({ length: replications }, (_, r) => columns.map((column) => column[r]));
  const found = attribute(rows);
  if (found === null) return null;
  const seen = rows.filter((row) => row.every(Number.isFinite));
  const mean = (set: number): number => seen.reduce((sum, row) => sum + row[set], 0) / seen.length;
  const called = (interval: Interval): CalledPart => ({
    ...partOf(interval),
    pValue: pairedPValue(interval.mean, interval.standardDeviation, interval.replications),
    verdict: verdict(interval, margin, good),
  });
  const k = found.changes.length;
  return {
    id,
    service,
    unit,
    good,
    margin,
    baseline: mean(0),
    changed: mean(columns.length - 1),
    replications: seen.length,
    whole: called(found.total),
    contributions: found.changes.map((share, i) => ({
      step: partOf(found.steps[i]),
      share: called(share),
      alone: partOf(found.alone[i]),
    })),
    interaction: called(found.together),
    pairs:
      k < 3
        ? []
        : found.pairs.flatMap((row, i) =>
            row.map((pair, j): PairInteraction => ({ changes: [i, i + 1 + j], ...partOf(pair) })),
          ),
  };
}

const partOf = ({ mean, halfWidth }: Interval): Part => ({ mean, halfWidth });

/** Holm's adjustment over a family of questions: a call must survive having asked several at once. */
function adjust(explanations: readonly Explanation[], family: (explanation: Explanation) => CalledPart[]): void {
  const parts = explanations.flatMap(family);
  const adjusted = holmAdjust(parts.map(({ pValue }) => pValue));
  parts.forEach((part, i) => {
    part.pValue = adjusted[i];
    if (!(adjusted[i] <= SIGNIFICANCE)) part.verdict = 'too close to call';
  });
  for (const explanation of explanations)
    for (const part of family(explanation)) part.perhapsSmall = isPerhapsSmall(part, explanation.margin);
}
