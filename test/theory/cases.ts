/**
 * Known answers: what the scenarios of `scenarios/verification/` must give. The truths come from outside the engine, and
 * each scenario says how under `sources`; parameters and system stand in the scenario, too.
 */
import { KNOWN_PAIRS } from './cases-of-pairs';
import {
  arrivalsAt,
  at,
  away,
  exactly,
  givenUp,
  inService,
  mustWait,
  present,
  presentAt,
  spread,
  stay,
  stayOf,
  turnedAway,
  use,
  useWorked,
  wait,
  waitAbove,
  waiting,
  waitOf,
  waitOfServed,
  waitPercentile,
  type KnownAnswer,
} from './expected';

/** Case V3: people on the phones, share who wait, mean wait in seconds. */
const CRISIS_LINE = [
  [8, 0.80725, 484.35],
  [9, 0.50915, 101.83],
  [10, 0.30661, 36.79],
  [11, 0.17581, 15.07],
  [12, 0.09578, 6.39],
] as const;

/** Case V4: servers, share turned away. */
const NO_ROOM = [
  [2, 0.2],
  [10, 0.018385],
  [20, 0.158892],
  [100, 0.026957],
] as const;

/** Case V7: shape of the service time, mean wait. The last four add shapes to those of the list of cases. */
const SERVICE_SHAPES = [
  ['fixed', 2],
  ['gamma-quarter', 2.5],
  ['lognormal-half', 3],
  ['gamma-two', 6],
  ['gamma-four', 10],
  ['mixture-two', 6],
  ['triangular', 2.583333],
  ['uniform', 2.666667],
  ['weibull', 2.546479],
] as const;

/** Case V13: order of service, standard deviation of the wait. */
const ORDERS = [
  ['first', 4.899],
  ['random', 7.1181],
  ['last', 13.5647],
] as const;

/** Case V38: number present at midnight of each day of the week, from day 0, for a mean stay of 20 and of 2 days. */
const WEEKLY_CYCLE = {
  long: caseloadOfTheWeek(200, 5.561801, 1.688005),
  short: caseloadOfTheWeek(20, 4.866351, 1.183784),
};

/** Mean plus a sine whose peak comes `lag` days after that of the demand (Eick, Massey & Whitt 1993, theorem 4.1). */
function caseloadOfTheWeek(mean: number, amplitude: number, lag: number): number[] {
  return Array.from({ length: 7 }, (_, day) => mean + amplitude * Math.sin((2 * Math.PI * (day - lag)) / 7));
}

/** Case V39: people an hour. */
const HOURLY = [
  2.367, 2.8, 8.833, 10.433, 14.8, 26.267, 31.4, 18.067, 16.467, 12.033, 11.6, 28.867, 18.033, 11.5, 5.3, 4.067, 2.2,
  2.1,
];

/** Cases V35 and V37: numbers present on days 5, 10, 20, 50 and 100. */
function presentAfterDays(truths: readonly number[]) {
  return [5, 10, 20, 50, 100].map((day, i) => presentAt(`t${day}`, `on day ${day}`)(truths[i]));
}

