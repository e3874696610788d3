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
/** `absence` of somebody who is in. */
const IN = -1;

/** @see the file's comment */
export class DayHours {
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
    const { table, ledger } = this;
    const { index } = group;
    const isOpen = group.calendar.isOpenDay(day);
    for (let post = table.startOf(index); post < table.endOf(index); post++) {
      if (ledger.left[post] > 0) account.add(index, UNUSED, ledger.left[post]);
      account.add(index, ESTABLISHED, table.wte[post]);
      if (table.filled[post] === 1) this.grantHolder(post, group, day, isOpen, account);
      else if (table.covered[post] === 1) this.grantAgency(post, index, isOpen, account);
      else ledger.close(post);
    }
  }

  /** Whether the post is known in advance to be away that day: leave, a whole day of protected time, a day of a course. */
  isKnownAway(post: number, day: number): boolean {
    if (this.table.covered[post] === 1) return false;
    return (
      this.attendance.isOnLeave(post, day) || this.protectedDay(post, day) >= 0 || this.courses.isStudying(post, day)
    );
  }

  /** Agency is there on every open day; its absences are part of the yield. */
  private grantAgency(post: number, group: number, isOpen: boolean, account: StaffAccount): void {
    const { table, ledger } = this;
    account.add(group, AGENCY_WTE, table.wte[post]);
    if (!isOpen) {
      ledger.close(post);
      return;
    }
    const hours = this.ofPost(post);
    const paid = this.contractedHours(post);
    account.add(group, AGENCY_HOURS, paid);
    const price = table.groups[group].agency?.price ?? -1;
    if (price >= 0) account.add(group, AGENCY_PAY, (paid / HOURS_PER_DAY) * this.quantities.values[price]);
    account.add(group, AGENCY_GIVEN, hours);
    ledger.open(post, hours);
  }

  private grantHolder(post: number, group: PostGroupSpec, day: number, isOpen: boolean, account: StaffAccount): void {
    const { table, ledger, courses } = this;
    const { index } = group;
    const wte = table.wte[post];
    // Spells go on over days off, so each day is asked for.
    const isSick = this.sickSpells.isSick(post, day) || this.attendance.isSickByShare(post, day);
    const isAway = this.attendance.isInSpell(post, day);
    account.add(index, FILLED, wte);
    if (isSick) account.add(index, SICK_WTE, wte);
    if (courses.isStudent(post)) account.add(index, STUDENT_WTE, wte);
    if (!isOpen) {
      ledger.close(post);
      return;
    }
    const contracted = this.contractedHours(post);
    account.add(index, CONTRACTED, contracted);
    const absence = this.absence(post, day, isSick, isAway);
    if (absence !== IN) {
      account.add(index, absence, contracted);
      ledger.close(post);
      return;
    }
    const hours = this.ofPost(post);
    const overhead = this.overheadHours(post);
    account.add(index, OVERHEAD, overhead);
    account.add(index, RAMP_UP, contracted - overhead - hours);
    const left = this.takeProtectedHours(post, group, day, hours, account);
    account.add(index, GIVEN, left);
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
  private takeProtectedHours(
    post: number,
    { index, protectedTime, calendar }: PostGroupSpec,
    day: number,
    hours: number,
    account: StaffAccount,
  ): number {
    let left = hours;
    for (let i = 0; i < protectedTime.length; i++) {
      const due =
        protectedHours(protectedTime[i], this.quantities.values, calendar.weekday(day)) * this.table.wte[post];
      const taken = due < left ? due : left;
      account.add(index, PROTECTED + protectedTime[i].kind, taken);
      left -= taken;
    }
    return left;
  }

  private contractedHours(post: number): number {
    const { contracted, openWeekdays } = this.table.group(post);
    return ((this.quantities.values[contracted] * HOURS_PER_WEEK) / openWeekdays) * this.table.wte[post];
  }

  private overheadHours(post: number): number {
    const { overhead, openWeekdays } = this.table.group(post);
    return ((this.quantities.values[overhead] * HOURS_PER_WEEK) / openWeekdays) * this.table.wte[post];
  }
}
