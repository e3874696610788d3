/** The random generator of the hot loop: any stream is reached in constant time from its key. */

/** A uniform is an odd number of halves of this. */
const STEP = 2 ** -52;

/**
 * A stream of uniforms. Point it with {@link Generator.seek} at the stream of one person, purpose and visit for a keyed
 * draw; or seek once and keep it as a sequential stream.
 *
 * A key is hashed to the state (the idea of counter-based generators: Salmon et al. 2011, SC '11) by two rounds of the
 * finaliser of MurmurHash3 (Appleby 2011) on four words, mixed across in between; further draws step as sfc32 does
 * (Doty-Humphrey 2010, PractRand). Root and replication, entity, ordinal and purpose have a word each and every round
 * is invertible: two keys that differ, but not in all five numbers at once, never meet in one state.
 *
 * The state is an `Int32Array` because class fields that hold 32-bit integers are three times slower in Chromium.
 */
export class Generator {
  /** The 128 bits of state; copy them to save a stream, write them back to restore it. */
  readonly state = new Int32Array(4);

  /**
   * Move to the start of a stream. Allocates nothing. Integers count modulo 2^32.
   *
   * @param root The root of the run, from `rootState`.
   * @param replication Number of the replication.
   * @param entity Key of the entity (a source, post or ward), from `hashText`.
   * @param ordinal Number of the person within its source, or of the item within its entity.
   * @param purpose What is drawn: need, urgency, stay, …
   * @param visit How many times this was drawn for this person before.
   */
  seek(root: Int32Array, replication: number, entity: number, ordinal: number, purpose: number, visit: number): void {
    const a = mixed(root[0] ^ replication);
    const b = mixed(root[1] ^ entity);
    const c = mixed(root[2] ^ ordinal);
    const d = mixed(root[3] ^ purpose);
    // The sum goes into every word (invertible: the determinant is 5), and the visit with it: in one word alone it
    // would leave the draws of successive visits on a few lines.
    const sum = (a + b + c + d + Math.imul(visit, 0x9e3779b1)) | 0;
    const state = this.state;
    state[0] = mixed((a + sum) | 0);
    state[1] = mixed((b + sum) | 0);
    state[2] = mixed((c + sum) | 0);
    state[3] = mixed((d + sum) | 0);
  }

  /**
   * The next uniform, an odd multiple of 2^-53: strictly between 0 and 1, symmetric about one half, of 52 random bits
   * (two steps of sfc32). 1 less a uniform is exact and another such number.
   */
  uniform(): number {
    const state = this.state;
    const a = state[0];
    const b = state[1];
    const c = state[2];
    const d = state[3];
    const first = (a + b + d) | 0;
    const b1 = (c + (c << 3)) | 0;
    const c1 = (((c << 21) | (c >>> 11)) + first) | 0;
    const second = ((b ^ (b >>> 9)) + b1 + d + 1) | 0;
    state[0] = b1 ^ (b1 >>> 9);
    state[1] = (c1 + (c1 << 3)) | 0;
    state[2] = (((c1 << 21) | (c1 >>> 11)) + second) | 0;
    state[3] = (d + 2) | 0;
    return ((first >>> 0) * 1048576 + (second >>> 12) + 0.5) * STEP;
  }

  /**
   * A whole number from 0 to n - 1, each equally likely to within n · 2^-52; takes one uniform.
   *
   * @param n How many numbers to choose from, 1 to 2^31 - 1.
   */
  below(n: number): number {
    return Math.floor(this.uniform() * n);
  }
}

/** The finaliser of MurmurHash3 for 32 bits: an invertible map in which every bit of x moves every bit of the result. */
function mixed(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
