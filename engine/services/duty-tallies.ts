/** What a duty counts, and how it is reported. */
import { BINS } from '../results/tally';
import type { WeekMeasureName } from '../scenario/week-measure-table';
import type { Cumulative } from '../stocks/stocks';
import { histogramQuantile } from '../statistics/quantiles';
import type { DutySpec } from './duty';
import { ARRIVED_AT, TIMES } from './people';
import { WaitRecord } from './wait-record';
import type { World } from './world';

const DAYS_PER_WEEK = 7;
const DAYS_PER_YEAR = 365.25;
const HOURS_PER_DAY = 24;
const REFERRED = 0;
const ASSESSED = 1;
const OPEN_DAYS = 2;
const PLANNED = 3;
const ACHIEVED = 4;
const DRAWN_DAYS = 5;
const SHORT_DAYS = 6;
const PULLED = 7;
const DUTY_HOURS = 8;
const WORKED_HOURS = 9;
const FULL_DAYS = 10;
const HANDED_OVER = 11;
const COUNTS = 12;

/** The tallies of one duty. */
export class DutyTallies {
  private readonly counts = new Float64Array(COUNTS);
  private readonly delays: WaitRecord;
  /** Times from the referral to the end of the assessment. */
  private readonly ends: WaitRecord;
  private readonly targets: Float64Array;
  private readonly partsAt: { delay: number; ends: number[] }[];
  private readonly delayedBy: Float64Array;
  /** Assessments, open days, people on duty, person-days drawn, by step; delays by step as histograms. */
  private readonly steps: Float64Array[];
  private readonly stepBins: Float64Array;
  private readonly at: Record<string, number> = {};

  constructor(
    private readonly world: World,
    id: string,
    private readonly spec: DutySpec,
  ) {
    this.targets = new Float64Array(spec.targets.length);
    this.delays = new WaitRecord(world, id, spec.waitBinDays, this.targets);
    this.ends = new WaitRecord(world, id, spec.waitBinDays, this.targets);
    this.delayedBy = new Float64Array(spec.steps.length);
    const { steps } = world.model;
    this.steps = Array.from({ length: 4 }, () => new Float64Array(steps));
    this.stepBins = new Float64Array(steps * BINS);
    const { measures } = world;
    const { title } = spec;
    const scalar = (
      name: string,
      text: string,
      unit: string,
      definition: string,
      good: 'lower' | 'higher' | 'none' = 'none',
    ) => {
      this.at[name] = measures.scalar(id, { name, title: `${title}: ${text}`, unit, definition, good });
    };
    const series = (
      name: string,
      text: string,
      unit: string,
      definition: string,
      good: 'lower' | 'higher' | 'none' = 'none',
    ) => {
      this.at[`${name}Series`] = measures.series(id, { name, title: `${title}: ${text}`, unit, definition, good });
    };
    scalar('referralsPerDay', 'referrals', 'people per open day', 'Referrals, per day on which the duty is open.');
    scalar(
      'assessmentsPerDay',
      'assessments',
      'people per open day',
      'Assessments completed, per day on which the duty is open.',
    );
    scalar('assessmentsPerYear', 'assessments', 'people per year', 'Assessments completed, per year.');
    scalar(
      'delayMedian',
      'median delay',
      'hours',
      'Median time from referral to the start of the assessment.',
      'lower',
    );
    scalar(
      'delayP90',
      '90th percentile of delays',
      'hours',
      'Nine in ten assessments started sooner after the referral.',
      'lower',
    );
    spec.targets.forEach((target, i) => {
      const limit = `${Number((world.quantities.values[target] * HOURS_PER_DAY).toFixed(1))} hours`;
      scalar(
        `seenWithin${i + 1}`,
        `share of assessments begun within ${limit}`,
        'share',
        `Assessments that began at most ${limit} after the referral ÷ all that began. Referrals whose assessment has not begun do not count.`,
        'higher',
      );
      scalar(
        `endOver${i + 1}`,
        `share not over within ${limit}`,
        'share',
        `Share of assessments that ended, with waits for a bed and conveyance, more than ${limit} after the referral.`,
        'lower',
      );
    });
    scalar('planned', 'people planned', 'WTE per open day', 'People in post whose turn it is, per open day.');
    scalar(
      'achieved',
      'people on duty',
      'WTE per open day',
      'People whose turn it is and who are in, per open day; pulls not counted.',
      'higher',
    );
    scalar(
      'shortDays',
      'days below the planned roster',
      'share',
      'Share of open days on which somebody planned was away.',
      'lower',
    );
    scalar(
      'pulledHours',
      'hours pulled at short notice',
      'hours per week',
      'Hours of people pulled out of their teams on the day, per week.',
      'lower',
    );
    scalar(
      'drawnDays',
      'days drawn from teams',
      'person-days per week',
      'Working days that the rota and pulls take out of teams, per week.',
      'lower',
    );
    scalar('utilisation', 'utilisation', 'share', 'Hours worked ÷ hours on duty (overtime included above the line).');
    scalar(
      'daysAtCapacity',
      'days with work left at closing time',
      'share',
      'Share of open days on which jobs wait at closing time.',
      'lower',
    );
    scalar(
      'handedOver',
      'jobs handed to another duty',
      'people per week',
      'Jobs not begun at closing time that another duty takes, per week.',
      'lower',
    );
    spec.steps.forEach((step, i) => {
      if (step.isWork) return;
      const text = {
        name: 'delayedBy',
        title: `${title}: delayed by ${step.title}`,
        unit: 'share',
        part: `cause=${step.id}`,
      };
      this.at[`cause${i}`] = measures.scalar(id, {
        ...text,
        definition: `Waits for "${step.title}" ÷ assessments completed.`,
        good: 'lower',
      });
    });
    series('assessments', 'assessments', 'people per open day', 'Assessments completed in the step, per open day.');
    series(
      'achieved',
      'people on duty',
      'WTE per open day',
      'People whose turn it is and who are in, per open day of the step.',
      'higher',
    );
    series(
      'drawnDays',
      'days drawn from teams',
      'person-days per week',
      'Working days that the rota and pulls take out of teams in the step, per week.',
      'lower',
    );
    series(
      'delayMedian',
      'median delay',
      'hours',
      'Median time from referral to the start of the assessment, of those that started in the step.',
      'lower',
    );
    this.at.delays = measures.histogram(
      id,
      {
        name: 'completedWaits',
        title: `${title}: delays`,
        unit: 'hours',
        definition: 'Time from referral to the start of the assessment.',
      },
      BINS,
      spec.waitBinDays * HOURS_PER_DAY,
    );
    this.partsAt = this.delays.parts().map(({ label, title: part }) => ({
      delay: measures.scalar(id, {
        name: 'delayMedian',
        title: `${title}: median delay, ${part}`,
        unit: 'hours',
        definition: `Median time from referral to the start of the assessment, ${part}.`,
        good: 'lower',
        part: label,
      }),
      ends: spec.targets.map((_, i) =>
        measures.scalar(id, {
          name: `endOver${i + 1}`,
          title: `${title}: share not over within target ${i + 1}, ${part}`,
          unit: 'share',
          definition: `Share of assessments that ended later than waiting target ${i + 1} after the referral, ${part}.`,
          good: 'lower',
          part: label,
        }),
      ),
    }));
  }

