import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ENGINE_VERSION } from '../../engine/index';
import { ROOT } from '../../scripts/bundle-for-node.mjs';
import about from '../../package.json';
import { MANY_PEOPLE, oneDesk, setting } from '../workers/one-desk';
import { openProgram, type Ended, type Program } from './program';

// A busy machine may take seconds to start the workers of a command.
vi.setConfig({ testTimeout: 60_000 });

let program: Program;

beforeAll(async () => {
  program = openProgram('cli');
  program.write('desk.json', oneDesk());
  program.write('two-clerks.json', setting('clerks', 2));
  program.write('three-clerks.json', setting('clerks', 3));
  program.write('busy.json', setting('arrivals', 9));
});

afterAll(() => program.remove());

/** Bad input ends with code 2, says why on stderr, prints no result and shows no stack. */
function expectRefusal(ended: Ended, ...says: (string | RegExp)[]): void {
  for (const part of says) expect(ended.stderr).toMatch(part);
  expect(ended.stderr).not.toMatch(/^\s+at /m);
  expect(ended.stderr).not.toContain(ROOT);
  expect(ended.stdout).toBe('');
  expect(ended.code).toBe(2);
}

const json = ({ stdout }: Ended) => JSON.parse(stdout) as any;

/** Every number in a value, however deep. */
function numbersIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(numbersIn);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(numbersIn);
  return typeof value === 'string' || typeof value === 'boolean' ? [] : [value];
}

describe('headroom run --steady-state', () => {
  it('drops a warm-up and shows how the lists came from empty', async () => {
    const ended = await program.run('run', 'desk.json', '--steady-state', '--days', '400', '--json');
    expect(ended.code).toBe(0);
    const output = json(ended);
    expect(output.steadyState).toMatchObject({ verdict: 'steady', replications: 6, horizonDays: 400 });
    expect(output.steadyState.series.map(({ id }: any) => id)).toEqual(['desk.queue']);
    const text = await program.run('run', 'desk.json', '--steady-state', '--days', '400');
    expect(text.stdout).toMatch(/Steady state: from empty, with a warm-up of [\d.]+ days dropped/);
    expect(text.stdout).toMatch(/Warm-up +day 46\.0/);
  });

  it('is refused where demand exceeds capacity, with how much comes and how much can be taken', async () => {
    program.write('too-busy.json', setting('arrivals', 12));
    const ended = await program.run('run', 'desk.json', '--change', 'too-busy.json', '--steady-state', '--days', '400');
    expectRefusal(
      ended,
      /demand exceeds capacity/,
      /Desk: people waiting changes by 1\d\.\d ± /,
      /a load of 1\.[12]\d/,
    );
  });

  it('has no dates', async () => {
    const dated = setting('arrivals', 9, {
      operations: [{ op: 'to', path: 'parameters.arrivals', value: 9, at: 10 }],
    });
    program.write('dated.json', dated);
    expectRefusal(
      await program.run('run', 'desk.json', '--change', 'dated.json', '--steady-state'),
      /a steady state has no dates, but arrivals changes on 10/,
    );
  });
});

describe('headroom outputs', () => {
  it('prints the twelve by place, and says what is not given', async () => {
    const ended = await program.run(
      'outputs',
      'desk.json',
      '--change',
      'two-clerks.json',
      '--only',
      'frontDoor',
      '--only',
      'crisis',
    );
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toMatch(/Front door\n=+\n/);
    expect(ended.stdout).toMatch(/All places +[\d.]+ +[\d.]+ \(0 ± 0\)/);
    expect(ended.stdout).toContain('Not given: Home-treatment caseload. The scenario names no home-treatment team.');
    expect(ended.stdout).not.toContain('Waiting list');
  });

  it('prints JSON without a number that is none', async () => {
    const output = json(await program.run('outputs', 'desk.json', '--change', 'two-clerks.json', '--json', '--series'));
    expect(output.outputs).toHaveLength(12);
    expect(output.scenarios).toHaveLength(2);
    const [received] = output.outputs[0].figures;
    expect(received.rows[0].series[0].mean).toHaveLength(received.stepEndsDay.length);
    expect(numbersIn(output).filter((value) => value !== null && !Number.isFinite(value))).toEqual([]);
  });

  it('refuses an output that there is not, and too many scenarios', async () => {
    expectRefusal(await program.run('outputs', 'desk.json', '--only', 'waits'), /--only waits: there is frontDoor, /);
    const nine = Array.from({ length: 9 }, () => ['--change', 'busy.json']).flat();
    expectRefusal(await program.run('outputs', 'desk.json', ...nine), /at most 8 are compared at once/);
  });
});

