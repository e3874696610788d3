/** From a validated scenario to a model, or to everything that is wrong with it. */
import { compileCosts } from '../costs/compile';
import { isExpressionName } from '../expression';
import { ScenarioError } from '../scenario/issue';
import { FieldReader } from '../scenario/reader';
import type { Scenario } from '../scenario/schema';
import { splitOf, type ServiceField } from '../scenario/services';
import { compileStocks, type CompiledStocks } from '../stocks/compile';
import { checkTimeConstants } from '../stocks/time-constants';
import { compileWorkforce } from '../workforce/compile-posts';
import type { WorkforceSpec } from '../workforce/post-groups';
import { compileClinic } from './clinic';
import { compileDelay } from './delay';
import { compileDesk } from './desk';
import { compileDuty } from './duty';
import { compileExit } from './exit';
import { checkModel } from './model-checks';
import { planRun, wholeSteps, type Model, type RunPlan } from './model';
import { readPrimaryMeasures } from './primary-measures';
import type { Service } from './service';
import { readTargets } from './run-targets';
import { compileSource } from './source';
import { compileTeam } from './team';
import { checkWeekMeasures } from './week-measures';
import { World } from './world';

/** Series of a run have at most this many steps. */
const MOST_STEPS = 4000;
/** A model holds at most this many posts. */
const MOST_POSTS = 20000;

/** Everything that reading a scenario gives, before its values are looked at. */
interface Parts {
  plan: RunPlan;
  reader: FieldReader;
  stocks: CompiledStocks;
  workforce: WorkforceSpec;
  services: Model['services'];
  costs: Model['costs'];
  findPrimary: ReturnType<typeof readPrimaryMeasures>;
  findTargets: ReturnType<typeof readTargets>;
}

/**
 * Compile a scenario.
 * @throws ScenarioError with everything that is wrong
 */
export function compile(scenario: Scenario): Model {
  return modelOf(scenario, readParts(scenario));
}

/**
 * A scenario that is compiled once and then given other values: for studies that run it at hundreds of settings. The
 * model at a setting is the one that {@link compile} makes of it, to the last bit, for a fraction of the work.
 */
export class SettableModel {
  /** The model at the scenario's own values, until another one is made. */
  readonly first: Model;
  private parts: Parts;

  /** @throws ScenarioError with everything that is wrong with the scenario as it is */
  constructor(scenario: Scenario) {
    this.parts = readParts(scenario);
    this.first = modelOf(scenario, this.parts);
  }

  /**
   * The model at other values. Models made before share distributions with it and must not be run any more.
   *
   * @param scenario the same scenario with other values (and ranges) of parameters, and other values in its timeline;
   * everything else must be as it was
   * @throws ScenarioError with everything that is wrong at these values; another setting can be tried after it
   */
  at(scenario: Scenario): Model {
    const { reader, stocks } = this.parts;
    reader.setParameters(scenario);
    // A loop that goes on or off changes what there is, and not only its values.
    if (!stocks.restart()) this.parts = readParts(scenario);
    return modelOf(scenario, this.parts);
  }
}

