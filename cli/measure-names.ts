/** What measures and services are called, for sentences and tables. */
import type { ScenarioDescription } from '../workers/protocol';

/** Titles by id. */
export interface MeasureNames {
  /** Service and measure, e.g. `Crisis team: median wait`. */
  full: (measure: MeasureKey) => string;
  /** Title of the measure alone, for where the service is named already. */
  short: (measure: MeasureKey) => string;
  /** Title of the service, or what stands for it where a measure is of the whole network or workforce. */
  service: (measure: MeasureKey) => string;
  /** Whether a measure is about part of the people, e.g. one profession; parts of the money are told everywhere. */
  isPart: (measure: MeasureKey) => boolean;
}

/** Whatever says which measure it is about. */
export interface MeasureKey {
  id: string;
  service: string;
}

const WHOLE: Record<string, string> = { network: 'The whole network', workforce: 'The workforce', money: 'Money' };

/** Look names up in the description of a scenario. */
export function measureNames(description: ScenarioDescription): MeasureNames {
  const measures = new Map(description.layout.measures.map(({ id, title }) => [id, title]));
  const services = new Map(description.services.map(({ id, title }) => [id, title]));
  const service = (measure: MeasureKey) => services.get(measure.service) ?? WHOLE[measure.service] ?? measure.service;
  const short = (measure: MeasureKey) => {
    const title = measures.get(measure.id) ?? measure.id;
    // Titles of measures begin with that of their service.
    const prefix = `${service(measure)}: `;
    return title.startsWith(prefix) ? title.slice(prefix.length) : title;
  };
  return {
    service,
    short,
    full: (measure) => `${service(measure)}: ${short(measure)}`,
    isPart: ({ id, service: of }) => id.endsWith(']') && of !== 'money',
  };
}