describe('headroom run', () => {
  it('prints JSON with every measure and what it was run with', async () => {
    const ended = await program.run('run', 'desk.json', '--json');
    expect(ended.stderr).toBe('');
    expect(ended.code).toBe(0);
    const output = json(ended);
    expect(output).toMatchObject({
      scenario: 'one-desk',
      title: 'One desk',
      changes: [],
      engineVersion: ENGINE_VERSION,
      seed: 'one desk',
      replications: 6,
      days: 100,
    });
    const wait = output.measures.find((measure: any) => measure.id === 'desk.waitMean');
    expect(wait).toMatchObject({ service: 'desk', unit: 'days', replications: 6 });
    expect(wait.mean).toBeGreaterThan(0.1);
    expect(wait.halfWidth).toBeGreaterThan(0);
    expect(numbersIn(output.measures).every(Number.isFinite)).toBe(true);
    expect(output.events).toBeGreaterThan(1000);
    expect(output.hash).toMatch(/^[0-9a-f]+$/);
    expect(output.wallSeconds).toBeGreaterThan(0);
    expect(output.series).toBeUndefined();
  });

  it('gives the same numbers on any number of workers, and others with another seed', async () => {
    const runWith = async (...options: string[]) => json(await program.run('run', 'desk.json', '--json', ...options));
    const [one, two, four] = [
      await runWith('--workers', '1'),
      await runWith('--workers', '2'),
      await runWith('--workers', '4'),
    ];
    const other = await runWith('--seed', 'other');
    expect(two.hash).toBe(one.hash);
    expect(four.hash).toBe(one.hash);
    expect(four.measures).toEqual(one.measures);
    expect(other.seed).toBe('other');
    expect(other.hash).not.toBe(one.hash);
  });

  it('takes replications, days and changes from the options', async () => {
    const shorter = ['--replications', '3', '--days', '20'];
    const changes = ['--change', 'two-clerks.json', '--change', 'busy.json'];
    const output = json(await program.run('run', 'desk.json', '--json', ...shorter, ...changes));
    expect(output).toMatchObject({ replications: 3, days: 20, changes: ['clerks-2', 'arrivals-9'] });
  });

  it('adds series when asked, with gaps as null', async () => {
    // Nobody can have waited in a ten-thousandth of a day.
    const tiny = ['--replications', '2', '--days', '0.0001'];
    const output = json(await program.run('run', 'desk.json', '--json', '--series', ...tiny));
    const wait = output.series.find(({ id }: any) => id === 'desk.wait');
    expect(wait.mean).toEqual([null]);
    for (const { mean, stepEndsDay } of output.series) expect(mean).toHaveLength(stepEndsDay.length);
  });

  it('prints sentences and a table for people', async () => {
    const { stdout, stderr, code } = await program.run('run', 'desk.json');
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /^One desk\nInvented for tests\.\n6 replications of 100 days, seed "one desk", [\d.]+ s\.\n\nDesk: /,
    );
    expect(stdout).toMatch(/^Desk: mean wait: 0\.\d+ days \(95 % interval 0\.\d+ to 0\.\d+ days\)\.$/m);
    expect(stdout).toMatch(/^Measure +Mean +± +Unit$/m);
  });

  it('puts what was seen in too few replications under notEstimable, with a reason', async () => {
    const output = json(await program.run('run', 'desk.json', '--json', '--replications', '2', '--days', '0.0001'));
    const missing = output.notEstimable.find(({ id }: any) => id === 'desk.waitMean');
    expect(missing.reason).not.toBe('');
    expect(output.measures.map(({ id }: any) => id)).not.toContain('desk.waitMean');
    expect(numbersIn(output.measures).every(Number.isFinite)).toBe(true);
  });
});

