/** Sensitivity studies that a worker holds for the page: the effects that follow by hand, and the same from a worker that begins anew. */
import { describe, expect, it } from 'vitest';
import { EngineService } from '../../workers/engine-service';
import { tryQuantitiesRemotely } from '../../workers/remote-sensitivity';
import type { SensitivityQuestion, StudyBatches } from '../../workers/sensitivity-session';
import { inProcessPool } from './in-process';
import { setting } from './one-desk';
import { tenAtOnce } from './ten-at-once';

const source = { scenario: JSON.stringify(tenAtOnce), changes: [] };
const question = (more: Partial<SensitivityQuestion> = {}): SensitivityQuestion => ({
  sources: [source],
  measure: 'desk.waitMean',
  top: 3,
  replications: 2,
  seed: 'study',
  ...more,
});
const ask = (asked: SensitivityQuestion, signal = new AbortController().signal) =>
  tryQuantitiesRemotely(inProcessPool(), asked, { signal, onProgress: () => undefined });

describe('a study that a worker holds', () => {
  it('measures effects that have a closed form', async () => {
    const answer = await ask(question());
    if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
    const { result, isComplete, opened } = answer.value;
    expect([isComplete, opened.tried, result.stage]).toEqual([true, 3, 'complete']);
    // They wait 4.5 s on average with one clerk and a time of service s, 2 s with two.
    expect(result.tornado.map(({ id, atLow, atHigh }) => [id, atLow.mean, atHigh.mean])).toEqual([
      ['service', expect.closeTo(4.5 * -0.25, 9), expect.closeTo(4.5 * 0.5, 9)],
      ['clerks', 0, expect.closeTo(1 - 2.25, 9)],
    ]);
  });

  it('is about the difference that changes make, where there are any', async () => {
    const sources = [source, { ...source, changes: [setting('clerks', 2)] }];
    const answer = await ask(question({ sources }));
    if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
    // From 4.5 s to 2 s: the difference is −2.5 s, and the number of clerks is what the change makes it.
    expect(answer.value.result.atValue?.mean).toBeCloseTo(-1.25, 9);
    expect(answer.value.result.tornado[0]).toMatchObject({ id: 'service', atHigh: { mean: expect.closeTo(-1.25, 9) } });
  });

  it('goes on the same in a worker that has to make it anew', () => {
    const asked = question();
    const held = new EngineService();
    held.openSensitivity('k', asked);
    const batches: StudyBatches[number][] = [];
    for (let rounds = 0; rounds < 30; rounds++) {
      const { tasks } = held.sensitivityStep('k', asked, batches);
      expect(new EngineService().sensitivityStep('k', asked, batches).tasks).toEqual(tasks);
      if (tasks.length === 0) break;
      const valueOf = (id: string, value: number) => (id === 'service' ? 4.5 * (value - 0.5) : 0);
      batches.push(
        tasks.map((task) => {
          const moved = Object.entries(task.setting).reduce((sum, [id, value]) => sum + valueOf(id, value), 0);
          return { task, outcome: { kind: 'done', values: [2.25 + moved] } };
        }),
      );
    }
    expect(batches.length).toBeGreaterThan(1);
    expect(held.sensitivityResult('k', asked, batches, true)).toEqual(
      new EngineService().sensitivityResult('k', asked, batches, true),
    );
    expect(held.sensitivityResult('k', asked, batches, true).tornado[0].id).toBe('service');
  });

  it('keeps what there is when it is cancelled, and says what it cannot ask', async () => {
    const stop = new AbortController();
    stop.abort();
    const answer = await ask(question(), stop.signal);
    expect(answer.ok && [answer.value.isComplete, answer.value.result.tornado]).toEqual([false, []]);
    const refused = await ask(question({ measure: 'desk.nothing' }));
    expect(!refused.ok && refused.issues[0].message).toContain('no difference to ask about');
  });
});