function readParts(scenario: Scenario): Parts {
  const reader = new FieldReader(scenario);
  const plan = planRun(scenario);
  if (plan.steps > MOST_STEPS)
    reader.fail(
      'steps',
      'run.seriesDays',
      `${plan.steps} steps of a series are too many (most: ${MOST_STEPS}); make the steps longer or the horizon shorter.`,
    );
  if (plan.warmUpDays >= plan.horizonDays)
    reader.fail(
      'warm-up',
      'run.warmUpDays',
      `the warm-up (${plan.warmUpDays} days) must end before the horizon (${plan.horizonDays} days).`,
    );
  for (const name of Object.keys(scenario.parameters)) {
    if (!isExpressionName(name))
      reader.fail(
        'name',
        `parameters.${name}`,
        `expressions cannot use the name "${name}"; use letters and digits, not a word with a meaning of its own.`,
      );
  }
  scenario.run.splitBy.forEach((id, i) => reader.known(`run.splitBy.${i}`, 'attribute', id, scenario.attributes));
  for (const [i, entry] of scenario.timeline.entries())
    reader.known(`timeline.${i}.parameter`, 'parameter', entry.parameter, scenario.parameters);
  // Before everything that may follow them.
  const stocks = compileStocks(reader);
  checkWeekMeasures(reader);
  const workforce = compileWorkforce(reader, reader.startWeekday, plan.steps);
  const services = Object.entries(scenario.services).map(([id, field], index) => {
    reader.known(`services.${id}.place`, 'place', field.place, scenario.places);
    reader.known(`services.${id}.group`, 'group', field.group, scenario.groups);
    splitOf(field)?.forEach((split, i) =>
      reader.known(`services.${id}.splitBy.${i}`, 'attribute', split, scenario.attributes),
    );
    return compileService(reader, id, index, field);
  });
  if (!Object.values(scenario.services).some((field) => field.kind === 'source'))
    reader.fail('no-source-service', 'services', 'nobody ever comes; add a service of kind "source".');
  return {
    plan,
    reader,
    stocks,
    workforce,
    services,
    costs: compileCosts(reader, workforce),
    findPrimary: readPrimaryMeasures(reader),
    findTargets: readTargets(reader),
  };
}

/** The model at the values that the reader has. @throws ScenarioError with everything that is wrong */
function modelOf(scenario: Scenario, parts: Parts): Model {
  const { plan, reader, workforce, services, costs, findPrimary, findTargets } = parts;
  const stocks = parts.stocks.spec;
  const quantities = reader.finish();
  if (quantities === null) throw new ScenarioError(reader.issues);
  const issues = [...checkModel(scenario, quantities, workforce), ...checkTimeConstants(stocks.stocks, quantities)];
  if (issues.length > 0) throw new ScenarioError(issues);

  const hasDays =
    workforce.groups.length > 0 ||
    Object.values(scenario.services).some(({ kind }) => kind === 'clinic' || kind === 'team' || kind === 'duty');
  const model: Model = {
    ...plan,
    scenario,
    quantities,
    uses: reader.uses,
    workforce,
    stocks,
    costs,
    services,
    attributeCount: Object.keys(scenario.attributes).length,
    hasDays,
    layout: { measures: [], valuesLength: 0, histogramsLength: 0 },
    primary: [],
    targets: [],
  };
  let posts = 0;
  for (const group of workforce.groups) posts += quantities.values[group.established];
  if (posts > MOST_POSTS)
    throw new ScenarioError([
      {
        code: 'posts',
        path: 'posts',
        message: `${Math.round(posts)} WTE are over the most that a model holds (${MOST_POSTS}).`,
      },
    ]);
  model.layout = { ...new World(model).measures.layout(), ...wholeSteps(plan) };
  const primary = findPrimary(quantities, model.layout);
  const targets = findTargets(quantities, model.layout, plan);
  const wrong = [...primary.issues, ...targets.issues];
  if (wrong.length > 0) throw new ScenarioError(wrong);
  model.primary = primary.measures;
  model.targets = targets.targets;
  return model;
}

function compileService(
  reader: FieldReader,
  id: string,
  index: number,
  field: ServiceField,
): (world: World) => Service {
  switch (field.kind) {
    case 'source':
      return compileSource(reader, id, index, field);
    case 'desk':
      return compileDesk(reader, id, index, field);
    case 'clinic':
      return compileClinic(reader, id, index, field);
    case 'team':
      return compileTeam(reader, id, index, field);
    case 'duty':
      return compileDuty(reader, id, index, field);
    case 'delay':
      return compileDelay(reader, id, index, field);
    case 'exit':
      return compileExit(reader, id, index, field);
  }
}
