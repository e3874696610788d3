/** What a desk counts, and how it is reported. */
import { BINS, LevelTally, TimeTally } from '../results/tally';
import type { WeekMeasureName } from '../scenario/week-measure-table';
import type { Cumulative } from '../stocks/stocks';
import type { DeskSpec } from './desk-spec';
import type { Staffing } from './desk-staffing';
import { ARRIVED_AT, TIMES } from './people';
import { StayRecord } from './stay-record';
import { WaitCurve } from './wait-curve';
import { WaitRecord } from './wait-record';
import { WaitTargets } from './wait-targets';
import type { World } from './world';

const DAYS_PER_WEEK = 7;

// Cells of `counts`.
const ARRIVED = 0;
const TURNED_AWAY = 1;
const HAD_TO_WAIT = 2;
const INTERRUPTED = 3;
const CHANGED = 4;
const COUNTS = 5;

/** The tallies of one desk. */
export class DeskTallies {
  readonly queue: LevelTally;
  readonly working: LevelTally;
  /** People with work suspended at the end of a shift. */
  readonly resting: LevelTally;
  private readonly waits: WaitRecord;
  /** Waits of those who gave up: the others of all are those with whom work began. */
  private readonly gaveUp: TimeTally;
  private readonly still: TimeTally;
  private readonly withinTargets: WaitTargets;
  private readonly curve: WaitCurve;
  private readonly stays: StayRecord;
  private readonly targets: Float64Array;
  private readonly counts = new Float64Array(COUNTS);
  /** What queue and waits had come to when the step began: the step's part is counted at its end, not with each wait. */
  private queueAreaBefore = 0;
  private waitsBefore = 0;
  private waitCountBefore = 0;
  private readonly stepWaits: Float64Array;
  private readonly stepWaitCount: Float64Array;
  private readonly stepQueue: Float64Array;
  private readonly at: Record<string, number> = {};
  private readonly partsAt: { mean: number; median: number; stay: number }[];