  /** A new replication. */
  reset(): void {
    this.readTargets();
    this.restart();
  }

  /** Targets may hang on quantities that move. */
  readTargets(): void {
    this.spec.targets.forEach((quantity, i) => {
      this.targets[i] = this.world.quantities.values[quantity];
    });
  }

  /** Forget what was counted. */
  restart(): void {
    this.counts.fill(0);
    this.delays.reset();
    this.ends.reset();
    this.delayedBy.fill(0);
    for (const step of this.steps) step.fill(0);
    this.stepBins.fill(0);
  }

  referred(): void {
    this.counts[REFERRED]++;
  }

  /** The day's roster stands. */
  rosterFilled(planned: number, achieved: number, drawnDays: number): void {
    const { counts, world } = this;
    this.readTargets();
    counts[OPEN_DAYS]++;
    counts[PLANNED] += planned;
    counts[ACHIEVED] += achieved;
    counts[DRAWN_DAYS] += drawnDays;
    if (achieved < planned - 1e-9) counts[SHORT_DAYS]++;
    counts[DUTY_HOURS] += achieved * world.quantities.values[this.spec.hoursOnDuty] * HOURS_PER_DAY;
    this.steps[1][world.step]++;
    this.steps[2][world.step] += achieved;
    this.steps[3][world.step] += drawnDays;
  }

  pulled(hours: number): void {
    const { counts, world } = this;
    const perDay = world.quantities.values[this.spec.hoursOnDuty] * HOURS_PER_DAY;
    counts[PULLED] += hours;
    counts[DUTY_HOURS] += hours;
    counts[DRAWN_DAYS] += hours / perDay;
    this.steps[3][world.step] += hours / perDay;
  }

