import { describe, expect, it } from 'vitest';
import {
  DIMENSIONLESS,
  dimensionOf,
  dimensionText,
  parseExpression,
  parseUnit,
  PERSON_RATE,
  readExpression,
} from '../../engine/expression';
import { refusal } from './refusal';

const UNITS = new Map([
  ['referrals', 'person/week'],
  ['growth', 'share'],
  ['caseload', 'person'],
  ['wait', 'week'],
  ['pay', '£/WTE/year'],
  ['posts', 'WTE'],
  ['visit', 'hour/contact'],
]);
const lookup = (name: string) => {
  const unit = UNITS.get(name);
  return unit === undefined ? undefined : parseUnit(unit).dimension;
};

describe('the dimension of an expression', () => {
  it.each([
    ['referrals * (1 + growth)^(t / year)', 'person per day'],
    ['caseload / wait', 'person per day'],
    ['referrals - caseload / wait', 'person per day'],
    ['pay * posts', '£ per day'],
    ['3 * week + t', 'day'],
    ['-t', 'day'],
    ['visit^2', 'day squared per contact squared'],
    ['visit^-1', 'contact per day'],
    ['caseload^0', 'a plain number'],
    ['sqrt(caseload * caseload)', 'person'],
    ['growth^0.5', 'a plain number'],
    ['2^growth', 'a plain number'],
    ['caseload > 0 ? referrals : 0', 'person per day'],
    ['caseload > 0 ? 0 : referrals', 'person per day'],
    ['0 < caseload <= 0', 'a plain number'],
    ['max(0, referrals)', 'person per day'],
    ['max(referrals, 0, -0)', 'person per day'],
    ['clamp(referrals, 0, 2 * referrals)', 'person per day'],
    ['t - 0', 'day'],
    ['0', 'a plain number'],
    ['0 * t', 'day'],
    ['max(0, 0)', 'a plain number'],
    ['round(caseload / posts)', 'person per WTE'],
    ['floor(t / week) * week', 'day'],
    ['ceil(0)', 'a plain number'],
    ['sign(t)', 'a plain number'],
    ['abs(t - year)', 'day'],
    ['mod(t, week)', 'day'],
    ['step(t, 0)', 'a plain number'],
    ['ramp(t, 3 * month, year)', 'a plain number'],
    ['pulse(t, 0, year)', 'a plain number'],
    ['sin(2 * pi * t / year)', 'a plain number'],
    ['t < year and not (caseload == 0)', 'a plain number'],
  ])('%s is %s', (text, expected) => {
    expect(dimensionText(dimensionOf(parseExpression(text), lookup))).toBe(expected);
  });

  it.each([
    ['caseload + wait', 'dimension', 9, 'not person and day'],
    ['caseload + 1', 'dimension', 9, 'not person and a plain number'],
    ['t > 365', 'dimension', 2, 'not day and a plain number'],
    ['t < year < 2', 'dimension', 2, 'not day and a plain number'],
    ['max(0, t, caseload)', 'dimension', 0, 'not day and person'],
    ['step(t, 3)', 'dimension', 0, 'Multiply or divide by a unit of time'],
    ['growth ? t : caseload', 'dimension', 7, 'not day and person'],
    ['t ? 1 : 2', 'dimension', 0, 'the condition before ? takes a plain number, not day'],
    ['t and growth', 'dimension', 0, 'and takes a plain number, not day'],
    ['not t', 'dimension', 4, 'not takes a plain number, not day'],
    ['1 + exp(t)', 'dimension', 8, 'exp takes a plain number, not day'],
    ['sin(t)', 'dimension', 4, 'sin takes a plain number, not day'],
    ['2^t', 'dimension', 2, 'the exponent of ^ takes a plain number, not day'],
    ['t^growth', 'exponent', 1, 'whole number written out'],
    ['t^0.5', 'exponent', 1, 'whole number written out'],
    ['t^7', 'exponent', 1, 'from -6 to 6'],
    ['t^(1 + 1)', 'exponent', 1, 'whole number written out'],
    ['sqrt(caseload)', 'root', 0, 'sqrt of person'],
    ['round(referrals)', 'dimension', 0, 'what is whole depends on the unit of time'],
    ['t + refferals', 'unknown-name', 4, 'Declare it under parameters'],
    ['wek + t', 'unknown-name', 0, 'Did you mean week?'],
    ['2 * max', 'unknown-name', 4, 'max(a, b, …)'],
  ])('%s is refused: %s at %i', (text, code, position, inMessage) => {
    const error = refusal(() => dimensionOf(parseExpression(text), lookup));
    expect([error.code, error.position]).toEqual([code, position]);
    expect(error.message).toContain(inMessage);
  });

  it('suggests declared names', () => {
    const error = refusal(() => dimensionOf(parseExpression('2 * refferals'), lookup, UNITS.keys()));
    expect(error.hint).toContain('Did you mean referrals?');
  });
});

describe('the dimension a field needs', () => {
  const scope = { slotOf: () => 0, dimensionOf: lookup, knownNames: UNITS.keys() };

  it('names both when they differ', () => {
    const error = refusal(() => readExpression('caseload', scope, PERSON_RATE));
    expect([error.code, error.position]).toEqual(['dimension', null]);
    expect(error.message).toBe(
      'The expression gives person, but person per day is needed here. Multiply or divide by a unit of time, such as day, week, month or year.',
    );
    expect(refusal(() => readExpression('pay', scope, DIMENSIONLESS)).hint).toContain('by a parameter');
  });

  it('is met by nothing at all', () => {
    expect(readExpression('0', scope, PERSON_RATE).evaluate(new Float64Array(1))).toBe(0);
    expect(refusal(() => readExpression('1', scope, PERSON_RATE)).code).toBe('dimension');
  });

  it('may be left open', () => {
    expect(() => readExpression('pay', scope, null)).not.toThrow();
    expect(refusal(() => readExpression('pay + 1', scope, null)).code).toBe('dimension');
  });
});
