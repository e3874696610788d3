/** What a clinic counts, and how it is reported: waits in weeks, of those assessed and of those still waiting. */
import type { GoodDirection } from '../results/measures';
import { BINS, LevelTally, TimeTally } from '../results/tally';
import type { WeekMeasureName } from '../scenario/week-measure-table';
import type { Cumulative } from '../stocks/stocks';
import { histogramQuantile } from '../statistics/quantiles';
import type { ClinicSpec } from './clinic-spec';
import { REFERRED_AT, TIMES } from './people';
import { WaitCurve } from './wait-curve';
import { WaitingTimes } from './waiting-times';
import { WaitRecord } from './wait-record';
import { WaitTargets } from './wait-targets';
import type { World } from './world';

const DAYS_PER_WEEK = 7;
const ARRIVED = 0;
const ATTENDED = 1;
const MISSED = 2;
const LEFT = 3;
const LOST_SLOTS = 4;
const PUBLISHED = 5;
const LOST_AFTER_MISSING = 6;
const BROUGHT_FORWARD = 7;

/** The tallies of one clinic. Waits run from the first receipt of the referral (rule 6). */
export class ClinicTallies {
  readonly waiting: LevelTally;
  private readonly soFar: WaitingTimes;
  private readonly waits: WaitRecord;
  private readonly lateWaits: WaitRecord;
  private readonly still: TimeTally;
  private readonly targets: Float64Array;
  private readonly withinTargets: WaitTargets;
  private readonly curve: WaitCurve;
  /** Who waited when the last quarter of a year began was first followed then. */
  private curveFrom = 0;
  private readonly counts = new Float64Array(8);
  private waitingAtStart = 0;
  // Series: histograms of completed waits by step, list, time waited so far, slots.
  private readonly stepBins: Float64Array;
  private readonly stepWaiting: Float64Array;
  private readonly stepWaited: Float64Array;
  private readonly stepOver: Float64Array;
  private readonly stepSlots: Float64Array;
  private readonly at: Record<string, number> = {};
  private readonly partsAt: { median: number; mean: number }[];

