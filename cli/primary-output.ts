/** The primary measures replication by replication: what a later comparison of two result files rests on. */
import type { MeasureInfo, ReplicationResult } from '../engine/index';
import type { ScenarioDescription } from '../workers/protocol';
import { finiteOrNull } from './output';

/** One primary measure. Margin, precision and values are in its unit. */
export interface PrimaryOutput {
  measure: string;
  service: string;
  serviceTitle: string;
  title: string;
  unit: string;
  good: MeasureInfo['good'];
  margin: number;
  precision: number;
  /** One per replication, in order; null where it was not seen. */
  values: (number | null)[];
}

/** The values of all primary measures. */
export function primaryOutput(
  { layout, services, primary }: ScenarioDescription,
  results: readonly ReplicationResult[],
): PrimaryOutput[] {
  return primary.flatMap(({ measure, margin, precision }) => {
    const info = layout.measures.find(({ id, shape }) => id === measure && shape === 'scalar');
    if (info === undefined) return [];
    const { service, title, unit, good, offset } = info;
    const serviceTitle = services.find(({ id }) => id === service)?.title ?? service;
    const values = results.map((result) => finiteOrNull(result.values[offset]));
    return [{ measure, service, serviceTitle, title, unit, good, margin, precision, values }];
  });
}
