/** The same results in Chromium as in Node, for any number of workers: hashes made by Node are compared here. */
import { afterEach, describe, expect, it } from 'vitest';
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

describe('results in Chromium', () => {
  it.each([1, 2, 4])(
    'are those of Node to the last bit, with %i workers',
    async (workers) => {
      const expected = example.runs[0].hashes.slice(0, 2);
      expect(await hashesWith(workers, expected.length)).toEqual(expected);
    },
    120_000,
  );
});
