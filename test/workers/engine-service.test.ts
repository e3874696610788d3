import * as Comlink from 'comlink';
import { describe, expect, it } from 'vitest';
import { ENGINE_VERSION, compile, readScenario, replicate } from '../../engine/index';
import { EngineService } from '../../workers/engine-service';
import type { ReplicationsOutcome } from '../../workers/protocol';
import { MANY_PEOPLE, oneDesk, oneDeskText, setting } from './one-desk';

const SEED = 'engine service tests';
const source = (changes: string[] = [], horizonDays?: number) => ({ scenario: oneDeskText(), changes, horizonDays });

function prepared(): EngineService {
  const service = new EngineService();
  expect(service.prepare('a', source())).toEqual({ ok: true, value: null });
  return service;
}

function resultOf(outcome: ReplicationsOutcome) {
  if (outcome.kind !== 'done') throw new Error(`the replication was ${outcome.kind}`);
  return outcome.results[0];
}

function valueOf<T>(answer: { ok: true; value: T } | { ok: false; issues: unknown }): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  return answer.value;
}

describe('a description', () => {
  it('holds all that a page shows before a run', () => {
    const description = valueOf(new EngineService().describe(source()));
    expect(description).toMatchObject({
      id: 'one-desk',
      title: 'One desk',
      caution: 'Invented for tests.',
      run: { horizonDays: 100, warmUpDays: 0, replications: 6, seed: 'one desk' },
      groups: { front: { title: 'Front door' } },
      primary: [{ measure: 'desk.waitMean', margin: 0.01 }],
      changes: [],
      engineVersion: ENGINE_VERSION,
    });
    expect(description.services.map(({ id, kind, group }) => [id, kind, group])).toEqual([
      ['door', 'source', undefined],
      ['desk', 'desk', 'front'],
      ['home', 'exit', undefined],
    ]);
    expect(description.parameters[0]).toMatchObject({
      id: 'arrivals',
      value: 8,
      unit: 'person/day',
      low: 4,
      high: 4000,
    });
    expect(description.layout.measures.map(({ id }) => id)).toContain('desk.waitMean');
    expect(description.scenarioHash).not.toBe('');
  });

  it('is of the scenario after its changes', () => {
    const service = new EngineService();
    const before = valueOf(service.describe(source()));
    const after = valueOf(service.describe(source([setting('clerks', 2)])));
    expect(after.parameters.find(({ id }) => id === 'clerks')?.value).toBe(2);
    expect(after.changes.map(({ title }) => title)).toEqual(['clerks is 2']);
    expect(after.scenarioHash).not.toBe(before.scenarioHash);
  });

  it('is of a shorter run when days are set beside the scenario', () => {
    const service = new EngineService();
    const shorter = valueOf(service.describe(source([], 30)));
    expect(shorter.run.horizonDays).toBe(30);
    expect(shorter.scenarioHash).not.toBe(valueOf(service.describe(source())).scenarioHash);
  });

  it('can be sent to a page', () => {
    const description = valueOf(new EngineService().describe(source()));
    expect(structuredClone(description)).toEqual(description);
  });
});