/** Every known answer, in the order of the numbers. */
export const KNOWN_ANSWERS: KnownAnswer[] = [
  {
    scenario: 'v1',
    id: 'V1',
    expected: [
      wait(9),
      spread(9.94987),
      waitAbove(1, '10 minutes')(0.331091),
      waitAbove(2, '20 minutes')(0.121802),
      waiting(8.1),
      present(9),
      stay(10),
    ],
  },
  { scenario: 'v2a', id: 'V2a', expected: [mustWait(0.852632), wait(4.263158), present(9.473684)] },
  {
    scenario: 'v2b',
    id: 'V2b',
    expected: [
      mustWait(0.762493),
      wait(1.524986),
      waiting(6.862439),
      present(11.362439),
      waitPercentile(90)(4.06285),
      waitPercentile(95)(5.44914),
      waitPercentile(99)(8.66802),
    ],
  },
  ...CRISIS_LINE.map(([servers, share, seconds]) => ({
    scenario: `v3-${servers}-servers`,
    id: 'V3',
    expected: [mustWait(share), wait(seconds, 'seconds')],
  })),
  ...NO_ROOM.map(([servers, loss]) => ({
    scenario: `v4-${servers}-servers`,
    id: 'V4',
    expected: ['exponential', 'lognormal', 'fixed'].map((shape) => at(`${shape} service`, turnedAway(loss, shape))),
  })),
  {
    scenario: 'v5a-patience',
    id: 'V5a',
    expected: [givenUp(0.030912), wait(3.7095, 'seconds'), waiting(2.9676), use(0.93032)],
  },
  {
    scenario: 'v5a-no-patience',
    id: 'V5a',
    expected: [
      mustWait(0.694456),
      waitAbove(1, '20 seconds')(0.356545),
      wait(20.833668, 'seconds'),
      waiting(16.666935),
      present(64.666935),
      stay(80.833668, 'seconds'),
      use(0.96),
    ],
  },
  {
    scenario: 'v5b',
    id: 'V5b',
    expected: [mustWait(0.619655), givenUp(0.103913), wait(0.207826), waitOfServed(0.199581), use(0.896087)],
  },
  ...SERVICE_SHAPES.map(([shape, minutes]) => ({ scenario: `v7-${shape}`, id: 'V7', expected: [wait(minutes)] })),
  { scenario: 'v8', id: 'V8', expected: [waitOf('urgent')(0.683824), waitOf('routine')(4.558824)] },
  {
    scenario: 'v9',
    id: 'V9',
    // Time in the system is 2 and 6 by class, 5 over both; 0.2 * 1 + 0.6 * 5 people wait.
    expected: [waitOf('urgent')(1), waitOf('routine')(5), stay(5), waiting(3.2)],
  },
  { scenario: 'v10', id: 'V10', expected: [waitOf('urgent')(0.190623), waitOf('routine')(1.906233)] },
  // Over both classes 5 of 1.25 and 6.25, as without priority.
  { scenario: 'v11', id: 'V11', expected: [stayOf('urgent')(1.25), stayOf('routine')(6.25), stay(5), present(4)] },
  { scenario: 'v12', id: 'V12', expected: [turnedAway(0.04936), present(0.76234), stay(0.267308)] },
  ...ORDERS.map(([order, sd]) => ({ scenario: `v13-${order}`, id: 'V13', expected: [wait(4), spread(sd)] })),
  { scenario: 'v20-fixed', id: 'V20', expected: [wait(5), use(0.8)] },
  { scenario: 'v20-exponential', id: 'V20', expected: [wait(6), use(0.8)] },
  {
    scenario: 'v21',
    id: 'V21',
    // There four fifths of the time, and at work half of it.
    expected: [present(2.333333), stay(4.666667), use(0.5), useWorked(0.625), away(0.2)],
  },
  {
    scenario: 'v22',
    id: 'V22',
    expected: [
      present(5.744708),
      stay(1.795221, 'days'),
      inService(1.066667),
      presentAt('opening', 'at 9')(6.833665),
      presentAt('closing', 'at 17')(4.700332),
      presentAt('midnight', 'at 24')(5.633665),
    ],
  },
  {
    scenario: 'v28',
    id: 'V28',
    expected: [
      at('triage', arrivalsAt(1.734104, 'triage')),
      at('A', arrivalsAt(1.17052, 'a')),
      at('B', arrivalsAt(0.520231, 'b')),
      at('triage', wait(0.910293, 'minutes', 'triage')),
      at('A', wait(1.868116, 'minutes', 'a')),
      at('B', wait(1.52207, 'minutes', 'b')),
      at('triage', present(3.02363, 'triage')),
      at('A', present(4.527708, 'a')),
      at('B', present(1.369863, 'b')),
      at('network', present(8.9212, 'network')),
      at('network', stay(5.947467, 'minutes', 'network')),
    ],
  },
  {
    scenario: 'v32',
    id: 'V32',
    // 0.086287 of the urgent and 0.165393 of the routine give up.
    expected: [
      waitOf('urgent')(0.34515),
      waitOf('routine')(1.653932),
      givenUp((1 * 0.086287 + 2.2 * 0.165393) / 3.2),
      use(0.916616),
    ],
  },
  { scenario: 'v35', id: 'V35', seeds: 5, expected: presentAfterDays([1.7522, 2.5307, 3.5197, 5.1225, 6.4439]) },
  { scenario: 'v37', id: 'V37', seeds: 4, expected: presentAfterDays([30.0001, 25.0383, 16.6103, 7.5314, 6.2614]) },
  {
    scenario: 'v38',
    id: 'V38',
    expected: Object.entries(WEEKLY_CYCLE).flatMap(([service, means]) =>
      means.map((mean, day) =>
        at(`${service} stay`, presentAt(`day${day}`, `at day ${day} of the week`)(mean, service)),
      ),
    ),
  },
  {
    scenario: 'v39',
    id: 'V39',
    expected: HOURLY.map((count, hour) => ({
      measure: 'door.arrivals',
      step: hour,
      name: `people in hour ${hour + 1}`,
      truth: count,
      unit: 'people',
      factor: 1,
      kind: 'value' as const,
    })),
  },
  { scenario: 'v40', id: 'V40', expected: [exactly(presentAt('halfYear', 'after 26 weeks')(250))] },
  {
    scenario: 'v55',
    id: 'V55',
    // 0, 0.5, …, 499.5 days.
    expected: [exactly(wait(249.75, 'days')), exactly(stay(251.25, 'days'))],
  },
  ...KNOWN_PAIRS,
];
