import { describe, expect, it } from 'vitest';
import { amount, figure, range } from '../../cli/figures';

describe('figures for people', () => {
  it.each([
    [0, '0'],
    [12345.6, '12,346'],
    [99.94, '99.9'],
    [19.25, '19.3'],
    [1.234, '1.23'],
    [0.1234, '0.123'],
    [0.00123, '0.00123'],
    [-7.129, '−7.13'],
    [-0.0000001, '0.00000'],
  ])('%d is written %s', (value, text) => {
    expect(figure(value)).toBe(text);
  });

  it('stand with their unit, and shares are percentages', () => {
    expect(amount(12.1, 'weeks')).toBe('12.1 weeks');
    expect(amount(0.123, 'share')).toBe('12.3 %');
    expect(amount(-50_000, '£')).toBe('−£50,000');
    expect(amount(3, '')).toBe('3.00');
  });

  it('ranges are written with "to", since a dash looks like a minus', () => {
    expect(range(-1, 3, 'weeks')).toBe('−4.00 to 2.00 weeks');
    expect(range(0.5, 0.1, 'share')).toBe('40.0 to 60.0 %');
  });
});
