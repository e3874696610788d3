/** What is refused of stocks, measures of the week and loops, and how it is told. */
import { describe, expect, it } from 'vitest';
import { readScenario, ScenarioError, compile, type ScenarioIssue } from '../../engine/index';
import {
  coming,
  delay,
  desk,
  exit,
  exponential,
  parameter,
  q,
  scenarioText,
  type Small,
} from '../mechanisms/small-scenarios';

/** A small scenario with a strength, a hazard and two rates to link. */
const small = (more: Partial<Small>): Small => ({
  days: 100,
  parameters: {
    strength: { ...parameter(1, 'share'), low: 0, high: 2 },
    tempo: { ...parameter(1, '1/day'), low: 0, high: 2 },
    other: { ...parameter(1, 'share'), low: 0, high: 2 },
    ...more.parameters,
  },
  services: {
    gp: coming(1, 'desk', {
      attributes: {},
      arrivals: { rate: `${q(1, 'person/day')} * other * tempo * strength * day` },
    }),
    desk: desk(exponential(0.5)),
    ward: delay(exponential(2), { capacity: q(5, 'person') }),
    beds: delay(exponential(2)),
    home: exit(),
  },
  ...Object.fromEntries(Object.entries(more).filter(([key]) => key !== 'parameters')),
});

function issuesOf(given: Small): readonly ScenarioIssue[] {
  const read = readScenario(scenarioText(given));
  if (!read.ok) return read.issues;
  try {
    compile(read.value);
    return [];
  } catch (error) {
    if (error instanceof ScenarioError) return error.issues;
    throw error;
  }
}
const stock = (more: object = {}) => ({
  title: 'A stock',
  unit: 'person',
  start: 0 as const,
  inflow: 0 as const,
  ...more,
});
const loop = (to: string, more: object = {}) => ({
  title: 'A loop',
  strength: 'strength',
  source: 'assumption',
  links: [{ to: [to], times: 'other' }],
  ...more,
});
const week = (more: object) => ({
  title: 'A measure',
  measure: 'waiting' as const,
  service: 'desk',
  start: 0 as const,
  ...more,
});

