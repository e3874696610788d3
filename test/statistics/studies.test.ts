/** The studies of `npm run studies` with few experiments: that they run, find nothing amiss, and would find it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { meanInterval, pairedInterval } from '../../engine/statistics/intervals';
import { mmcWait } from '../../engine/statistics/queueing';
import { STUDIES } from '../../scripts/studies/all';
import { coverageStudy, type IntervalMaker, SYSTEMS } from '../../scripts/studies/coverage';
import { SingleServers, serverOfWait, trueWait } from '../../scripts/studies/single-server';
import { sequentialStudy } from '../../scripts/studies/sequential';
import { markdown } from '../../scripts/studies/table';

/** Twenty experiments each. */
const EFFORT = 0.001;
const PAGE = readFileSync('docs/background/studies.md', 'utf8');

describe('studies', () => {
  it.each(STUDIES.map((study, i) => [i, study] as const))(
    'number %d finds nothing amiss, and is on the page',
    async (_, study) => {
      const table = await study(EFFORT);
      expect(table.faults ?? []).toEqual([]);
      expect(table.rows.length).toBeGreaterThan(0);
      for (const row of table.rows) expect(row).toHaveLength(table.headings.length);
      expect(PAGE).toContain(`## ${table.title}\n`);
      for (const [first] of table.rows) expect(PAGE).toContain(`| ${first} |`);
    },
  );

  it('on the page found nothing amiss', () => {
    expect(PAGE).not.toContain('Not as promised');
  });

  it.each<[string, IntervalMaker]>([
    ['covers too seldom', (base, changed) => (changed ? pairedInterval(base, changed, 0.7) : meanInterval(base, 0.7))],
    ['is of something else', (base, changed) => pairedInterval(changed ?? base, base)],
    ['is not there', () => null],
  ])('would notice an interval that %s', (_, interval) => {
    const { faults } = coverageStudy(0.02, interval, SYSTEMS.slice(0, 1));
    expect(faults![0]).toMatch(/replications: covers \d+\.\d %, not 95\.0 %/);
  });
});

describe('the study of the sequential rule', () => {
  it('would notice a rule that stops as soon as an interval happens to be short', () => {
    const { faults } = sequentialStudy(0.05, { fewest: 2, lookAhead: 0 });
    expect(faults).toContainEqual(expect.stringMatching(/^Normal values: covers \d+\.\d %, not 93\.5 %$/));
  });
});

describe('the single server', () => {
  it('is in steady state from its first customer on, alone and beside a faster one', () => {
    const line = { arrival: 0.8, service: 1 };
    const faster = serverOfWait(0.8, 3);
    expect(trueWait(line)).toBeCloseTo(4, 12);
    expect(mmcWait(faster.arrival, faster.service, 1).Wq).toBeCloseTo(3, 12);
    const servers = new SingleServers('known');
    for (const customers of [1, 20]) {
      const values = Array.from({ length: 6000 }, (_, i) => servers.meanWaits([line, faster], customers, 0, i));
      const alone = meanInterval(
        values.map(([wait]) => wait),
        0.9999,
      )!;
      const beside = meanInterval(
        values.map(([, wait]) => wait),
        0.9999,
      )!;
      expect(Math.abs(alone.mean - 4)).toBeLessThan(alone.halfWidth);
      expect(Math.abs(beside.mean - 3)).toBeLessThan(beside.halfWidth);
    }
  });
});

describe('markdown', () => {
  it('is a table with a few words before it', () => {
    const table = { title: 'T', words: ['One.', 'Two.'], headings: ['a', 'b'], rows: [['x|y', '1']] };
    expect(markdown(table)).toBe('## T\n\nOne.\n\nTwo.\n\n| a | b |\n| --- | --: |\n| x\\|y | 1 |');
  });
});
