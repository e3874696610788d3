/** Replications until precise, on the command line. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { furthestOff, type PrecisionState } from '../../engine/index';
import { progressText } from '../../cli/precision';
import { oneDesk, setting } from '../workers/one-desk';
import { openProgram, type Ended, type Program } from './program';

// Every command is a process of its own, and a busy machine may take seconds to start one.
vi.setConfig({ testTimeout: 120_000 });

let program: Program;

beforeAll(async () => {
  program = openProgram('until-precise');
  program.write('desk.json', oneDesk());
  program.write('two-clerks.json', setting('clerks', 2));
  program.write('no-margin.json', {
    ...oneDesk(),
    primaryMeasures: [{ measure: 'desk.waitMean', margin: '0 * smallWait' }],
  });
});

afterAll(() => program.remove());

const json = ({ stdout }: Ended) => JSON.parse(stdout) as any;
const WAIT = 'desk.waitMean';
const until = (precision: number) => ['--until-precise', '--precision', `${WAIT}=${precision}`];

/** A busy machine may not have come to its second replication in a short time: try again with more. */
async function whenReady(start: (seconds: number) => Promise<Ended>): Promise<Ended> {
  for (const seconds of [2, 8]) {
    const ended = await start(seconds);
    if (/"replications": (?!1,)\d|^(?!1 )\d+ replications/m.test(ended.stdout)) return ended;
  }
  return start(30);
}

describe('headroom run --until-precise', () => {
  it('stops when the measure is precise, at the same replication on any number of workers', async () => {
    const ends = await Promise.all(
      ['1', '2'].map((workers) =>
        program.run('run', 'desk.json', '--json', ...until(0.045), '--max-replications', '200', '--workers', workers),
      ),
    );
    const [one, two] = ends.map(json);
    expect(ends[0].code).toBe(0);
    expect(one).toMatchObject({ stopped: 'precise', seed: 'one desk' });
    expect(one.precision).toMatchObject([{ measure: WAIT, unit: 'days', precision: 0.045, reached: true }]);
    expect(one.precision[0].halfWidth).toBeLessThanOrEqual(0.045);
    expect(one.replications).toBeGreaterThan(6);
    expect(one.replications).toBeLessThan(200);
    const { wallSeconds: _one, ...rest } = one;
    const { wallSeconds: _two, ...others } = two;
    expect(others).toEqual(rest);

    // As many replications by number are the same bytes.
    const fixed = json(await program.run('run', 'desk.json', '--json', '--replications', String(one.replications)));
    expect(fixed).toMatchObject({ stopped: 'replications', hash: one.hash, measures: one.measures });
    expect(fixed.precision).toMatchObject([{ precision: 0.01, reached: false }]);
  });

  it('stops at the most replications, and says what is not precise', async () => {
    const limits = ['--max-replications', '9'];
    const ended = await program.run('run', 'desk.json', '--json', '--until-precise', ...limits);
    expect(ended.code).toBe(0);
    expect(json(ended)).toMatchObject({ stopped: 'replications', replications: 9, precision: [{ reached: false }] });
    const { stdout } = await program.run('run', 'desk.json', '--until-precise', ...limits);
    expect(stdout).toMatch(/^Stopped at the most replications allowed \(--max-replications\)\. Not as precise/m);
    expect(stdout).toMatch(/^ {2}Desk: mean wait: ±0\.\d+ days, asked for ±0\.010 days$/m);
  });

  it('stops when the seconds are spent', async () => {
    const budget = (seconds: number) => ['--budget', String(seconds), '--workers', '1'];
    const within = (seconds: number) =>
      program.run('run', 'desk.json', '--json', ...until(1e-9), '--max-replications', '10000', ...budget(seconds));
    const ended = await whenReady(within);
    expect(ended.code).toBe(0);
    const output = json(ended);
    expect(output.stopped).toBe('seconds');
    expect(output.precision).toMatchObject([{ reached: false }]);
    const replications = String(Math.max(2, output.replications));
    const fixed = await program.run('run', 'desk.json', '--json', '--replications', replications);
    if (output.replications >= 2) expect(json(fixed).hash).toBe(output.hash);
  });

  it('keeps what there is on Ctrl+C, and says that it was stopped', async () => {
    const interruptAfter = async (seconds: number, ...options: string[]) => {
      const args = ['desk.json', ...until(1e-9), '--max-replications', '10000', '--workers', '1', ...options];
      const { child, ended } = await program.start('run', ...args);
      setTimeout(() => child.kill('SIGINT'), seconds * 1000);
      return ended;
    };
    const text = await whenReady((seconds) => interruptAfter(seconds));
    expect(text.code).toBe(130);
    expect(text.stdout).toMatch(/^Stopped by Ctrl\+C before the end/m);
    expect(text.stdout).toMatch(/^Desk: mean wait: 0\./m);
    const ended = await whenReady((seconds) => interruptAfter(seconds, '--json'));
    expect(ended.code).toBe(130);
    expect(json(ended)).toMatchObject({ stopped: 'cancelled', precision: [{ reached: false }] });
  });
});

