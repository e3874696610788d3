/** Primary measures: margins and precisions in the unit of their measure. */
import { describe, expect, it } from 'vitest';
import { ScenarioError, compile, readScenario } from '../../engine/index';
import { oneDesk } from '../workers/one-desk';

/** The one primary measure of a desk, compiled. */
function primaryOf(field: { measure?: string; margin?: string; precision?: string }) {
  const scenario = oneDesk();
  scenario.primaryMeasures = [{ measure: 'desk.waitMean', margin: 'smallWait', ...field }];
  const read = readScenario(JSON.stringify(scenario));
  if (!read.ok) throw new ScenarioError(read.issues);
  return compile(read.value).primary[0];
}

describe('a primary measure', () => {
  it('has a margin and a precision in its unit', () => {
    expect(primaryOf({ precision: '2 * smallWait' })).toEqual({
      measure: 'desk.waitMean',
      margin: 0.01,
      precision: 0.02,
    });
  });

  it('is to be as precise as its margin where nothing else is said', () => {
    expect(primaryOf({})).toMatchObject({ margin: 0.01, precision: 0.01 });
    expect(primaryOf({ margin: '0 * smallWait' })).toMatchObject({ margin: 0, precision: 0 });
  });

  it.each([
    [{ precision: '0 * smallWait' }, 'primaryMeasures.0.precision', 'must be above 0, got 0'],
    [{ precision: '-1 * smallWait' }, 'primaryMeasures.0.precision', 'must be 0 or more'],
    [{ margin: '-1 * smallWait' }, 'primaryMeasures.0.margin', 'must be 0 or more'],
    [{ precision: 'arrivals' }, 'primaryMeasures.0.precision', 'day is needed here'],
    [{ measure: 'desk.waitMedia' }, 'primaryMeasures.0.measure', 'there is no measure "desk.waitMedia"'],
  ])('is refused: %j', (field, path, message) => {
    expect.assertions(2);
    try {
      primaryOf(field);
    } catch (error) {
      const { issues } = error as ScenarioError;
      expect(issues.map((issue) => issue.path)).toContain(path);
      expect(issues.map((issue) => issue.message).join()).toContain(message);
    }
  });
});
