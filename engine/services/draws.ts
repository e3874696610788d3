/**
 * Draws that belong to a person: keyed by the person's own number, the purpose and the visit, so that the same person
 * meets the same fate in every scenario, whoever else is there.
 */
import type { Distribution } from '../random/distribution';
import type { Generator } from '../random/generator';
import { KeyedDraws } from '../random/keyed-draws';
import { seekAndDraw, seekAndUniform } from '../random/keyed-sample';
import { REGISTER } from '../random/register';
import { ENTITY, INTS, ORDINAL, ROUND, type People } from './people';

/** The draws of one replication, by person. */
export class Draws extends KeyedDraws {
  /** The root of keyed draws; null where draws come from one stream in the order in which they are made. */
  private readonly keyed: Int32Array | null;

  /** @param areKeyed whether draws belong to people */
  constructor(
    private readonly people: People,
    areKeyed: boolean,
  ) {
    super();
    this.keyed = areKeyed ? this.root : null;
  }

  override seek(entity: number, ordinal: number, purpose: number, nth: number): Generator {
    if (this.keyed !== null) this.generator.seek(this.keyed, entity, ordinal, purpose, nth);
    return this.generator;
  }

  /** Point the generator at a person's draw number `nth` for a purpose, in the present round. */
  seekPerson(person: number, purpose: number, nth = 0): Generator {
    if (this.keyed === null) return this.generator;
    const { ints } = this.people;
    const at = person << INTS;
    this.generator.seek(this.keyed, ints[at + ENTITY], ints[at + ORDINAL], purpose, ints[at + ROUND] + nth);
    return this.generator;
  }

  /** A uniform of a person. */
  uniform(person: number, purpose: number, nth = 0): number {
    this.uniformInPlace(person, purpose, nth);
    return REGISTER[0];
  }

  /** Leave a uniform of a person in `REGISTER`. */
  uniformInPlace(person: number, purpose: number, nth: number): void {
    seekAndUniform(this.generator, this.keyed, this.people.ints, person << INTS, purpose, nth);
  }

  /** Leave a time of a person from a distribution in `REGISTER`. */
  sampleInPlace(person: number, purpose: number, distribution: Distribution): void {
    seekAndDraw(distribution, this.generator, this.keyed, this.people.ints, person << INTS, purpose);
  }

  /** A time of a person from a distribution. */
  sample(person: number, purpose: number, distribution: Distribution): number {
    this.sampleInPlace(person, purpose, distribution);
    return REGISTER[0];
  }
}
