/** The scenario that changes are made to, as far as the page shows it. */
import type { ScenarioInput, Parameter } from '../../engine/scenario/schema';
import type { ScenarioDescription } from '../../workers/protocol';

/** A parameter under its id. */
export interface NamedParameter extends Parameter {
  id: string;
}

/** A service as far as the page names it. */
export interface ServiceInfo {
  id: string;
  kind: string;
  title: string;
  place?: string;
  group?: string;
}

type Titled = Record<string, { title: string }>;

/** What the page knows of a scenario. */
export interface ScenarioInfo {
  id: string;
  title: string;
  description?: string;
  /** Shown wherever the scenario is shown. */
  caution?: string;
  startDate?: string;
  horizonDays: number;
  replications: number;
  seed: string;
  parameters: NamedParameter[];
  sources: Record<string, { title: string; author?: string; year?: number; note?: string }>;
  services: ServiceInfo[];
  places: Titled;
  groups: Titled;
  professions: Titled;
  employers: Titled;
}

/** The scenario in use. */
export interface Baseline {
  /** Shipped with the program, or loaded from a file of this name. */
  origin: 'shipped' | 'file';
  fileName: string;
  /** The scenario's file, as text. */
  text: string;
  /** Equal for equal content. */
  key: string;
  info: ScenarioInfo;
}

/** What the page shows of a scenario that a worker has validated. */
export function infoFromDescription(description: ScenarioDescription): ScenarioInfo {
  const { run } = description;
  return {
    id: description.id,
    title: description.title,
    description: description.description,
    caution: description.caution,
    startDate: run.startDate,
    horizonDays: run.horizonDays,
    replications: run.replications,
    seed: run.seed,
    parameters: description.parameters,
    sources: description.sources,
    services: description.services,
    places: description.places,
    groups: description.groups,
    professions: description.professions,
    employers: description.employers,
  };
}

/** The same of a shipped scenario, which was validated before it was shipped, so that no worker need be waited for. */
export function infoFromShipped(scenario: ScenarioInput): ScenarioInfo {
  const { run } = scenario;
  return {
    id: scenario.id,
    title: scenario.title,
    description: scenario.description,
    caution: scenario.caution,
    startDate: run.startDate,
    horizonDays: run.horizonDays,
    replications: run.replications ?? 20,
    seed: run.seed ?? 'headroom',
    parameters: Object.entries(scenario.parameters).map(([id, parameter]) => ({ id, ...parameter })),
    sources: scenario.sources ?? {},
    services: Object.entries(scenario.services).map(([id, { kind, title, place, group }]) => ({
      id,
      kind,
      title,
      place,
      group,
    })),
    places: scenario.places ?? {},
    groups: scenario.groups ?? {},
    professions: scenario.professions ?? {},
    employers: scenario.employers ?? {},
  };
}
