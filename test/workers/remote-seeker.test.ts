/** Searches that a worker holds for the page: the same as one held here, and the answers that follow by hand. */
import { describe, expect, it } from 'vitest';
import { EngineService } from '../../workers/engine-service';
import { seekRemotely, type RemoteFound } from '../../workers/remote-seeker';
import type { SeekQuestion } from '../../workers/seek-session';
import { inProcessPool } from './in-process';
import { setting } from './one-desk';
import { tenAtOnce } from './ten-at-once';

const scenario = JSON.stringify(tenAtOnce);

/** Ten people come at once, and each is served in half a day: they wait 2.25, 1, 0.6, 0.4 and 0.25 days with 1 to 5 clerks. */
const question = (more: Partial<SeekQuestion> = {}): SeekQuestion => ({
  source: { scenario, changes: [] },
  measure: 'desk.waitMean',
  meets: 'atMost',
  bound: 0.5,
  levers: [{ paths: ['parameters.clerks'], op: 'to', from: 1, to: 5, step: 1 }],
  ...more,
});

async function ask(asked: SeekQuestion, signal?: AbortSignal): Promise<RemoteFound> {
  const answer = await seekRemotely(inProcessPool(), asked, 'seed', 'Enough clerks', {
    ...(signal ? { signal } : {}),
    most: { screening: 120, edge: 8 },
    onProgress: () => undefined,
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  return answer.value;
}

const refusal = async (asked: SeekQuestion): Promise<string> => {
  const answer = await seekRemotely(inProcessPool(), asked, 'seed', '', { onProgress: () => undefined });
  return answer.ok ? '' : answer.issues.map(({ path, message }) => `${path}: ${message}`).join('\n');
};

describe('a search that a worker holds', () => {
  it('finds the fewest clerks with which people wait half a day at most', async () => {
    const { found, replications } = await ask(question());
    expect(found).toMatchObject({ status: 'found', isCheapest: true, answer: { values: [4] }, settings: { all: 5 } });
    expect(found.answer!.mean!.mean).toBeCloseTo(0.4, 9);
    expect(found.stepsLess).toMatchObject([{ value: 3 }]);
    expect(replications.edge).toBeGreaterThan(0);
    const change = JSON.parse(found.change!) as { title: string; operations: unknown };
    expect(change.title).toBe('Enough clerks');
    expect(change.operations).toEqual([{ op: 'to', path: 'parameters.clerks', value: 4 }]);
  });

  it('starts from the changes of a scenario', async () => {
    const source = { scenario, changes: [setting('service', 0.25)] };
    // Half the time of service halves every wait: 0.5 days with two clerks.
    expect((await ask(question({ source }))).found.answer?.values).toEqual([2]);
  });

  it('says that a target cannot be reached, and which limit is in the way', async () => {
    const levers = [{ paths: ['parameters.clerks'], op: 'to' as const, from: 1, to: 3, step: 1 }];
    const { found, pressures } = await ask(question({ levers }));
    expect(found).toMatchObject({ status: 'notReached', answer: null, change: null });
    expect(found.edge.at(-1)?.values).toEqual([3]);
    expect(pressures.map(({ service, kind }) => `${service} ${kind}`)).toContain('desk busy');
  });

  it('gives the same from a worker that has to make the search anew as from one that held it', async () => {
    const asked = question();
    const [held, anew] = [new EngineService(), new EngineService()];
    held.openSeek('k', asked);
    const taken = [1, 5].map((clerks, i) => ({
      setting: i === 0 ? 0 : 4,
      values: Array.from({ length: 4 }, () => [2.25, 1, 0.6, 0.4, 0.25][clerks - 1]),
      costs: [],
    }));
    held.seekStep('k', asked, taken.slice(0, 1));
    const steps = [held.seekStep('k', asked, taken), anew.seekStep('k', asked, taken)];
    expect(steps[0]).toEqual(steps[1]);
    expect(steps[0].settled).toEqual([0, 4]);
    expect(steps[0].cheapest).toEqual([5]);
    expect(steps[0].wanted.every(({ setting: one }) => one > 0 && one < 4)).toBe(true);
  });

  it('has nothing to say when it is cancelled at once', async () => {
    const stop = new AbortController();
    stop.abort();
    const { found, stopped } = await ask(question(), stop.signal);
    expect([found.status, stopped]).toEqual(['unfinished', 'cancelled']);
  });

  it('refuses what will not do before anything runs, an issue about a lever under its position', async () => {
    expect(await refusal(question({ levers: [{ paths: ['parameters.clerk'] }] }))).toMatch(
      /^0: there is no parameter "clerk"/,
    );
    expect(await refusal(question({ measure: 'desk.wait' }))).toContain('there is no measure');
    expect(await refusal(question({ by: 31 }))).toContain('the run has days 1 to 30');
    expect(
      await refusal(question({ levers: [{ paths: ['parameters.clerks'], op: 'to', from: 1, to: -4, step: 1 }] })),
    ).toContain('With Clerks -4: ');
  });
});