  constructor(
    private readonly world: World,
    id: string,
    private readonly spec: DeskSpec,
  ) {
    this.queue = new LevelTally(world.clock);
    this.working = new LevelTally(world.clock);
    this.resting = new LevelTally(world.clock);
    this.targets = new Float64Array(spec.targets.length);
    this.waits = new WaitRecord(world, id, spec.waitBinDays, this.targets);
    this.gaveUp = new TimeTally(spec.waitBinDays, this.targets);
    this.still = new TimeTally(spec.waitBinDays, this.targets);
    this.stays = new StayRecord(world, id);
    this.stepWaits = new Float64Array(world.model.steps);
    this.stepWaitCount = new Float64Array(world.model.steps);
    this.stepQueue = new Float64Array(world.model.steps);
    const { measures } = world;
    const scalar = (name: string, title: string, unit: string, definition: string, good: 'lower' | 'none' = 'none') => {
      this.at[name] = measures.scalar(id, { name, title: `${spec.title}: ${title}`, unit, definition, good });
    };
    scalar('arrivals', 'arrivals', 'people per week', 'People who came to this desk, per week.');
    scalar(
      'waitMean',
      'mean wait',
      'days',
      'Mean time from arrival until work begins or the person gives up, of all whose wait ended.',
      'lower',
    );
    scalar(
      'waitServedMean',
      'mean wait of those served',
      'days',
      'Mean time from arrival until work begins, of those with whom it began.',
      'lower',
    );
    scalar('waitSd', 'spread of waits', 'days', 'Standard deviation of the waits of all whose wait ended.', 'lower');
    scalar('waitMedian', 'median wait', 'days', 'Half of all waits that ended were shorter.', 'lower');
    scalar('waitP90', '90th percentile of waits', 'days', 'Nine in ten waits that ended were shorter.', 'lower');
    scalar('waitP95', '95th percentile of waits', 'days', '95 in 100 waits that ended were shorter.', 'lower');
    scalar('waitP99', '99th percentile of waits', 'days', '99 in 100 waits that ended were shorter.', 'lower');
    scalar(
      'waited',
      'share who had to wait',
      'share',
      'Share of all whose wait ended with whom work did not begin at once.',
      'lower',
    );
    spec.targets.forEach((_, i) =>
      scalar(
        `waitOver${i + 1}`,
        `share waiting over target ${i + 1}`,
        'share',
        `Share of waits that ended which were longer than waiting target ${i + 1}.`,
        'lower',
      ),
    );
    const text = {
      title: spec.title,
      when: '',
      seen: 'are served',
      binDays: spec.waitBinDays,
      pointBins: 4,
      unit: 'days',
      unitDays: 1,
      targetDays: spec.targets.map((target) => world.quantities.values[target]),
    };
    // "waitOver" is of waits that ended.
    this.withinTargets = new WaitTargets(measures, id, text, 'waitingOver');
    this.curve = new WaitCurve(measures, id, text);
    scalar('queueMean', 'people waiting', 'people', 'Time average of people waiting.', 'lower');
    scalar('inServiceMean', 'people in service', 'people', 'Time average of people being worked with.');
    scalar(
      'inSystemMean',
      'people at the desk',
      'people',
      'Time average of people waiting or in service (work suspended included).',
    );
    scalar(
      'timeInSystemMean',
      'time at the desk',
      'days',
      'Mean time from arrival to the end of service, of those served.',
      'lower',
    );
    scalar(
      'utilisation',
      'utilisation',
      'share',
      'Time at work ÷ time on shift (overtime included above the line); for posts, ledger hours spent here ÷ ledger hours of these posts.',
    );
    scalar(
      'utilisationWorked',
      'utilisation of hours worked',
      'share',
      'Time at work ÷ time present, which is time on shift less absences, plus overtime; for posts the same as utilisation.',
    );
    if (spec.absence !== null)
      scalar(
        'away',
        'servers away',
        'WTE',
        'Time average of servers on shift who are away, between jobs or in a spell.',
      );
    if (spec.interruptingRanks > 0)
      scalar(
        'interruptions',
        'interruptions',
        'people per week',
        'Times that work was interrupted by somebody more urgent, per week.',
        'lower',
      );
    if (spec.becomes !== null)
      scalar(
        'changes',
        'changes while waiting',
        'share',
        'Times that somebody changed while waiting ÷ waits that ended.',
        'lower',
      );
    scalar(
      'leftUnseen',
      'share giving up',
      'share',
      'Share of all whose wait ended who gave up before work began.',
      'lower',
    );
    scalar('turnedAway', 'share turned away', 'share', 'Share of arrivals who found no room.', 'lower');
    scalar('waitingAtEnd', 'waiting at the end', 'people', 'People waiting when the run ends.', 'lower');
    this.at.queue = measures.series(id, {
      name: 'queue',
      title: `${spec.title}: people waiting`,
      unit: 'people',
      definition: 'Time average of people waiting in the step.',
      good: 'lower',
    });
    this.at.wait = measures.series(id, {
      name: 'wait',
      title: `${spec.title}: mean wait`,
      unit: 'days',
      definition: 'Mean wait of those whose wait ended in the step.',
      good: 'lower',
    });
    this.at.waits = measures.histogram(
      id,
      {
        name: 'completedWaits',
        title: `${spec.title}: waits`,
        unit: 'days',
        definition: 'Waits that ended, by length.',
      },
      BINS,
      spec.waitBinDays,
    );
    this.partsAt = this.waits.parts().map(({ label, title }) => ({
      mean: measures.scalar(id, {
        name: 'waitMean',
        title: `${spec.title}: mean wait, ${title}`,
        unit: 'days',
        definition: `Mean wait of all whose wait ended, ${title}.`,
        good: 'lower',
        part: label,
      }),
      median: measures.scalar(id, {
        name: 'waitMedian',
        title: `${spec.title}: median wait, ${title}`,
        unit: 'days',
        definition: `Half of the waits that ended were shorter, ${title}.`,
        good: 'lower',
        part: label,
      }),
      stay: measures.scalar(id, {
        name: 'timeInSystemMean',
        title: `${spec.title}: time at the desk, ${title}`,
        unit: 'days',
        definition: `Mean time from arrival to the end of service, of those served, ${title}.`,
        good: 'lower',
        part: label,
      }),
    }));
  }

  /** A new replication. */
  reset(): void {
    this.queue.reset(0);
    this.working.reset(0);
    this.resting.reset(0);
    this.readTargets();
    this.restart();
  }

  /** Forget what was counted, keep the levels. */
  restart(): void {
    this.queue.restart();
    this.working.restart();
    this.resting.restart();
    this.waits.reset();
    this.gaveUp.reset();
    this.curve.restart();
    this.stays.reset();
    this.counts.fill(0);
    this.stepWaits.fill(0);
    this.stepWaitCount.fill(0);
    this.stepQueue.fill(0);
    this.queueAreaBefore = 0;
    this.waitsBefore = 0;
    this.waitCountBefore = 0;
  }

  /** Targets may hang on quantities that move. */
  readTargets(): void {
    this.spec.targets.forEach((quantity, i) => {
      this.targets[i] = this.world.quantities.values[quantity];
    });
  }

  /** Somebody came. */
  arrived(): void {
    this.counts[ARRIVED]++;
  }

  /** Somebody found no room. */
  turnedAway(): void {
    this.counts[TURNED_AWAY]++;
  }

  /** A wait ended, by the begin of service or by giving up. */
  waited(person: number, served: boolean): void {
    const { world } = this;
    const since = world.people.times[(person << TIMES) + ARRIVED_AT];
    const days = world.clock[0] - since;
    this.waits.add(person, days);
    if (!served) {
      this.gaveUp.add(days);
      this.curve.leftUnseen(since, world.countingFrom, world.clock[0]);
    } else if (since < world.countingFrom) this.curve.wasSeen(since, world.countingFrom);
    if (days > 0) this.counts[HAD_TO_WAIT]++;
  }

