/** What a result must be: measures of a scenario, with their truths. */

/** How a result is held against its truth. */
export type Kind = 'value' | 'probability' | 'exact';

/** One measure of a scenario and what it must be. */
export interface Expected {
  /** Id of a measure, e.g. `desk.waitMean`. */
  measure: string;
  /** Step of a series, from 0; without it the measure is a scalar. */
  step?: number;
  /** What it is, in words. */
  name: string;
  truth: number;
  unit: string;
  /** From the measure's own unit to `unit`. */
  factor: number;
  kind: Kind;
}

/** A scenario and the measures of it that are known. */
export interface KnownAnswer {
  /** File in `scenarios/verification/`, without `.json`; also the scenario's id. */
  scenario: string;
  /** Number of the case. */
  id: string;
  /** Seeds under which all replications are made, where one scenario may not have enough of them; 1 unless said. */
  seeds?: number;
  expected: Expected[];
}

/** From days. */
const OF_A_DAY: Record<string, number> = { days: 1, hours: 24, minutes: 1440, seconds: 86_400 };
const MINUTES_A_WEEK = 7 * 1440;

const time =
  (measure: string, name: string) =>
  (truth: number, unit = 'minutes', service = 'desk'): Expected => ({
    measure: `${service}.${measure}`,
    name,
    truth,
    unit,
    factor: OF_A_DAY[unit],
    kind: 'value',
  });
const people =
  (measure: string, name: string) =>
  (truth: number, service = 'desk'): Expected => ({
    measure: `${service}.${measure}`,
    name,
    truth,
    unit: 'people',
    factor: 1,
    kind: 'value',
  });
const share =
  (measure: string, name: string) =>
  (truth: number, service = 'desk'): Expected => ({
    measure: `${service}.${measure}`,
    name,
    truth,
    unit: 'share',
    factor: 1,
    kind: 'probability',
  });

/** Time from arrival until work begins or the person gives up. */
export const wait = time('waitMean', 'mean wait');
export const waitOfServed = time('waitServedMean', 'mean wait of those served');
export const spread = time('waitSd', 'standard deviation of the wait');
export const stay = time('timeInSystemMean', 'mean time in the system');
export const waiting = people('queueMean', 'mean number waiting');
export const inService = people('inServiceMean', 'mean number in service');
export const present = people('inSystemMean', 'mean number present');
export const mustWait = share('waited', 'share who wait');
export const givenUp = share('leftUnseen', 'share who give up');
export const turnedAway = share('turnedAway', 'share turned away');
export const use = share('utilisation', 'utilisation');
export const waitAbove = (target: number, what: string) => share(`waitOver${target}`, `share who wait over ${what}`);
export const waitPercentile = (percent: number) => time(`waitP${percent}`, `${percent} % wait no longer than`);
export const useWorked = share('utilisationWorked', 'utilisation of hours worked');
export const changes = share('changes', 'changes while waiting');
export const away = people('away', 'mean number of servers away');
export const waitOf = (group: string) => time(`waitMean[class=${group}]`, `mean wait, ${group}`);
export const stayOf = (group: string) => time(`timeInSystemMean[class=${group}]`, `mean time in the system, ${group}`);
export const presentAt = (instant: string, what: string) =>
  people(`insideAt[at=${instant}]`, `mean number present ${what}`);
export const interruptions = (truth: number): Expected => ({
  measure: 'desk.interruptions',
  name: 'interruptions',
  truth,
  unit: 'people a minute',
  factor: 1 / MINUTES_A_WEEK,
  kind: 'value',
});
export const arrivalsAt = (truth: number, service: string): Expected => ({
  measure: `${service}.arrivals`,
  name: 'arrival rate',
  truth,
  unit: 'people a minute',
  factor: 1 / MINUTES_A_WEEK,
  kind: 'value',
});
/** The measure of another desk than `desk`, with the desk in its name. */
export const at = (title: string, expected: Expected): Expected => ({
  ...expected,
  name: `${expected.name}, ${title}`,
});
export const exactly = (expected: Expected): Expected => ({ ...expected, kind: 'exact' });
