/** Small scenarios for tests of mechanisms: written as objects, passed to the engine as JSON text, run with an exact log. */
import { compile, readScenario, Replication, type Model, type ScenarioInput } from '../../engine/index';
import { hashText } from '../../engine/random/key';
import { rootState } from '../../engine/random/seed';
import { World, type TraceEntry } from '../../engine/services/world';

type Services = ScenarioInput['services'];
type Service<Kind extends Services[string]['kind']> = Extract<Services[string], { kind: Kind }>;
type Without<T, Given extends PropertyKey> = Partial<Omit<T, Given>>;

/** What a small scenario may say; the rest is filled in. */
export type Small = Partial<Omit<ScenarioInput, 'run' | 'services' | 'parameters'>> & {
  days: number;
  run?: Partial<ScenarioInput['run']>;
  parameters?: ScenarioInput['parameters'];
  services: Services;
};

// Quantities ------------------------------------------------------------------------------------------------------

const quantities = new Map<string, { value: number; unit: string }>();

/** A quantity as an expression: a parameter of this value and unit, declared in whichever scenario names it. */
export function q(value: number, unit: string): string {
  const name = `q${unit.replace(/\W/g, '_')}_${String(value).replace('.', 'p').replace('-', 'm').replace('+', '')}`;
  quantities.set(name, { value, unit });
  return name;
}

/** A parameter with its evidence, as a test needs it. */
export function parameter(value: number, unit: string): ScenarioInput['parameters'][string] {
  return { title: 'A quantity', value, unit, low: value, high: value, source: 'assumption', grade: 'assumption' };
}

/** Hours as a fraction of a day; days and hours as an instant: at(1, 9.5) is half past nine on day 1. */
export const at = (day: number, hour = 0): number => day + hour / 24;
/** The same instant for so many people. */
export const together = (people: number, day: number): number[] => Array.from({ length: people }, () => day);
/** A fixed time of so many hours. */
export const hours = (value: number) => ({ kind: 'fixed' as const, value: q(value, 'hour') });
/** A fixed time of so many days. */
export const days = (value: number) => ({ kind: 'fixed' as const, value: q(value, 'day') });
/** An exponential time with a mean of so many days. */
export const exponential = (mean: number) => ({ kind: 'exponential' as const, mean: q(mean, 'day') });

// Services --------------------------------------------------------------------------------------------------------

/** People who come at these days (fractions allowed), all alike. */
export function comingAt(
  arrivals: number[],
  to: Service<'source'>['to'],
  attributes?: Service<'source'>['attributes'],
) {
  return { kind: 'source' as const, title: 'Door', arrivals: { at: arrivals }, to, ...(attributes && { attributes }) };
}

/** People who come as a Poisson stream of so many a day. */
export function coming(
  perDay: number,
  to: Service<'source'>['to'],
  more: Without<Service<'source'>, 'kind' | 'to'> = {},
) {
  return { kind: 'source' as const, title: 'Door', arrivals: { rate: q(perDay, 'person/day') }, to, ...more };
}

/** A desk with one server and services of `service`, people then going to `home`. */
export function desk(service: Service<'desk'>['service'], more: Without<Service<'desk'>, 'kind' | 'service'> = {}) {
  return { kind: 'desk' as const, title: 'Desk', servers: { count: 1 as const }, service, to: 'home', ...more };
}

/** A clinic of so many slots a day in which everybody attends and nobody leaves; notice of one day, twelve weeks open. */
export function clinic(perDay: number, more: Without<Service<'clinic'>, 'kind'> = {}): Service<'clinic'> {
  return {
    kind: 'clinic',
    title: 'Clinic',
    slots: { perDay: q(perDay, 'person') },
    hours: { attended: 0, missed: 0 },
    diaryOpen: q(84, 'day'),
    notice: q(1, 'day'),
    missed: { share: 0, rebook: 1, limit: 20, to: 'home' },
    leaves: { hazard: 0, to: 'home' },
    to: 'home',
    ...more,
  };
}

