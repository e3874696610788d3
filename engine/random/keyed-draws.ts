/** Draws of one replication, each keyed by who or what it belongs to. */
import { Generator } from './generator';
import { hashText } from './key';

/** The keyed draws of one replication. The generator is shared: use what `seek` returns before seeking again. */
export class KeyedDraws {
  readonly generator = new Generator();
  /** The root of the present replication. */
  protected readonly root: Int32Array = new Int32Array(new ArrayBuffer(16));

  /** Begin replication `replication` of the seed whose root state this is. */
  reset(root: Int32Array, replication: number): void {
    this.generator.seek(root, replication, 0, 0, 0);
    this.root.set(this.generator.state);
  }

  /** Point the generator at draw number `nth` of an entity's item for a purpose. */
  seek(entity: number, ordinal: number, purpose: number, nth: number): Generator {
    this.generator.seek(this.root, entity, ordinal, purpose, nth);
    return this.generator;
  }

  /** A uniform of an entity's item. */
  uniformOf(entity: number, ordinal: number, purpose: number, nth: number): number {
    return this.seek(entity, ordinal, purpose, nth).uniform();
  }
}

/** The key of a purpose: what a draw is for, at which service. */
export function purposeOf(service: string, purpose: string): number {
  return hashText(`${service}:${purpose}`);
}