  constructor(
    private readonly world: World,
    id: string,
    private readonly spec: ClinicSpec,
  ) {
    this.waiting = new LevelTally(world.clock);
    this.soFar = new WaitingTimes(world.clock);
    this.targets = new Float64Array(spec.targets.length);
    this.waits = new WaitRecord(world, id, spec.waitBinDays, this.targets);
    this.lateWaits = new WaitRecord(world, id, spec.waitBinDays, this.targets);
    this.still = new TimeTally(spec.waitBinDays, this.targets);
    const { steps } = world.model;
    this.stepBins = new Float64Array(steps * BINS);
    this.stepWaiting = new Float64Array(steps);
    this.stepWaited = new Float64Array(steps);
    this.stepOver = new Float64Array(steps);
    this.stepSlots = new Float64Array(steps);
    const { measures } = world;
    const { title } = spec;
    const scalar = (name: string, text: string, unit: string, definition: string, good: GoodDirection = 'none') => {
      this.at[name] = measures.scalar(id, { name, title: `${title}: ${text}`, unit, definition, good });
    };
    const series = (name: string, text: string, unit: string, definition: string, good: 'lower' | 'none' = 'lower') => {
      this.at[`${name}Series`] = measures.series(id, { name, title: `${title}: ${text}`, unit, definition, good });
    };
    scalar('referrals', 'referrals', 'people per week', 'People referred here, per week.');
    scalar('assessed', 'assessments attended', 'people per week', 'First appointments attended, per week.', 'higher');
    scalar(
      'waitMedian',
      'median wait',
      'weeks',
      'Median wait from first receipt of the referral to the attended appointment, of those seen in the last quarter of a year of the run.',
      'lower',
    );
    scalar(
      'waitP90',
      '90th percentile of waits',
      'weeks',
      'Nine in ten of those seen in the last quarter of a year of the run waited less.',
      'lower',
    );
    scalar(
      'waitMean',
      'mean wait',
      'weeks',
      'Mean wait from first receipt to the attended appointment, of all seen in the run.',
      'lower',
    );
    scalar(
      'waitingAtEnd',
      'people waiting at the end',
      'people',
      'People referred and not yet seen when the run ends, booked or not.',
      'lower',
    );
    scalar('waitingMean', 'people waiting', 'people', 'Time average of people referred and not yet seen.', 'lower');
    scalar(
      'waitedMedian',
      'time waited so far by those still waiting',
      'weeks',
      'Median time since first receipt of those still waiting when the run ends.',
      'lower',
    );
    scalar(
      'drift',
      'drift of the list',
      'people per week',
      'Change of the list from the start (or the end of the warm-up) to the end, per week.',
      'lower',
    );
    scalar(
      'waitedP90',
      '90th percentile of time waited so far by those still waiting',
      'weeks',
      'Nine in ten of those still waiting when the run ends have waited less since first receipt.',
      'lower',
    );
    const text = {
      title,
      when: ' in the last quarter of a year of the run',
      seen: 'are seen',
      binDays: spec.waitBinDays,
      pointBins: 4,
      unit: 'weeks',
      unitDays: DAYS_PER_WEEK,
      targetDays: spec.targets.map((target) => world.quantities.values[target]),
    };
    this.withinTargets = new WaitTargets(measures, id, text);
    this.curve = new WaitCurve(measures, id, text);
    scalar(
      'leftUnseen',
      'share leaving unseen',
      'share',
      'People who left the list unseen or were discharged after missed appointments ÷ all who left it.',
      'lower',
    );
    scalar(
      'missedShare',
      'share of appointments missed',
      'share',
      'Appointments the person did not attend ÷ all that took place or were missed.',
      'lower',
    );
    scalar('slotsOffered', 'slots', 'slots per week', 'Slots that were staffed on the day, per week.', 'higher');
    scalar(
      'slotsUsed',
      'slots used',
      'slots per week',
      'Slots in which somebody was expected, attended or missed, per week.',
    );
    scalar(
      'slotsLost',
      'slots lost',
      'slots per week',
      'Published slots without staff on the day (sickness, rota, vacancy), per week.',
      'lower',
    );
    if (spec.bringForward)
      scalar(
        'broughtForward',
        'appointments brought forward',
        'people per week',
        'Bookings that moved to an earlier day because a slot became free, per week.',
      );
    series('waiting', 'people waiting', 'people', 'People referred and not yet seen at the end of the step.');
    series('waitMedian', 'median wait', 'weeks', 'Median wait of those seen in the step.');
    series('waitP90', '90th percentile of waits', 'weeks', 'Nine in ten of those seen in the step waited less.');
    series(
      'waitedSoFar',
      'time waited so far',
      'weeks',
      'Mean time since first receipt of those still waiting at the end of the step.',
    );
    series('slots', 'slots', 'slots per week', 'Slots that were staffed on the day, per week.', 'none');
    const binWeeks = spec.waitBinDays / DAYS_PER_WEEK;
    this.at.completed = measures.histogram(
      id,
      {
        name: 'completedWaits',
        title: `${title}: waits of those seen`,
        unit: 'weeks',
        definition: 'Waits of all seen in the run, by length.',
      },
      BINS,
      binWeeks,
    );
    this.at.stillBins = measures.histogram(
      id,
      {
        name: 'stillWaiting',
        title: `${title}: time waited by those still waiting`,
        unit: 'weeks',
        definition: 'Time since first receipt of those still waiting when the run ends, by length.',
      },
      BINS,
      binWeeks,
    );
    this.partsAt = this.lateWaits.parts().map(({ label, title: part }) => ({
      median: measures.scalar(id, {
        name: 'waitMedian',
        title: `${title}: median wait, ${part}`,
        unit: 'weeks',
        definition: `Median wait of those seen in the last quarter of a year of the run, ${part}.`,
        good: 'lower',
        part: label,
      }),
      mean: measures.scalar(id, {
        name: 'waitMean',
        title: `${title}: mean wait, ${part}`,
        unit: 'weeks',
        definition: `Mean wait of all seen in the run, ${part}.`,
        good: 'lower',
        part: label,
      }),
    }));
  }

