import { expect, it } from 'vitest';
import { table } from '../../cli/table';

it('a table lines its columns up and leaves no trailing spaces', () => {
  const text = table(
    ['Service', 'Mean', 'Unit'],
    [
      ['Desk', '10.5', 'days'],
      ['Front door', '3', ''],
    ],
    ['left', 'right', 'left'],
  );
  expect(text.split('\n')).toEqual([
    'Service     Mean  Unit',
    '----------  ----  ----',
    'Desk        10.5  days',
    'Front door     3',
  ]);
});
