import { expect, it } from 'vitest';
import { sectionsBy, table } from '../../cli/table';

it('a table lines its columns up over sections and leaves no trailing spaces', () => {
  const sections = [
    { title: 'A front door with a long name', rows: [['wait', '10.5', 'days']] },
    { title: 'Desk', rows: [['waiting', '3', '']] },
  ];
  expect(table(['Measure', 'Mean', 'Unit'], sections, ['left', 'right', 'left']).split('\n')).toEqual([
    'Measure    Mean  Unit',
    '---------  ----  ----',
    'A front door with a long name',
    '  wait     10.5  days',
    'Desk',
    '  waiting     3',
  ]);
});

it('sections keep the order in which their titles come first', () => {
  const things = ['b1', 'a1', 'b2'];
  expect(
    sectionsBy(
      things,
      ([letter]) => letter,
      (thing) => [thing],
    ),
  ).toEqual([
    { title: 'b', rows: [['b1'], ['b2']] },
    { title: 'a', rows: [['a1']] },
  ]);
});