describe('headroom compare', () => {
  it('prints a baseline and one comparison for each --change, with finite signed numbers', async () => {
    const scenarios = ['--change', 'two-clerks.json', '--change', 'three-clerks.json+busy.json'];
    const ended = await program.run('compare', 'desk.json', '--json', ...scenarios);
    expect(ended.stderr).toBe('');
    expect(ended.code).toBe(0);
    const output = json(ended);
    expect(output.baseline).toMatchObject({ scenario: 'one-desk', changes: [], replications: 6 });
    expect(output.comparisons.map(({ changes }: any) => changes)).toEqual([['clerks-2'], ['clerks-3', 'arrivals-9']]);
    expect(output.comparisons[0].title).toBe('clerks is 2');
    const wait = output.comparisons[0].differences.find(({ id }: any) => id === 'desk.waitMean');
    expect(wait).toMatchObject({ service: 'desk', unit: 'days', replications: 6, verdict: 'better', primary: true });
    expect(wait.mean).toBeLessThan(0);
    expect(wait.mean).toBeCloseTo(wait.changed - wait.baseline, 9);
    for (const difference of output.comparisons.flatMap(({ differences }: any) => differences)) {
      const { baseline, changed, mean, halfWidth } = difference;
      expect([baseline, changed, mean, halfWidth].every(Number.isFinite), difference.id).toBe(true);
    }
  });

  it('says for people what falls and what rises', async () => {
    const { stdout, code } = await program.run('compare', 'desk.json', '--change', 'two-clerks.json');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^clerks is 2\n=+\nDesk: mean wait: falls from 0\.\d+ days to 0\.0\d+ days, which is better \(/m,
    );
    expect(stdout).toMatch(/^Measure +Baseline +Change +Difference/m);
  });

  it('needs something to compare with', async () => {
    expectRefusal(await program.run('compare', 'desk.json'), 'at least one --change');
  });

  it('refuses changes that contradict each other, naming both', async () => {
    const ended = await program.run('compare', 'desk.json', '--change', 'two-clerks.json+three-clerks.json');
    expectRefusal(ended, 'clerks is 2', 'clerks is 3');
  });
});

