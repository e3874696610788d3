/**
 * Draws that belong to a person: keyed by the person's own number, the purpose and the visit, so that the same person
 * meets the same fate in every scenario, whoever else is there.
 */
import type { Distribution } from '../random/distribution';
import type { Generator } from '../random/generator';
import { KeyedDraws } from '../random/keyed-draws';
import { REGISTER } from '../random/register';
import { ENTITY, INTS, ORDINAL, ROUND, type People } from './people';

/** Room for draws of one purpose within one round of a person; a power of two. */
export const DRAWS_PER_ROUND = 4096;

/** The draws of one replication, by person. */
export class Draws extends KeyedDraws {
  /** @param areKeyed whether draws belong to people; otherwise they come from one stream in the order in which they are made */
  constructor(
    private readonly people: People,
    private readonly areKeyed: boolean,
  ) {
    super();
  }

  override seek(entity: number, ordinal: number, purpose: number, nth: number): Generator {
    if (this.areKeyed) this.generator.seek(this.root, entity, ordinal, purpose, nth);
    return this.generator;
  }

  /** Point the generator at a person's draw number `nth` for a purpose, in the present round. */
  seekPerson(person: number, purpose: number, nth = 0): Generator {
    if (!this.areKeyed) return this.generator;
    const people = this.people;
    const visit = people.ints[(person << INTS) + ROUND] * DRAWS_PER_ROUND + nth;
    this.generator.seek(
      this.root,
      people.ints[(person << INTS) + ENTITY],
      people.ints[(person << INTS) + ORDINAL],
      purpose,
      visit,
    );
    return this.generator;
  }

  /** A uniform of a person. */
  uniform(person: number, purpose: number, nth = 0): number {
    return this.seekPerson(person, purpose, nth).uniform();
  }

  /** Leave a time of a person from a distribution in `times[at]`. */
  sampleInto(times: Float64Array, at: number, person: number, purpose: number, distribution: Distribution): void {
    distribution.sampleInPlace(this.seekPerson(person, purpose));
    times[at] = REGISTER[0];
  }

  /** A time of a person from a distribution. */
  sample(person: number, purpose: number, distribution: Distribution, nth = 0): number {
    return distribution.sample(this.seekPerson(person, purpose, nth));
  }
}
