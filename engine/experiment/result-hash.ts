/** A hash of results, the same on every machine: two 32-bit lanes over the bytes of the numbers. */

/** Hash of one replication's events, values and histograms: 16 hexadecimal digits. */
export function hashResult(events: number, values: Float64Array, histograms: Float64Array): string {
  const lanes = new Int32Array([0x243f6a88, 0x13198a2e]);
  mix(lanes, Float64Array.of(events));
  mix(lanes, values);
  mix(lanes, histograms);
  return digits(lanes);
}

/** Hash of several hashes, in order. */
export function hashHashes(hashes: readonly string[]): string {
  const lanes = new Int32Array([0x243f6a88, 0x13198a2e]);
  for (const hash of hashes) for (let i = 0; i < hash.length; i++) step(lanes, hash.charCodeAt(i));
  return digits(lanes);
}

function mix(lanes: Int32Array, numbers: Float64Array): void {
  // NaN may carry any payload; give it one bit pattern.
  const view = new DataView(new ArrayBuffer(8));
  for (const number of numbers) {
    view.setFloat64(0, number);
    step(lanes, Number.isNaN(number) ? 0x7ff80000 : view.getInt32(0));
    step(lanes, Number.isNaN(number) ? 0 : view.getInt32(4));
  }
}

/** One word into both lanes; multipliers of MurmurHash3 (Appleby 2011), a different rotation for each lane. */
function step(lanes: Int32Array, word: number): void {
  const a = lanes[0] ^ Math.imul(word, 0xcc9e2d51 | 0);
  lanes[0] = Math.imul((a << 13) | (a >>> 19), 5) + 0xe6546b64;
  const b = lanes[1] ^ Math.imul(word + lanes[0], 0x1b873593);
  lanes[1] = Math.imul((b << 17) | (b >>> 15), 9) + 0x38495ab5;
}

function digits(lanes: Int32Array): string {
  const finish = (lane: number): string => {
    let h = lane;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return ((h ^ (h >>> 16)) >>> 0).toString(16).padStart(8, '0');
  };
  return finish(lanes[0]) + finish(lanes[1]);
}