  /** The run ends; `waitingAtEnd` follows for each person whose work has not begun. */
  beginEnd(): void {
    this.still.reset();
  }

  /** One person who waits at the end of the run. */
  waitingAtEnd(person: number): void {
    const { clock, countingFrom, people } = this.world;
    const since = people.times[(person << TIMES) + ARRIVED_AT];
    this.still.add(clock[0] - since);
    this.curve.stillWaits(since, countingFrom, clock[0]);
  }

  /** Service ended. */
  served(person: number): void {
    this.stays.add(person, this.world.clock[0] - this.world.people.times[(person << TIMES) + ARRIVED_AT]);
  }

  /** Somebody's work was interrupted by somebody more urgent. */
  interrupted(): void {
    this.counts[INTERRUPTED]++;
  }

  /** Somebody who waits changed. */
  became(): void {
    this.counts[CHANGED]++;
  }

  /** A step of the series ends. */
  endStep(step: number): void {
    const area = this.queue.area();
    this.stepQueue[step] += area - this.queueAreaBefore;
    this.queueAreaBefore = area;
    this.countWaits(step);
  }

  private countWaits(step: number): void {
    const { count, sum } = this.waits.all;
    this.stepWaits[step] += sum - this.waitsBefore;
    this.stepWaitCount[step] += count - this.waitCountBefore;
    this.waitsBefore = sum;
    this.waitCountBefore = count;
  }

  /** @see Service.cumulative */
  cumulative(measure: WeekMeasureName): Cumulative | null {
    const { queue, working, counts } = this;
    const { all } = this.waits;
    const { clock } = this.world;
    if (measure === 'waiting') return { total: () => queue.area(), over: () => clock[0] };
    if (measure === 'wait') return { total: () => all.sum, over: () => all.count };
    if (measure === 'pressure') return { total: () => queue.area(), over: () => working.area() };
    return measure === 'arrivals' ? { total: () => counts[0], over: () => clock[0] } : null;
  }

  /** Write the replication's values. */
  collect(values: Float64Array, histograms: Float64Array, staffing: Staffing): void {
    const { at, world, gaveUp } = this;
    const { all } = this.waits;
    // Waits of a step that the horizon cuts short.
    this.countWaits(world.step);
    const days = world.clock[0] - world.countingFrom;
    values[at.arrivals] = (this.counts[ARRIVED] / days) * DAYS_PER_WEEK;
    values[at.waitMean] = all.mean();
    values[at.waitServedMean] = (all.sum - gaveUp.sum) / (all.count - gaveUp.count);
    values[at.waitSd] = all.standardDeviation();
    values[at.waitMedian] = all.quantile(0.5);
    values[at.waitP90] = all.quantile(0.9);
    values[at.waitP95] = all.quantile(0.95);
    values[at.waitP99] = all.quantile(0.99);
    values[at.waited] = this.counts[HAD_TO_WAIT] / all.count;
    for (let i = 0; i < this.targets.length; i++) values[at[`waitOver${i + 1}`]] = all.shareOver(i);
    const seen = { count: all.count - gaveUp.count, over: all.over.map((over, i) => over - gaveUp.over[i]) };
    this.withinTargets.collect(values, seen, this.still);
    this.curve.collect(
      values,
      all.bins.map((count, bin) => count - gaveUp.bins[bin]),
      this.targets,
    );
    values[at.queueMean] = this.queue.mean();
    values[at.inServiceMean] = this.working.mean();
    values[at.inSystemMean] = this.queue.mean() + this.working.mean() + this.resting.mean();
    values[at.timeInSystemMean] = this.stays.mean(0);
    values[at.utilisation] = staffing.utilisation(this.working.area());
    values[at.utilisationWorked] = staffing.utilisationWorked(this.working.area());
    if (staffing.absences !== null) values[at.away] = staffing.absences.meanAway();
    if (this.spec.interruptingRanks > 0) values[at.interruptions] = (this.counts[INTERRUPTED] / days) * DAYS_PER_WEEK;
    if (this.spec.becomes !== null) values[at.changes] = this.counts[CHANGED] / all.count;
    values[at.leftUnseen] = gaveUp.count / all.count;
    values[at.turnedAway] = this.counts[TURNED_AWAY] / this.counts[ARRIVED];
    values[at.waitingAtEnd] = this.queue.level;
    const { steps } = world.model;
    for (let step = 0; step < steps; step++) {
      values[at.queue + step] = this.stepQueue[step] / world.model.daysInStep(step, world.countingFrom);
      values[at.wait + step] = this.stepWaits[step] / this.stepWaitCount[step];
    }
    histograms.set(all.bins, at.waits);
    this.waits.parts().forEach(({ tally }, i) => {
      values[this.partsAt[i].mean] = tally.mean();
      values[this.partsAt[i].median] = tally.quantile(0.5);
      values[this.partsAt[i].stay] = this.stays.mean(i + 1);
    });
  }
}
