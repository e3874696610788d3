/** One person's way in words: what happens when, how long they wait, and why. */
import type { Followed, FollowedEntry } from '../../engine/experiment/follow';
import { formatDate, formatNumber } from './numbers';

/** What the words need to know of a scenario. */
export interface PersonContext {
  /** Title of a service. */
  service: (id: string) => string;
  startDate?: string;
  attributes: Record<string, { title: string; values: { id: string; title: string }[] }>;
}

/** Lines of the event log that need more words to be plain. */
const PLAIN: Record<string, string> = {
  starts: 'is seen',
  ends: 'is done here',
  stops: 'has to stop: staff leave',
  changes: 'changes while waiting',
  attends: 'attends the appointment',
  misses: 'misses the appointment',
  'is back': 'is back with the coordinator who kept the place',
  'is allocated': 'gets a place with a coordinator',
  'is blocked': 'could move on, but keeps the place here until the next team has one',
  'waits: no server is free for this person': 'waits: nobody is free to see them',
  'is in': 'is taken in',
  'is out': 'has spent the time here',
};

/** Small steps that are counted and not listed. */
const CONTACTS = new Set(['has a contact', 'misses a contact']);

const DAY_MS = 86_400_000;

/** A day of the run as a date, or as a number of days where the scenario has no start date. */
export function dayWords(day: number, startDate: string | undefined): string {
  if (startDate === undefined) return `day ${formatNumber(Math.floor(day), 0)}`;
  const date = new Date(Date.parse(`${startDate}T00:00:00Z`) + Math.floor(day) * DAY_MS);
  return formatDate(date.toISOString().slice(0, 10));
}

/**
 * A stretch of time as people say it.
 *
 * @example stretchWords(136) // '19 weeks and 3 days'
 */
export function stretchWords(days: number): string {
  const count = (n: number, one: string) => `${formatNumber(n, 0)} ${one}${n === 1 ? '' : 's'}`;
  const minutes = Math.round(days * 1440);
  if (minutes < 60) return count(minutes, 'minute');
  const hours = Math.round(days * 24);
  if (hours < 48) return count(hours, 'hour');
  const whole = Math.round(days);
  if (whole < 14) return count(whole, 'day');
  const [weeks, rest] = [Math.floor(whole / 7), whole % 7];
  return count(weeks, 'week') + (rest === 0 ? '' : ` and ${count(rest, 'day')}`);
}

/** How a person fares, in a sentence. */
export function fateWords(who: string, followed: Followed, { service, startDate }: PersonContext): string {
  const { entries, leaves, stillWaiting, waitedDays, untilDay } = followed;
  if (entries.length === 0) return `${who}, this person does not come in.`;
  const waits = waitedDays > 0 ? `waits ${stretchWords(waitedDays)} in all` : 'never waits';
  if (leaves) return `${who}, this person ${waits} and leaves on ${dayWords(untilDay, startDate)}.`;
  if (stillWaiting) {
    const since = stretchWords(stillWaiting.days);
    return `${who}, this person ${waits} and is still waiting when the run ends: at ${service(stillWaiting.service)}, for ${since} so far.`;
  }
  return `${who}, this person ${waits} and is still inside when the run ends.`;
}

/** One line of the log in words. */
export function lineWords(
  { service, what, ahead, waitedDays, attributes }: FollowedEntry,
  context: PersonContext,
): string {
  const plain = withDates(PLAIN[what] ?? what, context.startDate);
  const known = Object.entries(attributes ?? {}).map(([id, value]) => {
    const attribute = context.attributes[id];
    return `${attribute?.title ?? id}: ${attribute?.values.find((one) => one.id === value)?.title ?? value}`;
  });
  const parts = [
    service === '' ? plain : `${context.service(service)}: ${plain}`,
    ...(ahead === undefined ? [] : [aheadWords(ahead)]),
    ...(waitedDays ? [`after a wait of ${stretchWords(waitedDays)}`] : []),
  ];
  return parts.join(', ') + (known.length > 0 ? ` (${known.join(', ')})` : '');
}

const aheadWords = (ahead: number): string =>
  ahead === 0 ? 'first in line' : `${formatNumber(ahead, 0)} ${ahead === 1 ? 'person' : 'people'} before`;

const withDates = (text: string, startDate: string | undefined): string =>
  text.replace(/\bday (\d+)/g, (_, day: string) => dayWords(Number(day), startDate));

