/** Extending until a rule says to stop: on the stand-in for the engine, whose numbers are known. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ReplicationResult } from '../../engine/index';
import type { StopRule } from '../../workers/extend-until';
import { Pool } from '../../workers/pool';
import type { ScenarioRun } from '../../workers/scenario-run';
import { BREAKS_LATER, behaviour, fakeConnection, fakeResult, type Behaviour } from './fake-engine';

const SEED = 'until';
const pools: Pool[] = [];

function openPool(size: number, how: Behaviour = behaviour()): Pool {
  const pool = new Pool(() => fakeConnection(how), size);
  pools.push(pool);
  return pool;
}

const open = (pool: Pool, scenario: string) => pool.open({ scenario, changes: [] }, SEED);
const hashes = (run: ScenarioRun) => run.results.map(({ hash }) => hash);
const expectedHashes = (scenario: string, count: number) =>
  Array.from({ length: count }, (_, number) => fakeResult(scenario, SEED, number).hash);

/** Stops after so many replications, and notes what it was shown. */
function stopAfter(replications: number): StopRule & { seen: string[] } {
  const seen: string[] = [];
  return {
    seen,
    see: (results: readonly ReplicationResult[]) => seen.push(results.map(({ hash }) => hash).join()) >= replications,
  };
}

/** Later replications of `a` are faster than earlier ones, so that workers finish out of order. */
const outOfOrder = () => behaviour({ takes: (number) => (number % 3 === 0 ? 25 : 1) });

afterEach(() => {
  for (const pool of pools.splice(0)) pool.dispose();
});

describe('extending until a rule says to stop', () => {
  it.each([1, 2, 4])('gives the same replications on %i workers, those of one fixed run', async (workers) => {
    const pool = openPool(workers, outOfOrder());
    const runs = [open(pool, 'a'), open(pool, 'b')];
    const rule = stopAfter(7);
    expect(await pool.extendUntil(runs, rule, { mostReplications: 100 })).toEqual({
      status: 'stopped',
      reason: 'precise',
    });
    expect(hashes(runs[0])).toEqual(expectedHashes('a', 7));
    expect(hashes(runs[1])).toEqual(expectedHashes('b', 7));
    const [a, b] = [expectedHashes('a', 7), expectedHashes('b', 7)];
    expect(rule.seen).toEqual(a.map((hash, i) => `${hash},${b[i]}`));
  });

  it('goes on afterwards from the next replication, and makes none twice', async () => {
    const how = outOfOrder();
    const pool = openPool(3, how);
    const run = open(pool, 'a');
    await pool.extendUntil([run], stopAfter(4), { mostReplications: 100 });
    expect(run.replications).toBe(4);
    // What workers had finished beyond the fourth counts only now.
    expect(await pool.extend([run], 6)).toEqual({ status: 'complete' });
    expect(hashes(run)).toEqual(expectedHashes('a', 6));
    const rule = stopAfter(9);
    await pool.extendUntil([run], rule, { mostReplications: 100 });
    expect(hashes(run)).toEqual(expectedHashes('a', 9));
    expect(rule.seen).toEqual(expectedHashes('a', 9));
    // One that was cancelled half-way, when the rule stopped or a batch was late, is begun again; none that was finished is.
    const times = (number: number) => how.finished.filter((one) => one === `a ${number}`).length;
    expect(expectedHashes('a', 9).map((_, number) => times(number))).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('does not begin again where enough replications exist', async () => {
    const how = behaviour();
    const pool = openPool(2, how);
    const run = open(pool, 'a');
    await pool.extend([run], 5);
    const rule = stopAfter(3);
    expect(await pool.extendUntil([run], rule, { mostReplications: 100 })).toMatchObject({ reason: 'precise' });
    expect(run.replications).toBe(5);
    expect(rule.seen).toEqual(expectedHashes('a', 5));
    expect(how.begun).toHaveLength(5);
  });

  it('stops at the most replications', async () => {
    const pool = openPool(2, outOfOrder());
    const runs = [open(pool, 'a'), open(pool, 'b')];
    const progress: number[] = [];
    const end = await pool.extendUntil(runs, stopAfter(100), {
      mostReplications: 5,
      onProgress: (replications) => progress.push(replications),
    });
    expect(end).toEqual({ status: 'stopped', reason: 'replications' });
    expect(runs.map(({ replications }) => replications)).toEqual([5, 5]);
    expect(progress).toEqual([1, 2, 3, 4, 5]);
  });

  it('stops when the seconds are spent, with as many of each scenario', async () => {
    const pool = openPool(2, behaviour({ takes: (number) => (number < 3 ? 1 : 5000) }));
    const runs = [open(pool, 'a'), open(pool, 'b')];
    const began = performance.now();
    const end = await pool.extendUntil(runs, stopAfter(100), { mostReplications: 50, mostSeconds: 0.3 });
    expect(end).toEqual({ status: 'stopped', reason: 'seconds' });
    expect(performance.now() - began).toBeLessThan(2000);
    expect(runs.map(hashes)).toEqual([expectedHashes('a', 3), expectedHashes('b', 3)]);
  });

  it('keeps what there is when cancelled, before and while it runs', async () => {
    const pool = openPool(1, behaviour({ takes: (number) => (number < 2 ? 1 : 5000) }));
    const run = open(pool, 'a');
    const cancelled = { status: 'stopped', reason: 'cancelled' };
    const options = { mostReplications: 50, signal: AbortSignal.abort() };
    expect(await pool.extendUntil([run], stopAfter(9), options)).toEqual(cancelled);
    const cancel = new AbortController();
    const end = await pool.extendUntil([run], stopAfter(9), {
      mostReplications: 50,
      signal: cancel.signal,
      onProgress: (replications) => replications === 2 && cancel.abort(),
    });
    expect(end).toEqual(cancelled);
    expect(hashes(run)).toEqual(expectedHashes('a', 2));
  });

  it('survives a lost worker and hands on what is refused', async () => {
    let lost = false;
    const fault = (number: number) => {
      if (number !== 2 || lost) return undefined;
      lost = true;
      return 'die' as const;
    };
    const pool = openPool(2, behaviour({ fault }));
    const run = open(pool, 'a');
    await pool.extendUntil([run], stopAfter(6), { mostReplications: 50 });
    expect(hashes(run)).toEqual(expectedHashes('a', 6));
    const broken = open(pool, BREAKS_LATER);
    expect(await pool.extendUntil([broken], stopAfter(6), { mostReplications: 50 })).toMatchObject({
      status: 'refused',
      run: broken,
    });
  });
});
