/** What a team counts, and how it is reported. */
import type { GoodDirection } from '../results/measures';
import { LevelTally, TimeTally } from '../results/tally';
import type { WeekMeasureName } from '../scenario/week-measure-table';
import type { Cumulative } from '../stocks/stocks';
import type { Coordinators } from './coordinators';
import { ARRIVED_AT, TIMES } from './people';
import { ProfessionTallies } from './profession-tallies';
import type { TeamSpec } from './team-spec';
import { ofMornings, WaitingTimes } from './waiting-times';
import { WaitCurve } from './wait-curve';
import type { World } from './world';

const DAYS_PER_WEEK = 7;
const HOURS_PER_DAY = 24;
const REFERRED = 0;
const STARTED = 1;
const MADE = 2;
const MISSED = 3;
const PLANNED = 4;
const NEEDED_HOURS = 5;
const AVAILABLE_HOURS = 6;
const LEFT = 7;
const COORDINATOR_DAYS = 8;
const BOUND_BY_HOURS = 9;
const BOUND_BY_PLACES = 10;

/** The tallies of one team. */
export class TeamTallies {
  readonly caseload: LevelTally;
  readonly waiting: LevelTally;
  readonly blocked: LevelTally;
  private readonly soFar: WaitingTimes;
  private readonly episodes: TimeTally;
  private readonly waits: TimeTally;
  private readonly targets: Float64Array;
  private readonly curve: WaitCurve;
  private readonly counts = new Float64Array(11);
  private readonly urgentCounts: Float64Array;
  readonly byProfession: ProfessionTallies;
  private readonly stepCaseload: Float64Array;
  private readonly stepWaiting: Float64Array;
  private readonly stepMade: Float64Array;
  private readonly stepPlanned: Float64Array;
  private readonly at: Record<string, number> = {};
  private readonly urgentAt: number[];

  constructor(
    private readonly world: World,
    id: string,
    private readonly spec: TeamSpec,
    private readonly coordinators: Coordinators,
  ) {
    this.caseload = new LevelTally(world.clock);
    this.waiting = new LevelTally(world.clock);
    this.blocked = new LevelTally(world.clock);
    this.soFar = new WaitingTimes(world.clock);
    this.episodes = new TimeTally(DAYS_PER_WEEK);
    this.targets = new Float64Array(spec.targets.length);
    this.waits = new TimeTally(spec.waitBinDays, this.targets);
    this.urgentCounts = new Float64Array(spec.urgent.length);
    const { steps } = world.model;
    this.stepCaseload = new Float64Array(steps);
    this.stepWaiting = new Float64Array(steps);
    this.stepMade = new Float64Array(steps);
    this.stepPlanned = new Float64Array(steps);
    const { measures } = world;
    const { title } = spec;
    const scalar = (name: string, text: string, unit: string, definition: string, good: GoodDirection = 'none') => {
      this.at[name] = measures.scalar(id, { name, title: `${title}: ${text}`, unit, definition, good });
    };
    const series = (name: string, text: string, unit: string, definition: string, good: GoodDirection = 'none') => {
      this.at[`${name}Series`] = measures.series(id, { name, title: `${title}: ${text}`, unit, definition, good });
    };
    scalar(
      'starts',
      'episodes started',
      'people per week',
      'People allocated to a coordinator (or taken on by the team), per week.',
    );
    scalar('ends', 'episodes ended', 'people per week', 'People who left the caseload, per week.');
    scalar('caseloadMean', 'caseload', 'people', 'Time average of open cases.');
    scalar('caseloadAtEnd', 'caseload at the end', 'people', 'Open cases when the run ends.');
    scalar(
      'casesPerWte',
      'cases per WTE in post',
      'people per WTE',
      'Open cases ÷ WTE in post, averaged over the last quarter of a year.',
      'lower',
    );
    scalar(
      'contactsMade',
      'contacts made of those planned',
      'share',
      'Contacts made (attended or missed by the person) ÷ contacts that the plan foresees for the open cases.',
      'higher',
    );
    scalar('contactsPerWeek', 'contacts made', 'contacts per week', 'Contacts made, per week.');
    scalar(
      'hoursNeeded',
      'hours needed ÷ hours left for casework',
      'share',
      'Hours that planned contacts, other casework and standing work need ÷ ledger hours left after rota and slots.',
      'lower',
    );
    scalar(
      'episodeMean',
      'length of ended episodes',
      'weeks',
      'Mean time from allocation to the end, of episodes that ended.',
    );
    scalar(
      'waitingForCoordinator',
      'people waiting for a place at the end',
      'people',
      'People accepted and not yet allocated when the run ends, blocked hand-overs included.',
      'lower',
    );
    scalar(
      'waitForCoordinatorMedian',
      'median wait for a place',
      'weeks',
      'Median time from decision to allocation, of those who had to wait.',
      'lower',
    );
    scalar(
      'leftUnseen',
      'people who leave before allocation',
      'people per week',
      'People who left the list for a place, per week.',
      'lower',
    );
    scalar(
      'blockedDays',
      'days held only for hand-over',
      'person-days per week',
      'Days that people stayed in this caseload only because the next team had no place, per week.',
      'lower',
    );
    scalar(
      'boundByHours',
      'coordinator-days short of hours',
      'share',
      'Coordinator-days at work on which due contacts were left for lack of hours.',
      'lower',
    );
    scalar(
      'boundByPlaces',
      'coordinator-days short of places',
      'share',
      'Coordinator-days on which the list was full while people waited for a place.',
      'lower',
    );
    this.curve = new WaitCurve(measures, id, {
      title: `${title}, place`,
      when: '',
      seen: 'get one',
      binDays: spec.waitBinDays,
      pointBins: 14,
      unit: 'weeks',
      unitDays: DAYS_PER_WEEK,
      targetDays: spec.targets.map((target) => world.quantities.values[target]),
    });
    series('caseload', 'caseload', 'people', 'Open cases at the end of the step.');
    series(
      'waitingForCoordinator',
      'people waiting for a place',
      'people',
      'People accepted and not yet allocated at the end of the step.',
      'lower',
    );
    series('contactsMade', 'contacts made of those planned', 'share', 'Contacts made ÷ planned in the step.', 'higher');
    this.byProfession = new ProfessionTallies(world, id, spec, coordinators);
    this.urgentAt = spec.urgent.map((need) =>
      measures.scalar(id, {
        name: 'urgent',
        title: `${title}: ${need.title}`,
        unit: 'people per week',
        definition: 'Times this urgent need arose on the caseload, per week.',
        good: 'lower',
        part: `need=${need.id}`,
      }),
    );
  }