/** Staff of a team: these posts, with so many cases per WTE at most and at the start. */
export const staff = (posts: string, caseLimit = 10, startCases = 0) => ({
  posts,
  caseLimit: q(caseLimit, 'person/WTE'),
  weight: 1 as const,
  startCases: startCases === 0 ? (0 as const) : q(startCases, 'person/WTE'),
});

/**
 * A team of the posts `nurses`: contacts of `contactHours` every `everyDays`, episodes over after `contacts` of them, no
 * other work, nobody leaves the list. (A stay of n − ½ intervals plans exactly n contacts.)
 */
export function team(
  plan: { everyDays: number; contacts: number; contactHours: number },
  more: Without<Service<'team'>, 'kind' | 'contacts'> & { contacts?: Partial<Service<'team'>['contacts']> } = {},
): Service<'team'> {
  return {
    kind: 'team',
    title: 'Team',
    staff: [staff('nurses')],
    episode: { stay: days((plan.contacts - 0.5) * plan.everyDays) },
    waiting: { hazard: 0, to: 'home' },
    to: 'home',
    ...more,
    contacts: {
      rate: q(1 / plan.everyDays, 'contact/person/day'),
      hours: q(plan.contactHours, 'hour/contact'),
      otherHours: 0,
      missedShare: 0,
      missedHours: 0,
      ...more.contacts,
    },
  };
}

/** A duty of the posts `nurses`, everybody on every open day, 8 hours each; every job is one piece of work of `jobHours`. */
export function duty(jobHours: number, more: Without<Service<'duty'>, 'kind'> = {}): Service<'duty'> {
  return {
    kind: 'duty',
    title: 'Hub',
    roster: [{ posts: 'nurses', days: q(5 / 7, 'share') }],
    calendar: 'office',
    hoursOnDuty: q(8, 'hour'),
    screening: { proceeds: 1, hours: 0, to: 'home' },
    steps: [{ kind: 'work', id: 'interview', title: 'Interview', hours: hours(jobHours) }],
    to: 'home',
    ...more,
  };
}

/** Time spent elsewhere. */
export function delay(
  duration: Service<'delay'>['duration'],
  more: Without<Service<'delay'>, 'kind'> = {},
): Service<'delay'> {
  return { kind: 'delay', title: 'Elsewhere', duration, to: 'home', ...more };
}

/** The end. */
export const exit = (more: Without<Service<'exit'>, 'kind'> = {}): Service<'exit'> => ({
  kind: 'exit',
  title: 'Home',
  ...more,
});

// Staff and calendars ---------------------------------------------------------------------------------------------

/** So many whole-time posts with 8 ledger hours a day from Monday to Friday, never away and never leaving. */
export function posts(
  wte: number,
  more: Without<NonNullable<ScenarioInput['posts']>[string], never> = {},
): NonNullable<ScenarioInput['posts']>[string] {
  return {
    title: 'Nurses',
    profession: 'nurse',
    employer: 'trust',
    established: q(wte, 'WTE'),
    inPost: q(wte, 'WTE'),
    contracted: q(40, 'hour/WTE/week'),
    overhead: 0,
    calendar: 'weekdays',
    leave: 0,
    sickness: 0,
    leavers: 0,
    ...more,
  };
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const ALL_WEEK = [...WEEKDAYS, 'sat', 'sun'] as const;
const CALENDARS: NonNullable<ScenarioInput['calendars']> = {
  always: { title: 'Always', open: [{ days: [...ALL_WEEK], from: 0, to: 24 }] },
  daily: { title: 'Nine to five, every day', open: [{ days: [...ALL_WEEK], from: 9, to: 17 }] },
  weekdays: { title: 'Weekdays', open: [{ days: [...WEEKDAYS], from: 0, to: 24 }] },
  office: { title: 'Office hours', open: [{ days: [...WEEKDAYS], from: 9, to: 17 }] },
};

/** Two needs, urgent and routine, as an attribute for scenarios that tell people apart. */
export const NEED: ScenarioInput['attributes'] = {
  need: {
    title: 'Need',
    values: [
      { id: 'routine', title: 'Routine' },
      { id: 'urgent', title: 'Urgent' },
    ],
  },
};

// Running ---------------------------------------------------------------------------------------------------------

/** The scenario as text, with every quantity that it names. Day 0 is a Monday. */
export function scenarioText(small: Small): string {
  const { days: horizonDays, run, parameters, ...rest } = small;
  const scenario = {
    format: 1,
    id: 'small',
    title: 'A small scenario',
    professions: { nurse: { title: 'Nurse' } },
    employers: { trust: { title: 'The trust' } },
    calendars: CALENDARS,
    ...rest,
    run: { horizonDays, seed: 'small', ...run },
    parameters: { ...parameters } as Record<string, unknown>,
  };
  const named = JSON.stringify(scenario).match(/\bq\w+/g) ?? [];
  for (const name of named) {
    const quantity = quantities.get(name);
    if (quantity !== undefined) scenario.parameters[name] = parameter(quantity.value, quantity.unit);
  }
  return JSON.stringify(scenario);
}

/** The compiled model of a small scenario. */
export function modelOf(small: Small): Model {
  const read = readScenario(scenarioText(small));
  if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 1));
  return compile(read.value);
}

