/** Looks for people worth following: those who wait a typical time at a service, a short one or a long one. */
import type { Model } from '../services/model';
import type { TraceEntry } from '../services/world';
import { Names } from './person-names';
import { Replication } from './replicate';

/** Somebody who waits at a service. */
export interface PersonWait {
  person: string;
  /** When they come to the service, in days from the start. */
  day: number;
  /** How long they wait there, in days. */
  waitedDays: number;
}

/** People who wait at a service, to choose from. */
export interface PeopleFound {
  service: string;
  /** People seen after a wait that began during the run. */
  seen: number;
  /** People who came during the run and still wait at its end. */
  waiting: number;
  /** Of those seen: the shortest wait, the median, the one that nine in ten do not exceed, and the longest. */
  shortest: PersonWait | null;
  median: PersonWait | null;
  ninth: PersonWait | null;
  longest: PersonWait | null;
  /** Who has waited longest when the run ends. */
  stillWaiting: PersonWait | null;
}

/** Lines that say that a wait is over because the person is seen. */
const IS_SEEN = new Set(['starts', 'attends', 'is allocated']);
/** Lines at the service after which the person waits there no longer, unseen. */
const LEAVES_LINE = new Set(['gives up', 'leaves unseen', 'is handed over']);

/**
 * Plays a replication through once and notes who waits how long at one service, in slices. A wait is the time from coming to
 * the service until the person is first seen there.
 */
export class PeopleSearch {
  private readonly replication: Replication;
  private readonly since = new Map<string, number>();
  private readonly waits: PersonWait[] = [];

  /** @param number the replication, from 0 */
  constructor(
    private readonly model: Model,
    seed: string,
    number: number,
    private readonly service: string,
  ) {
    this.replication = new Replication(model);
    this.replication.reset(seed, number, true);
  }

  /** Run on for at most so many events. @returns whether the run is over */
  advance(maxEvents: number): boolean {
    const isDone = this.replication.advance(maxEvents);
    for (const entry of this.replication.takeTrace()) this.look(entry);
    return isDone;
  }

  /** The people found, once `advance` has said that the run is over. */
  result(): PeopleFound {
    const { model, service, since } = this;
    const names = new Names(model.scenario);
    const byWait = (a: PersonWait, b: PersonWait): number =>
      a.waitedDays - b.waitedDays || a.day - b.day || (a.person < b.person ? -1 : 1);
    const waits = this.waits.sort(byWait);
    const still = [...since]
      .map(([person, day]) => ({ person, day, waitedDays: model.horizonDays - day }))
      .sort(byWait);
    const named = (found: PersonWait | undefined): PersonWait | null =>
      found === undefined ? null : { ...found, person: names.of(found.person) };
    return {
      service,
      seen: waits.length,
      waiting: still.length,
      shortest: named(waits[0]),
      median: named(waits[Math.floor((waits.length - 1) / 2)]),
      ninth: named(waits[Math.ceil(0.9 * waits.length) - 1]),
      longest: named(waits.at(-1)),
      stillWaiting: named(still.at(-1)),
    };
  }

  private look({ person, service, what, day }: TraceEntry): void {
    if (service !== this.service) {
      // Whoever is somewhere else has left the line here.
      if (what === 'arrives') this.since.delete(person);
      return;
    }
    if (what === 'arrives') this.since.set(person, day);
    else if (LEAVES_LINE.has(what)) this.since.delete(person);
    else if (IS_SEEN.has(what)) {
      const from = this.since.get(person);
      if (from === undefined) return;
      this.since.delete(person);
      this.waits.push({ person, day: from, waitedDays: day - from });
    }
  }
}
