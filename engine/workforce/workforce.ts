/**
 * Posts and the people in them: leavers, vacancies, recruitment, agency, qualification, leave, sickness and protected time.
 * Everything about a post is keyed by its group and ordinal, so that the same post meets the same fate in every scenario.
 */
import type { Quantities } from '../expression/quantities';
import { ln } from '../random/elementary';
import { purposeOf, type KeyedDraws } from '../random/keyed-draws';
import type { MeasureBuilder } from '../results/measure-builder';
import { Agency } from './agency';
import { Attendance } from './attendance';
import { CourseTallies } from './course-tallies';
import { Courses } from './courses';
import { DayHours } from './day-hours';
import { Ledger } from './ledger';
import type { WorkforceSpec } from './post-groups';
import { PostTable } from './post-table';
import { rampShare } from './ramp-up';
import { Recruitment } from './recruitment';
import { SickSpells } from './sick-spells';
import { StaffAccount, VACANCIES_ENDED, VACANT_DAYS } from './staff-account';
import { StaffMeasures } from './staff-measures';
import { WorkforceTallies } from './workforce-tallies';

const STAYS = purposeOf('post', 'leaver');
/** `startedOn` of somebody who knows the work, and `vacantSince` of a post that was vacant at the start. */
const LONG_AGO = -1;

/** Who wants to know when somebody stops working in a post, or when a post has more room or hours than before. */
export interface PostListener {
  postLeft(post: number): void;
  postFilled(post: number): void;
}

/** All posts of a running world. */
export class Workforce extends PostTable {
  readonly ledger: Ledger;
  /** Share of working days that the post spends on a rota; set by the duties. */
  readonly dutyShare: Float64Array;
  listener: PostListener | null = null;
  /** What becomes of hours; null where nobody wants to know. */
  readonly account: StaffAccount | null;
  /** Spell of employment, or of vacancy, so far; a key of draws. */
  private readonly spell: Int32Array;
  /** Cumulative hazard at which the holder leaves. */
  private readonly leavesAt: Float64Array;
  private readonly groupHazard: Float64Array;
  private readonly vacantSince: Float64Array;
  private readonly attendance: Attendance;
  private readonly sickSpells: SickSpells;
  private readonly recruitment: Recruitment;
  private readonly agency: Agency;
  private readonly courses: Courses;
  private readonly dayHoursOf: DayHours;
  private readonly tallies: WorkforceTallies;
  private readonly measures: StaffMeasures | null;
  private readonly courseTallies: CourseTallies;

  constructor(
    readonly spec: WorkforceSpec,
    private readonly quantities: Quantities,
    private readonly draws: KeyedDraws,
    clock: Float64Array,
    measures: MeasureBuilder,
  ) {
    super(spec.groups, ({ established, inPost }) => ({
      established: quantities.values[established],
      inPost: quantities.values[inPost],
    }));
    this.dutyShare = new Float64Array(this.count);
    this.spell = new Int32Array(this.count);
    this.leavesAt = new Float64Array(this.count);
    this.groupHazard = new Float64Array(spec.groups.length);
    this.vacantSince = new Float64Array(this.count);
    this.ledger = new Ledger(this.count);
    this.account = spec.isDetailed ? new StaffAccount(spec.groups.length, spec.steps) : null;
    this.attendance = new Attendance(this, quantities, draws, spec.startWeekday);
    this.sickSpells = new SickSpells(this, quantities, draws);
    this.recruitment = new Recruitment(this, quantities, draws, this.account);
    this.agency = new Agency(this, quantities, draws);
    this.courses = new Courses(spec.qualifications, this, quantities, draws, this);
    this.dayHoursOf = new DayHours(this, quantities, this.ledger, this.attendance, this.sickSpells, this.courses);
    this.tallies = new WorkforceTallies(this, clock, measures);
    this.measures = this.account === null ? null : new StaffMeasures(spec, this.account, measures);
    this.courseTallies = new CourseTallies(spec.qualifications, this.courses, clock, measures, spec.steps);
  }

  /** A new replication: posts as they are at the start. */
  reset(): void {
    this.resetTable();
    this.ledger.reset();
    this.attendance.reset();
    this.recruitment.reset();
    this.spell.fill(0);
    this.groupHazard.fill(0);
    this.vacantSince.fill(LONG_AGO);
    this.tallies.reset();
    for (let post = 0; post < this.count; post++) {
      if (this.filled[post] === 1) {
        this.drawLeaving(post);
        this.tallies.filled(post, 1);
      } else {
        this.recruitment.startVacant(post);
        this.agency.fallsVacant(post, 0, LONG_AGO);
        this.covered[post] = this.agency.covers(post, 0) ? 1 : 0;
        this.effective[post] = this.capacityOf(post, 0);
      }
    }
    this.sickSpells.reset();
    this.courses.reset();
    this.courseTallies.reset();
    this.restart();
  }

