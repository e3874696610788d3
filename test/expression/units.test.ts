import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  CONTACT_RATE_PER_PERSON,
  DIMENSIONLESS,
  dimensionText,
  MONEY_RATE_PER_WTE,
  parseUnit,
  PERSON_RATE,
  powerOfDimension,
  RATE,
  sameDimension,
  SINGLE_UNIT_NAMES,
  TIME,
  TIME_PER_CONTACT,
} from '../../engine/expression';
import type { Dimension } from '../../engine/expression';
import { refusal } from './refusal';

describe('units', () => {
  it.each([
    ['day', TIME, 1],
    ['week', TIME, 7],
    ['month', TIME, 365.25 / 12],
    ['year', TIME, 365.25],
    ['hour', TIME, 1 / 24],
    ['minute', TIME, 1 / 1440],
    ['second', TIME, 1 / 86400],
    ['share', DIMENSIONLESS, 1],
    ['share/week', RATE, 1 / 7],
    ['1/year', RATE, 1 / 365.25],
    ['person/week', PERSON_RATE, 1 / 7],
    ['hour/contact', TIME_PER_CONTACT, 1 / 24],
    ['contact/person/week', CONTACT_RATE_PER_PERSON, 1 / 7],
    ['£/WTE/year', MONEY_RATE_PER_WTE, 1 / 365.25],
    ['hour/WTE/week', [0, 0, 0, -1, 0], 1 / 168],
    ['1/hour', RATE, 24],
    ['1/second', RATE, 86_400],
    ['person*week', [1, 1, 0, 0, 0], 7],
    ['person*hour/contact', [1, 1, -1, 0, 0], 1 / 24],
  ] as const)('%s has its dimension and its size in base units', (text, dimension, toBase) => {
    expect(parseUnit(text)).toEqual({ text, dimension, toBase });
  });

  it.each([
    ['days', 'unknown-unit', 0, 'Did you mean day?'],
    ['person/weeks', 'unknown-unit', 7, 'Did you mean week?'],
    ['people', 'unknown-unit', 0, 'Did you mean person?'],
    ['fte', 'unknown-unit', 0, 'Did you mean WTE?'],
    ['wte', 'unknown-unit', 0, 'Did you mean WTE?'],
    ['%', 'unknown-unit', 0, 'Did you mean share?'],
    ['constructor', 'unknown-unit', 0, 'Units are day, week'],
    ['__proto__', 'unknown-unit', 0, 'Units are day, week'],
    ['person per week', 'unit-form', 0, 'person/week'],
    ['person / week', 'unit-form', 0, 'person/week'],
    ['day/person*week', 'unit-form', 4, 'person/week'],
    ['', 'unit-form', 0, 'share'],
    ['/week', 'unit-form', 0, 'week'],
    ['person/', 'unit-form', 7, 'person/week'],
    ['1', 'unit-form', 0, 'share'],
    ['week/1', 'unit-form', 5, '1/year'],
    ['day/'.repeat(20) + 'day', 'unit-form', 60, 'week'],
  ])('refuses %j', (text, code, position, inMessage) => {
    const error = refusal(() => parseUnit(text));
    expect([error.code, error.position]).toEqual([code, position]);
    expect(error.message).toContain(inMessage);
  });

  it('reads every ratio of single units as the ratio of their sizes', () => {
    const single = fc.constantFrom(...SINGLE_UNIT_NAMES);
    fc.assert(
      fc.property(single, single, (over, under) => {
        const unit = parseUnit(`${over}/${under}`);
        expect(unit.toBase / (parseUnit(over).toBase / parseUnit(under).toBase)).toBeCloseTo(1, 14);
        expect(sameDimension(unit.dimension, DIMENSIONLESS)).toBe(
          sameDimension(parseUnit(over).dimension, parseUnit(under).dimension),
        );
      }),
      { seed: 20_170_401 },
    );
  });
});

describe('dimensions in plain words', () => {
  it.each<[Dimension, string]>([
    [DIMENSIONLESS, 'a plain number'],
    [TIME, 'day'],
    [RATE, 'per day'],
    [PERSON_RATE, 'person per day'],
    [CONTACT_RATE_PER_PERSON, 'contact per person per day'],
    [MONEY_RATE_PER_WTE, '£ per WTE per day'],
    [[1, 1, 0, 0, 0], 'person × day'],
    [[-2, 0, 0, 0, 3], '£ cubed per day squared'],
    [[4, 0, 0, 0, 0], 'day to the power 4'],
  ])('%j reads %j', (dimension, text) => {
    expect(dimensionText(dimension)).toBe(text);
  });

  it('knows no negative zero', () => {
    expect(powerOfDimension(TIME, -1)).toEqual(RATE);
    expect(powerOfDimension(TIME, 0)).toEqual(DIMENSIONLESS);
  });
});
