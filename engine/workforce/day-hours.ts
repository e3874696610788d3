/** The hours of a day: each post that is in gets its own on the ledger, and what became of the others is accounted for. */
import type { Quantities } from '../expression/quantities';
import type { Attendance } from './attendance';
import type { Courses } from './courses';
import type { Ledger } from './ledger';
import type { PostGroupSpec } from './post-groups';
import type { PostTable } from './post-table';
import { isAwayDay, protectedHours } from './protected-time';
import type { SickSpells } from './sick-spells';
import {
  AGENCY_GIVEN,
  AGENCY_HOURS,
  AGENCY_PAY,
  AGENCY_WTE,
  AWAY,
  COLUMNS,
  CONTRACTED,
  ESTABLISHED,
  FILLED,
  GIVEN,
  LEAVE,
  OVERHEAD,
  PROTECTED,
  RAMP_UP,
  SICK,
  SICK_WTE,
  STUDENT_WTE,
  STUDY,
  UNUSED,
  type StaffAccount,
} from './staff-account';

const HOURS_PER_WEEK = 168;
const HOURS_PER_DAY = 24;
/** The schema allows no more kinds of protected time in a group. */
const MOST_PROTECTED = 20;
/** `absence` of somebody who is in. */
const IN = -1;

/** @see the file's comment */
export class DayHours {
  /**
   * Scratch of the group whose posts get their hours: what is accounted; contracted, overhead and protected hours a WTE;
   * protected hours by kind of time.
   */
  private readonly sums = new Float64Array(COLUMNS);
  private readonly perWte = new Float64Array(3);
  private readonly due = new Float64Array(MOST_PROTECTED);

  constructor(
    private readonly table: PostTable,
    private readonly quantities: Quantities,
    private readonly ledger: Ledger,
    private readonly attendance: Attendance,
    private readonly sickSpells: SickSpells,
    private readonly courses: Courses,
  ) {}

  /** Ledger hours of a full day of this post as it is staffed now, protected time not taken off. */
  ofPost(post: number): number {
    const group = this.table.group(post);
    const { values } = this.quantities;
    return (
      (((values[group.contracted] - values[group.overhead]) * HOURS_PER_WEEK) / group.openWeekdays) *
      this.table.effective[post]
    );
  }

  /** Each post of a group with the plain fields gets its hours. */
  grantPlain(group: PostGroupSpec, day: number): void {
    const { table, ledger, attendance } = this;
    const until = table.endOf(group.index);
    const isOpen = group.calendar.isOpenDay(day);
    for (let post = table.startOf(group.index); post < until; post++) {
      if (
        isOpen &&
        table.filled[post] === 1 &&
        !attendance.isOnLeave(post, day) &&
        !attendance.isSickByShare(post, day) &&
        (group.spells === null || !attendance.isInSpell(post, day))
      )
        ledger.open(post, this.ofPost(post));
      else ledger.close(post);
    }
  }

  /** Each post of a group gets its hours, and all of them are accounted for. */
  grant(group: PostGroupSpec, day: number, account: StaffAccount): void {
    const { table, ledger, sums } = this;
    const { index } = group;
    const isOpen = group.calendar.isOpenDay(day);
    sums.fill(0);
    if (isOpen) this.readDay(group, day);
    const until = table.endOf(index);
    for (let post = table.startOf(index); post < until; post++) {
      if (ledger.left[post] > 0) sums[UNUSED] += ledger.left[post];
      sums[ESTABLISHED] += table.wte[post];
      if (table.filled[post] === 1) this.grantHolder(post, group, day, isOpen);
      else if (table.covered[post] === 1) this.grantAgency(post, index, isOpen);
      else ledger.close(post);
    }
    account.addAll(index, sums);
  }

  /** Whether the post is known in advance to be away that day: leave, a whole day of protected time, a day of a course. */
  isKnownAway(post: number, day: number): boolean {
    if (this.table.covered[post] === 1) return false;
    return (
      this.attendance.isOnLeave(post, day) || this.protectedDay(post, day) >= 0 || this.courses.isStudying(post, day)
    );
  }

