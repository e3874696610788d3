/** `headroom explain` as people run it, and the commands of its guide. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ROOT } from '../../scripts/bundle-for-node.mjs';
import { oneDesk, setting } from '../workers/one-desk';
import { openProgram, type Ended, type Program } from './program';

// Every command is a process of its own, and a busy machine may take seconds to start one.
vi.setConfig({ testTimeout: 90_000 });

let program: Program;

beforeAll(async () => {
  program = openProgram('explain');
  program.write('scenario.json', oneDesk());
  program.write('second-clerk.json', setting('clerks', 2));
  program.write('third-clerk.json', setting('clerks', 3));
  program.write('more-people.json', setting('arrivals', 9));
  program.write('faster.json', setting('service', 0.08));
});

afterAll(() => program.remove());

function expectRefusal(ended: Ended, ...says: (string | RegExp)[]): void {
  for (const part of says) expect(ended.stderr).toMatch(part);
  expect(ended.stderr).not.toMatch(/^\s+at /m);
  expect(ended.stdout).toBe('');
  expect(ended.code).toBe(2);
}

const TWO = ['--change', 'more-people.json', '--change', 'second-clerk.json'];
const explain = (...options: string[]) => program.run('explain', 'scenario.json', ...options);

describe('headroom explain', () => {
  it('prints JSON whose contributions add up, the same for any number of workers', async () => {
    const ended = await explain(...TWO, '--json', '--workers', '1');
    expect(ended.stderr).toBe('');
    expect(ended.code).toBe(0);
    const output = JSON.parse(ended.stdout);
    expect(output).toMatchObject({
      scenario: 'one-desk',
      replications: 6,
      stopped: 'replications',
      seed: 'one desk',
      changes: [{ ids: ['arrivals-9'], files: ['more-people.json'] }, { ids: ['clerks-2'] }],
    });
    expect(output.combinations.map(({ changes }: any) => changes)).toEqual([[], [0], [1], [0, 1]]);
    const [wait] = output.explanations;
    expect(wait).toMatchObject({ id: 'desk.waitMean', unit: 'days', margin: 0.01, replications: 6 });
    const [more, clerk] = wait.contributions;
    expect(more.share.mean + clerk.share.mean).toBeCloseTo(wait.whole.mean, 12);
    expect(more.step.mean + clerk.step.mean).toBeCloseTo(wait.whole.mean, 12);
    expect(more.alone.mean).toBeGreaterThan(more.share.mean);
    expect(clerk.share.mean).toBeLessThan(0);
    const other = JSON.parse((await explain(...TWO, '--json', '--workers', '2')).stdout);
    expect({ ...other, wallSeconds: 0 }).toEqual({ ...output, wallSeconds: 0 });
    // The combination of both is the scenario that `run` makes of them.
    const run = JSON.parse((await program.run('run', 'scenario.json', ...TWO, '--json')).stdout);
    expect(run.hash).toBe(output.combinations[3].hash);
  });

  it('says first what each change contributes, then shows the table', async () => {
    const { stdout, code } = await explain(...TWO);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}A: arrivals is 9\n {2}B: clerks is 2$/m);
    expect(stdout).toMatch(/^Desk: mean wait: falls from .* with all changes, which is better \(difference −/m);
    expect(stdout).toMatch(/^ {2}B \(clerks is 2\) contributes −0\.\d+ days, which is better \(95 % interval/m);
    expect(stdout).toMatch(/^Change +Step +± +Share +± +Alone +± +Unit +Verdict$/m);
    expect(stdout).toMatch(/^ {2}Whole difference +−0/m);
    expect(stdout.indexOf('contributes')).toBeLessThan(stdout.indexOf('Verdict'));
  });

  it('says what is too close to call, takes other measures, and shows pairs of three changes', async () => {
    const three = [...TWO, '--change', 'faster.json', '--measure', 'home.arrivals', 'desk.waitMean'];
    const { stdout } = await explain(...three, '--replications', '3', '--days', '30');
    // Clerks move nobody who has not come: within half a month there is hardly a difference.
    expect(stdout).toMatch(/^ {2}B \(clerks is 2\) contributes .* people per week, too close to call \(95 % interval/m);
    expect(stdout).toMatch(/^ {2}A with B +\S+ +\S+ +days$/m);
    expect(stdout).toMatch(/^ {2}B with C /m);
  });

  it('keeps what there is when it is interrupted', async () => {
    const interruptAfter = async (milliseconds: number) => {
      const many = ['--replications', '10000', '--json', '--workers', '1'];
      const { child, ended } = await program.start('explain', 'scenario.json', ...TWO, ...many);
      setTimeout(() => child.kill('SIGINT'), milliseconds);
      return ended;
    };
    let end = await interruptAfter(3000);
    // A busy machine may not have come to its first replications by then.
    if (end.stdout === '') end = await interruptAfter(15_000);
    expect(end.code).toBe(130);
    const output = JSON.parse(end.stdout);
    expect(output.stopped).toBe('cancelled');
    expect(output.replications).toBeLessThan(10_000);
  });
});

describe('headroom explain --until-precise', () => {
  it('goes on until the differences of all combinations are as precise as asked, and says what is not', async () => {
    const few = ['--until-precise', '--days', '20', '--max-replications', '26'];
    const ended = await explain(...TWO, ...few, '--precision', 'desk.waitMean=0.5', '--json');
    const output = JSON.parse(ended.stdout);
    // The rule counts from the 20th replication on and looks five ahead.
    expect(output).toMatchObject({ stopped: 'precise', untilPrecise: true, replications: 25 });
    expect(output.combinations.map(({ precision }: any) => precision)).toEqual(
      Array.from({ length: 4 }, () => [expect.objectContaining({ precision: 0.5, reached: true })]),
    );
    const { stdout } = await explain(...TWO, ...few, '--precision', 'desk.waitMean=0.0001');
    expect(stdout).toContain('Stopped at the most replications allowed (--max-replications). Not as precise');
    expect(stdout).toMatch(/^ {2}A \+ B, difference of Desk: mean wait.*: ±.*, asked for ±/im);
  });

  it('refuses precisions that would not count, and a budget for a fixed number', async () => {
    expectRefusal(
      await explain(...TWO, '--until-precise', '--precision', 'desk.utilisation=0.1'),
      '--precision desk.utilisation: it is not explained',
    );
    expectRefusal(await explain(...TWO, '--budget', '5'), '--budget goes with --until-precise');
    expectRefusal(
      await explain(...TWO, '--until-precise', '--measure', 'desk.utilisation'),
      'no precision is asked for',
    );
  });
});

describe('bad input', () => {
  it('too few changes, too many, or measures that are not there', async () => {
    expectRefusal(await explain(), 'at least two --change FILE', 'got 0');
    expectRefusal(await explain('--change', 'faster.json'), 'got 1', 'use compare');
    expectRefusal(await explain(...TWO, ...TWO, ...TWO), 'at most 5 changes, got 6', 'Join some of them by +');
    expectRefusal(
      await explain(...TWO, '--measure', 'desk.nothing'),
      '--measure desk.nothing: there is no such measure (primary measures are desk.waitMean',
    );
    const { primaryMeasures: _, ...open } = oneDesk();
    delete (open.parameters as Record<string, unknown>).smallWait;
    program.write('open.json', open);
    expectRefusal(await program.run('explain', 'open.json', ...TWO), 'names no primary measures', '--measure ID');
    expectRefusal(await explain(...TWO, '--replications', '1'), 'from 2 to 10,000');
    expectRefusal(await program.run('explain'), "missing required argument 'FILE'");
  });

  it('changes that conflict: both are named, once', async () => {
    const ended = await explain(...TWO, '--change', 'third-clerk.json');
    expectRefusal(ended, 'explain runs every combination', /"clerks is 2".*"clerks is 3".*use one of the two/);
    expect(ended.stderr).toMatch(/^scenario\.json \+ second-clerk\.json \+ third-clerk\.json: /m);
    expect(ended.stderr.match(/use one of the two/g)).toHaveLength(1);
    expectRefusal(await explain(...TWO, '--change', 'faster.json', '--change', 'faster.json'), 'stands twice');
  });

  it('a change that needs another one: joined by + they count as one', async () => {
    program.write('new-desk.json', {
      ...JSON.parse(setting('x', 1, { id: 'new-desk', title: 'A second desk' })),
      operations: [
        { op: 'add', path: 'services.second', value: { ...oneDesk().services.desk, title: 'Second desk' } },
        { op: 'to', path: 'services.desk.to', value: 'second' },
      ],
    });
    program.write('two-clerks-there.json', {
      ...JSON.parse(setting('x', 1, { id: 'two-there', title: 'Two clerks there' })),
      operations: [{ op: 'to', path: 'services.second.servers.count', value: 'clerks + clerks' }],
    });
    const apart = ['--change', 'new-desk.json', '--change', 'two-clerks-there.json', '--change', 'more-people.json'];
    expectRefusal(await explain(...apart), /^scenario\.json \+ two-clerks-there\.json: .*second/m, 'join files', /\+/);
    const joined = ['--change', 'new-desk.json+two-clerks-there.json', '--change', 'more-people.json'];
    const output = JSON.parse((await explain(...joined, '--json', '--replications', '2', '--days', '20')).stdout);
    expect(output.changes[0]).toMatchObject({ ids: ['new-desk', 'two-there'] });
    expect(output.changes[0].title).toBe('A second desk + Two clerks there');
  });

  it('a file that is broken by itself, without talk of combinations', async () => {
    program.write('broken.json', '{"format": 1,');
    const ended = await explain('--change', 'broken.json', '--change', 'faster.json');
    expectRefusal(ended, /^broken\.json: /);
    expect(ended.stderr).not.toContain('every combination');
    expectRefusal(
      await explain('--change', 'gone.json', '--change', 'faster.json'),
      'gone.json: there is no such file',
    );
  });
});

describe('the guide', () => {
  it('has commands that run', async () => {
    const guide = readFileSync(join(ROOT, 'docs/guides/explain-a-difference.md'), 'utf8');
    const commands = [...guide.matchAll(/^npx headroom ((?:.*\\\n)*.*)$/gm)].map(([, command]) =>
      command.replaceAll('\\\n', ' ').trim().split(/\s+/),
    );
    expect(commands.length).toBeGreaterThan(1);
    for (const command of commands) {
      const ended = await program.run(...command);
      expect(ended.stderr).toBe('');
      expect(ended.code).toBe(0);
    }
  });
});
