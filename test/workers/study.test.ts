/** Studies on the pool: real models at settings, the same for any number of workers, and what goes wrong. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  SensitivityStudy,
  readScenario,
  uncertainInputs,
  type ScenarioInput,
  type StudyPlan,
} from '../../engine/index';
import { ROOT, bundleForNode } from '../../scripts/bundle-for-node.mjs';
import { EngineService } from '../../workers/engine-service';
import { Pool } from '../../workers/pool';
import { spawnNode, createNodePool } from '../../workers/spawn-node';
import { oneDesk, setting } from './one-desk';
import { range, tenAtOnce } from './ten-at-once';

// A busy machine may take seconds to start a thread.
vi.setConfig({ testTimeout: 90_000 });

const OUT_DIR = join(ROOT, 'node_modules/.cache/headroom/test', `study-${process.pid}`);
const SCRIPT = pathToFileURL(join(OUT_DIR, 'node.worker.js'));
const pools: Pool[] = [];
const track = (pool: Pool) => {
  pools.push(pool);
  return pool;
};

beforeAll(async () => {
  const input = { 'node.worker': join(ROOT, 'workers/node.worker.ts') };
  await build({ configFile: false, ...bundleForNode(input, OUT_DIR) });
}, 90_000);

afterEach(() => {
  for (const pool of pools.splice(0)) pool.dispose();
});

afterAll(() => rmSync(OUT_DIR, { recursive: true, force: true }));

const MEASURE = { id: 'desk.waitMean', service: 'desk', unit: 'days', good: 'lower' as const, margin: 0.01 };

function studyOf(
  scenario: ScenarioInput,
  more: { isDifference?: boolean; top?: number; replications?: number } = {},
): SensitivityStudy {
  const read = readScenario(JSON.stringify(scenario));
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return new SensitivityStudy(uncertainInputs(read.value), {
    seed: 'study',
    top: 3,
    replications: 3,
    shape: 'uniform',
    withLoops: false,
    measure: MEASURE,
    isDifference: false,
    ...more,
  });
}

const questionOf = (scenario: ScenarioInput, ...changes: string[]) => {
  const text = JSON.stringify(scenario);
  const sources = changes.length === 0 ? [[]] : [[], changes];
  return { sources: sources.map((some) => ({ scenario: text, changes: some })), measure: MEASURE.id };
};

describe('a study on the pool', () => {
  it('measures effects that have a closed form, exactly', async () => {
    const study = studyOf(tenAtOnce);
    const pool = track(createNodePool(2, SCRIPT));
    expect(await pool.study(questionOf(tenAtOnce), 30, 'seed', study)).toEqual({ status: 'complete' });
    const { tornado, screenedOnly, noRange, atValue } = study.result();
    // One clerk: 4.5 s on average. Two: 0 0 s s 2s 2s 3s 3s 4s 4s, so 2 s.
    expect(atValue!.mean).toBeCloseTo(2.25, 9);
    expect(tornado.map(({ id, atLow, atHigh, effect }) => [id, atLow.mean, atHigh.mean, effect.mean])).toEqual([
      ['service', expect.closeTo(4.5 * -0.25, 9), expect.closeTo(4.5 * 0.5, 9), expect.closeTo(4.5 * 0.75, 9)],
      ['clerks', 0, expect.closeTo(1 - 2.25, 9), expect.closeTo(1 - 2.25, 9)],
    ]);
    expect(tornado.every(({ isSure, effect }) => isSure && effect.halfWidth < 1e-9)).toBe(true);
    expect(screenedOnly).toMatchObject([{ id: 'idle', effect: 0 }]);
    expect(noRange).toEqual(['smallWait']);
  });

  it('gives the same for any number of workers', async () => {
    const scenario = oneDesk({ horizonDays: 20 });
    scenario.parameters.arrivals = range('Arrivals', 8, 'person/day', 6, 9);
    scenario.parameters.service = range('Time of service', 0.1, 'day', 0.08, 0.11);
    const results = [];
    for (const workers of [1, 2]) {
      const study = studyOf(scenario, { top: 2, isDifference: true, replications: 8 });
      const question = questionOf(scenario, setting('clerks', 2));
      await track(createNodePool(workers, SCRIPT)).study(question, 20, 'seed', study);
      results.push(JSON.stringify(study.result()));
    }
    expect(results[1]).toBe(results[0]);
    const { tornado, atValue } = JSON.parse(results[0]);
    expect(atValue.verdict).toBe('better');
    expect(tornado[0].turn).toBeDefined();
  });

  it('applies settings to the baseline, before its changes', async () => {
    const service = new EngineService();
    const question = questionOf(tenAtOnce, setting('clerks', 2), setting('service', 1));
    expect(service.prepareStudy('key', question)).toEqual({ ok: true, value: null });
    const values = async (values: Record<string, number>) => {
      const outcome = await service.runTask('key', 'seed', values, 0, 1);
      return outcome.kind === 'done' ? outcome.values : outcome.kind;
    };
    expect(await values({})).toEqual([expect.closeTo(2.25, 9), expect.closeTo(2, 9)]);
    // The change says what the service is with it, whatever it was without.
    expect(await values({ service: 0.25 })).toEqual([expect.closeTo(4.5 * 0.25, 9), expect.closeTo(2, 9)]);
    expect(await values({})).toEqual([expect.closeTo(2.25, 9), expect.closeTo(2, 9)]);
  });

  it('names the quantities at fault of a setting that is refused, and goes on', async () => {
    const shares: ScenarioInput = {
      ...tenAtOnce,
      parameters: {
        ...tenAtOnce.parameters,
        one: range('One', 0.4, 'share', 0.2, 0.7),
        other: range('Other', 0.4, 'share', 0.2, 0.7),
      },
      services: {
        ...tenAtOnce.services,
        desk: {
          ...(tenAtOnce.services.desk as object),
          to: [
            {
              to: [
                { share: 'one', to: 'later' },
                { share: 'other', to: 'home' },
                { share: 'rest', to: 'home' },
              ],
            },
          ],
        } as never,
      },
    };
    const service = new EngineService();
    expect(service.prepareStudy('key', questionOf(shares))).toMatchObject({ ok: true });
    const refused = await service.runTask('key', 'seed', { one: 0.7, other: 0.7, service: 1 }, 0, 1);
    expect(refused).toMatchObject({ kind: 'refused', issues: [{ code: 'shares' }], inputs: ['one', 'other'] });
    expect(await service.runTask('key', 'seed', { one: 0.6, service: 1 }, 0, 2)).toMatchObject({
      kind: 'done',
      values: [4.5],
    });
  });

  it('keeps what there is when it is cancelled, at once', async () => {
    const scenario = oneDesk({ horizonDays: 1000 });
    scenario.parameters.arrivals = range('Arrivals', 8, 'person/day', 6, 9);
    const study = studyOf(scenario, { replications: 50 });
    const pool = track(createNodePool(2, SCRIPT));
    const stop = new AbortController();
    let seen = 0;
    const end = await pool.study(questionOf(scenario), 10, 'seed', study, {
      signal: stop.signal,
      onProgress: ({ done }) => {
        seen = done;
        if (study.stage === 'refining' && study.result().tornado.length > 0) stop.abort();
      },
    });
    expect(end).toEqual({ status: 'cancelled' });
    const { stage, tornado } = study.result();
    expect(stage).toBe('refining');
    expect(tornado.length).toBeGreaterThan(0);
    expect(tornado[0].replications).toBeGreaterThanOrEqual(2);
    expect(tornado[0].replications).toBeLessThan(50);
    expect(study.progress.done).toBeGreaterThanOrEqual(seen);
  });

  it('says when a scenario is at fault as it is', async () => {
    const broken = { ...tenAtOnce, services: { ...tenAtOnce.services, home: { kind: 'nothing' } } } as never;
    const study = studyOf(tenAtOnce);
    const pool = track(createNodePool(1, SCRIPT));
    expect(await pool.study(questionOf(broken), 30, 'seed', study)).toMatchObject({
      status: 'refused',
      issues: [{ path: 'services.home.kind' }],
    });
  });

  it('puts a task to another worker when one is lost, with the same result', async () => {
    const results = [];
    for (const kills of [0, 1]) {
      let left = kills;
      const pool = track(
        new Pool(() => {
          const connection = spawnNode(SCRIPT);
          if (left > 0) {
            left -= 1;
            setTimeout(() => connection.terminate(), 0);
            return { ...connection, death: new Promise((resolve) => setTimeout(() => resolve('killed'), 5)) };
          }
          return connection;
        }, 1),
      );
      const study = studyOf(tenAtOnce);
      expect(await pool.study(questionOf(tenAtOnce), 30, 'seed', study)).toEqual({ status: 'complete' });
      results.push(study.result());
    }
    expect(results[1]).toEqual(results[0]);
  });

  it('ends with an error when a plan is at fault, and not with a hang', async () => {
    const plan: StudyPlan = {
      next: () => [{ point: 'x', setting: {}, replication: 0, isShort: false }],
      add: () => {
        throw new Error('a plan at fault');
      },
      progress: { done: 0, wanted: 1 },
    };
    const pool = track(createNodePool(1, SCRIPT));
    await expect(pool.study(questionOf(tenAtOnce), 30, 'seed', plan)).rejects.toThrow('a plan at fault');
  });
});
