/** `headroom trace` as people run it, and the commands of its guide. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dateOf, momentOf, stretchOf } from '../../cli/moments';
import { ROOT } from '../../scripts/bundle-for-node.mjs';
import { oneDesk, setting } from '../workers/one-desk';
import { openProgram, type Ended, type Program } from './program';

// Every command is a process of its own, and a busy machine may take seconds to start one.
vi.setConfig({ testTimeout: 90_000 });

let program: Program;

beforeAll(async () => {
  program = openProgram('trace');
  program.write('scenario.json', oneDesk());
  program.write('second-clerk.json', setting('clerks', 2));
  const exact = oneDesk();
  const assumed = { source: 'assumption', grade: 'assumption' };
  program.write('exact.json', {
    ...exact,
    run: { ...exact.run, horizonDays: 10, startDate: '2024-02-28' },
    parameters: {
      ...exact.parameters,
      arrivals: undefined,
      service: { title: 'Time of service', value: 2, unit: 'day', low: 1, high: 2, ...assumed },
    },
    services: {
      ...exact.services,
      door: { kind: 'source', title: 'Door', arrivals: { at: [0.5, 1, 1.25] }, to: 'desk' },
      desk: { ...exact.services.desk, service: { kind: 'fixed', value: 'service' } },
    },
  });
});

afterAll(() => program.remove());

function expectRefusal(ended: Ended, ...says: (string | RegExp)[]): void {
  for (const part of says) expect(ended.stderr).toMatch(part);
  expect(ended.stderr).not.toMatch(/^\s+at /m);
  expect(ended.stdout).toBe('');
  expect(ended.code).toBe(2);
}

describe('headroom trace', () => {
  it('prints what happens to one person, with dates and reasons', async () => {
    const { stdout, stderr, code } = await program.run('trace', 'exact.json', '--person', 'door:2');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        'One desk',
        'Replication 0 of seed "one desk", 10 days.',
        '',
        'This person waits 3.3 days in all and leaves on day 6, Tue 5 Mar 2024 12:00.',
        '',
        `${'When'.padEnd(30)}  What`,
        `${'-'.repeat(30)}  ${'-'.repeat(64)}`,
        'Person door:2',
        '  day 1, Thu 29 Feb 2024 06:00  Desk: arrives',
        '  day 1, Thu 29 Feb 2024 06:00  Desk: waits: no server is free for this person, 1 in line before',
        '  day 4, Sun 3 Mar 2024 12:00   Desk: is attended to, after a wait of 3.3 days',
        '  day 6, Tue 5 Mar 2024 12:00   Desk: is done here',
        '  day 6, Tue 5 Mar 2024 12:00   Home: arrives',
        '  day 6, Tue 5 Mar 2024 12:00   leaves for good',
        '',
      ].join('\n'),
    );
  });

  it('shows the same person with a change beside', async () => {
    const both = ['trace', 'exact.json', '--person', 'door:1', '--change', 'second-clerk.json'];
    const { stdout } = await program.run(...both);
    expect(stdout).toMatch(/^Without the changes this person waits 36\.0 hours/m);
    expect(stdout).toMatch(/^With them the same person never waits and leaves on day 3, Sat 2 Mar 2024 00:00\.$/m);
    expect(stdout).toMatch(/^ {2}day 1, Thu 29 Feb 2024 00:00 +Desk: arrives +Desk: arrives$/m);
    const output = JSON.parse((await program.run(...both, '--json')).stdout);
    expect(output).toMatchObject({ person: 'door:1', replication: 0, startDate: '2024-02-28', days: 10 });
    expect(output.baseline).toMatchObject({ waitedDays: 1.5, leaves: true, untilDay: 4.5 });
    expect(output.changed).toMatchObject({ waitedDays: 0, leaves: true, untilDay: 3 });
  });

  it('lists people, who can then be followed, in any replication', async () => {
    const list = JSON.parse((await program.run('trace', 'scenario.json', '--some', '3', '--json')).stdout);
    expect(list.people).toHaveLength(3);
    const { person, day } = list.people[1];
    const one = JSON.parse((await program.run('trace', 'scenario.json', '--person', person, '--json')).stdout);
    expect(one.baseline.entries[0]).toMatchObject({ day, service: 'desk', what: 'arrives' });
    expect(one.changed).toBeNull();
    const other = await program.run('trace', 'scenario.json', '--some', '3', '--replication', '1', '--json');
    expect(JSON.parse(other.stdout).people[0].day).not.toBe(list.people[0].day);
    expect((await program.run('trace', 'scenario.json', '--some', '3')).stdout).toContain(
      `--person ${list.people[0].person}`,
    );
  });

  it('says when the person does not come in', async () => {
    const { stdout, code } = await program.run('trace', 'exact.json', '--person', 'door:3');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^This person does not come in\.$/m);
  });

  it('refuses bad input', async () => {
    const trace = (...options: string[]) => program.run('trace', 'scenario.json', ...options);
    expectRefusal(await trace(), 'needs --person SOURCE:ORDINAL', '--some 10');
    expectRefusal(await trace('--person', 'door:0'), '--person door:0: nobody', 'door#0:0', '--some 10');
    expectRefusal(await trace('--person', 'desk:0'), '--person desk:0: nobody of the scenario');
    expectRefusal(await trace('--person', 'door#0:0', '--some', '3'), 'Leave one of them out');
    expectRefusal(await trace('--some', '0'), 'from 1 to 1,000');
    expectRefusal(await trace('--some', '3', '--replication', '-1'), 'from 0 to 9,999');
    expectRefusal(await trace('--some', '3', '--change', 'gone.json'), 'gone.json: there is no such file');
    program.write('negative.json', setting('clerks', -1));
    expectRefusal(
      await trace('--person', 'door#0:0', '--change', 'negative.json'),
      /^scenario\.json \+ negative\.json: /,
    );
  });
});

describe('moments', () => {
  it('count days from the start, without a date from a Monday', () => {
    expect(momentOf(2.5, '2024-02-28')).toBe('day 2, Fri 1 Mar 2024 12:00');
    expect(momentOf(8.99999, undefined)).toBe('day 9, Wed 00:00');
    expect(dateOf(-1, undefined)).toBe('Sun');
    expect([0, 1 / 1440, 0.25, 1.5, 12].map(stretchOf)).toEqual([
      '0 minutes',
      '1 minute',
      '6.0 hours',
      '36.0 hours',
      '12.0 days',
    ]);
  });
});

describe('the guide', () => {
  it('has commands that run', async () => {
    const guide = readFileSync(join(ROOT, 'docs/guides/follow-one-person.md'), 'utf8');
    const commands = [...guide.matchAll(/^npx headroom ((?:.*\\\n)*.*)$/gm)].map(([, command]) =>
      command.replaceAll('\\\n', ' ').trim().split(/\s+/),
    );
    expect(commands.length).toBeGreaterThan(1);
    for (const command of commands) {
      const ended = await program.run(...command);
      expect(ended.stderr).toBe('');
      expect(ended.stdout).not.toContain('does not come in');
      expect(ended.code).toBe(0);
    }
  });
});
