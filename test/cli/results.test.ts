/** Comparing two result files: only those made on the same terms. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { commandsFor, compareResults, demandSameTerms } from '../../cli/compare-results';
import type { ResultFile } from '../../cli/result-file';
import { oneDesk, setting } from '../workers/one-desk';
import { openProgram, type Program } from './program';

vi.setConfig({ testTimeout: 120_000 });

let program: Program;

beforeAll(async () => {
  program = openProgram('results');
  program.write('desk.json', oneDesk());
  program.write('two-clerks.json', setting('clerks', 2));
  program.write('before.json', (await program.run('run', 'desk.json', '--json')).stdout);
  program.write('after.json', (await program.run('run', 'desk.json', '--change', 'two-clerks.json', '--json')).stdout);
}, 120_000);

afterAll(() => program.remove());

const result = (changes: Partial<ResultFile> = {}): ResultFile => ({
  file: 'a.json',
  title: 'Desk',
  changes: [],
  files: { scenario: 'desk.json', changes: [] },
  scenarioHash: '1',
  baselineHash: '1',
  engineVersion: '0.1.0',
  seed: 'a seed',
  replications: 4,
  days: 100,
  wallSeconds: 8,
  primary: [
    {
      measure: 'desk.waitMean',
      service: 'desk',
      serviceTitle: 'Desk',
      title: 'Desk: mean wait',
      unit: 'days',
      good: 'lower',
      margin: 0.5,
      precision: 0.5,
      values: [1, 2, 3, 4],
    },
  ],
  ...changes,
});

const withValues = (...values: (number | null)[]) => result({ primary: [{ ...result().primary[0], values }] });

describe('headroom compare --results', () => {
  it('gives the differences that a comparison of the scenarios gives', async () => {
    const ended = await program.run('compare', '--results', 'before.json', 'after.json', '--json');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const found = JSON.parse(ended.stdout);
    const direct = JSON.parse(
      (await program.run('compare', 'desk.json', '--change', 'two-clerks.json', '--json')).stdout,
    );
    const wait = direct.comparisons[0].differences.find(({ primary }: any) => primary);
    expect(found.differences).toEqual([wait]);
    expect(found).toMatchObject({ replications: 6, days: 100, seed: 'one desk' });
  });

  it('says for people what falls', async () => {
    const { stdout, code } = await program.run('compare', '--results', 'before.json', 'after.json');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^after\.json \(clerks-2\) against before\.json \(without changes\)\n=+\nDesk: mean wait: falls/m,
    );
  });

  it('refuses what was made on other terms, with the commands that mend it', async () => {
    program.write(
      'other.json',
      (await program.run('run', 'desk.json', '--json', '--days', '50', '--seed', 'it’s', '--replications', '8')).stdout,
    );
    const { stdout, stderr, code } = await program.run('compare', '--results', 'before.json', 'other.json');
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(stderr).toContain('  length of the run in days: 100 in before.json, 50 in other.json\n');
    expect(stderr).toContain('  seed: "one desk" in before.json, "it’s" in other.json\n');
    expect(stderr).toContain('  replications: 6 in before.json, 8 in other.json\n');
    expect(stderr).not.toContain('hash of the scenario');
    expect(stderr).toContain(
      "  headroom run desk.json --seed 'one desk' --days 100 --replications 8 --json > before.json\n",
    );
  });

  it.each([
    [['--results', 'before.json'], '--results takes two files, got 1'],
    [['--results', 'before.json', 'desk.json'], 'desk.json: replications: this must be a number from 1 to 10000'],
    [['--results', 'before.json', 'gone.json'], 'gone.json: there is no such file'],
    [
      ['desk.json', '--results', 'before.json', 'after.json'],
      '--results compares results made before; leave desk.json',
    ],
    [['--results', 'before.json', 'after.json', '--max-replications', '9'], '--max-replications says how to run'],
    [['--days', '9', '--results', 'before.json', 'after.json'], '--days says how to run'],
  ])('%j', async (args, says) => {
    const { stdout, stderr, code } = await program.run('compare', ...args);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  });

  it('refuses files that are no results, and names the field', async () => {
    const { stdout } = await program.run('run', 'desk.json', '--json');
    const broken = (change: (output: any) => void) => {
      const output = JSON.parse(stdout);
      change(output);
      return JSON.stringify(output);
    };
    const cases: [string, string][] = [
      ['not json', 'this is not JSON'],
      ['[]', 'this must be an object, found []'],
      ['{"comparisons": []}', 'printed by "compare"'],
      [broken((output) => delete output.seed), 'seed: this must be a text'],
      [broken((output) => (output.primary[0].values[1] = 'x')), 'primary.0.values.1: this must be a number or null'],
      [broken((output) => output.primary[0].values.pop()), 'primary.0.values: this must be a list of 6'],
      [broken((output) => (output.primary[0].good = 'up')), 'primary.0.good: this must be "lower"'],
      [broken((output) => (output.replications = 1e9)), 'replications: this must be a number from 1 to 10000'],
      [broken((output) => (output.files = null)), 'files: this must be an object'],
      [broken((output) => (output.primary[0] = JSON.parse('{"__proto__": {"good": "lower"}}'))), 'primary.0.good'],
    ];
    for (const [text, says] of cases) {
      program.write('broken.json', text);
      const ended = await program.run('compare', '--results', 'before.json', 'broken.json');
      expect(ended.stderr).toContain(`broken.json: `);
      expect(ended.stderr).toContain(says);
      expect(ended.code).toBe(2);
    }
  });
});

describe('the terms of two results', () => {
  it.each([
    ['days', { days: 99 }, 'length of the run in days: 100 in a.json, 99 in a.json'],
    ['engineVersion', { engineVersion: '0.2.0' }, 'version of the engine: "0.1.0" in a.json, "0.2.0" in a.json'],
    ['baselineHash', { baselineHash: '2' }, 'hash of the scenario without changes: "1" in a.json, "2" in a.json'],
    ['seed', { seed: 'b' }, 'seed: "a seed" in a.json, "b" in a.json'],
    ['replications', { replications: 5 }, 'replications: 4 in a.json, 5 in a.json'],
  ])('must be the same: %s', (_term, change, says) => {
    expect(() => demandSameTerms(result(), result(change))).toThrow(says);
  });

  it('may differ in changes and in how long it took', () => {
    const other = result({ changes: ['x'], scenarioHash: '2', wallSeconds: 1, file: 'b.json' });
    expect(() => demandSameTerms(result(), other)).not.toThrow();
  });

  it('are quoted for a shell where they must be, and both take the file of the first', () => {
    const b = result({ file: "b's.json", replications: 9, files: { scenario: 'other.json', changes: ['a b.json'] } });
    expect(commandsFor(result({ seed: '$(rm x)' }), b)).toEqual([
      "headroom run desk.json --seed '$(rm x)' --days 100 --replications 9 --json > a.json",
      String.raw`headroom run desk.json --change 'a b.json' --seed '$(rm x)' --days 100 --replications 9 --json > 'b'\''s.json'`,
      String.raw`headroom compare --results a.json 'b'\''s.json'`,
    ]);
  });
});

describe('the difference of two results', () => {
  it('is paired, and says what would settle it and in how long', () => {
    // Differences 1, 3, 1, 3: mean 2, s = 1.1547, half-width 3.1824 · 1.1547 / 2 = 1.837.
    expect(compareResults(result(), withValues(2, 5, 4, 7)).differences).toMatchObject([
      { mean: 2, halfWidth: expect.closeTo(1.8374, 4), verdict: 'worse', moreReplications: null },
    ]);
    // Differences −1, 2, 0, 3: mean 1, s = 1.8257, half-width 2.905: 4 · 2.905² = 33.8, 30 more at 16 s for 4.
    expect(compareResults(result(), withValues(0, 4, 3, 7)).differences).toMatchObject([
      { verdict: 'too close to call', replicationsToSettle: 34, moreReplications: 30, moreSeconds: 120 },
    ]);
  });

  it('leaves out what was not seen, and says so where too little is left', () => {
    expect(compareResults(result(), withValues(2, null, 4, 7)).differences).toMatchObject([{ replications: 3 }]);
    const { differences, notEstimable } = compareResults(result(), withValues(null, null, null, 7));
    expect(differences).toEqual([]);
    expect(notEstimable).toMatchObject([{ id: 'desk.waitMean' }]);
  });

  it('is equivalent where nothing that matters can be left', () => {
    expect(compareResults(result(), withValues(1.1, 2.1, 3.1, 4.1001)).differences).toMatchObject([
      { verdict: 'too close to call', equivalent: true, moreReplications: null },
    ]);
  });
});
