/** Streams: uniform, independent of their neighbours, and never the same twice. */
import { describe, expect, it } from 'vitest';
import { Generator } from '../../engine/random/generator';
import { hashText } from '../../engine/random/key';
import { KeyedDraws } from '../../engine/random/keyed-draws';
import { REGISTER } from '../../engine/random/register';
import { rootState } from '../../engine/random/seed';
import { chiSquareDeviate, correlationDeviate } from './oracles';

type Key = [replication: number, entity: number, ordinal: number, purpose: number, visit: number];

const ROOT = rootState('streams');
const BASE: Key = [3, hashText('source.gp'), 1000, hashText('gp:need'), 0];
const NUMBERS = ['replication', 'entity', 'ordinal', 'purpose', 'visit'] as const;

const DRAWS = new KeyedDraws();

/** Point a generator at a stream as a run does: a root for the replication, then the key within it. */
function seek(generator: Generator, [replication, ...key]: Key, root = ROOT): Generator {
  DRAWS.reset(root, replication);
  generator.state.set(DRAWS.seek(...key).state);
  return generator;
}

/** The draw number `skip` of `count` streams whose keys rise by one in one of their numbers. */
function firstDraws(place: number, count: number, skip: number, base = BASE): Float64Array {
  const generator = new Generator();
  const key: Key = [...base];
  return Float64Array.from({ length: count }, (_, i) => {
    key[place] = base[place] + i;
    seek(generator, key);
    for (let draw = 0; draw < skip; draw++) generator.uniform();
    return generator.uniform();
  });
}

/** Counts of pairs (a, b) in 32 × 32 squares. */
function pairCounts(a: Float64Array, b: Float64Array): Int32Array {
  const counts = new Int32Array(1024);
  for (let i = 0; i < a.length; i++) counts[Math.floor(a[i] * 32) * 32 + Math.floor(b[i] * 32)]++;
  return counts;
}

describe('a uniform', () => {
  it('is an odd multiple of 2^-53 strictly between 0 and 1, even at the ends of the state', () => {
    const generator = new Generator();
    // All words 0 give the smallest first word; chosen ones give the largest first and second word.
    generator.state.fill(0);
    expect(generator.uniform()).toBe(2 ** -53);
    generator.state.set([-1, 0, 0, 0]);
    expect(generator.uniform()).toBe(1 - 2 ** -32 + 2 ** -53);
    generator.state.set([0, 0, 954437176, -1]);
    expect(generator.uniform()).toBe(1 - 2 ** -53);
    seek(generator, BASE);
    const draws = Array.from({ length: 10_000 }, () => generator.uniform());
    expect(draws.every((u) => u > 0 && u < 1 && (u * 2 ** 53) % 2 === 1 && 1 - (1 - u) === u)).toBe(true);
  });

  it('falls into every interval equally often, in its leading and in its trailing bits', () => {
    const generator = seek(new Generator(), BASE);
    const leading = new Int32Array(4096);
    const trailing = new Int32Array(4096);
    for (let i = 0; i < 1_000_000; i++) {
      const place = generator.uniform() * 4096;
      leading[Math.floor(place)]++;
      trailing[Math.floor(((place * 2 ** 28) % 1) * 4096)]++;
    }
    expect(Math.abs(chiSquareDeviate(leading))).toBeLessThan(4);
    expect(Math.abs(chiSquareDeviate(trailing))).toBeLessThan(4);
  });

  it('does not depend on those before it in the stream', () => {
    const generator = seek(new Generator(), BASE);
    const draws = Float64Array.from({ length: 400_000 }, () => generator.uniform());
    for (const lag of [1, 2, 3, 7, 64]) {
      const pair = [draws.subarray(0, -lag), draws.subarray(lag)] as const;
      expect(Math.abs(correlationDeviate(...pair)), `lag ${lag}`).toBeLessThan(4);
      expect(Math.abs(chiSquareDeviate(pairCounts(...pair))), `lag ${lag}`).toBeLessThan(4);
    }
  });

  it('can be drawn as a whole number below n', () => {
    const generator = seek(new Generator(), BASE);
    const counts = new Int32Array(7);
    for (let i = 0; i < 70_000; i++) counts[generator.below(7)]++;
    expect(counts.every((count) => Math.abs(count - 10_000) < 400)).toBe(true);
    const other = seek(new Generator(), BASE);
    expect(seek(generator, BASE).below(2147483647)).toBe(Math.floor(other.uniform() * 2147483647));
    expect(generator.uniform()).toBe(other.uniform());
  });
});

