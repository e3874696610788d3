import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, scenarioHash } from '../../engine/scenario/hash';
import { readScenario, readScenarioObject } from '../../engine/scenario/read';
import type { Scenario } from '../../engine/scenario/schema';
import { bent, quantity, queue, scenario, valueOf } from './fixture';

const hashOf = (value: unknown) => scenarioHash(valueOf(readScenarioObject(value)));
const BASELINE = scenarioHash(scenario());

/** The same data with the keys of every object in another order. */
function shuffled(value: unknown, turn: (keys: string[]) => string[]): unknown {
  if (Array.isArray(value)) return value.map((entry) => shuffled(entry, turn));
  if (typeof value !== 'object' || value === null) return value;
  const entries = value as Record<string, unknown>;
  return Object.fromEntries(turn(Object.keys(entries)).map((key) => [key, shuffled(entries[key], turn)]));
}

describe('The hash of a scenario', () => {
  it('is 16 hexadecimal digits, the same on every machine', () => {
    expect(BASELINE).toMatch(/^[0-9a-f]{16}$/);
    expect(BASELINE).toBe('20b76b4a6923c643');
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.integer(), (salt) => {
        const turn = (keys: string[]) => keys.slice().sort((a, b) => order(a, salt) - order(b, salt));
        expect(scenarioHash(shuffled(scenario(), turn) as Scenario)).toBe(BASELINE);
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  it('does not depend on how the file is laid out, nor on defaults being written', () => {
    expect(scenarioHash(valueOf(readScenario(JSON.stringify(queue(), null, 4))))).toBe(BASELINE);
    expect(hashOf(bent('profiles.weekly.normalise', true))).toBe(BASELINE);
    expect(scenarioHash({ ...scenario(), caution: undefined, description: undefined })).toBe(BASELINE);
  });

  it.each([
    ['title', 'Another'],
    ['description', 'More words'],
    ['caution', 'Dated'],
    ['sources.other', { title: 'Another book' }],
    ['run.replications', 500],
    ['services.desk.title', 'Another'],
    ['services.desk.note', 'A note'],
    ['parameters.minutes.note', 'A note'],
    ['attributes.need.values.0.title', 'Another'],
    ['services.desk.to.1.to.0.title', 'A branch'],
  ])('does not depend on words and on how many replications: %s', (path, value) => {
    expect(hashOf(bent(path, value))).toBe(BASELINE);
  });

  it.each([
    ['run.seed', 'b'],
    ['run.horizonDays', 366],
    ['parameters.minutes.value', 45.000000000000007],
    ['parameters.minutes.unit', 'hour'],
    ['parameters.minutes.high', 61],
    ['services.desk.order', 'last'],
    ['services.desk.to.0.to', 'desk'],
    ['services.gp.attributes.need', { high: 'rest', low: 'highNeed' }],
    ['calendars.office.open.0.to', 16],
    ['holidays.england.dates', ['2017-04-17', '2017-04-14']],
    ['attributes.need.values', [...queue().attributes!.need.values].reverse()],
    ['timeline', [{ parameter: 'minutes', op: 'to', value: 50, at: 10 }]],
    ['primaryMeasures', [{ measure: 'desk.waitMean', margin: 'minutes' }]],
  ])('depends on %s', (path, value) => {
    expect(hashOf(bent(path, value))).not.toBe(BASELINE);
  });

  it('counts ids that read like words for people', () => {
    const withIds = (attribute: string, value: string) => {
      const file = queue();
      const values = ['a', 'note', 'title'].map((id) => ({ id, title: 'A value' }));
      file.attributes = { ...file.attributes, note: { title: 'A', values }, title: { title: 'B', values } };
      file.parameters = { ...file.parameters, note: quantity(1, 'day'), title: quantity(2, 'day') };
      file.services.desk = { ...file.services.desk, to: [{ to: 'gone', set: { [attribute]: value } }] } as never;
      (file.services.gp as { attributes: unknown }).attributes = { [attribute]: { note: 'highNeed', a: 'rest' } };
      return hashOf(file);
    };
    const hashes = [withIds('note', 'a'), withIds('title', 'a'), withIds('note', 'title'), withIds('title', 'title')];
    expect(new Set(hashes).size).toBe(4);
    const parameter = (value: number) => hashOf(bent('parameters.note', quantity(value, 'day')));
    expect(parameter(1)).not.toBe(parameter(2));
    const shares = (id: string) => hashOf(bent('services.gp.attributes.need', { [id]: 'highNeed', high: 'rest' }));
    expect(shares('note')).not.toBe(shares('title'));
  });

  it('spreads small changes over all its digits', () => {
    const hashes = Array.from({ length: 640 }, (_, i) => hashOf(bent('parameters.minutes.value', 45 + i)));
    expect(new Set(hashes).size).toBe(640);
    for (let digit = 0; digit < 16; digit++) {
      const counts = new Map<string, number>();
      for (const hash of hashes) counts.set(hash[digit], (counts.get(hash[digit]) ?? 0) + 1);
      // Chi-square on 15 degrees of freedom; 48 is passed with probability 3·10^-5.
      const chi =
        [...counts.values()].reduce((sum, count) => sum + (count - 40) ** 2 / 40, 0) + (16 - counts.size) * 40;
      expect(chi).toBeLessThan(48);
    }
  });
});

describe('Canonical JSON', () => {
  it('is the same for equal data and different for other data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(canonicalJson(shuffled(a, (keys) => keys.slice().reverse()))).toBe(canonicalJson(a));
        expect(JSON.parse(canonicalJson(a))).toEqual(JSON.parse(JSON.stringify(a)));
        if (canonicalJson(a) === canonicalJson(b))
          expect(JSON.parse(JSON.stringify(a))).toEqual(JSON.parse(JSON.stringify(b)));
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});

/** A number that depends on a key and a salt. */
function order(key: string, salt: number): number {
  let sum = salt;
  for (const character of key) sum = Math.imul(sum ^ character.charCodeAt(0), 0x01000193);
  return sum;
}
