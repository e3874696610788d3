/** `headroom seek` as people run it, and the commands of its guide. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ROOT } from '../../scripts/bundle-for-node.mjs';
import { blocksOf } from '../docs/guide';
import { oneDesk } from '../workers/one-desk';
import { openProgram, type Ended, type Program } from './program';

// Every command is a process of its own, and a busy machine may take seconds to start one.
vi.setConfig({ testTimeout: 120_000 });

let program: Program;

/** The desk with 25 arrivals a day, each a tenth of a day of one clerk's time. */
function busyDesk() {
  const scenario = oneDesk({ startDate: '2026-01-01' });
  scenario.parameters.arrivals = { ...scenario.parameters.arrivals, value: 25 };
  scenario.parameters.clerks = { ...scenario.parameters.clerks, value: 3, high: 7 };
  scenario.parameters.bound = { ...scenario.parameters.smallWait, title: 'Longest mean wait', value: 0.06, high: 0.06 };
  return { ...scenario, targets: { quick: { title: 'Quick enough', measure: 'desk.waitMean', atMost: 'bound' } } };
}

beforeAll(async () => {
  program = openProgram('seek');
  program.write('scenario.json', busyDesk());
}, 90_000);

afterAll(() => program.remove());

function expectRefusal(ended: Ended, ...says: (string | RegExp)[]): void {
  for (const part of says) expect(ended.stderr).toMatch(part);
  expect(ended.stderr).not.toMatch(/^\s+at /m);
  expect(ended.stdout).toBe('');
  expect(ended.code).toBe(2);
}

const CLERKS = ['--lever', 'clerks from 3 to 7 step 1'];
const FEW = ['--replications', '60+40'];
const seek = (...options: string[]) => program.run('seek', 'scenario.json', ...options);