describe('a stream', () => {
  it('gives the same draws whenever it is sought, whatever was drawn before', () => {
    const generator = seek(new Generator(), BASE);
    const first = [generator.uniform(), generator.uniform(), generator.uniform()];
    seek(generator, [9, 9, 9, 9, 9]).uniform();
    seek(generator, BASE);
    expect([generator.uniform(), generator.uniform(), generator.uniform()]).toEqual(first);
  });

  it('goes on from a saved state', () => {
    const generator = seek(new Generator(), BASE);
    generator.uniform();
    const saved = generator.state.slice();
    const next = generator.uniform();
    const other = new Generator();
    other.state.set(saved);
    expect(other.uniform()).toBe(next);
  });

  it('has the bits it always had: a change here changes every seeded result', () => {
    const generator = seek(new Generator(), [1, 2, 3, 4, 5], Int32Array.of(6, 7, 8, 9));
    expect([...generator.state]).toEqual([357674954, 1951314751, -510590479, 607095857]);
    expect([generator.uniform(), generator.uniform()]).toEqual([0.6789540784727607, 0.3712591116085767]);
  });

  it('is another one for another root', () => {
    const a = seek(new Generator(), BASE, rootState('a')).uniform();
    const b = seek(new Generator(), BASE, rootState('b')).uniform();
    expect(a).not.toBe(b);
  });
});

describe.each(NUMBERS.map((name, place) => ({ name, place })))('streams that differ by one in $name', ({ place }) => {
  it('have uniform draws', () => {
    const counts = new Int32Array(1024);
    for (const u of firstDraws(place, 300_000, 0)) counts[Math.floor(u * 1024)]++;
    expect(Math.abs(chiSquareDeviate(counts))).toBeLessThan(4);
  });

  it('are independent of one another, at distances of 1 to 256 and in their later draws', () => {
    const count = 60_000;
    const draws = [0, 1, 5].map((skip) => firstDraws(place, count + 256, skip));
    for (const distance of [1, 2, 3, 16, 255, 256]) {
      for (const mine of draws) {
        for (const theirs of draws) {
          const pair = [mine.subarray(0, count), theirs.subarray(distance, count + distance)] as const;
          expect(Math.abs(correlationDeviate(...pair))).toBeLessThan(4.5);
          expect(Math.abs(chiSquareDeviate(pairCounts(...pair)))).toBeLessThan(4.5);
        }
      }
    }
  });

  it('are independent of those that differ by one in another number', () => {
    const count = 100_000;
    const mine = firstDraws(place, count, 0);
    for (let other = 0; other < NUMBERS.length; other++) {
      const base: Key = [...BASE];
      base[other] += other === place ? 100_000 : 1;
      const theirs = firstDraws(place, count, 0, base);
      expect(Math.abs(correlationDeviate(mine, theirs)), NUMBERS[other]).toBeLessThan(4);
      expect(Math.abs(chiSquareDeviate(pairCounts(mine, theirs))), NUMBERS[other]).toBeLessThan(4);
    }
  });

  it('differ in half of the bits of their state, whichever bit of the key differs', () => {
    const trials = 2000;
    const mine = new Generator();
    const theirs = new Generator();
    let worst = 0;
    for (let bit = 0; bit < 32; bit++) {
      const flips = new Int32Array(128);
      for (let trial = 0; trial < trials; trial++) {
        const key: Key = [trial % 40, BASE[1], trial * 7, BASE[3] ^ (trial % 13), trial % 5];
        seek(mine, key);
        key[place] ^= 1 << bit;
        seek(theirs, key);
        for (let i = 0; i < 128; i++) flips[i] += ((mine.state[i >> 5] ^ theirs.state[i >> 5]) >>> (i & 31)) & 1;
      }
      for (const count of flips) worst = Math.max(worst, Math.abs(count - trials / 2) / Math.sqrt(trials / 4));
    }
    // The largest of 4,096 normal deviates is above 5.5 once in 6,000 times.
    expect(worst).toBeLessThan(5.5);
  });
});

