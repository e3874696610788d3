/** What measures and services are called, for sentences and tables. */
import type { MeasureInfo } from '../engine/index';
import type { ScenarioDescription } from '../workers/protocol';

/** Titles by id. */
export interface MeasureNames {
  /** Title of a measure, e.g. `Median wait of those assessed in the last quarter`. */
  measure(id: string): string;
  /** Title of a service; empty for measures of the whole network or workforce. */
  service(id: string): string;
  /** Whether a measure is about part of the people, e.g. one profession. */
  isPart(id: string): boolean;
}

/** Look names up in the description of a scenario. */
export function measureNames(description: ScenarioDescription): MeasureNames {
  const measures = new Map<string, MeasureInfo>(description.layout.measures.map((info) => [info.id, info]));
  const services = new Map(description.services.map(({ id, title }) => [id, title]));
  return {
    measure: (id) => measures.get(id)?.title ?? id,
    service: (id) => services.get(id) ?? '',
    isPart: (id) => id.endsWith(']'),
  };
}

/** `Service: measure`, or the measure alone where it has no service. */
export function fullName(names: MeasureNames, { id, service }: { id: string; service: string }): string {
  const place = names.service(service);
  return place === '' ? names.measure(id) : `${place}: ${names.measure(id)}`;
}