describe('headroom seek', () => {
  it('finds the same with any number of workers, and again from the numbers it prints', async () => {
    const ask = ['--target', 'quick', ...CLERKS, '--json'];
    const ended = await seek(...ask, ...FEW, '--workers', '1');
    expect(ended.stderr).toBe('');
    expect(ended.code).toBe(0);
    const output = JSON.parse(ended.stdout);
    expect(output).toMatchObject({
      scenario: 'one-desk',
      status: 'found',
      isCheapest: true,
      answer: { values: [4], verdict: 'meets' },
      criterion: { kind: 'chance', chance: 0.8, bound: 0.06, meets: 'atMost' },
      seeds: { screening: 'one desk', edge: 'one desk again' },
      effort: { kind: 'units', unit: 'WTE' },
      stepsLess: [{ lever: 0, value: 3, verdict: 'misses' }],
      change: { operations: [{ op: 'to', path: 'parameters.clerks', value: 4 }] },
    });
    const { screening, edge } = output.replications;
    const other = JSON.parse((await seek(...ask, '--replications', `${screening}+${edge}`, '--workers', '2')).stdout);
    const plain = (found: any) => ({ ...found, wallSeconds: 0, stopped: '' });
    expect(plain(other)).toEqual(plain(output));
    // Replications at the edge are those that `run` makes with the change and that seed.
    program.write('answer.json', output.change);
    const again = [
      '--change',
      'answer.json',
      '--seed',
      'one desk again',
      '--replications',
      `${output.answer.replications}`,
    ];
    const run = JSON.parse((await program.run('run', 'scenario.json', ...again, '--json')).stdout);
    expect(run.targets[0]).toMatchObject({ met: output.answer.met, replications: output.answer.replications });
    expect(run.measures.find(({ id }: any) => id === 'desk.waitMean').mean).toBeCloseTo(output.answer.mean.mean, 12);
  });

  it('says the answer first, then tables, and saves a change that compare takes', async () => {
    const { stdout, stderr, code } = await seek(
      '--target',
      'desk.waitMean at most 2 hours',
      ...CLERKS,
      ...FEW,
      '--save',
      'saved.json',
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Asked for: Desk: mean wait at most 0\.08333 days, in at least 80 % of replications\.$/m);
    expect(stdout).toMatch(/^It takes A \(Clerks\) at 4 WTE\.\nThe target is then met: in 20 of 20 replications/m);
    expect(stdout).toMatch(/^Every setting of less effort was ruled out\.$/m);
    expect(stdout).toMatch(/^ {2}4 WTE +1 +20 of 20 .* meets$/m);
    expect(stdout.indexOf('It takes')).toBeLessThan(stdout.indexOf('Settings at the edge'));
    expect(stdout).toContain('npx headroom compare scenario.json --change saved.json');
    const compared = await program.run(
      'compare',
      'scenario.json',
      '--change',
      'saved.json',
      '--json',
      '--replications',
      '3',
    );
    expect(
      JSON.parse(compared.stdout).comparisons[0].differences.find(({ id }: any) => id === 'desk.waitMean').mean,
    ).toBeLessThan(0);
    expectRefusal(
      await seek('--target', 'quick', ...CLERKS, '--save', 'saved.json'),
      '--save saved.json: there is such a file already',
    );
  });

  it('says that it cannot be reached, how near it comes, and what is at its limit', async () => {
    const target = ['--target', 'desk.wait <= 0.01 days by day 60', '--lever', 'clerks from 2 to 3 step 1', ...FEW];
    const { stdout, stderr, code } = await seek(...target, '--save', 'none.json');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^It cannot be reached within these ranges/m);
    expect(stdout).toMatch(/^With A \(Clerks\) at 3 WTE it is missed: in 0 of \d+ replications .*days on average/m);
    expect(stdout).toMatch(/^ {2}Desk: its staff are busy 8\d\.\d % of their time\.$/m);
    expect(stdout).toMatch(/settings were run for 60\.0 days/);
    expect(stderr).toContain('there is no answer to save; nothing was written');
    expect(await program.run('validate', 'scenario.json', '--change', 'none.json')).toMatchObject({ code: 2 });
  });

  it('says that it is too close to call, and about how many replications more would tell', async () => {
    // The mean wait of three clerks is what the bound says, to three digits.
    const target = ['--target', 'desk.waitMean at most 0.135', '--on-average', '--margin', '0.05'];
    const { stdout } = await seek(...target, '--lever', 'clerks from 2 to 3 step 1', '--replications', '60+12');
    expect(stdout).toMatch(/^It is too close to call: no setting surely meets the target/m);
    expect(stdout).toMatch(/^With A \(Clerks\) at 3 WTE: 0\.1\d+ days on average/m);
  });

  it('keeps what there is when it is interrupted or the time is spent', async () => {
    const many = ['--target', 'quick', ...CLERKS, '--days', '3000', '--workers', '1', '--json'];
    const { child, ended } = await program.start('seek', 'scenario.json', ...many);
    setTimeout(() => child.kill('SIGINT'), 5000);
    const end = await ended;
    expect(end.code).toBe(130);
    expect(JSON.parse(end.stdout).stopped).toBe('cancelled');
    const spent = JSON.parse((await seek(...many, '--budget', '0.2')).stdout);
    expect(spent).toMatchObject({ stopped: 'seconds', status: 'unfinished', answer: null, change: null });
  });
});

describe('bad input', () => {
  it('ends with exit code 2, in words, before anything runs', async () => {
    expectRefusal(await seek(...CLERKS), "required option '--target <TARGET>' not specified");
    const both = ['--target', 'quick', ...CLERKS, '--chance', '80', '--on-average'];
    expectRefusal(await seek(...both), '--chance and --on-average exclude each other');
    expectRefusal(
      await seek('--target', 'quick', '--lever', 'clerks upwards'),
      "option '--lever <LEVER>'",
      'Write e.g.',
    );
  });
});

describe('the guide', () => {
  it('has commands that run', async () => {
    const guide = readFileSync(join(ROOT, 'docs/guides/what-would-it-take.md'), 'utf8');
    const blocks = blocksOf(guide).filter(({ info }) => info === 'sh');
    const commands = blocks.flatMap(({ text }) =>
      [...text.matchAll(/^npx headroom ((?:.*\\\n)*.*)$/gm)].map(([, command]) => wordsOf(command)),
    );
    expect(commands.length).toBeGreaterThan(2);
    for (const command of commands) {
      const few = command[0] === 'seek' && !command.includes('--replications') ? ['--replications', '60+80'] : [];
      const ended = await program.run(...command, ...few);
      expect(ended.stderr).toBe('');
      expect(ended.code).toBe(0);
    }
  });
});

/** The words of a command, those in quotes as one. */
function wordsOf(command: string): string[] {
  const words = command.replaceAll('\\\n', ' ').matchAll(/"([^"]*)"|(\S+)/g);
  return [...words].map(([, quoted, word]) => quoted ?? word);
}
