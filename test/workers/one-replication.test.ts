/** Routes, people worth following and one person, asked of workers over a real message port. */
import * as Comlink from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { EngineService } from '../../workers/engine-service';
import { connect, type Connection } from '../../workers/connection';
import { Pool } from '../../workers/pool';
import type { Outcome } from '../../workers/protocol';
import { MANY_PEOPLE, oneDeskText, setting } from './one-desk';

let pool: Pool | undefined;
afterEach(() => pool?.dispose());

/** A pool of engines in this thread. */
function openPool(size = 1, spawn = engineConnection): Pool {
  pool = new Pool(spawn, size);
  return pool;
}

function engineConnection(): Connection {
  const { port1, port2 } = new MessageChannel();
  Comlink.expose(new EngineService(), port2);
  return connect(port1, new Promise(() => {}), () => {
    port1.close();
    port2.close();
  });
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== 'done') throw new Error(`it was ${outcome.kind}`);
  return outcome.value;
}

const source = (changes: string[] = []) => ({ scenario: oneDeskText(), changes });

describe('routes', () => {
  it('are counted: who comes to the desk goes home from it, and both agree with the measures', async () => {
    const workers = openPool();
    const run = workers.open(source(), 'routes');
    const [toDesk, toHome] = valueOf(await workers.countFlows(run, 0));
    expect(toDesk).toMatchObject({ from: 'door', to: 'desk' });
    expect(toHome).toMatchObject({ from: 'desk', to: 'home' });
    expect(run.replications).toBe(0);
    await workers.extend([run], 2);
    const described = await workers.describe(source());
    if (!described.ok) throw new Error('refused');
    const measured = (id: string): number => {
      const info = described.value.layout.measures.find((one) => one.id === id && one.shape === 'scalar')!;
      return run.results[0].values[info.offset];
    };
    expect(toDesk.perWeek).toBeCloseTo(measured('door.arrivals'), 9);
    expect(toHome.perWeek).toBeCloseTo(measured('home.arrivals'), 9);
  });

  it('are known before they are taken, with what uses each parameter', async () => {
    const described = await openPool().describe(source());
    if (!described.ok) throw new Error('refused');
    expect(described.value.ways).toEqual([
      { from: 'door', to: 'desk' },
      { from: 'desk', to: 'home' },
    ]);
    expect(described.value.uses.find(({ parameter }) => parameter === 'service')).toEqual({
      parameter: 'service',
      services: ['desk'],
      parts: [],
    });
  });
});

describe('people', () => {
  it('are found, and the same person is followed through two scenarios', async () => {
    const workers = openPool(2);
    const before = workers.open(source(), 'people');
    const after = workers.open(source([setting('clerks', 3)]), 'people');
    const { longest, seen } = valueOf(await workers.findPeople(before, 1, 'desk'));
    expect(seen).toBeGreaterThan(500);
    const [first, second] = await Promise.all(
      [before, after].map(async (run) => valueOf(await workers.follow(run, 1, longest!.person))!),
    );
    expect(first.waitedDays).toBeCloseTo(longest!.waitedDays, 9);
    expect(second.entries[0]).toMatchObject({ day: longest!.day, service: 'desk', what: 'arrives' });
    expect(second.waitedDays).toBeLessThan(first.waitedDays);
  });

  it('who cannot be of the scenario are nobody; who do not come in have no entries', async () => {
    const workers = openPool();
    const run = workers.open(source(), 'people');
    expect(valueOf(await workers.follow(run, 0, '__proto__:1'))).toBeNull();
    expect(valueOf(await workers.follow(run, 0, 'door#0:999999'))).toMatchObject({ entries: [], leaves: false });
  });

  it('can be looked for while a run is under way, which goes on undisturbed', async () => {
    const workers = openPool(1);
    const run = workers.open(source(), 'people');
    const extending = workers.extend([run], 8);
    const found = valueOf(await workers.findPeople(run, 0, 'desk'));
    expect(await extending).toEqual({ status: 'complete' });
    const alone = openPool(1);
    const again = alone.open(source(), 'people');
    await alone.extend([again], 8);
    expect(run.results.map(({ hash }) => hash)).toEqual(again.results.map(({ hash }) => hash));
    expect(found.seen).toBeGreaterThan(500);
    workers.dispose();
  });
});

describe('what cannot be done', () => {
  it('is answered with issues', async () => {
    const workers = openPool();
    const run = workers.open({ scenario: '{', changes: [] }, 'people');
    expect(await workers.countFlows(run, 0)).toMatchObject({ kind: 'refused', issues: [{ path: expect.any(String) }] });
  });

  it('stops within 200 ms when nobody wants it any more', async () => {
    const workers = openPool();
    const run = workers.open({ ...source([MANY_PEOPLE]), horizonDays: 40_000 }, 'people');
    const stop = new AbortController();
    const counting = workers.countFlows(run, 0, stop.signal);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const began = performance.now();
    stop.abort();
    expect(await counting).toEqual({ kind: 'cancelled' });
    expect(performance.now() - began).toBeLessThan(200);
    expect(await workers.countFlows(run, 0, stop.signal)).toEqual({ kind: 'cancelled' });
  });

  it('is tried again on another worker when one is lost', async () => {
    let started = 0;
    const workers = openPool(1, () => {
      started += 1;
      const connection = engineConnection();
      const lost =
        started === 1 ? new Promise<string>((resolve) => setTimeout(() => resolve('killed'), 30)) : undefined;
      return lost === undefined ? connection : { ...connect(new MessageChannel().port1, lost, () => {}) };
    });
    const run = workers.open(source(), 'people');
    expect(valueOf(await workers.countFlows(run, 0))).toHaveLength(2);
    expect(started).toBe(2);
  });
});
