/**
 * How many cases an AMHP has must come out by itself (rule 13): AMHPs have no number of their own, and whatever they start
 * with they end where allocation, the rota and the length of episodes take them. `checks.json` has the baseline.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile, describeIssue, readScenario, replicate, type Scenario } from '../../engine';

const TEAMS = ['ipu38TeamCoventry', 'ipu1017TeamCoventry', 'ipu38TeamWarwickshire', 'ipu1017TeamWarwickshire'];
/** Published: 12 to 20 in the focus group (price-2017 §8.1). */
const LOW = 12;
const HIGH = 20;
const MONTHS = 36;

const file = new URL('../../scenarios/coventry-warwickshire/scenario.json', import.meta.url);

function startingWith(cases: number | null): Scenario {
  const read = readScenario(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(read.issues.map(describeIssue).join('\n'));
  for (const [name, parameter] of Object.entries(read.value.parameters))
    if (cases !== null && name.endsWith('AmhpsCases'))
      Object.assign(parameter, { value: cases, low: cases, high: cases });
  return read.value;
}

/** Cases of an AMHP in each team: at the end of the first month, and over the last quarter of a year. */
function casesOfAmhps(scenario: Scenario): { first: number; last: number }[] {
  const model = compile(scenario);
  const { values } = replicate(model, scenario.run.seed, 0);
  const find = (id: string, shape: string) =>
    model.layout.measures.find((measure) => measure.id === id && measure.shape === shape)!;
  return TEAMS.map((team) => {
    const id = `${team}.casesPerWte[profession=amhp]`;
    const series = find(id, 'series');
    expect(series.length).toBeGreaterThanOrEqual(MONTHS);
    return { first: values[series.offset], last: values[find(id, 'scalar').offset] };
  });
}

describe('cases of an AMHP', () => {
  it('have the limit of the social workers of the same team, and no limit of their own', () => {
    const { services, posts } = startingWith(null);
    let teams = 0;
    for (const service of Object.values(services)) {
      if (service.kind !== 'team' || service.coordinators !== 'named') continue;
      const limitOf = (profession: string) =>
        service.staff.filter((entry) => posts[entry.posts].profession === profession).map(({ caseLimit }) => caseLimit);
      if (limitOf('amhp').length === 0) continue;
      teams++;
      expect(limitOf('amhp')).toEqual(limitOf('socialWorker'));
    }
    expect(teams).toBe(6);
  });

  it('end at 12 to 20 whether they start at 9 or at 24', () => {
    const few = casesOfAmhps(startingWith(9));
    const many = casesOfAmhps(startingWith(24));
    TEAMS.forEach((team, i) => {
      // Far apart at first …
      expect(many[i].first - few[i].first, team).toBeGreaterThan(5);
      // … and together after three years.
      for (const { last } of [few[i], many[i]]) {
        expect(last, team).toBeGreaterThan(LOW);
        expect(last, team).toBeLessThan(HIGH);
      }
      expect(Math.abs(many[i].last - few[i].last), team).toBeLessThan(4);
    });
  }, 240_000);
});
