import { describe, expect, it } from 'vitest';
import { readComparison, writeComparison, type ComparisonFile } from '../../ui/export/comparison-file';
import { toCsv } from '../../ui/export/measures-csv';
import {
  checkChoices,
  describeDrift,
  fingerprint,
  standingOf,
  type Choices,
  type MadeOf,
} from '../../ui/state/choices';
import { kindOf, openFile } from '../../ui/state/files';

const choices: Choices = {
  sets: [{ id: 'scenario-1', name: '', changes: ['freeze'] }],
  horizonDays: 1096,
  replications: 20,
  seed: 'a seed',
};
const madeOf: MadeOf = { choices, scenario: 'shipped', sets: ['freeze'] };

describe('results and what they were made of', () => {
  it('belong to the same choices', () => {
    expect(describeDrift(madeOf, { ...madeOf })).toEqual([]);
  });

  it.each([
    [{ scenario: 'file:1' }, 'the baseline is another one'],
    [{ sets: ['freeze+drive'] }, '“scenario-1” has changed'],
    [{ choices: { ...choices, horizonDays: 731 } }, 'the time looked ahead is now two years'],
    [{ choices: { ...choices, replications: 40 } }, '40 replications are now asked for'],
    [{ choices: { ...choices, seed: 'another' } }, 'the seed is another one'],
  ])('no longer do when %j', (patch, text) => {
    expect(describeDrift(madeOf, { ...madeOf, ...patch })).toEqual([text]);
  });

  it('say which scenarios came, went, changed or moved', () => {
    const sets = (...ids: string[]) => ids.map((id) => ({ id, name: id.toUpperCase(), changes: [] }));
    const of = (keys: Record<string, string>): MadeOf => ({
      ...madeOf,
      choices: { ...choices, sets: sets(...Object.keys(keys)) },
      sets: Object.values(keys),
    });
    const then = of({ a: '1', b: '2', c: '3' });
    expect(describeDrift(then, of({ a: '1', b: '9', c: '8', d: '4' }))).toEqual([
      '“B” and “C” have changed',
      '“D” has been added',
    ]);
    expect(describeDrift(then, of({ c: '3', a: '1' }))).toEqual([
      '“B” has been taken out',
      'the scenarios stand in another order',
    ]);
    const now = of({ a: '1', b: '9', d: '4' });
    expect(['a', 'b', 'c', 'd'].map((id) => standingOf(id, then, now))).toEqual([
      'current',
      'outdated',
      'outdated',
      'none',
    ]);
    expect(standingOf('a', then, { ...now, scenario: 'file:1' })).toBe('outdated');
    expect(standingOf('a', undefined, now)).toBe('none');
  });

  it('a name of one’s own changes nothing', () => {
    const renamed = { ...choices, sets: [{ ...choices.sets[0], name: 'Mine' }] };
    expect(describeDrift(madeOf, { ...madeOf, choices: renamed })).toEqual([]);
  });

  it('tell texts apart', () => {
    expect(fingerprint('{"a":1}')).not.toBe(fingerprint('{"a":2}'));
    expect(fingerprint('')).toMatch(/^[0-9a-f]{8}$/);
  });
});

describe('settings', () => {
  it('that make sense pass', () => {
    expect(checkChoices(choices)).toEqual([]);
  });

  it.each([
    [{ replications: 1 }, 'replications', 'enter a whole number from 2 to 500; found 1.'],
    [{ replications: NaN }, 'replications', 'found nothing'],
    [{ replications: 2.5 }, 'replications', 'found 2.5'],
    [{ horizonDays: 5 }, 'horizon', 'between three months and ten years'],
    [{ seed: ' ' }, 'seed', 'enter any text'],
  ])('%j are named with what would do', (patch, field, text) => {
    const problems = checkChoices({ ...choices, ...patch });
    expect(problems.map((problem) => problem.field)).toEqual([field]);
    expect(problems[0].message).toContain(text);
  });
});

describe('a comparison file', () => {
  const file: ComparisonFile = {
    kind: 'headroom-comparison',
    format: 1,
    engineVersion: '0.1.0',
    scenario: { id: 'coventry-warwickshire' },
    horizonDays: 1096,
    replications: 20,
    seed: 'a seed',
    scenarios: [{ name: '', changes: ['freeze'] }],
    changes: [],
  };

  it('is read as it was written', () => {
    expect(readComparison(writeComparison(file))).toEqual({ ok: true, file });
    expect(kindOf(writeComparison(file))).toBe('comparison');
  });

  it.each([
    ['{', 'The file is not JSON'],
    ['[]', 'must hold one object'],
    [
      JSON.stringify({ ...file, replications: 'many' }),
      'replications: must be a whole number from 2 to 500; found "many".',
    ],
    [JSON.stringify({ ...file, scenarios: [{ name: 1, changes: [] }] }), 'scenarios: must be a list of at most 8'],
    [JSON.stringify({ ...file, scenarios: Array(9).fill(file.scenarios[0]) }), 'at most 8'],
    [JSON.stringify({ ...file, seed: '' }), 'seed: must be text of 1 to 200 characters; found "".'],
    [JSON.stringify({ ...file, scenario: 'x'.repeat(100) }), 'scenario: must be an object'],
  ])('%s is refused with a reason', (text, reason) => {
    const read = readComparison(text);
    expect(read.ok ? '' : read.problems.join('\n')).toContain(reason);
  });

  it('collects every reason', () => {
    const read = readComparison('{"format":2}');
    expect(read.ok ? [] : read.problems).toHaveLength(8);
  });
});

describe('a file from disk', () => {
  it.each([
    ['{"format":1,"operations":[{"op":"to"}]}', 'change'],
    ['{"format":1,"services":{}}', 'scenario'],
    ['{"format":1,"services":{"a":{}},"note":"operations"}', 'scenario'],
    ['no JSON at all', 'scenario'],
  ])('%s is taken for a %3$s', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });

  it('is not read when it is too large or empty', async () => {
    const unread = { name: 'big.json', size: 50 * 1024 * 1024, text: () => Promise.reject(new Error('was read')) };
    expect(await openFile(unread as unknown as File)).toMatchObject({
      ok: false,
      message: expect.stringContaining('50 MB'),
    });
    expect(await openFile(new File([], 'none.json'))).toMatchObject({
      ok: false,
      message: expect.stringContaining('empty'),
    });
  });

  it('loses a byte-order mark', async () => {
    expect(await openFile(new File(['\uFEFF{}'], 'a.json'))).toMatchObject({ ok: true, text: '{}' });
  });
});

describe('a table for a spreadsheet', () => {
  it('keeps numbers and disarms formulas', () => {
    expect(toCsv([['=1+1', '@x', 'a,"b"', -2.5, NaN]])).toBe(`'=1+1,'@x,"a,""b""",-2.5,\r\n`);
  });
});