describe('bad input is answered with issues', () => {
  const issuesOf = (scenario: string, changes: string[] = [], horizonDays?: number) => {
    const service = new EngineService();
    const answer = service.describe({ scenario, changes, horizonDays });
    expect(service.prepare('a', { scenario, changes, horizonDays })).toEqual(answer);
    if (answer.ok) throw new Error('the source was accepted');
    expect(answer.issues.length).toBeGreaterThan(0);
    return answer.issues;
  };

  it('when the text is not JSON', () => {
    expect(issuesOf('{ "format": 1,')[0].change).toBeUndefined();
  });

  it('when a service does not exist', () => {
    const scenario = oneDesk();
    scenario.services.door = { ...scenario.services.door, to: 'desc' } as typeof scenario.services.door;
    const [issue] = issuesOf(JSON.stringify(scenario));
    expect(issue.path).toContain('services.door.to');
    expect(issue.message).toContain('desc');
  });

  it.each(['__proto__', 'constructor'])('when a text tries to reach %s', (name) => {
    const text = oneDeskText().replace('"parameters":{', `"parameters":{"${name}":{"polluted":true},`);
    issuesOf(text);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('about every text at once, each naming its change', () => {
    const broken = setting('clerks', 2, { title: '' });
    const issues = issuesOf('[]', [setting('clerks', 2), broken, 'no JSON']);
    expect(new Set(issues.map(({ change }) => change))).toEqual(new Set([undefined, 1, 2]));
  });

  it('when two changes contradict each other', () => {
    const [issue] = issuesOf(oneDeskText(), [setting('clerks', 2), setting('clerks', 3)]);
    expect(issue.change).toBe('all');
    expect(issue.message).toContain('clerks is 2');
    expect(issue.message).toContain('clerks is 3');
  });

  it.each([0, -1, 3_652_425, Number.NaN])('when the run is to last %s days', (days) => {
    expect(issuesOf(oneDeskText(), [], days)[0]).toMatchObject({
      code: 'horizon-out-of-range',
      path: 'run.horizonDays',
    });
  });
});

describe('a replication', () => {
  it('has the numbers that the engine gives in one go', async () => {
    const read = valueOf(readScenario(oneDeskText()));
    const expected = replicate(compile(read), SEED, 3);
    const result = resultOf(await prepared().replicate('a', SEED, [3], 1));
    expect(result.number).toBe(3);
    expect(result.events).toBe(expected.events);
    expect(result.values).toEqual(expected.values);
    expect(result.histograms).toEqual(expected.histograms);
    expect(result.hash).toBe(expected.hash);
  });

  it('is the same alone and among others of one call', async () => {
    const service = prepared();
    const together = await service.replicate('a', SEED, [4, 1, 2], 1);
    if (together.kind !== 'done') throw new Error(together.kind);
    // On a busy machine there may be fewer of them, but never none.
    expect(together.results.map(({ number }) => number)).toEqual([4, 1, 2].slice(0, together.results.length));
    for (const result of together.results) {
      expect(result).toEqual(resultOf(await prepared().replicate('a', SEED, [result.number], 2)));
    }
  });

  it('that is long leaves the others of its call for another time', async () => {
    const service = new EngineService();
    service.prepare('long', { scenario: oneDeskText(), changes: [MANY_PEOPLE], horizonDays: 100 });
    const outcome = await service.replicate('long', SEED, [0, 1, 2, 3], 1);
    expect(outcome).toMatchObject({ kind: 'done', results: [{ number: 0 }] });
    expect(outcome.kind === 'done' && outcome.results.length).toBe(1);
  });

  it('does not depend on those before it on the same model, finished or not', async () => {
    const service = prepared();
    const first = resultOf(await service.replicate('a', SEED, [0], 1));
    const cancelled = service.replicate('a', SEED, [1], 2);
    service.cancel(2);
    expect((await cancelled).kind).toMatch(/cancelled|done/);
    expect(resultOf(await service.replicate('a', SEED, [0], 3)).hash).toBe(first.hash);
    expect(resultOf(await service.replicate('a', SEED, [1], 4)).hash).not.toBe(first.hash);
  });

  it('stops within 200 ms when it is cancelled', async () => {
    const service = new EngineService();
    service.prepare('long', { scenario: oneDeskText(), changes: [MANY_PEOPLE], horizonDays: 40_000 });
    const outcome = service.replicate('long', SEED, [0], 7);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const began = performance.now();
    service.cancel(7);
    expect(await outcome).toEqual({ kind: 'cancelled' });
    expect(performance.now() - began).toBeLessThan(200);
  });

  it('hands its arrays over without a copy', async () => {
    const { port1, port2 } = new MessageChannel();
    let sent: ReplicationsOutcome | undefined;
    const service = prepared();
    Comlink.expose(
      {
        async replicate() {
          sent = await service.replicate('a', SEED, [0], 1);
          return sent;
        },
      },
      port2,
    );
    const remote = Comlink.wrap<{ replicate(): Promise<ReplicationsOutcome> }>(port1);
    const received = resultOf(await remote.replicate());
    expect(received.values.length).toBeGreaterThan(0);
    expect(resultOf(sent as ReplicationsOutcome).values).toHaveLength(0);
    port1.close();
    port2.close();
  });

  it('of a model that was forgotten is a bug', async () => {
    const service = prepared();
    service.forget('a');
    await expect(service.replicate('a', SEED, [0], 1)).rejects.toThrow('bug in Headroom');
  });
});

describe('results', () => {
  it('are summarised and compared', async () => {
    const service = prepared();
    service.prepare('b', source([setting('clerks', 2)]));
    const [a, b] = await Promise.all(
      ['a', 'b'].map(async (key, i) => {
        const results = [];
        for (let n = 0; n < 4; n += 1) results.push(resultOf(await service.replicate(key, SEED, [n], 10 * i + n)));
        return { key, results };
      }),
    );
    const summary = service.summarise(a);
    expect(summary.replications).toBe(4);
    const wait = summary.measures.find(({ id }) => id === 'desk.waitMean');
    // M/M/1 with 8 a day and 10 a day: 0.4 days.
    expect(wait?.mean).toBeGreaterThan(0.15);
    expect(wait?.mean).toBeLessThan(1);
    const [comparison] = service.compare(a, [b]);
    expect(comparison.differences.find(({ id }) => id === 'desk.waitMean')).toMatchObject({
      verdict: 'better',
      primary: true,
      margin: 0.01,
    });
  });
});
