/**
 * Known answers of systems in which two or three rules of a desk act on each other: there engines err most. The truths
 * are those of `oracles.ts`, which a test holds against these numbers.
 */
import {
  arrivalsAt,
  at,
  away,
  changes,
  givenUp,
  interruptions,
  mustWait,
  present,
  presentAt,
  stay,
  stayOf,
  turnedAway,
  use,
  useWorked,
  wait,
  waiting,
  waitOf,
  type KnownAnswer,
} from './expected';

/** Case V65: day, number present. */
const TOWARDS_OVERLOAD = [
  [2, 7.087462],
  [5, 13.881824],
  [10, 21.414598],
  [20, 28.739005],
  [40, 32.423447],
] as const;

/** @see the file's comment */
export const KNOWN_PAIRS: KnownAnswer[] = [
  { scenario: 'v60', id: 'V60', expected: [waitOf('urgent')(1.882353), waitOf('routine')(4.705882), waiting(3.2)] },
  {
    scenario: 'v61',
    id: 'V61',
    expected: [wait(0.67144), givenUp(0.100716), changes(0.099346), use(0.774826), present(2.758243)],
  },
  {
    scenario: 'v62',
    id: 'V62',
    expected: [
      stayOf('urgent')(0.758813, 'days'),
      stayOf('routine')(2.120034, 'days'),
      present(2.423559),
      presentAt('opening', 'at 9')(2.90376),
      presentAt('closing', 'at 17')(1.970426),
      presentAt('midnight', 'at 24')(2.37876),
    ],
  },
  {
    scenario: 'v63',
    id: 'V63',
    expected: [turnedAway(0.261756), waitOf('urgent')(0.536468), waitOf('routine')(1.578756), present(3.989915)],
  },
  {
    scenario: 'v64',
    id: 'V64',
    expected: [stayOf('urgent')(1.045455), stayOf('routine')(2.81665), present(4.988764), interruptions(0.556282)],
  },
  {
    scenario: 'v65',
    id: 'V65',
    seeds: 2,
    expected: TOWARDS_OVERLOAD.map(([day, truth]) => presentAt(`t${day}`, `on day ${day}`)(truth)),
  },
  {
    scenario: 'v66',
    id: 'V66',
    expected: [
      at('first desk', givenUp(0.139119, 'first')),
      // Those who were not lost: 1.8 (1 - 0.139119) a minute.
      at('second desk', arrivalsAt(1.549586, 'second')),
      at('second desk', turnedAway(0.141968, 'second')),
      at('second desk', present(2.440288, 'second')),
      at('second desk', stay(1.835363, 'minutes', 'second')),
      at('network', present(5.241944, 'network')),
    ],
  },
  { scenario: 'v67-hyperexponential', id: 'V67', expected: [mustWait(0.802178), wait(4.05505)] },
  { scenario: 'v67-batches', id: 'V67', expected: [mustWait(0.833333), wait(5)] },
  {
    scenario: 'v68',
    id: 'V68',
    expected: [givenUp(0.141695), present(1.95878), use(0.514983), useWorked(0.643729), away(0.4)],
  },
  {
    scenario: 'v69',
    id: 'V69',
    expected: [wait(1.162055), givenUp(0.145257), use(0.427372), away(1.145257), present(2.016798)],
  },
  {
    scenario: 'v70',
    id: 'V70',
    expected: [
      waitOf('urgent')(0.077092),
      waitOf('routine')(0.925955),
      givenUp(0.1286),
      waiting(1.38564),
      present(2.954159),
      use(0.78426),
      interruptions(0.329579),
    ],
  },
];
