/** The bench runs and prints what it promises. What the figures are is not for a test: machines are too noisy. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/bundle-for-node.mjs';
import { median } from './measure';
import { runNative } from './native';
import { MODELS, parseOptions } from './options';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-bench-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A program in place of a native one: it prints its line at once. */
function standIn(name: string, line: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\necho "${line}"\n`, { mode: 0o755 });
}

const bench = (...args: string[]) =>
  spawnSync(process.execPath, [join(ROOT, 'scripts/run-ts.mjs'), join(ROOT, 'test/bench/main.ts'), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });

describe('npm run bench -- --short', () => {
  it('prints a line of JSON for each model', { timeout: 180_000 }, () => {
    // What the page's bench does there, the tests of the page do too.
    const ofEngine = MODELS.filter((model) => model !== 'page');
    for (const name of ['referral-heap', 'referral-ladder', 'caseload']) standIn(name, 'B ms/rep=1000.0 pend=1');
    const { status, stdout, stderr } = bench('--short', '--against', folder, ...ofEngine);
    expect(status, stderr).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, number>);
    expect(lines.map(({ model }) => model)).toEqual(ofEngine);
    const [referrals, caseload, county, longList, pool, memory] = lines;
    for (const line of [referrals, caseload, county, longList]) {
      for (const name of ['events', 'eventsPerSecond', 'cpuSeconds', 'wallSeconds', 'peakMemoryMB'])
        expect(line[name], `${name} of ${line.model}`).toBeGreaterThan(0);
      expect(line.gcLongestMs).toBeGreaterThanOrEqual(0);
    }
    // 400,000 customers in a second against 10 people a day for 2,000 days.
    expect(referrals.ratioToNativeHeap / (referrals.cpuSeconds / 0.05)).toBeCloseTo(1, 1);
    expect(referrals.ratioToNativeLadder).toBeGreaterThan(0);
    for (const name of ['ratioToNativeSessions', 'ratioToNativeTextbook']) expect(caseload[name]).toBeGreaterThan(0);
    expect(county.ratioToNativeSessions).toBeCloseTo(county.cpuSeconds, 2);
    expect(county.posts).toBeGreaterThan(300);
    for (const name of ['peopleEnteringPerYear', 'contactsPerYear']) expect(county[name]).toBeGreaterThan(10_000);
    expect(longList.ratioLongToShort).toBeGreaterThan(0);
    expect(longList.eventsLong).toBeGreaterThan(longList.eventsShort);
    for (const name of ['efficiency', 'transferMs', 'resultKB']) expect(pool[name]).toBeGreaterThan(0);
    expect(memory.replications).toBe(4);
  });

  it('says how it is used', () => {
    const { status, stderr } = bench('reverral');
    expect(status).toBe(1);
    expect(stderr).toContain('There is no model "reverral".\nUsage: npm run bench');
  });
});

describe('the arguments', () => {
  it('name models in any order; without any all are meant', () => {
    expect(parseOptions(['county', '--short', 'pool'])).toEqual({
      models: ['county', 'pool'],
      against: undefined,
      short: true,
    });
    expect(parseOptions(['--against', 'there'])).toEqual({ models: [...MODELS], against: 'there', short: false });
    expect(() => parseOptions(['--against'])).toThrow('needs a folder');
  });
});

describe('a native program', () => {
  it('tells its CPU time of one replication', () => {
    standIn('told', 'C mode=1 ms/rep=169.4 contacts=2709900');
    expect(runNative(folder, { file: 'told', args: [], customers: 1 })).toBe(0.1694);
  });

  it('that is missing or says something else is an error', () => {
    standIn('silent', 'nothing');
    expect(() => runNative(folder, { file: 'silent', args: ['3'], customers: 1 })).toThrow(
      'silent 3 ended with 0: nothing',
    );
    expect(() => runNative(folder, { file: 'nowhere', args: [], customers: 1 })).toThrow('There is no native program');
  });
});

describe('the middle value', () => {
  it('is that of an odd number, and half-way between two of an even one', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 2, 9])).toBe(3);
  });
});
