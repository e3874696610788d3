/** A quantity that nothing uses is refused; one in an expression that is refused itself is no second complaint. */
import { describe, expect, it } from 'vitest';
import { compile, readScenario, ScenarioError } from '../../engine/index';
import { coming, desk, exit, exponential, parameter, q, scenarioText } from '../mechanisms/small-scenarios';

function complaints(rate: string): string[] {
  const read = readScenario(
    scenarioText({
      days: 10,
      parameters: { tempo: parameter(1, 'share') },
      services: {
        gp: coming(1, 'desk', { attributes: {}, arrivals: { rate } }),
        desk: desk(exponential(0.5)),
        home: exit(),
      },
    }),
  );
  if (!read.ok) return read.issues.map(({ code, path }) => `${code} ${path}`);
  try {
    compile(read.value);
    return [];
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.issues.map(({ code, path }) => `${code} ${path}`);
  }
}

describe('a quantity', () => {
  it('that an expression uses is fine', () => {
    expect(complaints(`${q(1, 'person/day')} * tempo`)).toEqual([]);
  });

  it('that nothing uses is refused', () => {
    expect(complaints(q(1, 'person/day'))).toEqual(['unused parameters.tempo']);
  });

  it.each([
    ['adds what cannot be added', `${q(1, 'person/day')} + tempo`],
    ['does not end', `${q(1, 'person/day')} * (tempo`],
    ['names something unknown', `${q(1, 'person/day')} * tempo * tempi`],
  ])('in an expression that %s is not called unused as well', (_, rate) => {
    const found = complaints(rate);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/ services\.gp\.arrivals\.rate$/);
  });
});