/** A time in which a person waits. */
export interface Wait {
  service: string;
  from: number;
  to: number;
  /** Whether it is over when the run ends. */
  isOver: boolean;
  /** Why they wait, in words; empty where the log gives no reason. */
  why: string;
}

/** Every wait of a person with its reason, in order. */
export function waitsOf({ entries, stillWaiting, untilDay }: Followed, startDate?: string): Wait[] {
  const waits: Wait[] = [];
  const whyFrom = (from: number, to: number) => {
    const reason = entries.find(
      ({ day, what, ahead }) => day >= from && day <= to && (what.startsWith('waits') || ahead !== undefined),
    );
    if (!reason) return '';
    const text = withDates((PLAIN[reason.what] ?? reason.what).replace(/^waits( [a-z ]+)?: /, ''), startDate);
    return reason.ahead === undefined ? text : `${text}; ${aheadWords(reason.ahead)}`;
  };
  let at = '';
  for (const { day, service, waitedDays } of entries) {
    if (waitedDays) {
      const from = day - waitedDays;
      // Whoever goes elsewhere has waited where they were.
      const where = entries.filter((one) => one.day <= from + 1e-9 && one.service !== '').at(-1)?.service ?? at;
      waits.push({ service: where, from, to: day, isOver: true, why: whyFrom(from, day) });
    }
    if (service !== '') at = service;
  }
  if (stillWaiting && stillWaiting.days > 0) {
    const from = untilDay - stillWaiting.days;
    waits.push({ service: stillWaiting.service, from, to: untilDay, isOver: false, why: whyFrom(from, untilDay) });
  }
  return waits;
}

/** A time that a person spends at one service. */
export interface Stay {
  service: string;
  from: number;
  to: number;
}

/** Where a person is when, in order. */
export function staysOf({ entries, untilDay }: Followed): Stay[] {
  const stays: Stay[] = [];
  for (const { day, service } of entries) {
    const last = stays.at(-1);
    if (service === last?.service) continue;
    if (last) last.to = day;
    if (service !== '') stays.push({ service, from: day, to: untilDay });
  }
  return stays.filter(({ from, to }) => to > from);
}

/** Contacts that a person has had. */
export const contactsOf = ({ entries }: Followed): number =>
  entries.filter(({ what }) => what === 'has a contact').length;

/** A step of the same person's way in each of the runs; nothing where a run has none. */
export interface StepRow {
  cells: ({ day: number; text: string } | undefined)[];
  /** Whether the runs differ here by more than a part of a day. */
  differs: boolean;
}

/**
 * The logs of the same person side by side, aligned on as many common steps as there are (longest common subsequence): the same
 * step stands in one row, whenever it happens, and others have a row of their own. Contacts are left out.
 *
 * @param runs one or two
 */
export function sideBySide(runs: readonly Followed[], context: PersonContext): StepRow[] {
  const [first = [], second] = runs.map(({ entries }) => entries.filter(({ what }) => !CONTACTS.has(what)));
  const cell = (entry: FollowedEntry) => ({ day: entry.day, text: lineWords(entry, context) });
  if (second === undefined) return first.map((entry) => ({ cells: [cell(entry)], differs: false }));
  const common = commonSteps(first, second);
  const rows: StepRow[] = [];
  let [i, j] = [0, 0];
  while (i < first.length || j < second.length) {
    const [a, b] = [first.at(i), second.at(j)];
    if (a && b && stepOf(a) === stepOf(b)) {
      rows.push({ cells: [cell(a), cell(b)], differs: Math.abs(a.day - b.day) >= 1 });
      i += 1;
      j += 1;
    } else if (a && (!b || common[i + 1][j] >= common[i][j + 1])) {
      rows.push({ cells: [cell(a), undefined], differs: true });
      i += 1;
    } else if (b) {
      rows.push({ cells: [undefined, cell(b)], differs: true });
      j += 1;
    }
  }
  return rows;
}

/** How many steps the ends of two logs, from i and from j on, have in common at most. */
function commonSteps(first: readonly FollowedEntry[], second: readonly FollowedEntry[]): Uint16Array[] {
  const [a, b] = [first.map(stepOf), second.map(stepOf)];
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  return common;
}

/** What a step is, whenever it happens and however many wait before. */
const stepOf = ({ service, what }: FollowedEntry): string => `${service} ${what.replace(/\bday \d+/g, 'day')}`;
