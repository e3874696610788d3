/** From a validated scenario to a model, or to everything that is wrong with it. */
import { compileCosts } from '../costs/compile';
import { isExpressionName } from '../expression';
import { ScenarioError } from '../scenario/issue';
import { FieldReader } from '../scenario/reader';
import type { Scenario } from '../scenario/schema';
import type { ServiceField } from '../scenario/services';
import { compileStocks } from '../stocks/compile';
import { checkTimeConstants } from '../stocks/time-constants';
import { compileWorkforce } from '../workforce/compile-posts';
import { compileClinic } from './clinic';
import { compileDelay } from './delay';
import { compileDesk } from './desk';
import { compileDuty } from './duty';
import { compileExit } from './exit';
import { checkModel } from './model-checks';
import { planRun, wholeSteps, type Model } from './model';
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

/**
 * Compile a scenario.
 * @throws ScenarioError with everything that is wrong
 */
export function compile(scenario: Scenario): Model {
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
    return compileService(reader, id, index, field);
  });
  if (!Object.values(scenario.services).some((field) => field.kind === 'source'))
    reader.fail('no-source-service', 'services', 'nobody ever comes; add a service of kind "source".');
  const costs = compileCosts(reader, workforce);
  const findPrimary = readPrimaryMeasures(reader);
  const findTargets = readTargets(reader);
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