describe.each(NUMBERS.map((name, place) => ({ name, place })))('a hundred thousand states by $name', ({ place }) => {
  const count = 100_000;
  const states = new Int32Array(4 * count);
  const generator = new Generator();
  const key: Key = [...BASE];
  for (let i = 0; i < count; i++) {
    key[place] = BASE[place] + i;
    states.set(seek(generator, key).state, 4 * i);
  }

  it('have each of their 128 bits set half of the time, and no two of them together more or less than that', () => {
    const set = new Int32Array(128);
    const both = new Int32Array(128);
    for (let i = 0; i < count; i++) {
      for (let bit = 0; bit < 128; bit++) {
        const mine = (states[4 * i + (bit >> 5)] >>> (bit & 31)) & 1;
        // The next bit of the state, and across words; low bits of products are the ones to fear.
        const next = (states[4 * i + (((bit + 33) & 127) >> 5)] >>> ((bit + 33) & 31)) & 1;
        set[bit] += mine;
        both[bit] += mine & next;
      }
    }
    // The largest of 128 normal deviates is above 4.5 once in 1,100 times.
    for (const n of set) expect(Math.abs(n - count / 2) / Math.sqrt(count / 4)).toBeLessThan(4.5);
    for (const n of both) expect(Math.abs(n - count / 4) / Math.sqrt((count * 3) / 16)).toBeLessThan(4.5);
  });

  it('share a word as seldom as chance allows, and differ from their neighbours by every amount equally often', () => {
    const jumps = new Int32Array(1024);
    for (let word = 0; word < 4; word++) {
      const words = Int32Array.from({ length: count }, (_, i) => states[4 * i + word]);
      jumps.fill(0);
      for (let i = 1; i < count; i++) jumps[(words[i] - words[i - 1]) >>> 22]++;
      expect(Math.abs(chiSquareDeviate(jumps)), `word ${word}`).toBeLessThan(4.5);
      // Expected: count² / 2 / 2^32 = 1.16 pairs; 8 or more once in 40,000 times.
      const pairs = count - new Set(words).size;
      expect(pairs, `word ${word}`).toBeLessThan(8);
    }
  });
});

describe('streams of the same person at different visits', () => {
  it('are independent over all pairs of visits, as a difference that every person shared would show', () => {
    const counts = new Int32Array(1024);
    const generator = new Generator();
    const key: Key = [...BASE];
    for (let visit = 1; visit <= 3; visit++) {
      counts.fill(0);
      for (let i = 0; i < 100_000; i++) {
        key[2] = i;
        key[4] = 0;
        const first = seek(generator, key).uniform();
        key[4] = visit * 4096;
        const later = seek(generator, key).uniform();
        counts[Math.floor(((later - first + 1) % 1) * 1024)]++;
      }
      expect(Math.abs(chiSquareDeviate(counts)), `visit ${visit}`).toBeLessThan(4);
    }
  });
});

describe('the measures of independence', () => {
  it('find a generator out that merely adds its numbers up', () => {
    const weak = (i: number): number => (i * 0.6180339887498949) % 1;
    const a = Float64Array.from({ length: 60_000 }, (_, i) => weak(i));
    const b = Float64Array.from({ length: 60_000 }, (_, i) => weak(i + 1));
    expect(Math.abs(chiSquareDeviate(pairCounts(a, b)))).toBeGreaterThan(100);
    expect(Math.abs(correlationDeviate(a, b))).toBeGreaterThan(20);
  });
});

describe('the bits that a uniform leaves over', () => {
  it('are twelve, each value equally often, whatever the uniform is', () => {
    const generator = seek(new Generator(), BASE);
    const counts = new Int32Array(4096 * 4);
    for (let i = 0; i < 1_000_000; i++) {
      const left = generator.uniformInPlace();
      counts[left * 4 + Math.floor(REGISTER[0] * 4)]++;
    }
    expect(Math.abs(chiSquareDeviate(counts))).toBeLessThan(4);
  });
});

describe('a million streams', () => {
  it('start in a million states', () => {
    const generator = new Generator();
    const halves = [new Float64Array(1_000_000), new Float64Array(1_000_000)];
    for (let i = 0; i < 1_000_000; i++) {
      // Persons, visits, purposes and replications in a block, as a run has them.
      seek(generator, [i % 10, BASE[1], Math.floor(i / 1000), Math.floor(i / 100) % 10, Math.floor(i / 10) % 10]);
      const [a, b, c, d] = generator.state;
      halves[0][i] = (a >>> 0) * 2 ** 21 + (b >>> 11);
      halves[1][i] = (c >>> 0) * 2 ** 21 + (d >>> 11);
    }
    // Among a million numbers of 53 bits two are the same once in 18,000 times.
    for (const half of halves) {
      half.sort();
      expect(half.findIndex((value, i) => i > 0 && value === half[i - 1])).toBe(-1);
    }
  });

  it('do not run into one another', () => {
    // 2,000 streams of 500 draws each: no word pair of any turns up twice.
    const generator = new Generator();
    const draws = new Float64Array(1_000_000);
    for (let i = 0; i < draws.length; i++) {
      if (i % 500 === 0) seek(generator, [0, BASE[1], i / 500, BASE[3], 0]);
      draws[i] = generator.uniform();
    }
    draws.sort();
    expect(draws.findIndex((value, i) => i > 0 && value === draws[i - 1])).toBe(-1);
  });
});
