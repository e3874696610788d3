/** What `seek` is asked, in words: every way to say it, and what is said of what will not do. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readChance, readLever, readPhases, readTarget } from '../../cli/seek-question';
import { setUp } from '../../cli/seek-setup';
import { ROOT } from '../../scripts/bundle-for-node.mjs';
import { oneDesk, setting } from '../workers/one-desk';

const folder = mkdtempSync(join(tmpdir(), 'headroom-seek-'));
const file = join(folder, 'scenario.json');
writeFileSync(file, JSON.stringify(oneDesk({ startDate: '2026-01-01' })));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const asked = (target: string, levers: string[], more = {}) =>
  setUp({
    file,
    change: [],
    target: readTarget(target),
    lever: levers.reduce<ReturnType<typeof readLever>>((before, text) => readLever(text, before), []),
    chance: 0.8,
    ...more,
  });
const CLERKS = ['clerks from 1 to 3 step 1'];

describe('a target in words', () => {
  it('is a name, or a bound with its unit and date', () => {
    expect(readTarget('  quick ')).toEqual({ kind: 'named', id: 'quick' });
    const bound = { kind: 'bound', measure: 'desk.waitMean', meets: 'atMost', bound: 4 };
    expect(readTarget('desk.waitMean at most 4')).toEqual({ ...bound, unit: '' });
    expect(readTarget('desk.waitMean  <= 4 weeks by 2027-04-01')).toEqual({
      ...bound,
      unit: 'weeks',
      by: '2027-04-01',
    });
    expect(readTarget('desk.waitMean At Most 4 people per week by day 730')).toEqual({
      ...bound,
      unit: 'people per week',
      by: 730,
    });
    expect(readTarget('a.seen[need=high] >= 92.5%')).toEqual({
      kind: 'bound',
      measure: 'a.seen[need=high]',
      meets: 'atLeast',
      bound: 92.5,
      unit: '%',
    });
    expect(() => readTarget('desk.waitMean under 4')).toThrow('Name a target of the scenario file, or write');
    expect(() => readTarget('desk.waitMean at most 0x10')).toThrow('"0x10" is no number');
    expect(() => readTarget('desk.waitMean at most 4 by 2026-02-30')).toThrow('write a date as YYYY-MM-DD');
    expect(() => readTarget(`x at most 4 ${'y '.repeat(600)}`)).toThrow('at most 1000 characters');
  });

  it('is looked up in the scenario, in the unit of the measure, and shortens the run to its date', async () => {
    const setup = await asked('desk.waitMean at most 12 hours', CLERKS);
    expect(setup.criterion).toEqual({ kind: 'chance', chance: 0.8, bound: 0.5, meets: 'atMost', margin: 0.01 });
    expect(setup.description.run.horizonDays).toBe(100);
    const dated = await asked('desk.wait at most 2 by 2026-02-10', CLERKS, { chance: undefined });
    expect(dated.description.run.horizonDays).toBe(41);
    // No margin of this measure is in the file: a twentieth of the bound.
    expect(dated.criterion).toEqual({ kind: 'mean', bound: 2, meets: 'atMost', margin: 0.1 });
    await expect(asked('slow', CLERKS)).rejects.toThrow(
      '--target slow: there is no such target (the scenario file has none',
    );
    await expect(asked('desk.waitings at most 4', CLERKS)).rejects.toThrow(
      'there is no measure with one value per run "desk.waitings"',
    );
    await expect(asked('desk.waitMean at most 4 pounds', CLERKS)).rejects.toThrow(
      '"pounds" is no unit of this measure, which is in days',
    );
    await expect(asked('desk.utilisation at most 90 days', CLERKS)).rejects.toThrow(
      'which is a share; write e.g. 90 %',
    );
    await expect(asked('desk.wait at most 4 by 2029-01-01', CLERKS)).rejects.toThrow(
      /is day \d+, but the run has days 1 to 100/,
    );
    await expect(asked('desk.waitingAtEnd at most 0', CLERKS)).rejects.toThrow('--margin');
  });
});

describe('a lever in words', () => {
  it('has names, an operation, a range, a step and a price', () => {
    const [{ wish }] = readLever('posts.nurses plus 0 to 4 step 0.5 at £45000');
    expect(wish).toEqual({ paths: ['posts.nurses'], op: 'plus', from: 0, to: 4, step: 0.5, price: 45_000 });
    expect(readLever('a+b times 1 to .8')[0].wish).toEqual({ paths: ['a', 'b'], op: 'times', from: 1, to: 0.8 });
    expect(readLever('clerks')[0].wish).toEqual({ paths: ['clerks'] });
    expect(readLever('clerks from 45 to 30 by 5')[0].wish).toMatchObject({ op: 'to', from: 45, to: 30, step: 5 });
    for (const bad of ['clerks upwards', 'clerks from 1', 'clerks from a to b', 'a++b from 1 to 2', ''])
      expect(() => readLever(bad)).toThrow('Write e.g. "clerks from 1 to 6 step 1"');
  });

  it('is looked up; everything wrong is named with the lever as it was written', async () => {
    const refused = (...levers: string[]) => expect(asked('desk.waitMean at most 1', levers)).rejects;
    await refused().toThrow('seek needs 1 to 3 levers');
    await refused('clerk from 1 to 2').toThrow(
      '--lever "clerk from 1 to 2": there is no parameter "clerk"; did you mean "clerks"',
    );
    await refused('services.desk from 1 to 2').toThrow('a lever is parameters.<id> or posts.<id>, got "services.desk"');
    await refused('__proto__ from 1 to 2').toThrow('there is no parameter "__proto__"');
    await refused('clerks from 3 to 3', 'arrivals from 1 to 9 step 0.01').toThrow(/nothing to choose\.\n.*at most 101/);
    await refused('clerks from 1 to 3', 'clerks times 1 to 2').toThrow('parameters.clerks is moved by lever 1 already');
    await refused('clerks+service plus 0 to 1').toThrow('what is moved together has one unit, found WTE and day');
    await refused('arrivals from 4 to 54 step 1', 'clerks from 1 to 51 step 1').toThrow(
      'make 2601 settings, at most 1000',
    );
    await refused('clerks from -2 to 3 step 1').toThrow('(levers at parameters.clerks -2)');
    // A change to start from that sets the same quantity contradicts the lever.
    writeFileSync(join(folder, 'two.json'), setting('clerks', 2));
    await expect(asked('desk.waitMean at most 1', CLERKS, { change: [join(folder, 'two.json')] })).rejects.toThrow(
      'use one of the two',
    );
  });

  it('takes the low and the high of a quantity where no range is given', async () => {
    const { levers } = await asked('desk.waitMean at most 1', ['clerks']);
    expect(levers[0]).toMatchObject({ op: 'to', values: [1, 1.5, 2, 2.5, 3], title: 'Clerks', unit: 'WTE', now: 1 });
  });

  it('adds posts, established and filled, by a parameter of their own', async () => {
    const town = join(ROOT, 'scenarios/small-town/scenario.json');
    const setup = await asked(
      'firstMeeting.waitMedian at most 8 weeks',
      ['nurses plus 0 to 2 step 1', 'peerWorkers plus 0 to 1 step 1'],
      { file: town },
    );
    const source = setup.sourceOf(setup.search.grid.size - 1);
    const { operations } = JSON.parse(source.changes[0]);
    expect(operations.slice(0, 3)).toEqual([
      {
        op: 'add',
        path: 'parameters.nursesAdded',
        value: expect.objectContaining({ value: 2, unit: 'WTE', source: 'assumption' }),
      },
      { op: 'to', path: 'posts.nurses.established', value: '(nursesEstablished) + nursesAdded' },
      { op: 'to', path: 'posts.nurses.inPost', value: '(nursesInPost) + nursesAdded' },
    ]);
    await expect(
      asked('firstMeeting.waitMedian at most 8', ['posts.nurses from 1 to 2'], { file: town }),
    ).rejects.toThrow('write "plus"');
    await expect(asked('firstMeeting.waitMedian at most 8', ['posts.nurses'], { file: town })).rejects.toThrow(
      'it needs a range',
    );
  });
});

describe('numbers', () => {
  it('of chance and replications', () => {
    expect(readChance('90 %')).toBe(0.9);
    for (const bad of ['0', '100', 'most', ''])
      expect(() => readChance(bad)).toThrow('a percentage above 0 and below 100');
    expect(readPhases('120+80')).toEqual({ screening: 120, edge: 80 });
    for (const bad of ['120', '1+', '-1+3', '1.5+2']) expect(() => readPhases(bad)).toThrow('two whole numbers');
  });
});
