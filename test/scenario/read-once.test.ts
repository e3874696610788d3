/** A change that is dated after the start must not be of something that is read only as a run begins. */
import { describe, expect, it } from 'vitest';
import { compile, readScenario, ScenarioError, type ScenarioIssue } from '../../engine/index';
import { coming, desk, exit, exponential, parameter, q, scenarioText, type Small } from '../mechanisms/small-scenarios';

type Entry = NonNullable<Small['timeline']>[number];

/** `list` is who waits as the run begins; `tempo` is that too, and the rate at which people come. */
function issuesWith(entry: Omit<Entry, 'op' | 'value'>): readonly ScenarioIssue[] {
  const free = (unit: string) => ({ ...parameter(1, unit), low: 0, high: 9 });
  const read = readScenario(
    scenarioText({
      days: 100,
      parameters: { list: free('person'), tempo: free('share') },
      timeline: [{ op: 'to', value: 4, ...entry }],
      services: {
        gp: coming(1, 'desk', { attributes: {}, arrivals: { rate: `${q(1, 'person/day')} * tempo` } }),
        desk: desk(exponential(0.5), { start: { waiting: 'list * tempo', waited: q(3, 'day') } }),
        home: exit(),
      },
    }),
  );
  if (!read.ok) return read.issues;
  try {
    compile(read.value);
    return [];
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.issues;
  }
}

describe('a dated change of what is read only as a run begins', () => {
  it.each([
    ['from a day on', { parameter: 'list', at: 10 }],
    ['until a day, after which nothing would be as before', { parameter: 'list', at: 0, until: 30 }],
  ])('is refused: %s', (_, entry) => {
    expect(issuesWith(entry)).toEqual([
      {
        code: 'read-once',
        path: 'parameters.list',
        message: expect.stringContaining('services.desk.start.waiting is read once, as a run begins') as string,
      },
    ]);
  });

  it('is fine from the start, and for what is read later as well', () => {
    expect(issuesWith({ parameter: 'list', at: 0 })).toEqual([]);
    expect(issuesWith({ parameter: 'tempo', at: 10 })).toEqual([]);
  });
});