/** A finished replication: its log, and its measures by id. */
export interface Run {
  log: string[];
  trace: readonly TraceEntry[];
  hash: string;
  value: (measure: string) => number;
  series: (measure: string) => number[];
}

/** Run one replication with a log. */
export function run(small: Small | Model, number = 0, seed = 'small'): Run {
  const model = 'layout' in small ? small : modelOf(small);
  const replication = new Replication(model);
  replication.reset(seed, number, true);
  replication.advance(Infinity);
  const result = replication.result();
  const find = (measure: string, shape: string) => {
    const info = model.layout.measures.find((entry) => entry.id === measure && entry.shape === shape);
    if (info === undefined) throw new Error(`there is no ${shape} ${measure}`);
    return info;
  };
  const names = namesOf(model);
  return {
    log: replication.trace.map((entry) => lineOf(entry, names)),
    trace: replication.trace.slice(),
    hash: result.hash,
    value: (measure) => result.values[find(measure, 'scalar').offset],
    series: (measure) => {
      const { offset, length } = find(measure, 'series');
      return Array.from(result.values.slice(offset, offset + length));
    },
  };
}

/** The lines of a log that are about this service, without its name. */
export const linesOf = (log: string[], service: string): string[] =>
  log.filter((line) => line.includes(` ${service}: `)).map((line) => line.replace(`${service}: `, ''));

/** A world that is run up to chosen instants, to look inside. */
export class Watched {
  readonly world: World;

  constructor(small: Small | Model, number = 0, seed = 'small') {
    this.world = new World('layout' in small ? small : modelOf(small));
    this.world.reset(rootState(seed), number);
  }

  /** Run everything that happens up to this instant, this instant included. */
  until(day: number): this {
    const { events, clockwork } = this.world;
    while (events.nextTime() <= day) clockwork.run(1);
    return this;
  }

  /** Ledger hours left of a post (below 0: owed). */
  left(post = 0): number {
    return rounded(this.world.workforce.ledger.left[post]);
  }
}

/** Rounded to a thousand-millionth, for sums of hours that are exact on paper. */
export const rounded = (value: number): number => Math.round(value * 1e9) / 1e9 || 0;

/** Name each person by the service that they come from: `door 0`. */
function namesOf(model: Model): Map<number, string> {
  return new Map(
    Object.keys(model.scenario.services).flatMap((id): [number, string][] => [
      [hashText(id), id],
      [hashText(`start:${id}`), `start ${id}`],
    ]),
  );
}

/** `2 09:00 desk: starts door 0`; a time that is not on a minute is written in days. */
function lineOf({ day, service, what, person }: TraceEntry, names: Map<number, string>): string {
  const [entity, ordinal] = person.split(':');
  return `${clockTime(day)} ${service}: ${what}, ${names.get(Number(entity)) ?? entity} ${ordinal}`;
}

function clockTime(time: number): string {
  const minutes = Math.round(time * 1440);
  if (Math.abs(minutes - time * 1440) > 1e-6) return String(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(minutes / 1440)} ${two(Math.floor((minutes % 1440) / 60))}:${two(minutes % 60)}`;
}
