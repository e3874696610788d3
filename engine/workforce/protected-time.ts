/** Time that comes off the ledger before duty rosters: training, supervision and meetings, in hours or in whole days. */
import type { Calendar } from '../events/calendar';

const HOURS_PER_WEEK = 168;
const DAYS_PER_WEEK = 7;
/** Steps of the golden ratio spread posts evenly, however many there are. */
const SPREAD = (Math.sqrt(5) - 1) / 2;

/** Whole days on stated weekdays: all of them, or so many per time. */
export interface AwayDays {
  /** Weekdays in order, 0 = Monday. */
  weekdays: number[];
  /** Index of the quantity of days per time, or −1: every one of the weekdays. */
  days: number;
}

/** One kind of protected time; `hours` is the index of a quantity. */
export interface ProtectedTimeSpec {
  id: string;
  /** Place among `PROTECTED_KINDS`. */
  kind: number;
  /** Hours per week, with the weekdays on which they are taken in equal parts; or whole days. */
  time: { hours: number; weekdays: number[] } | AwayDays;
}

/** Hours that a post of one WTE loses on a day that it works; 0 where whole days are taken. */
export function protectedHours({ time }: ProtectedTimeSpec, values: Float64Array, weekday: number): number {
  if (!('hours' in time) || !time.weekdays.includes(weekday)) return 0;
  return (values[time.hours] * HOURS_PER_WEEK) / time.weekdays.length;
}

/**
 * Whether a post is away for the whole of a day. Turns are spread evenly over the weekdays and over posts; a turn that falls
 * on a day off or of absence is lost.
 *
 * @param ordinal number of the post in its group
 */
export function isAwayDay(
  { weekdays, days }: AwayDays,
  values: Float64Array,
  calendar: Calendar,
  day: number,
  ordinal: number,
): boolean {
  const weekday = calendar.weekday(day);
  const place = weekdays.indexOf(weekday);
  if (place < 0) return false;
  if (days < 0) return true;
  const rate = (values[days] * DAYS_PER_WEEK) / weekdays.length;
  const turn = ((day - weekday + calendar.weekday(0)) / DAYS_PER_WEEK) * weekdays.length + place;
  const phase = (ordinal * SPREAD) % 1;
  return Math.floor((turn + 1) * rate + phase) > Math.floor(turn * rate + phase);
}
