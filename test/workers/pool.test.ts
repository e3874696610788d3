import { afterEach, describe, expect, it } from 'vitest';
import { Pool } from '../../workers/pool';
import type { ScenarioRun } from '../../workers/scenario-run';
import { BREAKS_LATER, BROKEN, behaviour, fakeConnection, fakeResult, type Behaviour } from './fake-engine';

const SEED = 'pool tests';
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

afterEach(() => {
  for (const pool of pools.splice(0)) pool.dispose();
});

describe('a pool extends runs', () => {
  it.each([1, 2, 4])('to the same results in order of number with %i workers', async (size) => {
    // Later replications are the faster ones, so that they finish out of order.
    const pool = openPool(size, behaviour({ takes: (number) => 15 - number }));
    const run = open(pool, 'a');
    expect(await pool.extend([run], 12)).toEqual({ status: 'complete' });
    expect(hashes(run)).toEqual(expectedHashes('a', 12));
    expect(run.results.map(({ values }) => values[0])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('evenly: replication r of every run comes before r + 1 of any', async () => {
    const how = behaviour();
    const pool = openPool(1, how);
    await pool.extend([open(pool, 'a'), open(pool, 'b'), open(pool, 'c')], 2);
    expect(how.begun).toEqual(['a 0', 'b 0', 'c 0', 'a 1', 'b 1', 'c 1']);
  });

  it('and tells only of the contiguous prefix', async () => {
    const how = behaviour({ takes: (number) => (number === 0 ? 120 : 1) });
    const pool = openPool(2, how);
    const run = open(pool, 'a');
    const seen: number[] = [];
    await pool.extend([run], 6, {
      onProgress: ({ grown, done, wanted }) => {
        expect(wanted).toBe(6);
        expect(done).toBeGreaterThanOrEqual(grown.replications);
        seen.push(grown.replications);
      },
    });
    // Replications 1 to 5 waited for 0.
    expect(seen).toEqual([6]);
  });

  it('without making again what there is', async () => {
    const how = behaviour();
    const pool = openPool(2, how);
    const baseline = open(pool, 'a');
    await pool.extend([baseline], 3);
    const option = open(pool, 'b');
    await pool.extend([baseline, option], 4);
    expect([...how.begun].sort()).toEqual(['a 0', 'a 1', 'a 2', 'a 3', 'b 0', 'b 1', 'b 2', 'b 3']);
    expect(await pool.extend([baseline, option], 2)).toEqual({ status: 'complete' });
    expect(how.begun).toHaveLength(8);
  });

  it('by one worker each where that is wished, so that no model is compiled twice', async () => {
    const how = behaviour({ takes: () => 5 });
    const pool = openPool(2, how);
    const runs = ['a', 'b', 'c'].map((scenario) => open(pool, scenario));
    const ends = await Promise.all(runs.map((run) => pool.extend([run], 4, { isByOne: true })));
    expect(ends).toEqual(runs.map(() => ({ status: 'complete' })));
    expect(runs.map(hashes)).toEqual(['a', 'b', 'c'].map((scenario) => expectedHashes(scenario, 4)));
    expect(how.prepared.sort()).toEqual(['a', 'b', 'c']);
  });

  it('and compiles a model once in each worker', async () => {
    const how = behaviour();
    const pool = openPool(1, how);
    const run = open(pool, 'a');
    await pool.extend([run], 3);
    await pool.extend([run], 5);
    await pool.summarise(run);
    expect(how.prepared).toEqual(['a']);
    pool.close(run);
    await pool.extend([run], 6);
    expect(how.forgotten).toEqual(['a']);
    expect(how.prepared).toEqual(['a', 'a']);
  });
});

describe('short replications', () => {
  it.each([1, 2, 4])('go to a worker many at a time, with the same results from %i workers', async (size) => {
    const how = behaviour({ takes: () => 0, asked: [] });
    const pool = openPool(size, how);
    const run = open(pool, 'a');
    const seen: number[] = [];
    expect(await pool.extend([run], 1000, { onProgress: ({ done }) => seen.push(done) })).toEqual({
      status: 'complete',
    });
    expect(hashes(run)).toEqual(expectedHashes('a', 1000));
    // Nothing is known of how long they take until the first are done.
    expect(how.asked?.[0]).toBe(1);
    expect(Math.max(...(how.asked ?? []))).toBeGreaterThan(4);
    expect(Math.max(...(how.asked ?? []))).toBeLessThanOrEqual(64);
    expect(seen.at(-1)).toBe(1000);
    expect(how.begun).toHaveLength(1000);
  });

  it('do not wait for a long one among them', async () => {
    const how = behaviour({ takes: (number) => (number === 200 ? 400 : 0) });
    const pool = openPool(2, how);
    const run = open(pool, 'a');
    const at: number[] = [];
    const began = performance.now();
    await pool.extend([run], 300, { onProgress: ({ grown }) => at.push(grown.replications) });
    expect(hashes(run)).toEqual(expectedHashes('a', 300));
    // Those before it were there long before it was.
    expect(at).toContain(200);
    expect(performance.now() - began).toBeGreaterThan(390);
  });

  it('are all made again, each by itself, when their worker is lost', async () => {
    let hasDied = false;
    const how = behaviour({
      takes: () => 0,
      asked: [],
      fault: (number) => {
        if (number !== 100 || hasDied) return undefined;
        hasDied = true;
        return 'die';
      },
    });
    const pool = openPool(1, how);
    const run = open(pool, 'a');
    expect(await pool.extend([run], 120)).toEqual({ status: 'complete' });
    expect(hashes(run)).toEqual(expectedHashes('a', 120));
    expect(how.begun.filter((one) => one === 'a 100')).toHaveLength(2);
    expect(how.begun.filter((one) => one === 'a 10')).toHaveLength(1);
  });

  it('of several runs still take turns', async () => {
    const how = behaviour({ takes: () => 0 });
    const pool = openPool(1, how);
    await pool.extend([open(pool, 'a'), open(pool, 'b')], 3);
    expect(how.begun).toEqual(['a 0', 'b 0', 'a 1', 'b 1', 'a 2', 'b 2']);
  });
});

describe('cancelling', () => {
  it('takes effect within 200 ms, keeps what there is, and can be taken up again', async () => {
    const pool = openPool(2, behaviour({ takes: (number) => (number < 4 ? 1 : 2000) }));
    const run = open(pool, 'a');
    const cancel = new AbortController();
    let cancelledAt = 0;
    const end = await pool.extend([run], 8, {
      signal: cancel.signal,
      onProgress: ({ grown }) => {
        if (grown.replications < 4) return;
        setTimeout(() => {
          cancelledAt = performance.now();
          cancel.abort();
        }, 20);
      },
    });
    expect(performance.now() - cancelledAt).toBeLessThan(200);
    expect(end).toEqual({ status: 'cancelled' });
    expect(hashes(run)).toEqual(expectedHashes('a', 4));

    // The workers themselves are free again, too: otherwise this would wait for two seconds.
    const other = open(pool, 'b');
    const began = performance.now();
    await pool.extend([other], 2);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('works before the first replication', async () => {
    const how = behaviour();
    const pool = openPool(2, how);
    expect(await pool.extend([open(pool, 'a')], 3, { signal: AbortSignal.abort() })).toEqual({ status: 'cancelled' });
    expect(how.begun).toEqual([]);
  });

  it('happens to what is under way when the pool is disposed of', async () => {
    const pool = openPool(1, behaviour({ takes: () => 2000 }));
    const runs = [open(pool, 'a'), open(pool, 'b')];
    const ends = Promise.all(runs.map((run) => pool.extend([run], 2)));
    setTimeout(() => pool.dispose(), 20);
    expect(await ends).toEqual([{ status: 'cancelled' }, { status: 'cancelled' }]);
    await expect(pool.describe({ scenario: 'a', changes: [] })).rejects.toThrow('the pool was closed');
  });
});

describe('a lost worker', () => {
  it.each(['die', 'throw'] as const)('is replaced and its replication made again (%s)', async (fault) => {
    const lost = new Set<number>();
    const how = behaviour({
      fault: (number) => {
        if (![0, 3, 4].includes(number) || lost.has(number)) return undefined;
        lost.add(number);
        return fault;
      },
    });
    let started = 0;
    const pool = new Pool(() => {
      started += 1;
      return fakeConnection(how);
    }, 2);
    pools.push(pool);
    const run = open(pool, 'a');
    expect(await pool.extend([run], 8)).toEqual({ status: 'complete' });
    expect(hashes(run)).toEqual(expectedHashes('a', 8));
    expect(how.begun.filter((one) => one === 'a 3')).toHaveLength(2);
    // Those that were lost are not asked again.
    expect(started).toBeGreaterThan(2);
  });

  it('that died while idle is replaced, too', async () => {
    const connections: ReturnType<typeof fakeConnection>[] = [];
    const pool = new Pool(() => {
      connections.push(fakeConnection(behaviour()));
      return connections[connections.length - 1];
    }, 1);
    pools.push(pool);
    const run = open(pool, 'a');
    await pool.extend([run], 1);
    connections[0].kill('it was tired');
    await pool.extend([run], 2);
    expect(hashes(run)).toEqual(expectedHashes('a', 2));
    connections[1].kill('it was tired');
    expect(await pool.summarise(run)).toMatchObject({ replications: 2 });
    expect(connections).toHaveLength(3);
  });

  it('is given up after three attempts with the replication and the reason', async () => {
    const how = behaviour({ fault: (number) => (number === 2 ? 'die' : undefined) });
    const pool = openPool(1, how);
    const run = open(pool, 'a');
    await expect(pool.extend([run], 5)).rejects.toThrow(
      'Replication 2 stopped 3 times, the last time because: it was killed.',
    );
    expect(how.begun.filter((one) => one === 'a 2')).toHaveLength(3);
    // What was finished before is still there, and the pool still works.
    expect(run.replications).toBe(2);
    expect((await pool.describe({ scenario: 'a', changes: [] })).ok).toBe(true);
  });

  it('that cannot even start is an error, not an endless wait', async () => {
    const pool = new Pool(() => {
      throw new Error('refused by policy');
    }, 2);
    await expect(pool.extend([open(pool, 'a')], 2)).rejects.toThrow('No worker could be started.');
    await expect(pool.describe({ scenario: 'a', changes: [] })).rejects.toThrow('No worker could be started.');
  });
});

describe('a scenario at fault', () => {
  it.each([BROKEN, BREAKS_LATER])('ends the extension with its issues as data (%s)', async (scenario) => {
    const pool = openPool(2);
    const [good, bad] = [open(pool, 'a'), open(pool, scenario)];
    const end = await pool.extend([good, bad], 50);
    expect(end).toEqual({
      status: 'refused',
      run: bad,
      issues: [{ code: 'broken', path: 'services', message: 'is broken' }],
    });
    expect(bad.replications).toBe(0);
    expect(good.replications).toBeLessThan(50);
  });

  it('is described by its issues', async () => {
    const answer = await openPool(1).describe({ scenario: BROKEN, changes: [] });
    expect(answer).toMatchObject({ ok: false, issues: [{ code: 'broken' }] });
  });
});

describe('questions', () => {
  it('are answered while every worker is busy', async () => {
    const pool = openPool(1, behaviour({ takes: () => 2000 }));
    const cancel = new AbortController();
    const end = pool.extend([open(pool, 'a')], 1, { signal: cancel.signal });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const began = performance.now();
    expect(await pool.describe({ scenario: 'b', changes: [] })).toMatchObject({ value: { title: 'b' } });
    expect(performance.now() - began).toBeLessThan(500);
    cancel.abort();
    await end;
  });

  it('compare the replications that all have', async () => {
    const pool = openPool(2);
    const [baseline, option] = [open(pool, 'a'), open(pool, 'b')];
    await pool.extend([baseline], 5);
    await pool.extend([option], 3);
    const [comparison] = await pool.compare(baseline, [option]);
    expect(comparison.notEstimable[0].reason).toBe('3 3');
  });

  it('about two seeds are refused', async () => {
    const pool = openPool(1);
    const other = pool.open({ scenario: 'b', changes: [] }, 'another seed');
    await expect(pool.compare(open(pool, 'a'), [other])).rejects.toThrow('only on one seed');
  });
});

it('a pool has at least one worker', () => {
  expect(() => openPool(0)).toThrow('1 or more workers, got 0');
  expect(() => openPool(1.5)).toThrow('1 or more workers, got 1.5');
});
