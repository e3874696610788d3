/** The random generator of the hot loop: any stream is reached in constant time from its key. */
import { REGISTER } from './register';

/** Every bit of a key moves every bit of the state after four rounds; one more is margin. */
const ROUNDS = 5;
/** 2^-32, 2^-52 and 2^-53: the first word fills the upper 32 bits of a uniform, the second 20 more. */
const FIRST_UNIT = 1 / 4294967296;
const SECOND_UNIT = 1 / 4503599627370496;
const HALF_UNIT = SECOND_UNIT / 2;

/**
 * A stream of uniforms. Point it with {@link Generator.seek} at the stream of one person, purpose and visit for a keyed
 * draw; or seek once and keep it as a sequential stream.
 *
 * A key is mixed into the state (the idea of counter-based generators: Salmon et al. 2011, SC '11, §2) by rounds of the
 * permutation of Chaskey (Mouha et al. 2014, SAC, §3: additions, rotations and exclusive ors on four words, fewer of
 * them here); further draws step as sfc32 does (Doty-Humphrey 2010, PractRand). Root and replication, entity, ordinal
 * and purpose have a word each and a round is invertible, so keys of one visit number never meet in one state; keys of
 * different visits meet with probability 2^-128.
 *
 * The state is an `Int32Array` because class fields that hold 32-bit integers are three times slower in Chromium. The
 * rounds are a loop because V8 does not inline functions of more than 460 bytes of bytecode.
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
    let a = root[0] ^ replication;
    let b = root[1] ^ entity;
    let c = root[2] ^ ordinal;
    let d = root[3] ^ purpose;
    for (let round = 0; round < ROUNDS; round++) {
      // In every round, for there are five numbers and four words.
      d = (d + visit) | 0;
      a = (a + b) | 0;
      b = ((b << 5) | (b >>> 27)) ^ a;
      a = (a << 16) | (a >>> 16);
      c = (c + d) | 0;
      d = ((d << 8) | (d >>> 24)) ^ c;
      a = (a + d) | 0;
      d = ((d << 13) | (d >>> 19)) ^ a;
      c = (c + b) | 0;
      b = ((b << 7) | (b >>> 25)) ^ c;
      c = (c << 16) | (c >>> 16);
    }
    const state = this.state;
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = d;
  }

  /**
   * The next uniform, an odd multiple of 2^-53: strictly between 0 and 1, symmetric about one half, of 52 random bits
   * (two steps of sfc32). 1 less a uniform is exact and another such number.
   */
  uniform(): number {
    this.uniformInPlace();
    return REGISTER[0];
  }

  /** Leave the next uniform in {@link REGISTER}. */
  uniformInPlace(): void {
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
    REGISTER[0] = (first >>> 0) * FIRST_UNIT + ((second >>> 12) * SECOND_UNIT + HALF_UNIT);
  }

  /**
   * A whole number from 0 to n - 1, each equally likely to within n · 2^-52; takes one uniform.
   *
   * @param n How many numbers to choose from, 1 to 2^31 - 1.
   */
  below(n: number): number {
    return (this.uniform() * n) | 0;
  }
}
