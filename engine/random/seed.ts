/** The only place where seedrandom is used: it turns seed text into the root of every stream. */
import seedrandom from 'seedrandom';

/**
 * The root state of a run: 128 bits that every stream of it is keyed by. Equal text gives the equal root on every
 * machine; nothing is drawn from the platform's own generator.
 *
 * @param seedText The scenario's seed, any text.
 * @returns A new array of four 32-bit integers.
 * @example rootState('headroom') // always the same four integers
 */
export function rootState(seedText: string): Int32Array {
  const source = seedrandom(seedText);
  return Int32Array.of(source.int32(), source.int32(), source.int32(), source.int32());
}
