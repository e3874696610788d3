/** A small scenario, for tests of what stands around the engine: people come to a desk, are served and leave. */
import type { Change, ScenarioInput } from '../../engine/index';

const assumed = { source: 'assumption', grade: 'assumption' } as const;

/** The scenario, before it is written as text. */
export function oneDesk(run: Partial<ScenarioInput['run']> = {}): ScenarioInput {
  return {
    format: 1,
    id: 'one-desk',
    title: 'One desk',
    caution: 'Invented for tests.',
    run: { horizonDays: 100, replications: 6, seed: 'one desk', ...run },
    groups: { front: { title: 'Front door' } },
    parameters: {
      arrivals: { title: 'Arrivals', value: 8, unit: 'person/day', low: 4, high: 4000, ...assumed },
      service: { title: 'Time of service', value: 0.1, unit: 'day', low: 0.0001, high: 0.2, ...assumed },
      clerks: { title: 'Clerks', value: 1, unit: 'WTE', low: 1, high: 3, ...assumed },
      smallWait: { title: 'Difference that matters', value: 0.01, unit: 'day', low: 0.01, high: 0.01, ...assumed },
    },
    services: {
      door: { kind: 'source', title: 'Door', arrivals: { rate: 'arrivals' }, to: 'desk' },
      desk: {
        kind: 'desk',
        title: 'Desk',
        group: 'front',
        servers: { count: 'clerks' },
        service: { kind: 'exponential', mean: 'service' },
        to: 'home',
      },
      home: { kind: 'exit', title: 'Home' },
    },
    primaryMeasures: [{ measure: 'desk.waitMean', margin: 'smallWait' }],
  };
}

/** The scenario as text. */
export const oneDeskText = (run?: Partial<ScenarioInput['run']>): string => JSON.stringify(oneDesk(run));

/** A change that sets a parameter of {@link oneDesk}. */
export function setting(parameter: string, value: number, more: Partial<Change> = {}): string {
  return JSON.stringify({
    format: 1,
    id: `${parameter}-${value}`.replace('.', '-'),
    title: `${parameter} is ${value}`,
    rationale: 'For tests.',
    source: 'assumption',
    operations: [{ op: 'to', path: `parameters.${parameter}`, value }],
    ...more,
  });
}

/** A change that makes a run long: two hundred and fifty times the people, each served in a shorter time. */
export const MANY_PEOPLE = setting('arrivals', 2000, {
  id: 'many-people',
  operations: [
    { op: 'to', path: 'parameters.arrivals', value: 2000 },
    { op: 'to', path: 'parameters.service', value: 0.0004 },
  ],
});