  started(person: number, days: number): void {
    this.delays.add(person, days);
    const bin = Math.min(BINS - 1, Math.floor(days / this.spec.waitBinDays));
    this.stepBins[this.world.step * BINS + bin]++;
  }

  worked(hours: number): void {
    this.counts[WORKED_HOURS] += hours;
  }

  delayed(step: number): void {
    this.delayedBy[step]++;
  }

  assessed(person: number): void {
    const { clock, people } = this.world;
    this.ends.add(person, clock[0] - people.times[(person << TIMES) + ARRIVED_AT]);
    this.counts[ASSESSED]++;
    this.steps[0][this.world.step]++;
  }

  closed(hasWork: boolean): void {
    if (hasWork) this.counts[FULL_DAYS]++;
  }

  handedOver(): void {
    this.counts[HANDED_OVER]++;
  }

  /** Counted as things happen; nothing to sample. */
  endStep(_step: number): void {}

  /** @see Service.cumulative */
  cumulative(measure: WeekMeasureName): Cumulative | null {
    const { counts } = this;
    const { all } = this.delays;
    const share = (part: number, whole: number): Cumulative => ({
      total: () => counts[part],
      over: () => counts[whole],
    });
    if (measure === 'wait') return { total: () => all.sum, over: () => all.count };
    if (measure === 'drawn') return share(DRAWN_DAYS, OPEN_DAYS);
    if (measure === 'onDuty') return share(ACHIEVED, OPEN_DAYS);
    if (measure === 'attainment') return share(ACHIEVED, PLANNED);
    return measure === 'atCapacity' ? share(FULL_DAYS, OPEN_DAYS) : null;
  }

  /** Write the replication's values. */
  collect(values: Float64Array, histograms: Float64Array): void {
    const { at, counts, world } = this;
    const days = world.clock[0] - world.countingFrom;
    const open = counts[OPEN_DAYS];
    values[at.referralsPerDay] = counts[REFERRED] / open;
    values[at.assessmentsPerDay] = counts[ASSESSED] / open;
    values[at.assessmentsPerYear] = (counts[ASSESSED] / days) * DAYS_PER_YEAR;
    values[at.delayMedian] = this.delays.all.quantile(0.5) * HOURS_PER_DAY;
    values[at.delayP90] = this.delays.all.quantile(0.9) * HOURS_PER_DAY;
    for (let i = 0; i < this.targets.length; i++) {
      values[at[`seenWithin${i + 1}`]] = 1 - this.delays.all.shareOver(i);
      values[at[`endOver${i + 1}`]] = this.ends.all.shareOver(i);
    }
    const ends = this.ends.parts();
    this.delays.parts().forEach(({ tally }, part) => {
      values[this.partsAt[part].delay] = tally.quantile(0.5) * HOURS_PER_DAY;
      this.partsAt[part].ends.forEach((place, i) => {
        values[place] = ends[part].tally.shareOver(i);
      });
    });
    values[at.planned] = counts[PLANNED] / open;
    values[at.achieved] = counts[ACHIEVED] / open;
    values[at.shortDays] = counts[SHORT_DAYS] / open;
    values[at.pulledHours] = (counts[PULLED] / days) * DAYS_PER_WEEK;
    values[at.drawnDays] = (counts[DRAWN_DAYS] / days) * DAYS_PER_WEEK;
    values[at.utilisation] = counts[WORKED_HOURS] / counts[DUTY_HOURS];
    values[at.daysAtCapacity] = counts[FULL_DAYS] / open;
    values[at.handedOver] = (counts[HANDED_OVER] / days) * DAYS_PER_WEEK;
    this.spec.steps.forEach((step, i) => {
      if (!step.isWork) values[at[`cause${i}`]] = this.delayedBy[i] / counts[ASSESSED];
    });
    const [assessments, openDays, achieved, drawn] = this.steps;
    for (let step = 0; step < world.model.steps; step++) {
      values[at.assessmentsSeries + step] = assessments[step] / openDays[step];
      values[at.achievedSeries + step] = achieved[step] / openDays[step];
      values[at.drawnDaysSeries + step] =
        (drawn[step] / world.model.daysInStep(step, world.countingFrom)) * DAYS_PER_WEEK;
      values[at.delayMedianSeries + step] =
        histogramQuantile(this.stepBins, step * BINS, (step + 1) * BINS, 1, 0.5) *
        this.spec.waitBinDays *
        HOURS_PER_DAY;
    }
    histograms.set(this.delays.all.bins, at.delays);
  }
}
