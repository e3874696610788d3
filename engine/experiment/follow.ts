/** One person, by name (`person-names`), through one replication. */
import type { Scenario } from '../scenario/schema';
import type { Model } from '../services/model';
import { LEAVES_MODEL } from '../services/network';
import type { TraceEntry } from '../services/world';
import { AT_START, Names, numberOf, startOf } from './person-names';
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
/** Events between two looks at whether the person has left, and at who has come. */
const SLICE = 2000;

/** Follows a person in slices. @see follow */
export class Following {
  private readonly replication: Replication;
  private isDone = false;

  /** @throws RangeError for a name that no person of the scenario can have */
  constructor(
    private readonly model: Model,
    private readonly seed: string,
    private readonly number: number,
    private readonly person: string,
  ) {
    if (startOf(model.scenario, person) === null) throw new RangeError(`nobody of the scenario can be "${person}"`);
    this.replication = new Replication(model);
    this.replication.reset(seed, number, numberOf(person));
  }

  /** Run on for at most so many events. @returns whether the person has left, or the run is over */
  advance(maxEvents: number): boolean {
    this.isDone ||= this.replication.advance(maxEvents) || this.hasLeft;
    return this.isDone;
  }

  /** What has happened to the person, once `advance` has said that it is over. Afterwards there is no log any more. */
  result(): Followed {
    const { model, hasLeft } = this;
    const trace = this.replication.trace.slice();
    const untilDay = hasLeft ? trace[trace.length - 1].day : model.horizonDays;
    // The log of a person is no log of everybody.
    this.replication.reset(this.seed, this.number);
    return { person: this.person, leaves: hasLeft, untilDay, ...read(trace, model.scenario, untilDay) };
  }

  private get hasLeft(): boolean {
    return this.replication.trace.at(-1)?.what === LEAVES_MODEL;
  }
}

/**
 * Follow a person.
 *
 * @param number the replication, from 0
 * @throws RangeError for a name that no person of the scenario can have
 */
export function follow(model: Model, seed: string, number: number, person: string): Followed {
  const following = new Following(model, seed, number, person);
  while (!following.advance(SLICE));
  return following.result();
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
