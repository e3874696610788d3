/** Money in the shipped scenario: what the posts cost, worked out by hand, and that prices move nobody. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile, readScenario, replicate, ScenarioError, type Scenario } from '../../engine';

const FILE = new URL('../../scenarios/coventry-warwickshire/scenario.json', import.meta.url);
const DAYS = 28;
/** The scenario, run for four weeks. */
function county(): Scenario {
  const read = readScenario(readFileSync(FILE, 'utf8'));
  if (!read.ok) throw new ScenarioError(read.issues);
  return { ...read.value, targets: {}, run: { ...read.value.run, horizonDays: DAYS } };
}
/** Nobody leaves and nobody is taken on. */
function still(scenario: Scenario): Scenario {
  const parameters = Object.entries(scenario.parameters).map(([id, one]) =>
    /^leavers(Trust|Councils)$|^hireSuccess|^amhpTrainingOpen$/.test(id)
      ? [id, { ...one, value: 0, low: 0 }]
      : [id, one],
  );
  return { ...scenario, parameters: Object.fromEntries(parameters) as Scenario['parameters'] };
}
/** Scalar measures of one replication. */
function solve(scenario: Scenario): Map<string, number> {
  const model = compile(scenario);
  const { values } = replicate(model, scenario.run.seed, 0);
  const scalars = model.layout.measures.filter(({ shape }) => shape === 'scalar');
  return new Map(scalars.map(({ id, offset }) => [id, values[offset]]));
}

describe('money in Coventry and Warwickshire', () => {
  it('is WTE in post times their prices, by payer, where posts stay as they are', () => {
    const found = solve(still(county()));
    // £ thousand: nurses, occupational therapists, support workers, triage, navigators; council posts by place.
    const trust = (162 + 37) * 41 + 17 * 26 + 8 * 38 + 3 * 28;
    const coventry = 20 * 44 + (2 + 9 + 1 + 6) * 47 + 3 * 55;
    const warwickshire = 30 * 44 + (6 + 6 + 2 + 8) * 47;
    expect(found.get('money.cost[category=staff]')! / 1000).toBeCloseTo(trust + coventry + warwickshire, 6);
    expect(found.get('money.cost[payer=coventryCouncil]')! / 1000).toBeCloseTo(coventry, 6);
    expect(found.get('money.cost[payer=warwickshireCouncil]')! / 1000).toBeCloseTo(warwickshire, 6);
    // The NHS pays for beds too.
    const people = (service: string) => found.get(`${service}.insideMean`)!;
    const beds = people('acuteBeds') * 400 * 365.25;
    const elsewhere = people('outOfArea') * 514 * 365.25;
    expect(found.get('money.cost[category=beds]')).toBeCloseTo(beds, 3);
    expect(found.get('money.cost[category=outOfArea]')).toBeCloseTo(elsewhere, 3);
    expect(found.get('money.cost[payer=nhs]')).toBeCloseTo(trust * 1000 + beds + elsewhere, 3);
  });

  it('moves nobody: everything else comes out as without prices', () => {
    const scenario = county();
    const prices = /^(cost[A-Z]|agencyMarkup$)/;
    const without = {
      ...scenario,
      payers: {},
      bands: {},
      costs: {},
      employers: Object.fromEntries(Object.entries(scenario.employers).map(([id, { title }]) => [id, { title }])),
      posts: Object.fromEntries(
        Object.entries(scenario.posts).map(([id, group]) => [
          id,
          { ...group, band: undefined, agency: group.agency && { ...group.agency, price: undefined } },
        ]),
      ),
      parameters: Object.fromEntries(Object.entries(scenario.parameters).filter(([id]) => !prices.test(id))),
    };
    const found = solve(scenario);
    for (const [id, value] of solve(without)) expect(found.get(id), id).toBe(value);
  });
});
