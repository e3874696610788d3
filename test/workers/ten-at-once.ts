/** A scenario in which every wait is known without a computer, for tests of studies and searches. */
import type { ScenarioInput } from '../../engine/index';
import { oneDesk } from './one-desk';

/** A quantity with a range. */
export const range = (title: string, value: number, unit: string, low: number, high: number) => ({
  title,
  value,
  unit,
  low,
  high,
  source: 'assumption',
  grade: 'assumption' as const,
});

/** Ten people come at once to a desk with one clerk and a fixed time of service s: they wait 0, s, 2 s, … 9 s. */
export const tenAtOnce: ScenarioInput = {
  ...oneDesk({ horizonDays: 30 }),
  parameters: {
    service: range('Time of service', 0.5, 'day', 0.25, 1),
    clerks: range('Clerks', 1, 'WTE', 1, 2),
    idle: range('Nothing to do with it', 1, 'day', 0.5, 2),
    smallWait: range('Difference that matters', 0.01, 'day', 0.01, 0.01),
  },
  services: {
    door: { kind: 'source', title: 'Door', arrivals: { at: Array.from({ length: 10 }, () => 1) }, to: 'desk' },
    desk: {
      kind: 'desk',
      title: 'Desk',
      servers: { count: 'clerks' },
      service: { kind: 'fixed', value: 'service' },
      to: 'later',
    },
    later: { kind: 'delay', title: 'Later', duration: { kind: 'fixed', value: 'idle' }, to: 'home' },
    home: { kind: 'exit', title: 'Home' },
  },
};
