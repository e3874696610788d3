import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  BUILT_IN_CONSTANTS,
  compileExpression,
  DIMENSIONLESS,
  FUNCTIONS,
  isExpressionName,
  parseExpression,
  parseUnit,
  PERSON_RATE,
  readExpression,
} from '../../engine/expression';
import { NAMES, randomTree, textOf, valueOf } from './random-trees';
import { refusal } from './refusal';

const slotOf = (name: string) => (NAMES.includes(name) ? NAMES.indexOf(name) : undefined);

/** The value of an expression where t = 10, a = 3, b = 4, growth = 0.5 and gpReferralsPerWeek = 40. */
function value(text: string): number {
  return compileExpression(parseExpression(text), slotOf).evaluate(new Float64Array([10, 3, 4, 0.5, 40]));
}

describe('the value of an expression', () => {
  it.each([
    ['2 + 3 * 4', 14],
    ['-2^2', -4],
    ['(-2)^2', 4],
    ['2^3^2', 512],
    ['2^-1', 0.5],
    ['12 / 3 * 2', 8],
    ['10 - 4 - 3', 3],
    ['a - -b', 7],
    ['1 < 2 < 3', 1],
    ['3 > 2 > 1', 1],
    ['1 < 3 < 2', 0],
    ['(3 > 2) > 1', 0],
    ['1 < a == 3 <= b', 1],
    ['1 or 0 and 0', 1],
    ['not a', 0],
    ['not (a > b)', 1],
    ['a > b ? 1 : a == 3 ? 2 : 3', 2],
    ['0.1 + 0.2 == 0.3', 0],
    ['a and growth', 1],
    ['gpReferralsPerWeek * (1 + growth)^(2 * t / (20 * day))', 60],
    ['1 / 0', Infinity],
    ['-1 / 0', -Infinity],
    ['0 / 0', NaN],
    ['0 / 0 ? 1 : 2', 2],
    ['0 / 0 < 1', 0],
    ['not (0 / 0)', 1],
    ['log(-1)', NaN],
    ['a ? b : 1 / 0', 4],
    ['min(a, b, growth)', 0.5],
    ['max(a, b, growth, t)', 10],
    ['clamp(t, a, b)', 4],
    ['clamp(1, a, b)', 3],
    ['clamp(5, 4, 3)', 3],
    ['abs(a - b)', 1],
    ['sign(a - b) + sign(0)', -1],
    ['mod(-1, 7)', 6],
    ['mod(7, 7)', 0],
    ['mod(1, -7)', -6],
    ['mod(a, 0)', NaN],
    ['floor(-0.5)', -1],
    ['ceil(0.2)', 1],
    ['round(2.5) + round(-2.5)', 1],
    ['sqrt(a^2 + b^2)', 5],
    ['log(exp(1))', 1],
    ['sin(0) + cos(0)', 1],
    ['step(t, 10) + step(t, 10.5)', 1],
    ['ramp(t, 5, 15)', 0.5],
    ['ramp(t, 11, 15) + ramp(t, 0, 10)', 1],
    ['ramp(t, 10, 10) + ramp(t, 12, 5)', 1],
    ['pulse(t, 10, 11) + pulse(t, 9, 10) + pulse(t, 11, 9)', 1],
    ['week + 24 * hour + 1440 * minute + 86400 * second', 10],
    ['year / month', 12],
  ])('%s is %d', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it('is exact for whole powers of ten', () => {
    for (let k = -22; k <= 22; k++) expect(value(`log10(1e${k})`)).toBe(k);
    expect(value('log10(50)')).toBeCloseTo(1.6989700043360187, 15);
    expect(value('log10(0)')).toBe(-Infinity);
  });

  it('is the same for a literal and for a parameter of that value', () => {
    const slots = new Float64Array([1.1, 2, 0, 0, 0]);
    const evaluate = (text: string) => compileExpression(parseExpression(text), slotOf).evaluate(slots);
    expect(evaluate('t^2')).toBe(evaluate('t^a'));
    expect(evaluate('1.1^2')).toBe(evaluate('t^a'));
    expect(evaluate('t * 2')).toBe(evaluate('a * t'));
  });

  it('follows the slots', () => {
    const { evaluate } = compileExpression(parseExpression('a * t'), slotOf);
    const slots = new Float64Array([2, 3]);
    expect(evaluate(slots)).toBe(6);
    slots[0] = 5;
    expect(evaluate(slots)).toBe(15);
  });

  it('agrees with a plain evaluator for any tree, with the fewest parentheses', () => {
    const slots = fc.array(fc.double({ noDefaultInfinity: true, min: -1e3, max: 1e3 }), {
      minLength: NAMES.length,
      maxLength: NAMES.length,
    });
    fc.assert(
      fc.property(randomTree, slots, (tree, values) => {
        const text = textOf(tree);
        fc.pre(text.length <= 1000);
        const names = new Map([...NAMES.map((name, i) => [name, values[i]] as const), ['week', 7], ['pi', Math.PI]]);
        const expected = valueOf(tree, names);
        const { evaluate } = compileExpression(parseExpression(text), slotOf);
        const got = evaluate(Float64Array.from(values));
        // 0 and -0 are one value to planners.
        expect(got === expected || (Number.isNaN(got) && Number.isNaN(expected)) || `${got} for ${text}`).toBe(true);
      }),
      { seed: 20_170_401, numRuns: 2_000 },
    );
  });
});

describe('what a compiled expression tells of itself', () => {
  it('names what it reads, and whether time is among it', () => {
    const compiled = compileExpression(parseExpression('a * (1 + growth)^(t / year) + 0 * week'), slotOf);
    expect([...compiled.names].sort()).toEqual(['a', 'growth', 't']);
    expect(compiled.dependsOnTime).toBe(true);
    const constant = compileExpression(parseExpression('1 ? a : b'), slotOf);
    expect([...constant.names].sort()).toEqual(['a', 'b']);
    expect(constant.dependsOnTime).toBe(false);
  });

  it('needs a slot for every name', () => {
    expect(refusal(() => compileExpression(parseExpression('1 + c'), slotOf))).toMatchObject({
      code: 'unknown-name',
      position: 4,
    });
  });
});

describe('reading an expression', () => {
  it('gives base units from parameters in base units', () => {
    const unit = parseUnit('person/week');
    const scope = {
      slotOf,
      dimensionOf: (name: string) => (name === 'growth' ? DIMENSIONLESS : unit.dimension),
    };
    const rate = readExpression('gpReferralsPerWeek * (1 + growth)^(t / year)', scope, PERSON_RATE);
    const slots = new Float64Array([2 * 365.25, 0, 0, 0.5, 40 * unit.toBase]);
    expect(rate.evaluate(slots)).toBeCloseTo((40 / 7) * 2.25, 12);
  });
});

describe('the tables', () => {
  it('have one function per name, whose signature says how many arguments it takes', () => {
    expect(FUNCTIONS.size).toBe(18);
    for (const [name, { signature, implementation }] of FUNCTIONS) {
      const args = signature.slice(name.length + 1, -1).split(', ');
      expect(implementation.arity).toBe(args.includes('…') ? 'fold' : args.length);
      expect(isExpressionName(name)).toBe(false);
    }
  });

  it('have the units of time as constants', () => {
    expect([...BUILT_IN_CONSTANTS.keys()]).toEqual(['day', 'week', 'month', 'year', 'hour', 'minute', 'second', 'pi']);
    for (const [name, { value: size, dimension }] of BUILT_IN_CONSTANTS) {
      if (name !== 'pi')
        expect({ size, dimension }).toEqual({ size: parseUnit(name).toBase, dimension: parseUnit(name).dimension });
    }
  });
});
