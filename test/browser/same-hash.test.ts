/** The same results in Chromium as in Node, for any number of workers: hashes made by Node are compared here. */
import { afterEach, describe, expect, it } from 'vitest';
import { Replication, compile, readScenario, replicate } from '../../engine/index';
import example from '../../ui/example/coventry-warwickshire.json';
import scenario from '../../scenarios/coventry-warwickshire/scenario.json?raw';
import type { Pool } from '../../workers/pool';
import { createBrowserPool } from '../../workers/spawn';

let pool: Pool | undefined;
afterEach(() => pool?.dispose());

async function hashesWith(workers: number, replications: number): Promise<string[]> {
  pool = createBrowserPool(workers);
  const run = pool.open({ scenario, changes: [] }, example.seed);
  const end = await pool.extend([run], replications);
  expect(end.status).toBe('complete');
  return run.results.map(({ hash }) => hash);
}

function modelOfExample() {
  const read = readScenario(scenario);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return compile(read.value);
}

describe('results in Chromium', () => {
  it.each([1, 2, 4])(
    'are those of Node to the last bit, with %i workers',
    async (workers) => {
      const expected = example.runs[0].hashes.slice(0, 2);
      expect(await hashesWith(workers, expected.length)).toEqual(expected);
    },
    120_000,
  );

  it('do not hang on what the same model has run before', { timeout: 120_000 }, () => {
    const expected = example.runs[0].hashes[3];
    expect(replicate(modelOfExample(), example.seed, 3).hash).toBe(expected);
    const replication = new Replication(modelOfExample());
    replication.reset(example.seed, 0);
    replication.advance(Infinity);
    // One that is given up half-way.
    replication.reset('another seed', 7);
    replication.advance(50_000);
    replication.reset(example.seed, 3);
    replication.advance(Infinity);
    expect(replication.result().hash).toBe(expected);
  });
});