  /** Rule 1, step 2, of the day that begins: leavers, starters, agency, leave and sickness, and the day's hours. */
  startDay(day: number): void {
    const { values } = this.quantities;
    const { groups } = this.spec;
    for (let i = 0; i < groups.length; i++) this.groupHazard[i] += values[groups[i].leavers];
    for (let post = 0; post < this.count; post++) {
      if (this.filled[post] === 1) {
        if (this.groupHazard[this.groupOf[post]] >= this.leavesAt[post]) this.leave(post, day);
      } else if (this.recruitment.startsOn(post, day)) this.fill(post, day, true);
    }
    this.courses.startDay(day);
    this.courseTallies.startDay();
    this.account?.beginDay();
    for (let i = 0; i < groups.length; i++) {
      if (groups[i].agency !== null || groups[i].rampUp !== null) this.staff(i, day);
      if (this.account === null) this.dayHoursOf.grantPlain(groups[i], day);
      else this.dayHoursOf.grant(groups[i], day, this.account);
    }
  }

  /** Ledger hours of a full day of this post as it is staffed now, protected time not taken off. */
  dayHours(post: number): number {
    return this.dayHoursOf.ofPost(post);
  }

  /** Whether the post is known in advance to be away that day: on leave, or for a whole day of training or of a course. */
  isKnownAway(post: number, day: number): boolean {
    return this.account === null ? this.attendance.isOnLeave(post, day) : this.dayHoursOf.isKnownAway(post, day);
  }

  /**
   * WTE in post and established of some groups, times days: what measures of the week are made of.
   * @param groups indices
   */
  areas(groups: readonly number[]): { inPost: () => number; established: number } {
    const established = groups.reduce((sum, group) => sum + this.established(group), 0);
    return { inPost: () => groups.reduce((sum, group) => sum + this.tallies.area(group), 0), established };
  }

  /** @see Service.restart */
  restart(): void {
    this.tallies.restart();
    this.account?.restart();
    this.courseTallies.restart();
  }

  /** @see Service.endStep */
  endStep(step: number): void {
    this.tallies.endStep(step);
    this.account?.endStep(step);
    this.courseTallies.endStep(step);
  }

  /** @see Service.collect */
  collect(values: Float64Array, countedDays: number): void {
    this.tallies.collect(values, countedDays);
    this.measures?.collect(values);
    this.courseTallies.collect(values, countedDays);
  }

  /** The holder leaves the post. @see Movements */
  leave(post: number, day: number): void {
    this.filled[post] = 0;
    this.effective[post] = 0;
    this.spell[post]++;
    this.vacantSince[post] = day;
    this.courses.postLeft(post);
    this.tallies.filled(post, -1);
    this.tallies.left(post);
    this.recruitment.fallsVacant(post, day);
    this.agency.fallsVacant(post, this.spell[post], day);
    this.listener?.postLeft(post);
  }

  /** Somebody takes up the post; `isNew` unless they come from another post here. @see Movements */
  fill(post: number, day: number, isNew: boolean): void {
    this.filled[post] = 1;
    this.covered[post] = 0;
    this.startedOn[post] = isNew ? day : LONG_AGO;
    this.effective[post] = this.capacityOf(post, day);
    this.recruitment.filled(post);
    this.sickSpells.begin(post, day);
    this.drawLeaving(post);
    this.tallies.filled(post, 1);
    this.tallies.started(post);
    if (this.account !== null && this.vacantSince[post] !== LONG_AGO) {
      this.account.add(this.groupOf[post], VACANCIES_ENDED, 1);
      this.account.add(this.groupOf[post], VACANT_DAYS, day - this.vacantSince[post]);
    }
    this.listener?.postFilled(post);
  }

  private drawLeaving(post: number): void {
    const threshold = -ln(this.draws.uniformOf(this.entity[post], this.ordinal[post], STAYS, this.spell[post]));
    this.leavesAt[post] = this.groupHazard[this.groupOf[post]] + threshold;
  }

  /** Agency comes and goes, and starters grow into their posts. */
  private staff(group: number, day: number): void {
    for (let post = this.startOf(group); post < this.endOf(group); post++) {
      const wasCovered = this.covered[post] === 1;
      // Most people are neither new nor agency: nothing changes.
      if (this.filled[post] === 1 && !wasCovered && this.startedOn[post] === LONG_AGO) continue;
      const isCovered = this.agency.covers(post, day);
      this.covered[post] = isCovered ? 1 : 0;
      const capacity = this.capacityOf(post, day);
      if (capacity === this.effective[post] && wasCovered === isCovered) continue;
      this.effective[post] = capacity;
      if (wasCovered && !isCovered) this.listener?.postLeft(post);
      else this.listener?.postFilled(post);
    }
  }

  /** WTE of a post that count for work and places on a day. */
  private capacityOf(post: number, day: number): number {
    const { agency, rampUp } = this.group(post);
    const { values } = this.quantities;
    const wte = this.wte[post];
    if (this.filled[post] === 0) return this.covered[post] === 1 && agency !== null ? wte * values[agency.yield] : 0;
    if (rampUp === null || this.startedOn[post] === LONG_AGO) return wte;
    return wte * rampShare(rampUp, values, day - this.startedOn[post]);
  }
}