describe('headroom compare with costs', () => {
  const priced = () => {
    const desk = oneDesk();
    const wage = { title: 'Wage', value: 1000, unit: '£/WTE/year', low: 1000, high: 1000 };
    const clerks = { title: 'Clerks', category: 'staff', per: 'time', amount: 'clerks * wage', paidBy: 'office' };
    return {
      ...desk,
      payers: { office: { title: 'The office' } },
      costs: { clerks },
      parameters: { ...desk.parameters, wage: { ...wage, source: 'assumption', grade: 'assumption' } },
    };
  };

  it('prices a week of waiting less, as text and as JSON', async () => {
    program.write('priced.json', priced());
    const command = ['compare', 'priced.json', '--change', 'two-clerks.json'];
    const text = await program.run(...command);
    expect(text.stderr).toBe('');
    expect(text.stdout).toContain('cost, The office: £1,000 per year and £2,000 per year, £1,000 per year more');
    expect(text.stdout).toMatch(/Desk: .*wait.*: each week less costs £[\d,]+ a year \(95 % interval £/);
    const [{ differences, waitPrices }] = json(await program.run(...command, '--json')).comparisons;
    const wait = differences.find(({ id }: any) => id === 'desk.waitMean');
    expect(waitPrices).toHaveLength(1);
    expect(waitPrices[0]).toMatchObject({ measure: 'desk.waitMean', kind: 'bounded' });
    expect(waitPrices[0].ratio).toBeCloseTo(1000 / (-wait.mean / 7), 6);
    expect(
      json(await program.run('compare', 'desk.json', ...command.slice(2), '--json')).comparisons[0].waitPrices,
    ).toEqual([]);
  });
});

describe('headroom validate', () => {
  it('says that a scenario is valid', async () => {
    const { stdout, code } = await program.run('validate', 'desk.json', '--change', 'busy.json');
    expect(stdout).toMatch(
      /^desk\.json is valid: One desk \(3 services, 4 parameters, 1 change, \d+ measures; hash \w+\)\.\n$/,
    );
    expect(code).toBe(0);
  });

  it('names the file of a broken change', async () => {
    program.write('no-title.json', setting('clerks', 2, { title: undefined }));
    expectRefusal(await program.run('validate', 'desk.json', '--change', 'no-title.json'), /^no-title\.json: .*title/);
  });
});

describe('headroom evidence', () => {
  it('lists every quantity with its range and grade, as text, JSON or CSV', async () => {
    const text = await program.run('evidence', 'desk.json', '--grade', 'assumption');
    expect(text.stdout).toMatch(/^\d+ of \d+ quantities: \d+ assumption\.\n/);
    const { quantities } = json(await program.run('evidence', 'desk.json', '--change', 'busy.json', '--json'));
    expect(quantities.find(({ id }: { id: string }) => id === 'arrivals').value).toBe(9);
    const table = await program.run('evidence', 'desk.json', '--csv', '--text', 'clerks');
    expect(table.stdout.split('\r\n')[0]).toBe('id,title,value,unit,low,high,grade,source,year,note');
    expect(table.code).toBe(0);
  });

  it('refuses a grade that there is not, and two ways to print', async () => {
    expectRefusal(await program.run('evidence', 'desk.json', '--grade', 'guess'), 'guess', '"assumption"');
    expectRefusal(await program.run('evidence', 'desk.json', '--csv', '--json'), '--json and --csv');
  });
});

describe('headroom schema', () => {
  it.each([
    [['schema'], ['parameters', 'services', 'run']],
    [
      ['schema', '--change'],
      ['operations', 'rationale'],
    ],
  ])('%s prints a JSON Schema', async (args, names) => {
    const schema = json(await program.run(...args));
    expect(schema.$schema).toContain('json-schema.org');
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(names));
    expect(schema.required).toEqual(expect.arrayContaining(['format', 'id', 'title']));
  });

  it('does not require what has a default', async () => {
    const schema = json(await program.run('schema'));
    expect(schema.required).not.toContain('primaryMeasures');
  });

  it('knows what posts and teams may say besides', async () => {
    const { properties } = json(await program.run('schema'));
    const posts = properties.posts.additionalProperties;
    const named = ['band', 'protectedTime', 'sickSpells', 'agency', 'rampUp'];
    expect(Object.keys(posts.properties)).toEqual(expect.arrayContaining(named));
    expect(Object.keys(posts.properties.hire.properties)).toEqual(
      expect.arrayContaining(['before', 'starts', 'pause']),
    );
    for (const name of named) expect(posts.required).not.toContain(name);
    expect(properties.qualifications.additionalProperties.properties.course.properties.stages.type).toBe('array');
    expect(JSON.stringify(properties.services)).toContain('countsAsWaiting');
  });
});

