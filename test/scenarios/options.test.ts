import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Change, Operation } from '../../engine';
import { mayMeet, pairsOf, readOptions, tryOptions } from '../../scripts/option-files';

const FOLDER = 'scenarios/coventry-warwickshire';
const DAYS = 30;
const { scenario, options } = readOptions(FOLDER, DAYS);
const baseline = tryOptions(scenario, []);
const named = (pair: readonly Change[]): string =>
  pair
    .map(({ id }) => id)
    .sort()
    .join(' + ');

/** All pairs that are refused; each has its reason in one of the two files, or sets one place to two values. */
const REFUSED = [
  'act-growth-10 + no-growth',
  'amhp-protection-25 + amhp-protection-50',
  'deeper-triage + triage-in-ipus',
  'dedicated-hub + one-hub',
  'demand-growth-10 + no-growth',
  'freeze-councils-12-months + freeze-councils-6-months',
  'freeze-councils-12-months + freeze-ipu-3-8',
  'freeze-councils-6-months + freeze-ipu-3-8',
  'freeze-ipu-3-8 + freeze-trust-12-months',
  'freeze-ipu-3-8 + freeze-trust-6-months',
  'freeze-trust-12-months + freeze-trust-6-months',
  'hub-screening + one-hub',
  'loops-on + one-hub',
  'rota-blocks-in-coventry + rota-by-week',
  'rota-by-week + rota-daily-in-warwickshire',
  'skill-allocation + weighted-allocation',
  'ten-beds-closed + ten-beds-closed-reinvested',
  'ten-beds-closed-reinvested + three-access-hubs',
  'three-access-hubs + triage-in-ipus',
];

describe('redesign options of the shipped scenario', () => {
  it('are about fifty, each in a file of its name, and all in the README', () => {
    const readme = readFileSync(`${FOLDER}/README.md`, 'utf8');
    expect(options.length).toBeGreaterThanOrEqual(50);
    for (const { id } of options) {
      expect(existsSync(`${FOLDER}/changes/${id}.json`), id).toBe(true);
      expect(readme, id).toContain(`(changes/${id}.json)`);
    }
  });

  it.each(options.map((option) => [option.id, option] as const))('%s runs, and says what it expects', (_, option) => {
    expect(option.group).toBeTruthy();
    expect(option.expected).toBeTruthy();
    const outcome = tryOptions(scenario, [option]);
    if (outcome.kind !== 'ran' || baseline.kind !== 'ran') throw new Error(JSON.stringify(outcome));
    // A difference needs the measure on both sides.
    expect(outcome.measures).toContain(option.about?.measure);
    expect(baseline.measures).toContain(option.about?.measure);
  });

  it('cite publications that the scenario knows, or say that they assume', () => {
    for (const { id, source } of options) {
      const keys = source.match(/[a-z]+-\d{4}/g) ?? [];
      expect(keys.length > 0 || source.includes('assumption'), id).toBe(true);
      for (const key of keys) expect(Object.keys(scenario.sources), id).toContain(key);
    }
  });

  it('say how well a size is known: a factor has a range that holds 1, what is added has its evidence', () => {
    const isEffect = (operation: Operation) => operation.op === 'times' && operation.until === undefined;
    for (const { id, operations } of options) {
      for (const operation of operations) {
        if (isEffect(operation)) {
          const { low, high } = operation as { low?: number; high?: number };
          expect(low, `${id}: ${operation.path}`).toBeLessThanOrEqual(1);
          expect(high, `${id}: ${operation.path}`).toBeGreaterThanOrEqual(1);
        }
        if (operation.op !== 'add' || !operation.path.startsWith('parameters.')) continue;
        const added = operation.value as { low: number; high: number; note?: string };
        expect(added.low, `${id}: ${operation.path}`).toBeLessThan(added.high);
        expect(added.note, `${id}: ${operation.path}`).toBeTruthy();
      }
    }
  });
});

describe('any two options', () => {
  const pairs = pairsOf(options);
  const meeting = pairs.filter(mayMeet);
  const apart = pairs.filter((pair) => !mayMeet(pair));

  // Each by itself, so that a slow machine does not run into the time limit of one test.
  it.each(meeting.map((pair) => [named(pair), pair] as const))('%s: run for 30 days, or are refused', (name, pair) => {
    const outcome = tryOptions(scenario, pair);
    expect(outcome.kind).toBe(REFUSED.includes(name) ? 'refused' : 'ran');
    if (outcome.kind === 'refused') for (const { title } of pair) expect(outcome.because).toContain(title);
  });

  it('are refused only where one thing is touched by both', () => {
    expect(meeting.map(named)).toEqual(expect.arrayContaining(REFUSED));
  });

  it('run together where they touch nothing in common: a sample of them (npm run options -- --pairs runs all)', () => {
    expect(pairs).toHaveLength((options.length * (options.length - 1)) / 2);
    expect(apart.length + meeting.length).toBe(pairs.length);
    const sample = apart.filter((_, i) => i % 150 === 0);
    expect(sample.length).toBeGreaterThan(5);
    for (const pair of sample) expect(tryOptions(scenario, pair).kind, named(pair)).toBe('ran');
  });
});
