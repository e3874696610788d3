/**
 * Names of people. A person is named by where they come from and their ordinal there, which is the same in every scenario:
 * `door:3` of a list or of intervals, `door#0:3` of a rate (the layer stands behind the #), `start:team:3` of those who are
 * inside when the run begins.
 */
import { hashText } from '../random/key';
import type { Scenario } from '../scenario/schema';
import type { PersonNumber } from '../services/world';

/** Layers of a source that can have a name. */
const MOST_LAYERS = 20_000;
const MOST_ORDINAL = 2 ** 31 - 1;
/** What names of people who are inside at the start begin with. */
export const AT_START = 'start:';

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

/** The keys that a name stands for. The name is one that `startOf` knows. */
export function numberOf(person: string): PersonNumber {
  const at = person.lastIndexOf(':');
  return { entity: hashText(person.slice(0, at)), ordinal: Number(person.slice(at + 1)) };
}

/** Finds the text that a key was made of. */
export class Names {
  private readonly texts = new Map<number, string>();
  private readonly layered: string[] = [];
  private layers = 0;

  constructor(scenario: Scenario) {
    for (const [id, service] of Object.entries(scenario.services)) {
      if (service.kind === 'source' && 'rate' in service.arrivals) this.layered.push(id);
      else if (service.kind === 'source') this.add(id);
      else this.add(`${AT_START}${id}`);
      if (service.kind === 'team') for (const { posts } of service.staff) this.add(`${AT_START}${id}:${posts}`);
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