  /** A new replication. */
  reset(): void {
    this.waiting.reset(0);
    this.soFar.clear();
    this.readTargets();
    this.restart();
    this.waitingAtStart = 0;
  }

  /** The list at the start is in place. */
  begin(): void {
    this.waitingAtStart = this.waiting.level;
  }

  /** Forget what was counted. */
  restart(): void {
    this.waiting.restart();
    this.waits.reset();
    this.lateWaits.reset();
    this.curve.restart();
    this.curveFrom = Math.max(this.world.lateFrom, this.world.clock[0]);
    this.counts.fill(0);
    this.stepBins.fill(0);
    this.stepWaiting.fill(0);
    this.stepWaited.fill(0);
    this.stepOver.fill(0);
    this.stepSlots.fill(0);
    this.waitingAtStart = this.waiting.level;
  }

  /** Targets may hang on quantities that move. */
  readTargets(): void {
    this.spec.targets.forEach((quantity, i) => {
      this.targets[i] = this.world.quantities.values[quantity];
    });
  }

  /** Somebody begins to wait (1) or waits no longer (−1). */
  changeWaiting(person: number, change: 1 | -1): void {
    this.waiting.add(change);
    this.soFar.add(this.world.people.times[(person << TIMES) + REFERRED_AT], change);
  }

  arrived(): void {
    this.counts[ARRIVED]++;
  }

  attended(person: number): void {
    const { world } = this;
    const since = world.people.times[(person << TIMES) + REFERRED_AT];
    const days = world.clock[0] - since;
    this.counts[ATTENDED]++;
    this.waits.add(person, days);
    if (world.clock[0] >= world.lateFrom) {
      this.lateWaits.add(person, days);
      this.curve.wasSeen(since, this.curveFrom);
    }
    const bin = Math.min(BINS - 1, Math.floor(days / this.spec.waitBinDays));
    this.stepBins[world.step * BINS + bin]++;
  }

  missed(): void {
    this.counts[MISSED]++;
  }

  lostAfterMissing(person: number): void {
    this.counts[LOST_AFTER_MISSING]++;
    this.left(person);
  }

  leftUnseen(person: number): void {
    this.counts[LEFT]++;
    this.left(person);
  }

  private left(person: number): void {
    const { world } = this;
    if (world.clock[0] < world.lateFrom) return;
    this.curve.leftUnseen(world.people.times[(person << TIMES) + REFERRED_AT], this.curveFrom, world.clock[0]);
  }

  lost(slots: number): void {
    this.counts[LOST_SLOTS] += slots;
  }

  broughtForward(): void {
    this.counts[BROUGHT_FORWARD]++;
  }

  published(slots: number): void {
    this.counts[PUBLISHED] += slots;
    this.stepSlots[this.world.step] += slots;
  }

  /** A step ends; `stillWaiting` follows for each person on the list. */
  endStep(step: number): void {
    this.stepWaiting[step] = this.waiting.level;
    this.stepWaited[step] = 0;
  }

  /** One person who waits at the end of a step. */
  stillWaiting(step: number, person: number): void {
    this.stepWaited[step] += this.world.clock[0] - this.world.people.times[(person << TIMES) + REFERRED_AT];
  }

  /** The run ends; `waitingAtEnd` follows for each person on the list. */
  beginEnd(): void {
    this.still.reset();
  }