describe('headroom compare --until-precise', () => {
  it('goes on until the baseline and every paired difference are precise', async () => {
    const args = ['--json', '--change', 'two-clerks.json', ...until(0.05), '--max-replications', '300'];
    const output = json(await program.run('compare', 'desk.json', ...args));
    expect(output.baseline).toMatchObject({ stopped: 'precise', precision: [{ measure: WAIT, reached: true }] });
    const [comparison] = output.comparisons;
    expect(comparison.precision).toMatchObject([{ measure: WAIT, precision: 0.05, reached: true }]);
    expect(comparison.replications).toBe(output.baseline.replications);
    const wait = comparison.differences.find(({ id }: any) => id === WAIT);
    expect(wait.halfWidth).toBe(comparison.precision[0].halfWidth);
    expect(wait).toMatchObject({ equivalent: false, moreReplications: null, moreSeconds: null });
  });
});

describe('what will not do', () => {
  const refuses = async (args: string[], ...says: string[]) => {
    const ended = await program.run(...args);
    for (const part of says) expect(ended.stderr).toContain(part);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
    expect(ended.stdout).toBe('');
    expect(ended.code).toBe(2);
  };

  it.each([
    [['--max-replications', '5'], '--max-replications goes with --until-precise'],
    [['--budget', '5'], '--budget goes with --until-precise'],
    [['--until-precise', '--replications', '5'], '--replications and --until-precise exclude each other'],
    [['--until-precise', '--max-replications', '1'], '--max-replications'],
    [['--until-precise', '--budget', '0'], '--budget'],
    [['--until-precise', '--budget', 'soon'], 'above 0 and up to 86,400'],
    [['--precision', 'desk.waitMean'], 'Write MEASURE=VALUE'],
    [['--precision', '=5'], '--precision'],
    [['--precision', 'desk.waitMean=0'], 'a value above 0'],
    [['--precision', 'desk.waitMean=x'], '--precision'],
    [['--precision', 'desk.nothing=1'], '--precision desk.nothing: there is no such measure'],
  ])('%j', (options, says) => refuses(['run', 'desk.json', ...options], says));

  it('asking for no precision at all', async () => {
    await refuses(['run', 'no-margin.json', '--until-precise'], '--until-precise: no precision is asked for');
    const ended = await program.run('run', 'no-margin.json', '--json', ...until(10), '--max-replications', '50');
    expect(json(ended)).toMatchObject({ stopped: 'precise', precision: [{ precision: 10 }] });
  });

  it('a budget in which nothing can be done', async () => {
    await refuses(['run', 'desk.json', '--until-precise', '--budget', '0.001'], '--budget 0.001: spent before');
  });
});

describe('the line of progress', () => {
  const state = (more: Partial<PrecisionState>): PrecisionState => ({
    measure: 'a.wait',
    service: 'a',
    unit: 'weeks',
    scenario: 0,
    precision: 1,
    halfWidth: 1.5,
    reached: false,
    ...more,
  });
  const names = { full: ({ id }: { id: string }) => id, short: String, service: String, isPart: () => false };

  it('names the measure that is furthest off its precision, not the widest', () => {
    const states = [state({}), state({ measure: 'b.list', unit: 'people', precision: 20, halfWidth: 25 })];
    expect(furthestOff(states)).toBe(states[0]);
    expect(progressText(12, states, names)).toBe('12 replications; furthest off: a.wait ±1.50 (asked ±1.00 weeks)');
  });

  it('says when all are precise, of differences which, and nothing before there is an interval', () => {
    const precise = state({ halfWidth: 0.9, reached: true, scenario: 2 });
    expect(progressText(30, [precise], names)).toBe(
      '30 replications; all precise, looking ahead: difference 2, a.wait ±0.900 (asked ±1.00 weeks)',
    );
    expect(progressText(1, [state({ halfWidth: Infinity })], names)).toBe('1 replications');
  });
});
