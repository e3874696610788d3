/**
 * One person through one replication. A person is named by where they come from and their ordinal there, which is the same
 * in every scenario: `door:3` of a list or of intervals, `door#0:3` of a rate (the layer stands behind the #),
 * `start:team:3` of those who are inside when the run begins.
 */
import { hashText } from '../random/key';
import type { Scenario } from '../scenario/schema';
import type { Model } from '../services/model';
import { LEAVES_MODEL } from '../services/network';
import type { PersonNumber, TraceEntry } from '../services/world';
import { Replication } from './replicate';

/** One thing that happens to somebody who is followed. */
export interface FollowedEntry {
  /** When, in days from the start. */
  day: number;
  /** Id of the service; empty for leaving the model. */
  service: string;
  what: string;
  /** People before this one in the line that is joined. */
  ahead?: number;
  /** How long a wait that ends here has been, in days. */
  waitedDays?: number;
  /** Attributes that are new or have changed: value by attribute. */
  attributes?: Record<string, string>;
}

/** What happens to a person in one replication. */
export interface Followed {
  person: string;
  /** Nothing when the person does not come in. */
  entries: FollowedEntry[];
  /** Whether the person leaves before the run ends. */
  leaves: boolean;
  /** Where the person waits when the run ends, and how long they have until then, in days; null when nowhere. */
  stillWaiting: { service: string; days: number } | null;
  /** All waits together, in days, those under way at the end included. */
  waitedDays: number;
  /** When the log ends: when the person leaves, or the run. */
  untilDay: number;
}

/** Somebody who comes in, to choose from. */
export interface PersonSeen {
  person: string;
  /** When they first arrive somewhere, in days, and where. */
  day: number;
  service: string;
}

/** Lines that end a wait which began with the arrival at the service. */
const ENDS_WAIT = new Set([
  'starts',
  'gives up',
  'attends',
  'leaves unseen',
  'is allocated',
  'is in',
  'leaves the list',
]);
/** Lines after which the person waits again at the same service. */
const WAITS_AGAIN = new Set(['is interrupted', 'stops', 'loses the coordinator, who leaves']);
/** Lines that end such another wait. */
const ENDS_AGAIN = new Set([...ENDS_WAIT, 'has a new coordinator']);
/** The line of somebody who stays with one team until the next has a place. */
const BLOCKED = 'waits where they are';
/** Kinds of service at which people wait. */
const WAITED_AT = new Set(['desk', 'clinic', 'team', 'duty', 'delay']);
/** Layers of a source that can have a name. */
const MOST_LAYERS = 20_000;
const MOST_ORDINAL = 2 ** 31 - 1;
/** What names of people who are inside at the start begin with. */
const AT_START = 'start:';
/** Events between two looks at whether the person has left, and at who has come. */
const SLICE = 2000;

/**
 * Where a person comes from: the source, or the service that they are inside of at the start.
 *
 * @returns null for a name that no person of the scenario can have
 */