const REFUSED: [string, Partial<Small>, { code: string; path: string; says: RegExp }][] = [
  [
    'starts that need each other in a circle, with the circle',
    { stocks: { a: stock({ start: 'b' }), b: stock({ start: 'c' }), c: stock({ start: 'a' }) } },
    { code: 'cycle', path: 'stocks.a.start', says: /stocks\.a → stocks\.b → stocks\.c → stocks\.a/ },
  ],
  [
    'a start that needs itself',
    { stocks: { a: stock({ start: `a + ${q(1, 'person')}` }) } },
    { code: 'cycle', path: 'stocks.a.start', says: /stocks\.a → stocks\.a/ },
  ],
  [
    'links that need each other in a circle, with the circle',
    {
      loops: {
        R1: loop('parameters.other', { links: [{ to: ['parameters.other'], times: 'tempo * day' }] }),
        R2: loop('parameters.tempo'),
      },
    },
    {
      code: 'cycle',
      path: 'loops.R1',
      says: /parameters\.other \(R1\) → parameters\.tempo \(R2\) → parameters\.other \(R1\)/,
    },
  ],
  [
    'a stock that moves faster than two weeks',
    { stocks: { a: stock({ outflow: `a / ${q(13, 'day')}` }) } },
    { code: 'time-constant', path: 'stocks.a', says: /time constant of 13 days.*14 days/ },
  ],
  [
    'a stock that becomes too fast on a day',
    {
      parameters: { slow: { ...parameter(20, 'day'), low: 5, high: 20 } },
      timeline: [{ parameter: 'slow', op: 'to', value: 5, at: 30 }],
      stocks: { a: stock({ outflow: 'a / slow' }) },
    },
    { code: 'time-constant', path: 'stocks.a', says: /5 days after the change on day 30/ },
  ],
  [
    'stocks that move too fast together',
    {
      stocks: {
        a: stock({ inflow: `b / ${q(10, 'day')}`, mayBeNegative: true }),
        b: stock({ unit: 'person', outflow: `a / ${q(10, 'day')}`, mayBeNegative: true }),
      },
    },
    { code: 'time-constant', path: 'stocks', says: /together.*10(\.\d+)? days/ },
  ],
  [
    'a flow of another dimension',
    { stocks: { a: stock({ inflow: q(1, 'person') }) } },
    { code: 'dimension', path: 'stocks.a.inflow', says: /person per day/ },
  ],
  [
    'a stock that nothing flows into or out of',
    { stocks: { a: { title: 'A stock', unit: 'person', start: 0 } } },
    { code: 'no-flow', path: 'stocks.a', says: /inflow or an outflow/ },
  ],
  [
    'a start below 0',
    { stocks: { a: stock({ start: q(-1, 'person') }) } },
    { code: 'value', path: 'stocks.a.start', says: /0 or more/ },
  ],
  [
    'a name that is taken',
    { stocks: { other: stock() } },
    { code: 'same-name', path: 'stocks.other', says: /"other" already/ },
  ],
  [
    'a name that expressions cannot use',
    { stocks: { 'my-stock': stock() } },
    { code: 'name', path: 'stocks.my-stock', says: /letters and digits/ },
  ],
  [
    'a rate that follows a stock, without a ceiling',
    { stocks: { a: stock() }, services: { gp: coming(1, 'home', { arrivals: { rate: 'a / day' } }), home: exit() } },
    { code: 'no-ceiling', path: 'services.gp.arrivals.rate', says: /add "ceiling"/ },
  ],
  [
    'a ceiling that follows a stock itself',
    {
      stocks: { a: stock() },
      services: { gp: coming(1, 'home', { arrivals: { rate: 'a / day', ceiling: '2 * a / day' } }), home: exit() },
    },
    { code: 'moving-ceiling', path: 'services.gp.arrivals.rate', says: /parameters alone/ },
  ],
  [
    'what is read once and would follow a stock',
    {
      stocks: { a: stock() },
      services: {
        gp: coming(1, 'desk'),
        desk: desk(exponential(0.5), { start: { inService: 0, waiting: 'a', waited: 0 } }),
        home: exit(),
      },
    },
    { code: 'read-once', path: 'services.desk.start.waiting', says: /as a run begins/ },
  ],
  [
    'a strength whose range does not start at 0',
    {
      parameters: { strength: { ...parameter(1, 'share'), low: 0.5, high: 2 } },
      loops: { R: loop('parameters.tempo') },
    },
    { code: 'strength-range', path: 'parameters.strength.low', says: /starts at 0/ },
  ],
  [
    'a strength that is a bare number',
    { loops: { R: loop('parameters.tempo', { strength: 1 }) } },
    { code: 'strength', path: 'loops.R.strength', says: /range from 0/ },
  ],
  [
    'a strength that hangs on a stock',
    { stocks: { a: stock({ unit: 'share' }) }, loops: { R: loop('parameters.tempo', { strength: 'a * strength' }) } },
    { code: 'strength', path: 'loops.R.strength', says: /"a" is none/ },
  ],
  [
    'a loop that changes a strength',
    { loops: { R: loop('parameters.strength') } },
    { code: 'strength', path: 'loops.R', says: /no loop changes those/ },
  ],
  [
    'a link that multiplies and adds',
    { loops: { R: loop('', { links: [{ to: ['parameters.tempo'], times: 'other', plus: 'tempo' }] }) } },
    { code: 'link', path: 'loops.R.links.0', says: /either/ },
  ],
  [
    'a factor with a dimension',
    { loops: { R: loop('', { links: [{ to: ['parameters.tempo'], times: 'tempo' }] }) } },
    { code: 'dimension', path: 'loops.R.links.0.times', says: /plain number/ },
  ],
  [
    'a link to a parameter that does not exist',
    { loops: { R: loop('parameters.tempi') } },
    { code: 'unknown-parameter', path: 'loops.R.links.0.to.0', says: /"tempi"/ },
  ],
  [
    'a link to a prototype',
    { loops: { R: loop('parameters.constructor') } },
    { code: 'unknown-parameter', path: 'loops.R.links.0.to.0', says: /"constructor"/ },
  ],
  [
    'a link into a prototype',
    { loops: { R: loop('services.desk.__proto__.x') } },
    { code: 'unknown-path', path: 'loops.R.links.0.to.0', says: /holds a value|nothing|no "__proto__"/ },
  ],
  [
    'a link to a field without an expression',
    { loops: { R: loop('services.desk.title') } },
    { code: 'unknown-path', path: 'loops.R.links.0.to.0', says: /no expression at services\.desk\.title/ },
  ],
  [
    'a link to a part of the run',
    { loops: { R: loop('run.horizonDays') } },
    { code: 'unknown-path', path: 'loops.R.links.0.to.0', says: /cannot be linked/ },
  ],
  [
    'a source that is not among the sources',
    { sources: { here: { title: 'Here' } }, loops: { R: loop('parameters.tempo', { source: 'elsewhere §1' }) } },
    { code: 'unknown-source', path: 'loops.R.source', says: /elsewhere/ },
  ],
  [
    'a measure that the kind of service does not keep',
    { weekMeasures: { m: week({ measure: 'cover' }) } },
    { code: 'measure', path: 'weekMeasures.m.measure', says: /of team, not of desk/ },
  ],
  ['steps that do not make a week', { run: { stepDays: 3 } }, { code: 'step', path: 'run.stepDays', says: /evenly/ }],
  [
    'a measure of nothing',
    { weekMeasures: { m: week({ service: undefined }) } },
    { code: 'measure', path: 'weekMeasures.m', says: /name one thing/ },
  ],
  [
    'a share of places where there is no limit',
    { weekMeasures: { m: week({ measure: 'placesUsed', service: 'beds' }) } },
    { code: 'measure', path: 'weekMeasures.m', says: /no capacity/ },
  ],
  [
    'a hostile expression',
    { stocks: { a: stock({ inflow: 'a.constructor("return this")()' }) } },
    { code: 'property', path: 'stocks.a.inflow', says: /./ },
  ],
  [
    'an effect that would import',
    { loops: { R: loop('', { links: [{ to: ['parameters.tempo'], times: 'import(other)' }] }) } },
    { code: 'unknown-function', path: 'loops.R.links.0.times', says: /import/ },
  ],
];

describe('refused are', () => {
  it.each(REFUSED)('%s', (_, more, { code, path, says }) => {
    const issues = issuesOf(small(more));
    const found = issues.find((issue) => issue.code === code && issue.path === path);
    expect(found, JSON.stringify(issues, null, 1)).toBeDefined();
    expect(found!.message).toMatch(says);
  });

  it('not what these are made from', () => {
    const fine: Partial<Small> = {
      stocks: { a: stock({ outflow: `a / ${q(14, 'day')}` }), b: stock({ inflow: 'a / week / 4' }) },
      weekMeasures: { m: week({}), n: week({ measure: 'placesUsed', service: 'ward' }) },
      loops: {
        R: loop('parameters.tempo', {
          links: [{ to: ['services.desk.service.mean'], times: `1 + m / ${q(9, 'person')} + n` }],
        }),
      },
    };
    expect(issuesOf(small(fine))).toEqual([]);
  });

  it('keys of prototypes, before anything is read', () => {
    const text = scenarioText(small({})).replace('"services"', '"stocks": {"__proto__": {"title": "x"}}, "services"');
    const read = readScenario(text);
    expect(read.ok).toBe(false);
  });
});
