import { describe, expect, it } from 'vitest';
import { formatInterval, formatQuantity } from '../../ui/words/quantities';
import { unitWords } from '../../ui/words/units';

describe('a quantity', () => {
  it.each([
    [18, 'weeks', 0, '18 weeks'],
    [1, 'weeks', 0, '1 week'],
    [1, 'weeks', 1, '1.0 weeks'],
    [0.184, 'share', 1, '18.4%'],
    [517, 'people', 0, '517 people'],
    [1, 'people', 0, '1 person'],
    [36.94, 'people per week', 1, '36.9 people a week'],
    [16.5, 'people per WTE', 1, '16.5 people per whole-time post'],
    [15.2, 'person-days per week', 1, '15.2 person-days a week'],
    [2.5, 'people per open day', 1, '2.5 people an open day'],
    [12.6, 'WTE', 1, '12.6 whole-time posts'],
    [3.5, 'hours', 1, '3.5 hours'],
    [4, 'contact/person/week', 0, '4 contacts a person a week'],
    [0.15, '1/year', 2, '0.15 a year'],
    [7, 'gizmos', 0, '7 gizmos'],
    [0.9, '', 1, '0.9'],
  ])('%d in %s with %d decimals is %s', (value, unit, decimals, text) => {
    expect(formatQuantity(value, unit, decimals)).toBe(text);
  });

  it('has a unit on the axis', () => {
    expect(['weeks', 'share', 'people per WTE', 'WTE'].map((unit) => unitWords(unit).axis)).toEqual([
      'weeks',
      '%',
      'people per whole-time post',
      'whole-time posts (WTE)',
    ]);
  });
});

describe('the interval of a difference', () => {
  it.each([
    [6, 1, 'weeks', 0, '5 to 7 weeks longer'],
    [-6, 1, 'weeks', 0, '5 to 7 weeks shorter'],
    [0.3, 0.6, 'weeks', 1, 'between 0.3 weeks shorter and 0.9 weeks longer'],
    [-60.85, 11.2, 'people', 0, '50 to 72 people fewer'],
    [0.03, 0.01, 'share', 0, '2 to 4 percentage points higher'],
    [0.01, 0.001, 'share', 0, 'about 1 percentage point higher'],
    [1, 1, 'people', 0, '0 to 2 people more'],
    [0, 0, 'people', 0, 'no difference'],
    [1, NaN, 'people', 0, 'interval not known'],
    [-1.5, 0.5, 'people per week', 0, '1 to 2 people a week fewer'],
  ])('%d ± %d %s (%d decimals): %s', (mean, halfWidth, unit, decimals, text) => {
    expect(formatInterval(mean, halfWidth, unit, decimals)).toBe(text);
  });
});