export function startOf(scenario: Scenario, person: string): string | null {
  const number = /^(.+):(0|[1-9]\d{0,9})$/.exec(person);
  if (number === null || Number(number[2]) > MOST_ORDINAL) return null;
  const origin = number[1];
  const atStart = /^start:([^:#]+)(?::[^:#]+)?$/.exec(origin);
  const layer = /^([^:#]+)#(0|[1-9]\d{0,4})$/.exec(origin);
  const id = atStart?.[1] ?? layer?.[1] ?? origin;
  if (!Object.hasOwn(scenario.services, id)) return null;
  const service = scenario.services[id];
  if (atStart !== null) return service.kind === 'source' || service.kind === 'exit' ? null : id;
  if (service.kind !== 'source') return null;
  const isRate = 'rate' in service.arrivals;
  return isRate === (layer !== null) && Number(layer?.[2] ?? 0) < MOST_LAYERS ? id : null;
}

/**
 * Follow a person.
 *
 * @param number the replication, from 0
 * @throws RangeError for a name that no person of the scenario can have
 */
export function follow(model: Model, seed: string, number: number, person: string): Followed {
  const { scenario } = model;
  if (startOf(scenario, person) === null) throw new RangeError(`nobody of the scenario can be "${person}"`);
  const at = person.lastIndexOf(':');
  const watched: PersonNumber = { entity: hashText(person.slice(0, at)), ordinal: Number(person.slice(at + 1)) };
  const replication = new Replication(model);
  replication.reset(seed, number, watched);
  const hasLeft = (): boolean => replication.trace.at(-1)?.what === LEAVES_MODEL;
  while (!replication.advance(SLICE) && !hasLeft());
  const trace = replication.trace.slice();
  const untilDay = hasLeft() ? trace[trace.length - 1].day : model.horizonDays;
  // The log of a person is no log of everybody.
  replication.reset(seed, number);
  return { person, leaves: trace.at(-1)?.what === LEAVES_MODEL, untilDay, ...read(trace, scenario, untilDay) };
}

function read(trace: readonly TraceEntry[], scenario: Scenario, untilDay: number) {
  const attributes = Object.entries(scenario.attributes);
  const known: (number | undefined)[] = [];
  let since: number | null = null;
  let place = '';
  let again = false;
  let isHandedOver = false;
  let waitedDays = 0;
  const entries = trace.map(({ day, service, what, ahead, attributes: values = [] }): FollowedEntry => {
    const entry: FollowedEntry = { day, service, what, ...(ahead !== undefined && { ahead }) };
    if (isHandedOver) place = service;
    isHandedOver = what === 'is handed over';
    const isWaitOver = since !== null && service === place && (again ? ENDS_AGAIN : ENDS_WAIT).has(what);
    if (isWaitOver || (since !== null && (service === '' || what === 'arrives'))) {
      entry.waitedDays = day - since!;
      waitedDays += entry.waitedDays;
      since = null;
    }
    const begins = what.startsWith(BLOCKED) || (what === 'arrives' && WAITED_AT.has(scenario.services[service].kind));
    if (begins || WAITS_AGAIN.has(what)) {
      since = day;
      place = service;
      again = !begins;
    }
    const fresh = attributes.flatMap(([id, { values: all }], i) =>
      values[i] === known[i] ? [] : [[id, all[values[i]].id]],
    );
    known.splice(0, values.length, ...values);
    if (fresh.length > 0) entry.attributes = Object.fromEntries(fresh) as Record<string, string>;
    return entry;
  });
  const stillWaiting = since === null ? null : { service: place, days: untilDay - since };
  return { entries, stillWaiting, waitedDays: waitedDays + (stillWaiting?.days ?? 0) };
}

/**
 * The first people who come in, in order. Those who are inside at the start are not among them.
 *
 * @param number the replication, from 0
 * @param most how many
 */
export function somePeople(model: Model, seed: string, number: number, most: number): PersonSeen[] {
  const replication = new Replication(model);
  replication.reset(seed, number, true);
  const names = new Names(model.scenario);
  const found = new Map<string, PersonSeen>();
  let looked = 0;
  for (let done = false; !done && found.size < most;) {
    done = replication.advance(SLICE);
    const { trace } = replication;
    for (; looked < trace.length && found.size < most; looked++) {
      const { day, service, what, person } = trace[looked];
      if (what !== 'arrives' || found.has(person)) continue;
      const name = names.of(person);
      if (!name.startsWith(AT_START)) found.set(person, { person: name, day, service });
    }
  }
  replication.reset(seed, number);
  return [...found.values()];
}

/** Finds the text that a key was made of. */
class Names {
  private readonly texts = new Map<number, string>();
  private readonly layered: string[] = [];
  private layers = 0;

  constructor(scenario: Scenario) {
    for (const [id, service] of Object.entries(scenario.services)) {
      if (service.kind === 'source' && 'rate' in service.arrivals) this.layered.push(id);
      else if (service.kind === 'source') this.add(id);
      else this.add(`start:${id}`);
      if (service.kind === 'team') for (const { posts } of service.staff) this.add(`start:${id}:${posts}`);
    }
  }

  /** `ENTITY:ORDINAL` of the event log as a name. */
  of(person: string): string {
    const [entity, ordinal] = person.split(':');
    const key = Number(entity);
    for (; !this.texts.has(key) && this.layers < MOST_LAYERS; this.layers++)
      for (const id of this.layered) this.add(`${id}#${this.layers}`);
    return `${this.texts.get(key) ?? entity}:${ordinal}`;
  }

  private add(text: string): void {
    this.texts.set(hashText(text), text);
  }
}
