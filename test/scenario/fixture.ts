/** A small scenario for tests: one desk with exponential arrivals and services (M/M/1), and helpers to bend it. */
import { readScenarioObject, type ReadResult } from '../../engine/scenario/read';
import type { ScenarioIssue } from '../../engine/scenario/issue';
import type { Change, Operation, Scenario, ScenarioInput } from '../../engine/scenario/schema';

/** A quantity of a textbook case. */
export function quantity(value: number, unit: string, low = value, high = value) {
  return { title: 'A quantity', value, unit, low, high, source: 'assumption', grade: 'assumption' as const };
}

/** M/M/1 with a calendar, holidays, posts and a profile beside it, so that every kind of reference stands somewhere. */
export function queue(): ScenarioInput & Record<string, unknown> {
  return {
    format: 1,
    id: 'mm1',
    title: 'One desk',
    run: { startDate: '2017-04-01', horizonDays: 365, warmUpDays: 30, replications: 10, seed: 'a' },
    sources: { textbook: { title: 'A textbook' } },
    places: { town: { title: 'Town' } },
    professions: { nurse: { title: 'Nurse' } },
    employers: { trust: { title: 'The trust' } },
    groups: { front: { title: 'Front door' } },
    attributes: {
      need: {
        title: 'Need',
        values: [
          { id: 'low', title: 'Low' },
          { id: 'high', title: 'High' },
        ],
      },
    },
    holidays: { england: { title: 'Bank holidays', source: 'gov.uk', dates: ['2017-04-14', '2017-04-17'] } },
    calendars: {
      office: {
        title: 'Office hours',
        open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: 9, to: 17 }],
        holidays: 'england',
      },
    },
    profiles: { weekly: { title: 'Week', stepHours: 24, weights: [1, 1, 1, 1, 1, 0, 0], source: 'assumption' } },
    parameters: {
      referrals: quantity(8, 'person/day', 6, 10),
      minutes: quantity(45, 'minute', 30, 60),
      highNeed: quantity(0.2, 'share', 0, 1),
      desks: quantity(1, 'WTE', 0, 5),
      wte: quantity(12.6, 'WTE', 10, 15),
      hours: quantity(37.5, 'hour/WTE/week', 30, 40),
    },
    posts: {
      nurses: {
        title: 'Nurses',
        profession: 'nurse',
        employer: 'trust',
        place: 'town',
        established: 'wte',
        inPost: 'wte',
        contracted: 'hours',
        overhead: 0,
        calendar: 'office',
        leave: 0,
        sickness: 0,
        leavers: 0,
      },
    },
    services: {
      gp: {
        kind: 'source',
        title: 'General practice',
        arrivals: { rate: 'referrals', profiles: ['weekly'] },
        attributes: { need: { high: 'highNeed', low: 'rest' } },
        to: 'desk',
      },
      desk: {
        kind: 'desk',
        title: 'Desk',
        place: 'town',
        group: 'front',
        servers: { count: 'desks' },
        service: { kind: 'exponential', mean: 'minutes' },
        to: [{ when: { need: 'high' }, to: 'gone' }, { to: [{ share: 'rest', to: 'gone' }] }],
      },
      gone: { kind: 'exit', title: 'Gone' },
    },
  };
}

/** The same, read and checked. */
export function scenario(): Scenario {
  const read = readScenarioObject(queue());
  if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 1));
  return read.value;
}

/** The queue with the value at a path set; undefined removes it. */
export function bent(path: string, value: unknown): unknown {
  const root = queue() as unknown;
  const keys = path.split('.');
  const last = keys.pop() as string;
  let holder = root as Record<string, unknown>;
  for (const key of keys) holder = holder[key] as Record<string, unknown>;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return root;
}

/** What is wrong; fails when nothing is. */
export function issuesOf(read: ReadResult<unknown>): ScenarioIssue[] {
  if (read.ok) throw new Error('nothing was refused');
  return read.issues;
}

/** The only thing that is wrong; fails when there is nothing or more. */
export function onlyIssue(read: ReadResult<unknown>): ScenarioIssue {
  const issues = issuesOf(read);
  if (issues.length !== 1) throw new Error(`${issues.length} issues: ${JSON.stringify(issues, null, 1)}`);
  return issues[0];
}

/** What was read; fails when it was refused. */
export function valueOf<T>(read: ReadResult<T>): T {
  if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 1));
  return read.value;
}

/** A change with these operations; its title is its id with a capital. */
export function change(id: string, operations: Operation[], excludes: string[] = []): Change {
  const title = id[0].toUpperCase() + id.slice(1);
  return { format: 1, id, title, rationale: 'A test', source: 'assumption', excludes, operations };
}

/** Freeze a value and everything in it, so that writing to it throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const inside of Object.values(value)) deepFreeze(inside);
  }
  return value;
}
