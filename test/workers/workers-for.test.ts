import { expect, it } from 'vitest';
import { workersFor } from '../../workers/workers-for';

it('an interactive page leaves one core to the person, a batch takes all', () => {
  expect(workersFor(8, 'interactive')).toBe(7);
  expect(workersFor(8, 'batch')).toBe(8);
});

it('there is always one worker', () => {
  expect(workersFor(1, 'interactive')).toBe(1);
  expect(workersFor(0, 'batch')).toBe(1);
  expect(workersFor(Number.NaN, 'interactive')).toBe(1);
});
