/**
 * Waits with those counted who still wait: Kaplan & Meier for people who stay on the list, Aalen & Johansen where leaving
 * unseen competes with being seen. Counted are histograms of fixed bins: ages at which people left unseen, still wait, and
 * were first followed; ages at which they were seen are in the service's own tally of waits.
 */
import type { MeasureBuilder } from '../results/measure-builder';
import { BINS } from '../results/tally';
import { incidences } from '../statistics/competing-exits';
import { riskSets } from '../statistics/risk-sets';
import { ageWhenLeft, productLimit } from '../statistics/survival';

/** Points of a curve. */
const POINTS = 26;

/** Whose waits are counted, and in which words. */
export interface WaitText {
  /** Title of the service. */
  title: string;
  /** When people were seen who count, with a space before it; empty for the whole run. */
  when: string;
  /** What ends a wait well: `are seen`. */
  seen: string;
  /** How many bins lie between two points of the curve. */
  pointBins: number;
  /** Width of a bin in days, and the unit in which waits are told with its length in days. */
  binDays: number;
  unit: string;
  unitDays: number;
  /** Waiting-time targets at the start, for titles only: they may move during the run. In days. */
  targetDays: readonly number[];
}

/** Waits of one service. Ages are days since the wait began. */
export class WaitCurve {
  /** Ages at which people were first followed, for who waited already when counting began. */
  private readonly entered = new Float64Array(BINS);
  private readonly left = new Float64Array(BINS);
  /** Ages of those who wait at the end, and at which these were first followed: written anew at each collecting. */
  private readonly still = new Float64Array(BINS);
  private readonly enteredStill = new Float64Array(BINS);
  private readonly perBin: number;
  private readonly at: { median: number; leaving: number; waiting: number; seen: number };
  private readonly targetsAt: { seen: number; left: number }[];

  constructor(
    measures: MeasureBuilder,
    service: string,
    private readonly text: WaitText,
  ) {
    const { title, when, seen, binDays, unit, unitDays, targetDays } = text;
    const who = paceOf(when);
    this.perBin = 1 / binDays;
    const estimate = 'Those still waiting at the end count for as long as they have waited';
    const share = (name: string, words: string, definition: string, good: 'lower' | 'higher') =>
      measures.scalar(service, { name, title: `${title}: ${words}`, unit: 'share', definition, good });
    this.at = {
      median: measures.scalar(service, {
        name: 'waitMedianAll',
        title: `${title}: median wait, people still waiting included`,
        unit,
        definition: `Time by which half ${seen} of those who do not leave unseen, ${who}. ${estimate} (Kaplan-Meier). Not given where fewer than half are.`,
        good: 'lower',
      }),
      leaving: share(
        'leavingUnseen',
        'share who leave unseen, people still waiting included',
        `Of all who begin to wait, the share who leave unseen at the rates seen at each length of wait, ${who}. ${estimate} (Aalen-Johansen).`,
        'lower',
      ),
      ...this.curves(measures, service),
    };
    this.targetsAt = targetDays.map((days, i) => {
      const target = `${Number((days / unitDays).toFixed(1))} ${unit}`;
      return {
        seen: share(
          `seenBy${i + 1}`,
          `share who ${seen} within ${target}, people still waiting included`,
          `Of all who begin to wait, the share who ${seen} within ${target}, ${who}. ${estimate}; those who leave unseen are never seen (Aalen-Johansen).`,
          'higher',
        ),
        left: share(
          `leftBy${i + 1}`,
          `share who leave unseen within ${target}, people still waiting included`,
          `Of all who begin to wait, the share who leave unseen within ${target}, ${who}. ${estimate} (Aalen-Johansen).`,
          'lower',
        ),
      };
    });
  }

  /** Forget everything. */
  restart(): void {
    this.entered.fill(0);
    this.left.fill(0);
  }

  /** Somebody who has waited since day `since` was seen; counting began on day `from`. */
  wasSeen(since: number, from: number): void {
    if (since < from) this.entered[this.binOf(from - since)]++;
  }

