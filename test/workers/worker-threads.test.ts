/** The pool on real worker threads, with the engine as it is built for the command line. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { PrecisionRule, compile, readScenario, replicate } from '../../engine/index';
import { ROOT, bundleForNode } from '../../scripts/bundle-for-node.mjs';
import type { Connection } from '../../workers/connection';
import { Pool } from '../../workers/pool';
import type { ScenarioRun } from '../../workers/scenario-run';
import { createNodePool, spawnNode } from '../../workers/spawn-node';
import { MANY_PEOPLE, oneDeskText, setting } from './one-desk';

// A busy machine may take seconds to start a thread.
vi.setConfig({ testTimeout: 60_000 });

const SEED = 'worker threads';
const COUNT = 6;
const OUT_DIR = join(ROOT, 'node_modules/.cache/headroom/test', `worker-threads-${process.pid}`);
const SCRIPT = pathToFileURL(join(OUT_DIR, 'node.worker.js'));

const pools: Pool[] = [];
const track = (pool: Pool) => {
  pools.push(pool);
  return pool;
};
const hashes = (run: ScenarioRun) => run.results.map(({ hash }) => hash);

beforeAll(async () => {
  const input = { 'node.worker': join(ROOT, 'workers/node.worker.ts') };
  await build({ configFile: false, ...bundleForNode(input, OUT_DIR) });
});

afterEach(() => {
  for (const pool of pools.splice(0)) pool.dispose();
});

afterAll(() => rmSync(OUT_DIR, { recursive: true, force: true }));

/** Each from a model that has run nothing else; in a worker they follow each other on one. */
function expectedHashes(text: string): string[] {
  const read = readScenario(text);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  const scenario = read.value;
  return Array.from({ length: COUNT }, (_, number) => replicate(compile(scenario), SEED, number).hash);
}

describe('worker threads', () => {
  it.each([1, 2, 4])('give the numbers of one thread: %i of them', async (workers) => {
    const pool = track(createNodePool(workers, SCRIPT));
    const run = pool.open({ scenario: oneDeskText(), changes: [] }, SEED);
    expect(await pool.extend([run], COUNT)).toEqual({ status: 'complete' });
    expect(hashes(run)).toEqual(expectedHashes(oneDeskText()));
    expect(await pool.summarise(run)).toMatchObject({ replications: COUNT });
  });

  it('stop by a rule at the same replication, and go on from there as one long run would', async () => {
    const until = async (workers: number) => {
      const pool = track(createNodePool(workers, SCRIPT));
      const runs = [[], [setting('clerks', 2)]].map((changes) =>
        pool.open({ scenario: oneDeskText({ horizonDays: 30 }), changes }, SEED),
      );
      const described = await Promise.all(runs.map(({ source }) => pool.describe(source)));
      const layouts = described.map((answer) => {
        if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
        return answer.value.layout;
      });
      const wishes = [{ measure: 'desk.waitMean', precision: 0.06 }];
      const rule = new PrecisionRule(layouts, wishes, { fewest: 5, lookAhead: 3 });
      const end = await pool.extendUntil(runs, rule, { mostReplications: 200 });
      expect(end).toEqual({ status: 'stopped', reason: 'precise' });
      const stoppedAt = runs[0].replications;
      expect(rule.states().every(({ reached }) => reached)).toBe(true);
      await pool.extend(runs, stoppedAt + 7);
      return { stoppedAt, hashes: runs.map(hashes), sums: runs.map(({ results }) => [...results[0].histograms]) };
    };
    const [one, two] = [await until(1), await until(2)];
    expect(one.stoppedAt).toBeGreaterThan(8);
    expect(two).toEqual(one);
    const pool = track(createNodePool(2, SCRIPT));
    const long = pool.open({ scenario: oneDeskText({ horizonDays: 30 }), changes: [] }, SEED);
    await pool.extend([long], one.stoppedAt + 7);
    expect(hashes(long)).toEqual(one.hashes[0]);
    expect([...long.results[0].histograms]).toEqual(one.sums[0]);
  });

  it('compare scenarios', async () => {
    const pool = track(createNodePool(2, SCRIPT));
    const [baseline, changed] = [[], [setting('clerks', 2)]].map((changes) =>
      pool.open({ scenario: oneDeskText(), changes }, SEED),
    );
    await pool.extend([baseline, changed], COUNT);
    const [comparison] = await pool.compare(baseline, [changed]);
    const wait = comparison.differences.find(({ id }) => id === 'desk.waitMean');
    expect(wait?.mean).toBeLessThan(0);
    expect(wait?.replications).toBe(COUNT);
  });

  it('stop within 200 ms and keep what there is', async () => {
    const pool = track(createNodePool(2, SCRIPT));
    const short = pool.open({ scenario: oneDeskText(), changes: [] }, SEED);
    await pool.extend([short], 3);
    // About a hundred years: minutes for each replication.
    const long = pool.open({ scenario: oneDeskText(), changes: [MANY_PEOPLE], horizonDays: 40_000 }, SEED);
    const cancel = new AbortController();
    let cancelledAt = 0;
    setTimeout(() => {
      cancelledAt = performance.now();
      cancel.abort();
    }, 400);
    expect(await pool.extend([short, long], 2000, { signal: cancel.signal })).toEqual({ status: 'cancelled' });
    expect(performance.now() - cancelledAt).toBeLessThan(200);
    expect(hashes(short).slice(0, COUNT)).toEqual(expectedHashes(oneDeskText()).slice(0, short.replications));

    // The threads themselves have stopped, too.
    const began = performance.now();
    await pool.describe({ scenario: oneDeskText(), changes: [] });
    expect(performance.now() - began).toBeLessThan(300);
  });

  // Replications that take some time, so that there is work left for whoever comes in place of the one that is killed.
  it('that are killed are replaced, and their replications made again', async () => {
    const connections: Connection[] = [];
    const pool = track(
      new Pool(() => {
        connections.push(spawnNode(SCRIPT));
        return connections[connections.length - 1];
      }, 2),
    );
    const run = pool.open({ scenario: oneDeskText({ horizonDays: 20_000 }), changes: [] }, SEED);
    let killed = false;
    const end = pool.extend([run], COUNT, {
      onProgress: () => {
        if (killed) return;
        killed = true;
        connections[0].terminate();
      },
    });
    expect(await end).toEqual({ status: 'complete' });
    expect(killed).toBe(true);
    expect(connections).toHaveLength(3);
    expect(hashes(run)).toEqual(expectedHashes(oneDeskText({ horizonDays: 20_000 })));
  });

  it('whose script is missing end in a clear error', async () => {
    const pool = track(createNodePool(1, new URL('./nothing.js', SCRIPT)));
    await expect(pool.describe({ scenario: oneDeskText(), changes: [] })).rejects.toThrow(
      /stopped 3 times.*nothing\.js/,
    );
  });

  it('answer a broken scenario with issues', async () => {
    const pool = track(createNodePool(2, SCRIPT));
    const run = pool.open({ scenario: oneDeskText().replace('"to":"desk"', '"to":"dusk"'), changes: [] }, SEED);
    const end = await pool.extend([run], 2);
    expect(end).toMatchObject({ status: 'refused', run });
    expect(end.status === 'refused' && end.issues[0].message).toContain('dusk');
  });
});
