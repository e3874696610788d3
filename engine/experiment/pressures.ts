/** Which services are at their limit: what of each is in use, as a share, over replications. */
import type { MeasureLayout, ReplicationResult } from '../results/measures';
import { valuesAt } from './summarise';

/** A limit of a service that is nearly or wholly used. */
export interface Pressure {
  service: string;
  /** `busy`: servers or people on duty; `slots`: appointments; `places`: of coordinators; `beds`; `hours`: of contacts. */
  kind: 'busy' | 'slots' | 'places' | 'beds' | 'hours';
  /** How much of it is used, on average over replications: 1 is all. Of places and hours: of the days how many were bound by them. */
  share: number;
}

/** Names of measures that say how much is used, as a ratio where there are two. */
const LIMITS: readonly { kind: Pressure['kind']; of: string; per?: string }[] = [
  { kind: 'busy', of: 'utilisation' },
  { kind: 'slots', of: 'slotsUsed', per: 'slotsOffered' },
  { kind: 'places', of: 'boundByPlaces' },
  { kind: 'hours', of: 'boundByHours' },
  { kind: 'beds', of: 'occupancy' },
];

/** Whether measures of this name say how much of a limit is used. */
export function isLimit(name: string): boolean {
  return LIMITS.some(({ of, per }) => name === of || name === per);
}

/**
 * All limits, those that are used most first.
 *
 * @param results replications of one scenario
 */
export function pressures(layout: MeasureLayout, results: readonly ReplicationResult[]): Pressure[] {
  const meanAt = (id: string): number => {
    const info = layout.measures.find((measure) => measure.id === id && measure.shape === 'scalar');
    if (info === undefined) return NaN;
    const values = [...valuesAt(results, info.offset)].filter((value) => !Number.isNaN(value));
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const services = [...new Set(layout.measures.map(({ service }) => service))];
  return services
    .flatMap((service) =>
      LIMITS.flatMap(({ kind, of, per }): Pressure[] => {
        const share = meanAt(`${service}.${of}`) / (per === undefined ? 1 : meanAt(`${service}.${per}`));
        return Number.isNaN(share) ? [] : [{ service, kind, share }];
      }),
    )
    .sort((a, b) => b.share - a.share);
}
