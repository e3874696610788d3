/** M/M/1 at 90 % load: the bare event loop. */
import type { ScenarioInput } from '../../engine/index';

const assumed = { source: 'assumption', grade: 'assumption' } as const;

/** 0.9 people a minute, a minute each, for 500 days: about 650,000 people. */
export const ONE_DESK: ScenarioInput = {
  format: 1,
  id: 'one-desk',
  title: 'M/M/1',
  run: { horizonDays: 500, seed: 'bench' },
  parameters: {
    arrivals: { title: 'Arrivals', value: 0.9, unit: 'person/minute', low: 0.9, high: 0.9, ...assumed },
    service: { title: 'Time of service', value: 1, unit: 'minute', low: 1, high: 1, ...assumed },
  },
  services: {
    door: { kind: 'source', title: 'Door', arrivals: { rate: 'arrivals', candidatesPerDay: 1296 }, to: 'desk' },
    desk: {
      kind: 'desk',
      title: 'Desk',
      servers: { count: 1 },
      service: { kind: 'exponential', mean: 'service' },
      to: 'home',
    },
    home: { kind: 'exit', title: 'Home' },
  },
};
