/** `headroom sensitivity` as people run it, and the commands of its guide. */
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
  program = openProgram('sensitivity');
  const scenario = oneDesk({ horizonDays: 40 });
  Object.assign(scenario.parameters.arrivals, { low: 6, high: 9 });
  Object.assign(scenario.parameters.service, { low: 0.08, high: 0.11 });
  program.write('scenario.json', scenario);
  program.write('second-clerk.json', setting('clerks', 2));
  const fixed = oneDesk();
  for (const parameter of Object.values(fixed.parameters))
    Object.assign(parameter, { low: parameter.value, high: parameter.value });
  program.write('fixed.json', fixed);
}, 90_000);

afterAll(() => program.remove());

function expectRefusal(ended: Ended, ...says: (string | RegExp)[]): void {
  for (const part of says) expect(ended.stderr).toMatch(part);
  expect(ended.stderr).not.toMatch(/^\s+at /m);
  expect(ended.stdout).toBe('');
  expect(ended.code).toBe(2);
}

describe('headroom sensitivity', () => {
  it('runs the commands of its guide', async () => {
    const guide = readFileSync(join(ROOT, 'docs/guides/which-assumption-matters.md'), 'utf8');
    const commands = [...guide.matchAll(/^npx headroom (.+)$/gm)].map(([, command]) => command.split(' '));
    expect(commands).toHaveLength(3);
    const [tornado, difference, band] = await Promise.all(commands.map((command) => program.run(...command)));
    for (const { code, stderr } of [tornado, difference, band]) expect([code, stderr]).toEqual([0, '']);
    expect(tornado.stdout).toMatch(/matters most to Desk: mean wait: .* with it at its low, .* at its high/);
    expect(tornado.stdout).toMatch(/To measure next: ".*" is an assumption/);
    expect(tornado.stdout).toContain('No range (low is high): smallWait.');
    expect(difference.stdout).toContain('One desk, with clerks is 2');
    expect(difference.stdout).toMatch(/the changes make a difference of .*: better/);
    expect(band.stdout).toMatch(/nine in ten of what can be expected lie from .*; chance alone makes nine in ten/);
  });

  it('prints JSON, the same for any number of workers', async () => {
    const of = (workers: string) =>
      program.run('sensitivity', 'scenario.json', '--json', '--top', '2', '--workers', workers);
    const [one, two] = (await Promise.all(['1', '2'].map(of))).map(({ stdout }) => JSON.parse(stdout));
    expect({ ...two, wallSeconds: 0 }).toEqual({ ...one, wallSeconds: 0 });
    expect(one).toMatchObject({
      kind: 'sensitivity',
      scenario: 'one-desk',
      stopped: 'complete',
      days: 40,
      screenDays: 40,
    });
    expect(one.result).toMatchObject({
      measure: 'desk.waitMean',
      about: 'measure',
      stage: 'complete',
      noRange: ['smallWait'],
    });
    expect(one.result.tornado).toHaveLength(2);
    expect(one.result.screenedOnly).toHaveLength(1);
  });

  it('says what will not do', async () => {
    const run = (...more: string[]) => program.run('sensitivity', ...more);
    const [fixed, measure, top, shape, file, settings, screen] = await Promise.all([
      run('fixed.json'),
      run('scenario.json', '--measure', 'nothing'),
      run('scenario.json', '--band', '--top', '3'),
      run('scenario.json', '--shape', 'round'),
      run('scenario.json', 'no-such.json'),
      run('scenario.json', '--settings', '20'),
      run('scenario.json', '--screen-days', '50'),
    ]);
    expectRefusal(fixed, /fixed\.json: no quantity has a range/);
    expectRefusal(measure, /there is no such measure/);
    expectRefusal(top, /Leave one out/);
    expectRefusal(shape, /triangular or uniform/);
    expectRefusal(file, /no-such\.json: there is no such file/);
    expectRefusal(settings, /--settings goes with --band/);
    expectRefusal(screen, /at most the whole run \(40 days\)/);
  });
});
