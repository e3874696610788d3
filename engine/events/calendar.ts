/**
 * Working time: which hours of which days are open. Days are counted from day 0; a calendar repeats weekly, apart
 * from holidays, on which it is closed all day.
 */

/** An open stretch of a weekday: `day` 0 = Monday, hours from midnight. */
export interface OpenStretch {
  day: number;
  from: number;
  to: number;
}

const HOUR = 1 / 24;
/** Days within which two sums of times are the same instant: a ten-thousandth of a second. */
const SAME_INSTANT = 1e-9;

/** A weekly pattern of open hours with holidays. Built once; every query is free of allocation. */
export class Calendar {
  // Open stretches of each weekday in order: stretches [first[d], first[d + 1]) as fractions of a day.
  private readonly first = new Int32Array(8);
  private readonly from: Float64Array;
  private readonly to: Float64Array;
  private readonly closed: Uint8Array;
  /** 1 for each day up to the horizon that is open. */
  private readonly open: Uint8Array;

  /**
   * @param stretches open stretches of the week, in any order, not overlapping
   * @param startWeekday weekday of day 0 (0 = Monday)
   * @param holidays day numbers (from day 0) that are closed
   * @param horizonDays holidays are looked up for this many days
   */
  constructor(
    stretches: readonly OpenStretch[],
    private readonly startWeekday: number,
    holidays: readonly number[],
    horizonDays: number,
  ) {
    const sorted = stretches.slice().sort((a, b) => a.day - b.day || a.from - b.from);
    this.from = Float64Array.from(sorted, (stretch) => stretch.from * HOUR);
    this.to = Float64Array.from(sorted, (stretch) => stretch.to * HOUR);
    for (let day = 0; day < 7; day++) this.first[day + 1] = sorted.filter((stretch) => stretch.day <= day).length;
    this.closed = new Uint8Array(Math.ceil(horizonDays) + 2);
    for (const day of holidays) if (day >= 0 && day < this.closed.length) this.closed[day] = 1;
    this.open = Uint8Array.from(this.closed, (closed, day) => (closed === 0 && this.isOpenWeekday(day) ? 1 : 0));
  }

  /** Weekday of a day: 0 = Monday. */
  weekday(day: number): number {
    return (((day + this.startWeekday) % 7) + 7) % 7;
  }

  /** Whether any hour of this day is open. */
  isOpenDay(day: number): boolean {
    return day >= 0 && day < this.open.length ? this.open[day] === 1 : this.isOpenWeekday(day);
  }

  private isOpenWeekday(day: number): boolean {
    return this.opensOn(this.weekday(day));
  }

  /** Whether the instant `time` (days) is open; an opening instant is, a closing instant is not. */
  isOpen(time: number): boolean {
    const day = Math.floor(time);
    if (!this.isOpenDay(day)) return false;
    const weekday = this.weekday(day);
    for (let i = this.first[weekday]; i < this.first[weekday + 1]; i++) {
      // The same sums as in `nextBoundary`, so that a boundary is met exactly: time − day would be rounded otherwise.
      if (time >= day + this.from[i] && time < day + this.to[i]) return true;
    }
    return false;
  }

  /** First opening or closing instant after `time`; Infinity when there is none within `limit` days. */
  nextBoundary(time: number, limit: number): number {
    for (let day = Math.floor(time); day <= time + limit; day++) {
      if (!this.isOpenDay(day)) continue;
      const weekday = this.weekday(day);
      for (let i = this.first[weekday]; i < this.first[weekday + 1]; i++) {
        // A stretch that ends at midnight and goes on at the next day's start has no boundary there.
        const opens = day + this.from[i];
        if (opens > time && !(this.from[i] === 0 && this.endsAtMidnight(day - 1))) return opens;
        const closes = day + this.to[i];
        if (closes > time && !(this.to[i] === 1 && this.startsAtMidnight(day + 1))) return closes;
      }
    }
    return Infinity;
  }

  /** When work of `workDays` days of open time ends that begins at `start`; Infinity when it never does. */
  advance(start: number, workDays: number): number {
    let left = workDays;
    for (let day = Math.floor(start); day < start + 40000; day++) {
      if (!this.isOpenDay(day)) continue;
      const weekday = this.weekday(day);
      for (let i = this.first[weekday]; i < this.first[weekday + 1]; i++) {
        const from = Math.max(start, day + this.from[i]);
        const room = day + this.to[i] - from;
        if (room <= 0) continue;
        if (left <= room + SAME_INSTANT) return from + left;
        left -= room;
      }
    }
    return Infinity;
  }

  /** End of the open stretch that `time` lies in (through midnights); `time` itself when closed; Infinity beyond `limit` days. */
  closesAt(time: number, limit: number): number {
    return this.isOpen(time) ? this.nextBoundary(time, limit) : time;
  }

  /** Open days in [from, until). */
  openDays(from: number, until: number): number {
    let count = 0;
    for (let day = Math.floor(from); day < until; day++) if (this.isOpenDay(day)) count++;
    return count;
  }

  /** Whether the weekly pattern opens on a weekday (0 = Monday; holidays apart). */
  opensOn(weekday: number): boolean {
    return this.first[weekday + 1] > this.first[weekday];
  }

  /** Weekdays of the weekly pattern that are open (holidays apart). */
  openWeekdays(): number {
    let count = 0;
    for (let weekday = 0; weekday < 7; weekday++) if (this.opensOn(weekday)) count++;
    return count;
  }

  private endsAtMidnight(day: number): boolean {
    if (day < 0 || !this.isOpenDay(day)) return false;
    return this.to[this.first[this.weekday(day) + 1] - 1] === 1;
  }

  private startsAtMidnight(day: number): boolean {
    return this.isOpenDay(day) && this.from[this.first[this.weekday(day)]] === 0;
  }
}

/** Weekday (0 = Monday) of a date written YYYY-MM-DD, by the proleptic Gregorian calendar. */
export function weekdayOf(date: string): number {
  return (daysSinceEpoch(date) + 3) % 7; // 1 January 1970 was a Thursday
}

/** Days from 1 January 1970 to a date written YYYY-MM-DD (Hinnant's civil-day algorithm; no clock involved). */
export function daysSinceEpoch(date: string): number {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}