  /** A new replication. */
  reset(): void {
    this.caseload.reset(0);
    this.waiting.reset(0);
    this.blocked.reset(0);
    this.soFar.clear();
    this.readTargets();
    this.restart();
  }

  /** The start is in place: allocations so far do not count as starts. */
  begin(): void {
    this.restart();
  }

  /** Forget what was counted. */
  restart(): void {
    this.caseload.restart();
    this.waiting.restart();
    this.blocked.restart();
    this.episodes.reset();
    this.waits.reset();
    this.curve.restart();
    this.counts.fill(0);
    this.urgentCounts.fill(0);
    this.byProfession.restart();
    this.stepCaseload.fill(0);
    this.stepWaiting.fill(0);
    this.stepMade.fill(0);
    this.stepPlanned.fill(0);
  }

  /** Targets may hang on quantities that move. */
  readTargets(): void {
    this.spec.targets.forEach((quantity, i) => {
      this.targets[i] = this.world.quantities.values[quantity];
    });
  }

  /** Somebody begins to wait for a place (1) or waits no longer (−1). */
  changeWaiting(person: number, change: 1 | -1): void {
    this.changeWaitingSince(this.world.people.times[(person << TIMES) + ARRIVED_AT], change);
  }

  /** Somebody who has waited since `start` is counted among those who wait (1), or no longer (−1). */
  changeWaitingSince(start: number, change: 1 | -1): void {
    this.waiting.add(change);
    this.soFar.add(start, change);
  }

  referred(): void {
    this.counts[REFERRED]++;
  }

  started(): void {
    this.counts[STARTED]++;
  }

  ended(days: number): void {
    this.episodes.add(days);
  }

  /** Somebody has a place, who had to wait so long for it. */
  waited(days: number): void {
    const { clock, countingFrom } = this.world;
    this.waits.add(days);
    this.curve.wasSeen(clock[0] - days, countingFrom);
  }

  leftUnseen(person: number): void {
    const { clock, countingFrom, people } = this.world;
    this.counts[LEFT]++;
    this.curve.leftUnseen(people.times[(person << TIMES) + ARRIVED_AT], countingFrom, clock[0]);
  }

  /** Somebody waits at the end of the run. */
  waitingAtEnd(since: number): void {
    this.curve.stillWaits(since, this.world.countingFrom, this.world.clock[0]);
  }

  urgent(kind: number): void {
    this.urgentCounts[kind]++;
  }

  /** Hours that today's standing work needs. */
  needed(hours: number): void {
    this.counts[NEEDED_HOURS] += hours;
  }

  /** Contacts were made by a coordinator; `missed` of them were missed by the person. */
  contacts(coordinator: number, contacts: number, missed: number): void {
    this.counts[MADE] += contacts - missed;
    this.counts[MISSED] += missed;
    this.stepMade[this.world.step] += contacts;
    this.byProfession.contacts(coordinator, contacts);
  }