  /** Somebody left unseen now, on day `now`. */
  leftUnseen(since: number, from: number, now: number): void {
    this.wasSeen(since, from);
    this.left[this.binOf(now - since)]++;
  }

  /** Somebody still waits at the end, on day `now`; to be told before each collecting. */
  stillWaits(since: number, from: number, now: number): void {
    if (since < from) this.enteredStill[this.binOf(from - since)]++;
    this.still[this.binOf(now - since)]++;
  }

  /**
   * Write the replication's values.
   *
   * @param seen waits of those who were seen
   * @param targets present waiting-time targets in days
   */
  collect(values: Float64Array, seen: Float64Array, targets: Float64Array): void {
    const { left, still, text, at } = this;
    const entered = this.entered.map((count, bin) => count + this.enteredStill[bin]);
    const people = {
      started: Math.max(0, sum(seen) + sum(left) + sum(still) - sum(entered)),
      entered,
      withdrawn: still,
    };
    const unitPerBin = text.binDays / text.unitDays;
    // Whoever left unseen was followed until then, and is no longer.
    const stayers = { ...people, withdrawn: still.map((count, bin) => count + left[bin]) };
    const waiting = productLimit(riskSets(stayers, seen, 'spread'), seen).value;
    values[at.median] = ageWhenLeft(waiting, 0.5, unitPerBin);
    const [seenBy, leftBy] = incidences(people, [seen, left]).map(({ value }) => value);
    values[at.leaving] = last(leftBy);
    this.targetsAt.forEach((target, i) => {
      values[target.seen] = atAge(seenBy, targets[i] * this.perBin);
      values[target.left] = atAge(leftBy, targets[i] * this.perBin);
    });
    for (let point = 0; point < POINTS; point++) {
      const age = (point + 1) * text.pointBins;
      values[at.seen + point] = atAge(seenBy, age);
      values[at.waiting + point] = Math.max(0, 1 - atAge(seenBy, age) - atAge(leftBy, age));
    }
    still.fill(0);
    this.enteredStill.fill(0);
  }

  private curves(measures: MeasureBuilder, service: string): { waiting: number; seen: number } {
    const { title, when, seen, binDays, pointBins, unit, unitDays } = this.text;
    const who = paceOf(when);
    const step = (pointBins * binDays) / unitDays;
    const curve = (name: string, words: string, what: string) =>
      measures.curve(
        service,
        {
          name,
          title: `${title}: ${words}`,
          unit: 'share',
          definition: `Of all who begin to wait, the share who ${what}, ${who} (Aalen-Johansen).`,
        },
        { points: POINTS, step, axisUnit: unit },
      );
    return {
      waiting: curve('stillWaitingAfter', 'share still waiting', 'still wait after so long'),
      seen: curve('seenAfter', `share who ${seen}`, `${seen} by then`),
    };
  }

  private binOf(days: number): number {
    const bin = days * this.perBin;
    return bin < BINS - 1 ? bin | 0 : BINS - 1;
  }
}

/** Of a time: what is seen in it goes on. */
const paceOf = (when: string): string => (when === '' ? 'over the whole run' : `at the pace of those seen${when}`);

const sum = (counts: Float64Array): number => counts.reduce((total, count) => total + count, 0);

/** The last value that can be told; NaN where none can. */
function last(curve: Float64Array): number {
  let bin = curve.length - 1;
  while (bin >= 0 && Number.isNaN(curve[bin])) bin--;
  return bin < 0 ? NaN : curve[bin];
}

/** A curve of values at the ends of bins, at an age in bins; 0 at age 0. */
function atAge(curve: Float64Array, age: number): number {
  const bin = Math.floor(age);
  if (bin > curve.length || !(age >= 0)) return NaN;
  const before = bin === 0 ? 0 : curve[bin - 1];
  return age === bin ? before : before + (age - bin) * (curve[bin] - before);
}
