/** What is written about measures of the week is what they are. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { WEEK_MEASURE_NAMES, WEEK_MEASURES } from '../../engine/scenario/week-measure-table';

it('the reference lists every measure of the week, with what it is', () => {
  const reference = readFileSync(new URL('../../docs/background/mechanisms.md', import.meta.url), 'utf8');
  expect(Object.keys(WEEK_MEASURES)).toEqual([...WEEK_MEASURE_NAMES]);
  for (const [name, { definition }] of Object.entries(WEEK_MEASURES)) {
    const row = reference.split('\n').find((line) => line.startsWith(`| \`${name}\` `));
    expect(row, name).toContain(definition);
  }
});
