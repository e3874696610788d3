/** Days of a run as people say them. */

const MINUTES_PER_DAY = 1440;
const MS_PER_DAY = 86_400_000;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const AS_DATE = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** A day of the run, counted from 0: `Tue 3 May 2016`, or `Tue` where the scenario names no date of its start. */
export function dateOf(day: number, startDate: string | undefined): string {
  // Without a date the run starts on a Monday.
  if (startDate === undefined) return WEEKDAYS[((day % 7) + 7) % 7];
  return AS_DATE.format(Date.parse(`${startDate}T00:00:00Z`) + day * MS_PER_DAY).replace(',', '');
}

/** An instant: `day 12, Tue 3 May 2016 09:30`. */
export function momentOf(time: number, startDate: string | undefined): string {
  const minutes = Math.round(time * MINUTES_PER_DAY);
  const day = Math.floor(minutes / MINUTES_PER_DAY);
  const rest = minutes - day * MINUTES_PER_DAY;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `day ${day}, ${dateOf(day, startDate)} ${two(Math.floor(rest / 60))}:${two(rest % 60)}`;
}

/** A stretch of time: `12 minutes`, `5.2 hours`, `3.4 days`. */
export function stretchOf(days: number): string {
  const minutes = Math.round(days * MINUTES_PER_DAY);
  if (minutes < 90) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  return days < 2 ? `${(days * 24).toFixed(1)} hours` : `${days.toFixed(1)} days`;
}
