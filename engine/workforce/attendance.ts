/** Who is in on a day: annual leave, known in advance; sickness by the week, which is not. Drawn for each post and week. */
import type { Quantities } from '../expression/quantities';
import { purposeOf, type KeyedDraws } from '../random/keyed-draws';
import type { PostTable } from './post-table';
import { Spells } from './spells';

/** Weeks whose draws are kept; slots are rarely published further ahead. A power of two. */
const WEEKS_KEPT = 32;
const DAYS_PER_WEEK = 7;
const LEAVE = purposeOf('post', 'leave');
const SICK = purposeOf('post', 'sickness');

/** @see the file's comment */
export class Attendance {
  /** Each post's draws of leave in the weeks that slots are published for, and of sickness in this one; and for which week. */
  private readonly leaveDraw: Float64Array;
  private readonly leaveWeek: Int32Array;
  private readonly sickDraw: Float64Array;
  private readonly sickWeek: Int32Array;
  private readonly spells: Spells;

  /** @param startWeekday weekday of day 0, so that leave is taken in calendar weeks */
  constructor(
    private readonly table: PostTable,
    private readonly quantities: Quantities,
    private readonly draws: KeyedDraws,
    private readonly startWeekday: number,
  ) {
    this.leaveDraw = new Float64Array(table.count * WEEKS_KEPT);
    this.leaveWeek = new Int32Array(table.count * WEEKS_KEPT);
    this.sickDraw = new Float64Array(table.count);
    this.sickWeek = new Int32Array(table.count);
    this.spells = new Spells(draws, table.count);
  }

  /** A new replication. */
  reset(): void {
    this.leaveWeek.fill(-1);
    this.sickWeek.fill(-1);
    this.spells.reset();
  }

  /** Whether the post is on annual leave that day. */
  isOnLeave(post: number, day: number): boolean {
    const week = Math.floor((day + this.startWeekday) / DAYS_PER_WEEK);
    const at = post * WEEKS_KEPT + (week & (WEEKS_KEPT - 1));
    const { entity, ordinal } = this.table;
    if (this.leaveWeek[at] !== week) {
      this.leaveWeek[at] = week;
      this.leaveDraw[at] = this.draws.uniformOf(entity[post], ordinal[post], LEAVE, week);
    }
    return this.leaveDraw[at] < this.quantities.values[this.table.group(post).leave];
  }

  /** Whether the post is off sick that day by the share of `sickness`, which leaves spells of sickness apart. */
  isSickByShare(post: number, day: number): boolean {
    const share = this.quantities.values[this.table.group(post).sickness];
    if (share === 0) return false;
    const week = Math.floor((day + this.startWeekday) / DAYS_PER_WEEK);
    const { entity, ordinal } = this.table;
    if (this.sickWeek[post] !== week) {
      this.sickWeek[post] = week;
      this.sickDraw[post] = this.draws.uniformOf(entity[post], ordinal[post], SICK, week);
    }
    return this.sickDraw[post] < share;
  }

  /** Whether the post is away in a spell of `spells` that day. */
  isInSpell(post: number, day: number): boolean {
    const { spells } = this.table.group(post);
    if (spells === null) return false;
    return this.spells.isAway(post, this.table.entity[post], this.table.ordinal[post], spells, day);
  }
}
