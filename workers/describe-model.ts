/** What people are told about a model before it runs. */
import { ENGINE_VERSION, FLOW, scenarioHash, usesOf, waysOf, type Model } from '../engine/index';
import type { Assembled } from './assemble';
import type { ScenarioDescription, ServiceDescription } from './protocol';

/** Describe a compiled scenario and the changes that made it. */
export function describeModel(model: Model, { changes, baseline }: Assembled): ScenarioDescription {
  const { scenario } = model;
  return {
    id: scenario.id,
    title: scenario.title,
    description: scenario.description,
    caution: scenario.caution,
    run: scenario.run,
    parameters: Object.entries(scenario.parameters).map(([id, parameter]) => ({ id, ...parameter })),
    sources: scenario.sources,
    places: scenario.places,
    groups: scenario.groups,
    professions: scenario.professions,
    employers: scenario.employers,
    services: Object.entries(scenario.services).map(
      ([id, { kind, title, note, place, group }]): ServiceDescription => ({ id, kind, title, note, place, group }),
    ),
    ways: waysOf(model),
    uses: usesOf(model),
    flow: FLOW,
    attributes: scenario.attributes,
    changes,
    layout: model.layout,
    primary: model.primary,
    targets: model.targets,
    scenarioHash: scenarioHash(scenario),
    baselineHash: scenarioHash(baseline),
    engineVersion: ENGINE_VERSION,
  };
}