  /** The day's session begins: what the plan foresees for today (a fraction of contacts), and hours there are for it. */
  beginSession(): void {
    const { coordinators, counts, spec } = this;
    const { values } = this.world.quantities;
    const perContact =
      values[spec.hours] * HOURS_PER_DAY * (1 - values[spec.missedShare] * (1 - values[spec.missedHours]));
    const otherHours = values[spec.otherHours] * HOURS_PER_DAY;
    for (let i = 0; i < coordinators.count; i++) counts[AVAILABLE_HOURS] += coordinators.hoursLeft(i);
    const entries = coordinators.pooled ? 1 : spec.staff.length;
    for (let entry = 0; entry < entries; entry++) {
      const contacts = coordinators.plannedContacts(entry);
      const needed =
        contacts * perContact * values[spec.staff[entry].weight] + otherHours * coordinators.weightedCases(entry);
      counts[PLANNED] += contacts;
      this.stepPlanned[this.world.step] += contacts;
      counts[NEEDED_HOURS] += needed;
      this.byProfession.planned(entry, contacts, needed);
    }
  }

  /** Coordinator-days at work are over; on some, due contacts were not reached, or the list was full while people waited. */
  coordinatorDays(days: number, shortOfHours: number, shortOfPlaces: number): void {
    this.counts[COORDINATOR_DAYS] += days;
    this.counts[BOUND_BY_HOURS] += shortOfHours;
    this.counts[BOUND_BY_PLACES] += shortOfPlaces;
  }

  /** The day's session is over. */
  endSession(): void {
    this.byProfession.endSession();
  }

  /** A step of the series ends. */
  endStep(step: number): void {
    this.stepCaseload[step] = this.caseload.level;
    this.stepWaiting[step] = this.waiting.level;
    this.byProfession.endStep(step);
  }

  /** @see Service.cumulative */
  cumulative(measure: WeekMeasureName): Cumulative | null {
    const { counts, coordinators } = this;
    const { clock } = this.world;
    const level = (tally: LevelTally): Cumulative => ({ total: () => tally.area(), over: () => clock[0] });
    const share = (part: number, whole: number): Cumulative => ({
      total: () => counts[part],
      over: () => counts[whole],
    });
    switch (measure) {
      case 'waiting':
        return level(this.waiting);
      case 'waitSoFar':
        return this.soFar.cumulative();
      case 'caseload':
        return level(this.caseload);
      case 'blocked':
        return level(this.blocked);
      case 'placesUsed':
        return ofMornings((sums) => {
          for (let i = 0; i < coordinators.count; i++) {
            sums[0] += coordinators.load[i];
            sums[1] += coordinators.limits[i];
          }
        });
      case 'overLimit':
        return ofMornings((sums) => {
          for (let i = 0; i < coordinators.count; i++)
            sums[0] += Math.max(0, coordinators.load[i] - coordinators.limits[i]);
          sums[1]++;
        });
      case 'cover':
        return share(AVAILABLE_HOURS, NEEDED_HOURS);
      case 'contactsMade':
        return { total: () => counts[MADE] + counts[MISSED], over: () => counts[PLANNED] };
      case 'shortOfHours':
        return share(BOUND_BY_HOURS, COORDINATOR_DAYS);
      default:
        return null;
    }
  }

  /** Write the replication's values. */
  collect(values: Float64Array, _histograms: Float64Array): void {
    const { at, counts, world } = this;
    const weeks = (world.clock[0] - world.countingFrom) / DAYS_PER_WEEK;
    values[at.starts] = counts[STARTED] / weeks;
    values[at.ends] = this.episodes.count / weeks;
    values[at.caseloadMean] = this.caseload.mean();
    values[at.caseloadAtEnd] = this.caseload.level;
    values[at.casesPerWte] = this.byProfession.casesPerWte();
    values[at.contactsMade] = (counts[MADE] + counts[MISSED]) / counts[PLANNED];
    values[at.contactsPerWeek] = (counts[MADE] + counts[MISSED]) / weeks;
    values[at.hoursNeeded] = counts[NEEDED_HOURS] / counts[AVAILABLE_HOURS];
    values[at.episodeMean] = this.episodes.mean() / DAYS_PER_WEEK;
    values[at.waitingForCoordinator] = this.waiting.level;
    values[at.waitForCoordinatorMedian] = this.waits.quantile(0.5) / DAYS_PER_WEEK;
    this.curve.collect(values, this.waits.bins, this.targets);
    values[at.leftUnseen] = counts[LEFT] / weeks;
    values[at.blockedDays] = this.blocked.area() / weeks;
    values[at.boundByHours] = counts[BOUND_BY_HOURS] / counts[COORDINATOR_DAYS];
    values[at.boundByPlaces] = counts[BOUND_BY_PLACES] / counts[COORDINATOR_DAYS];
    values.set(this.stepCaseload, at.caseloadSeries);
    values.set(this.stepWaiting, at.waitingForCoordinatorSeries);
    for (let step = 0; step < world.model.steps; step++)
      values[at.contactsMadeSeries + step] = this.stepMade[step] / this.stepPlanned[step];
    this.byProfession.collect(values);
    this.urgentAt.forEach((place, kind) => {
      values[place] = this.urgentCounts[kind] / weeks;
    });
  }
}
