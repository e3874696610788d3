/** A scenario's difference taken apart on the page: what is run, what comes of it, and how it is drawn and said. */
import { describe, expect, it } from 'vitest';
import type { AvailableChange } from '../../ui/state/changes';
import { availableChange } from '../../ui/state/changes';
import { explainScenario, MOST_PARTS, partsOf, type ExplainRequest } from '../../ui/state/explaining';
import { Job } from '../../ui/state/job';
import { barsOf } from '../../ui/state/waterfall';
import { describeExplanation } from '../../ui/words/explain';
import { inProcessPool } from '../workers/in-process';
import { setting } from '../workers/one-desk';
import { tenAtOnce } from '../workers/ten-at-once';

const change = (text: string): AvailableChange => availableChange(JSON.parse(text), text, 'file');
const FASTER = change(setting('service', 0.25));
const MORE = change(setting('clerks', 2));
const TITLES = ['Faster', 'More'];
const tools = (signal = new AbortController().signal) => ({ signal, onProgress: () => undefined });

const request = (changes: readonly AvailableChange[], more: Partial<ExplainRequest> = {}): ExplainRequest => ({
  key: 'k',
  title: 'Both',
  source: {
    scenario: JSON.stringify({ ...tenAtOnce, primaryMeasures: [{ measure: 'desk.waitMean', margin: 'smallWait' }] }),
    changes: [],
  },
  parts: partsOf({ id: 's', name: '', changes: changes.map(({ id }) => id) }, changes),
  replications: 2,
  seed: 'seed',
  ...more,
});

describe('a difference taken apart', () => {
  it('has the parts that follow by hand from ten people who come at once', async () => {
    const found = await explainScenario(inProcessPool(), request([FASTER, MORE]), tools());
    const [explanation] = found!.explained.explanations;
    // They wait 4.5 s with one clerk and 2 s with two: 2.25 days, 1.125 and 1 with one change, 0.5 with both.
    expect([explanation.baseline, explanation.changed]).toEqual([expect.closeTo(2.25, 9), expect.closeTo(0.5, 9)]);
    expect(explanation.contributions.map(({ alone }) => alone.mean)).toEqual([
      expect.closeTo(-1.125, 9),
      expect.closeTo(-1.25, 9),
    ]);
    expect(explanation.interaction.mean).toBeCloseTo(0.625, 9);
    expect(explanation.contributions.map(({ share }) => share.mean)).toEqual([
      expect.closeTo((-1.125 - 0.5) / 2, 9),
      expect.closeTo((-1.25 - 0.625) / 2, 9),
    ]);
    for (const reading of ['share', 'step', 'alone'] as const) {
      const bars = barsOf(explanation, TITLES, reading);
      expect(bars[0].to).toBeCloseTo(2.25, 9);
      // Each bar begins where the one before it ends, and the last ends at what all changes come to.
      for (const [i, bar] of bars.entries()) if (i > 0) expect(bar.from).toBeCloseTo(bars[i - 1].to, 9);
      expect(bars.at(-1)!.to).toBeCloseTo(0.5, 9);
      expect(bars.some(({ kind }) => kind === 'together')).toBe(reading === 'alone');
    }
    const measure = { name: 'waitMean', title: '', service: 'the desk', part: '' };
    expect(describeExplanation(explanation, TITLES, measure, 30).join(' ')).toMatch(
      /^With all 2 changes, the average wait for the desk falls from 2\.3 to 0\.5 days .*: better\. Of this, “More” makes it about 0\.9 days shorter and “Faster” makes it about 0\.8 days shorter\. Together they make it about 0\.6 days longer beyond what each does alone\.$/,
    );
  });

  it('says which combination cannot be made, before anything runs', async () => {
    const clash = change(setting('clerks', 3));
    const parts = [MORE, clash].map(({ title, text }) => ({ title, texts: [text] }));
    await expect(explainScenario(inProcessPool(), request([], { parts }), tools())).rejects.toThrow(
      /“clerks is 2” and “clerks is 3” cannot be made without the others: /,
    );
  });

  it('takes the last of more than five changes as one, and does not take a single one apart', () => {
    const changes = Array.from({ length: 7 }, (_, i) => change(setting('idle', i + 1)));
    const set = { id: 's', name: '', changes: changes.map(({ id }) => id) };
    const parts = partsOf(set, changes);
    expect(parts.map(({ texts }) => texts.length)).toEqual([1, 1, 1, 1, 3]);
    expect(parts).toHaveLength(MOST_PARTS);
    expect(partsOf({ ...set, changes: set.changes.slice(0, 1) }, changes)).toEqual([]);
  });
});

describe('a job', () => {
  it('tells how far it is, keeps what came of it, and says what went wrong', async () => {
    const job = new Job<number>();
    const heard: string[] = [];
    job.addEventListener('change', () => heard.push(`${job.state.status} ${job.state.done}/${job.state.wanted}`));
    await job.start(async ({ onProgress }) => {
      onProgress(1, 2);
      // A second one is not begun while the first runs.
      await job.start(() => Promise.reject(new Error('no')));
      return 7;
    });
    expect(heard).toEqual(['running 0/0', 'running 1/2', 'running 1/2', 'idle 1/2']);
    expect(job.state).toMatchObject({ status: 'idle', result: 7, problem: undefined });
    await job.start(() => Promise.reject(new Error('lost')));
    expect(job.state).toMatchObject({ status: 'idle', result: 7, problem: 'The workers stopped: lost' });
  });

  it('can be cancelled', async () => {
    const job = new Job<number>();
    const work = job.start(
      ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined))),
    );
    job.cancel();
    expect(job.state.status).toBe('cancelling');
    await work;
    expect(job.state).toEqual({ status: 'idle', done: 0, wanted: 0, problem: undefined });
  });
});