describe('headroom itself', () => {
  it('prints its version and the version of its numbers', async () => {
    expect((await program.run('--version')).stdout).toBe(`${about.version} (engine ${ENGINE_VERSION})\n`);
  });

  it('prints help on request', async () => {
    const { stdout, code } = await program.run('--help');
    for (const command of ['run', 'compare', 'validate', 'evidence', 'schema'])
      expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(code).toBe(0);
  });

  it('is content when nobody reads on', async () => {
    const { child, ended } = await program.start('schema');
    child.stdout?.destroy();
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('prints what there is when it is interrupted', async () => {
    program.write('long.json', oneDesk({ horizonDays: 500 }));
    const interruptAfter = async (milliseconds: number) => {
      const { child, ended } = await program.start(
        'run',
        'long.json',
        '--replications',
        '10000',
        '--json',
        '--workers',
        '1',
      );
      setTimeout(() => child.kill('SIGINT'), milliseconds);
      return ended;
    };
    let end = await interruptAfter(2500);
    // A busy machine may not have come to its first replication by then.
    if (end.stdout === '') end = await interruptAfter(10_000);
    expect(end.code).toBe(130);
    const output = json(end);
    expect(output.replications).toBeGreaterThan(0);
    expect(output.replications).toBeLessThan(10_000);
    expect(output.hash).toMatch(/^[0-9a-f]+$/);
  });

  it('has nothing to print when it is interrupted before the first replication is done', async () => {
    program.write('endless.json', oneDesk({ horizonDays: 40_000 }));
    program.write('crowded.json', MANY_PEOPLE);
    const { child, ended } = await program.start('run', 'endless.json', '--change', 'crowded.json', '--workers', '1');
    setTimeout(() => child.kill('SIGINT'), 4000);
    expect(await ended).toMatchObject({ code: 130, stdout: '' });
  });
});

describe('bad input', () => {
  it('ends the process with code 2, says why on stderr, and shows no stack', async () => {
    program.write('broken.json', '{"format": 1,');
    const { ended } = await program.start('run', 'broken.json');
    expectRefusal(await ended, /^broken\.json: /);
  });

  it('broken JSON: line and column', async () => {
    program.write('broken.json', '{\n  "format": 1,\n  "id": oops\n}');
    expectRefusal(await program.run('run', 'broken.json'), /^broken\.json: /, /line 3/, /column 9/);
  });

  it('a missing file', async () => {
    expectRefusal(await program.run('run', 'nowhere.json'), 'nowhere.json: there is no such file');
    expectRefusal(await program.run('run', 'desk.json', '--change', 'gone.json'), 'gone.json: there is no such file');
    expectRefusal(await program.run('run', '.'), 'this is a folder');
  });

  it('a file of more than 5 MB', async () => {
    program.write('big.json', `{"note":"${'x'.repeat(5_200_000)}"}`);
    expectRefusal(await program.run('validate', 'big.json'), 'big.json', '5.2 MB', 'at most 5 MB');
  });

  it('a horizon of nothing, or of 10,000 years, in the file', async () => {
    for (const horizonDays of [0, 3_652_425]) {
      program.write('horizon.json', oneDesk({ horizonDays }));
      expectRefusal(
        await program.run('run', 'horizon.json'),
        /^horizon\.json: run\.horizonDays: /,
        String(horizonDays),
      );
    }
  });

  it('negative staff', async () => {
    program.write('negative.json', setting('clerks', -1));
    expectRefusal(
      await program.run('run', 'desk.json', '--change', 'negative.json'),
      /^desk\.json \+ negative\.json: services\.desk\.servers\.count: /,
      '-1',
    );
  });

  it.each([
    ['--replications', '1', 'from 2 to 10,000'],
    ['--replications', '0', 'from 2 to 10,000'],
    ['--replications', 'abc', "'abc'"],
    ['--replications', '2.5', 'whole number'],
    ['--replications', '-3', 'from 2 to 10,000'],
    ['--replications', '', 'from 2 to 10,000'],
    ['--replications', '0x10', 'from 2 to 10,000'],
    ['--replications', '1e9', 'from 2 to 10,000'],
    ['--days', '0', 'above 0'],
    ['--days', '3652425', 'up to 40,000'],
    ['--days', 'NaN', 'above 0'],
    ['--workers', '0', 'from 1 to 256'],
    ['--workers', 'all', 'from 1 to 256'],
    ['--seed', '', '1 to 200 characters'],
  ])('%s %j', async (option, value, says) => {
    expectRefusal(await program.run('run', 'desk.json', option, value), option, says);
  });

  it('an unknown option or command, or none', async () => {
    expectRefusal(await program.run('run', 'desk.json', '--replicate', '5'), "unknown option '--replicate'");
    expectRefusal(await program.run('simulate'), "unknown command 'simulate'");
    expectRefusal(await program.run('run'), "missing required argument 'FILE'");
    expectRefusal(await program.run(), 'Usage: headroom');
  });

  it('a text that reaches for the prototype', async () => {
    program.write('hostile.json', '{"__proto__": {"polluted": true}, "format": 1}');
    expectRefusal(await program.run('validate', 'hostile.json'), /^hostile\.json: /);
  });
});