  /** What is the same for all posts of a group on a day that they work: hours of one WTE. */
  private readDay({ contracted, overhead, openWeekdays, protectedTime, calendar }: PostGroupSpec, day: number): void {
    const { values } = this.quantities;
    const perDay = HOURS_PER_WEEK / openWeekdays;
    this.perWte[0] = values[contracted] * perDay;
    this.perWte[1] = values[overhead] * perDay;
    const weekday = calendar.weekday(day);
    this.perWte[2] = 0;
    for (let i = 0; i < protectedTime.length; i++) {
      this.due[i] = protectedHours(protectedTime[i], values, weekday);
      this.perWte[2] += this.due[i];
    }
  }

  /** Agency is there on every open day; its absences are part of the yield. */
  private grantAgency(post: number, group: number, isOpen: boolean): void {
    const { table, ledger, sums } = this;
    sums[AGENCY_WTE] += table.wte[post];
    if (!isOpen) {
      ledger.close(post);
      return;
    }
    const hours = this.ofPost(post);
    const paid = this.perWte[0] * table.wte[post];
    sums[AGENCY_HOURS] += paid;
    const price = table.groups[group].agency?.price ?? -1;
    if (price >= 0) sums[AGENCY_PAY] += (paid / HOURS_PER_DAY) * this.quantities.values[price];
    sums[AGENCY_GIVEN] += hours;
    ledger.open(post, hours);
  }

  private grantHolder(post: number, group: PostGroupSpec, day: number, isOpen: boolean): void {
    const { table, ledger, courses, sums } = this;
    const wte = table.wte[post];
    // Spells go on over days off, so each day is asked for.
    const isSick = this.sickSpells.isSick(post, day) || this.attendance.isSickByShare(post, day);
    const isAway = group.spells !== null && this.attendance.isInSpell(post, day);
    sums[FILLED] += wte;
    if (isSick) sums[SICK_WTE] += wte;
    if (courses.isStudent(post)) sums[STUDENT_WTE] += wte;
    if (!isOpen) {
      ledger.close(post);
      return;
    }
    const contracted = this.perWte[0] * wte;
    sums[CONTRACTED] += contracted;
    const absence = this.absence(post, day, isSick, isAway);
    if (absence !== IN) {
      sums[absence] += contracted;
      ledger.close(post);
      return;
    }
    const hours = (this.perWte[0] - this.perWte[1]) * table.effective[post];
    const overhead = this.perWte[1] * wte;
    sums[OVERHEAD] += overhead;
    sums[RAMP_UP] += contracted - overhead - hours;
    const left = this.takeProtectedHours(group, wte, hours);
    sums[GIVEN] += left;
    ledger.open(post, left);
  }

  /** The account's column for what keeps the holder away that day, or `IN`. */
  private absence(post: number, day: number, isSick: boolean, isAway: boolean): number {
    if (this.attendance.isOnLeave(post, day)) return LEAVE;
    if (isSick) return SICK;
    if (isAway) return AWAY;
    const kind = this.protectedDay(post, day);
    if (kind >= 0) return PROTECTED + kind;
    return this.courses.isStudying(post, day) ? STUDY : IN;
  }

  /** Kind of protected time that takes the whole day, or −1. */
  private protectedDay(post: number, day: number): number {
    const { protectedTime, calendar } = this.table.group(post);
    for (let i = 0; i < protectedTime.length; i++) {
      const { time, kind } = protectedTime[i];
      if ('days' in time && isAwayDay(time, this.quantities.values, calendar, day, this.table.ordinal[post]))
        return kind;
    }
    return -1;
  }

  /** Protected hours of the day come off, as far as there are any. @returns what is left */
  private takeProtectedHours({ protectedTime }: PostGroupSpec, wte: number, hours: number): number {
    const all = this.perWte[2] * wte;
    // As a rule there are hours enough; then all is taken at once.
    if (all <= hours) {
      for (let i = 0; i < protectedTime.length; i++) this.sums[PROTECTED + protectedTime[i].kind] += this.due[i] * wte;
      return hours - all;
    }
    let left = hours;
    for (let i = 0; i < protectedTime.length; i++) {
      const due = this.due[i] * wte;
      const taken = due < left ? due : left;
      this.sums[PROTECTED + protectedTime[i].kind] += taken;
      left -= taken;
    }
    return left;
  }
}