  /** One person who waits at the end of the run. */
  waitingAtEnd(person: number): void {
    const since = this.world.people.times[(person << TIMES) + REFERRED_AT];
    this.still.add(this.world.clock[0] - since);
    this.curve.stillWaits(since, this.curveFrom, this.world.clock[0]);
  }

  /** @see Service.cumulative */
  cumulative(measure: WeekMeasureName): Cumulative | null {
    const { waiting, counts } = this;
    const { all } = this.waits;
    const { clock } = this.world;
    if (measure === 'waiting') return { total: () => waiting.area(), over: () => clock[0] };
    if (measure === 'waitSoFar') return this.soFar.cumulative();
    if (measure === 'wait') return { total: () => all.sum, over: () => all.count };
    return measure === 'arrivals' ? { total: () => counts[ARRIVED], over: () => clock[0] } : null;
  }

  /** Write the replication's values. */
  collect(values: Float64Array, histograms: Float64Array): void {
    const { at, counts, world, still } = this;
    const weeks = (world.clock[0] - world.countingFrom) / DAYS_PER_WEEK;
    const binWeeks = this.spec.waitBinDays / DAYS_PER_WEEK;
    values[at.referrals] = counts[ARRIVED] / weeks;
    values[at.assessed] = counts[ATTENDED] / weeks;
    values[at.waitMedian] = this.lateWaits.all.quantileBins(0.5) * binWeeks;
    values[at.waitP90] = this.lateWaits.all.quantileBins(0.9) * binWeeks;
    values[at.waitMean] = this.waits.all.mean() / DAYS_PER_WEEK;
    values[at.waitingAtEnd] = this.waiting.level;
    values[at.waitingMean] = this.waiting.mean();
    values[at.waitedMedian] = still.quantileBins(0.5) * binWeeks;
    values[at.drift] = (this.waiting.level - this.waitingAtStart) / weeks;
    values[at.waitedP90] = still.quantileBins(0.9) * binWeeks;
    this.withinTargets.collect(values, this.lateWaits.all, still);
    this.curve.collect(values, this.lateWaits.all.bins, this.targets);
    const unseen = counts[LEFT] + counts[LOST_AFTER_MISSING];
    values[at.leftUnseen] = unseen / (unseen + counts[ATTENDED]);
    values[at.missedShare] = counts[MISSED] / (counts[MISSED] + counts[ATTENDED]);
    values[at.slotsOffered] = counts[PUBLISHED] / weeks;
    values[at.slotsUsed] = (counts[MISSED] + counts[ATTENDED]) / weeks;
    values[at.slotsLost] = counts[LOST_SLOTS] / weeks;
    if (this.spec.bringForward) values[at.broughtForward] = counts[BROUGHT_FORWARD] / weeks;
    const { steps } = world.model;
    for (let step = 0; step < steps; step++) {
      const from = step * BINS;
      values[at.waitingSeries + step] = this.stepWaiting[step];
      values[at.waitMedianSeries + step] = histogramQuantile(this.stepBins, from, from + BINS, 1, 0.5) * binWeeks;
      values[at.waitP90Series + step] = histogramQuantile(this.stepBins, from, from + BINS, 1, 0.9) * binWeeks;
      values[at.waitedSoFarSeries + step] = this.stepWaited[step] / this.stepWaiting[step] / DAYS_PER_WEEK;
      values[at.slotsSeries + step] =
        (this.stepSlots[step] / world.model.daysInStep(step, world.countingFrom)) * DAYS_PER_WEEK;
    }
    histograms.set(this.waits.all.bins, at.completed);
    histograms.set(still.bins, at.stillBins);
    const mean = this.waits.parts();
    this.lateWaits.parts().forEach(({ tally }, i) => {
      values[this.partsAt[i].median] = tally.quantileBins(0.5) * binWeeks;
      values[this.partsAt[i].mean] = mean[i].tally.mean() / DAYS_PER_WEEK;
    });
  }
}
