/** The random generator of the hot loop: any stream is reached in constant time from its key. */
import { expInPlace } from './exponential';
import { REGISTER } from './register';
import { EXPONENTIAL, EXPONENTIAL_TAIL, NORMAL, NORMAL_TAIL } from './ziggurat-tables';

/** 2^-32, 2^-52 and 2^-53: the first word fills the upper 32 bits of a uniform, the second 20 more. */
const FIRST_UNIT = 1 / 4294967296;
const SECOND_UNIT = 1 / 4503599627370496;
const HALF_UNIT = SECOND_UNIT / 2;

/** Of the bits that a uniform leaves over, eight choose a layer of the ziggurat … */
export const LAYER_BITS = 255;
/** … and a ninth its left or right half. */
export const SIGNED_LAYER_BITS = 511;
const EXPONENTIAL_ENDS = EXPONENTIAL.ends;
const EXPONENTIAL_INNER = EXPONENTIAL.inner;
const NORMAL_ENDS = NORMAL.ends;
const NORMAL_INNER = NORMAL.inner;

/**
 * Multipliers and rotations (14, 18) come from a random search among some 300 sets, not from theory: many sets mix badly,
 * and the tests measure that these do not.
 */
const MULTIPLIER_1 = -1403630843;
const MULTIPLIER_2 = -2048144777;
const { imul } = Math;

/**
 * A stream of uniforms. Point it with {@link Generator.seek} at the stream of one person, purpose and visit for a keyed
 * draw; or seek once and keep it as a sequential stream.
 *
 * The numbers of a key are mixed into the root (the idea of counter-based generators: Salmon et al. 2011, SC '11, §2);
 * further draws step as sfc32 does (Doty-Humphrey 2010, PractRand). A mixing step adds the exclusive or of all four
 * words, rotated, to each of them, by 14 places to two and by 18 to the others. That leaves the exclusive or of all as it
 * was, so the step undoes itself; and a product with an odd number can be undone. Hence different keys never meet in
 * one state. The test measures that every bit of a key moves every bit of the state, one time in two.
 *
 * The state is an `Int32Array` because class fields that hold 32-bit integers are three times slower in Chromium. It has
 * a buffer of its own because V8 would move so small an array about. `seek` has 365 bytes of bytecode, and V8 inlines no
 * function above 460.
 */
export class Generator {
  /** The 128 bits of state; copy them to save a stream, write them back to restore it. */
  readonly state = new Int32Array(new ArrayBuffer(16));

  /**
   * Move to the start of a stream. Allocates nothing. Integers count modulo 2^32.
   *
   * @param root The root of the replication, from `KeyedDraws`.
   * @param entity Key of the entity (a source, post or ward), from `hashText`.
   * @param ordinal Number of the person within its source, or of the item within its entity.
   * @param purpose What is drawn: need, urgency, stay, …
   * @param visit How many times this was drawn for this person before.
   */
  seek(root: Int32Array, entity: number, ordinal: number, purpose: number, visit: number): void {
    const m = MULTIPLIER_1;
    const n = MULTIPLIER_2;
    let a = root[0] ^ entity;
    let b = root[1] ^ ordinal;
    let c = root[2] ^ purpose;
    let d = root[3] ^ visit;
    let all = a ^ b ^ c ^ d;
    let turned = (all << 14) | (all >>> 18);
    all = (all << 18) | (all >>> 14);
    a = imul(a ^ turned, m);
    b = imul(b ^ all, m);
    c = imul(c ^ turned, n);
    d = imul(d ^ all, n);
    all = a ^ b ^ c ^ d;
    turned = (all << 14) | (all >>> 18);
    all = (all << 18) | (all >>> 14);
    a = imul(a ^ turned, m);
    b = imul(b ^ all, m);
    c = imul(c ^ turned, n);
    d = imul(d ^ all, n);
    all = a ^ b ^ c ^ d;
    turned = (all << 14) | (all >>> 18);
    all = (all << 18) | (all >>> 14);
    const state = this.state;
    state[0] = a ^ turned;
    state[1] = b ^ all;
    state[2] = c ^ turned;
    state[3] = d ^ all;
  }

  /**
   * The next uniform, an odd multiple of 2^-53: strictly between 0 and 1, symmetric about one half, of 52 random bits
   * (two steps of sfc32). 1 less a uniform is exact and another such number.
   */
  uniform(): number {
    this.uniformInPlace();
    return REGISTER[0];
  }

  /**
   * Leave the next uniform in {@link REGISTER}.
   *
   * @returns Twelve random bits that the uniform leaves over, independent of it.
   */
  uniformInPlace(): number {
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
    return second & 0xfff;
  }

  /** An exponential draw of mean 1, above 0. Exact; takes one uniform 98 times in 100. */
  exponential(): number {
    this.exponentialInPlace();
    return REGISTER[0];
  }

  /** Leave an exponential draw of mean 1 in {@link REGISTER}. */
  exponentialInPlace(): void {
    const layer = this.uniformInPlace() & LAYER_BITS;
    const u = REGISTER[0];
    REGISTER[0] = u * EXPONENTIAL_ENDS[layer];
    if (u >= EXPONENTIAL_INNER[layer]) this.exponentialAtTheEdge(layer);
  }

  /** A point at the right edge of a layer, where the density is below its upper edge: keep it, or draw again. */
  exponentialAtTheEdge(layer: number): void {
    if (layer === 0) {
      // What lies beyond the tail's beginning is distributed as the whole.
      this.exponentialInPlace();
      REGISTER[0] += EXPONENTIAL_TAIL;
      return;
    }
    const x = REGISTER[0];
    REGISTER[0] = -x;
    if (this.isBelowInPlace(EXPONENTIAL.heights, layer)) REGISTER[0] = x;
    else this.exponentialInPlace();
  }

  /** Leave a standard normal draw in {@link REGISTER}. Exact; takes one uniform 99 times in 100. */
  normalInPlace(): void {
    const layer = this.uniformInPlace() & SIGNED_LAYER_BITS;
    const u = REGISTER[0];
    REGISTER[0] = u * NORMAL_ENDS[layer];
    if (u >= NORMAL_INNER[layer]) this.normalAtTheEdge(layer);
  }

  /** The same for the normal: at the edge of a layer, or in the tail. */
  normalAtTheEdge(signedLayer: number): void {
    const layer = signedLayer & LAYER_BITS;
    if (layer === 0) {
      this.normalTailInPlace();
      if (signedLayer !== 0) REGISTER[0] = -REGISTER[0];
      return;
    }
    const x = REGISTER[0];
    REGISTER[0] = (-x * x) / 2;
    if (this.isBelowInPlace(NORMAL.heights, layer)) REGISTER[0] = x;
    else this.normalInPlace();
  }

  /** The normal beyond the beginning of its tail, by rejection from an exponential (Marsaglia 1964, Technometrics 6). */
  private normalTailInPlace(): void {
    for (;;) {
      const beyond = this.exponential() / NORMAL_TAIL;
      if (2 * this.exponential() >= beyond * beyond) {
        REGISTER[0] = NORMAL_TAIL + beyond;
        return;
      }
    }
  }

  /** Whether a point at a uniform height in the layer lies below the density, whose logarithm is in {@link REGISTER}. */
  private isBelowInPlace(heights: Float64Array, layer: number): boolean {
    expInPlace();
    const density = REGISTER[0];
    this.uniformInPlace();
    return heights[layer] + REGISTER[0] * (heights[layer + 1] - heights[layer]) < density;
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
