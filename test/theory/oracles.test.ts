/** The solver of Markov chains against closed forms, and the truths in `cases.ts` against the solver. */
import { describe, expect, it } from 'vitest';
import { cobham, erlangA, erlangB, mmcWait } from '../../engine/statistics/queueing';
import { KNOWN_ANSWERS } from './cases';
import { MarkovChain, type Move } from './markov-chain';
import {
  becomingUrgent,
  growingPriorityWaits,
  handedOverDaily,
  holidaysAndPatience,
  interruptingClasses,
  interruptionAndPatience,
  priorityWithRoom,
  renewalArrivals,
  sickServer,
  sickServersAndPatience,
  tandem,
  transientMeans,
} from './oracles';

/** The truths of a scenario by measure and instant, without the service's name. */
function truthsOf(scenario: string): Record<string, number> {
  const answer = KNOWN_ANSWERS.find((known) => known.scenario === scenario);
  if (answer === undefined) throw new Error(`There is no known answer ${scenario}.`);
  return Object.fromEntries(answer.expected.map(({ measure, truth }) => [measure, truth]));
}
/** To the last of the digits in which the truths are written. */
function agrees(scenario: string, worked: Record<string, number>, digits = 6): void {
  const truths = truthsOf(scenario);
  expect(Object.keys(truths).sort()).toEqual(Object.keys(worked).sort());
  for (const [measure, value] of Object.entries(worked))
    expect(Math.abs(value - truths[measure]), measure).toBeLessThan(0.6 * 10 ** -digits);
}
const INSTANTS = [5, 10, 20, 50, 100];
const atInstants = (instants: readonly number[], means: readonly number[]) =>
  Object.fromEntries(instants.map((instant, i) => [`desk.insideAt[at=t${instant}]`, means[i]]));

describe('the solver of Markov chains', () => {
  it('finds the stationary M/M/c queue, and that with patience', () => {
    const chain = new MarkovChain([0], ([n]) => {
      const moves: Move[] = [[[n + 1], n < 400 ? 4.5 : 0]];
      if (n > 0) moves.push([[n - 1], Math.min(n, 5)]);
      return moves.filter(([, rate]) => rate > 0);
    });
    expect(chain.mean(chain.stationary(), ([n]) => n)).toBeCloseTo(mmcWait(4.5, 1, 5).L, 8);
    const impatient = new MarkovChain([0], ([n]) => [
      [[n + 1], n < 100 ? 10 : 0],
      [[n - 1], Math.min(n, 10) + 0.5 * Math.max(0, n - 10)],
    ]);
    const p = impatient.stationary();
    expect((impatient.mean(p, ([n]) => Math.max(0, n - 10)) * 0.5) / 10).toBeCloseTo(
      erlangA(10, 1, 0.5, 10).abandoned,
      9,
    );
  });

  it('finds the way there: one server without a line, from empty', () => {
    const chain = new MarkovChain([0], ([n]) => [[[1 - n], n === 0 ? 2 : 3]]);
    for (const time of [0.1, 1, 50]) {
      const p = chain.after(chain.certain([0]), time);
      expect(chain.mean(p, ([n]) => n)).toBeCloseTo((2 / 5) * (1 - Math.exp(-5 * time)), 12);
    }
  });
});

describe('the oracles agree with what is known in their corners', () => {
  it('a growing priority with equal weights is first come, first served; with a very large one, Cobham', () => {
    const classes = (weight: number) => [
      { rate: 0.6, mean: 1, cv2: 1, weight: 1 },
      { rate: 0.2, mean: 1, cv2: 1, weight },
    ];
    for (const wait of growingPriorityWaits(classes(1))) expect(wait).toBeCloseTo(4, 12);
    const [urgent, routine] = cobham([
      { rate: 0.2, mean: 1, cv2: 1 },
      { rate: 0.6, mean: 1, cv2: 1 },
    ]);
    const [low, high] = growingPriorityWaits(classes(1e9));
    expect(high).toBeCloseTo(urgent, 6);
    expect(low).toBeCloseTo(routine, 6);
  });

  it('regular Poisson arrivals are M/M/1', () => {
    const { sigma, wait } = renewalArrivals((s) => 0.9 / (0.9 + s), 1);
    expect(sigma).toBeCloseTo(0.9, 9);
    expect(wait).toBeCloseTo(9, 6);
  });

  it('a change of class that changes nothing leaves M/M/2 with patience', () => {
    const same = { urgent: 0.5, routine: 1.3, muUrgent: 1, muRoutine: 1, theta: 0.15, becomes: 0.2 };
    expect(becomingUrgent(same).givenUp).toBeCloseTo(erlangA(1.8, 1, 0.15, 2).abandoned, 8);
  });

  it('room for servers only is Erlang B; interruption with patience keeps the number present of no priority', () => {
    expect(priorityWithRoom(1, 1.5, 1, 2, 2).turnedAway).toBeCloseTo(erlangB(2, 2.5), 12);
    // Nobody gives up: M/M/2, whatever the priority.
    const { present } = interruptionAndPatience({ urgent: 0.5, routine: 0.7, mu: 1, theta: 0 });
    expect(present).toBeCloseTo(mmcWait(1.2, 1, 2).L, 6);
  });

  it('servers who are hardly ever away are M/M/2 with patience; a desk without losses passes everybody on', () => {
    const { abandoned } = erlangA(1.2, 1, 0.2, 2);
    const healthy = sickServersAndPatience({ lam: 1.2, mu: 1, off: 1e-9, back: 1, theta: 0.2 });
    expect(healthy.givenUp).toBeCloseTo(abandoned, 6);
    const brief = holidaysAndPatience({ lam: 1.2, mu: 1, back: 1e6, theta: 0.2, c: 2 });
    expect(brief.givenUp).toBeCloseTo(abandoned, 4);
    const { secondPresent, turnedAway } = tandem({ lam: 1.2, mu: 1, theta: 0, nextMu: 1.6, room: 59 });
    expect(turnedAway).toBeLessThan(1e-6);
    expect(secondPresent).toBeCloseTo(mmcWait(1.2, 1.6, 1).L, 4);
  });
});

describe('the truths of the cases are those of the oracles', () => {
  it('V5a without patience, V21, V35, V37 and V65', () => {
    const { pWait, L, W } = mmcWait(48, 1, 50);
    agrees('v5a-no-patience', {
      'desk.waited': pWait,
      'desk.waitOver1': pWait * Math.exp(-2 / 3),
      'desk.waitMean': (W - 1) * 60,
      'desk.queueMean': L - 48,
      'desk.inSystemMean': L,
      'desk.timeInSystemMean': W * 60,
      'desk.utilisation': 0.96,
    });
    const present = sickServer(0.5, 1, 0.1, 0.4);
    expect(truthsOf('v21')['desk.inSystemMean']).toBeCloseTo(present, 5);
    agrees('v35', atInstants(INSTANTS, transientMeans({ lam: 0.9, mu: 1, c: 1 }, 0, INSTANTS)), 4);
    agrees('v37', atInstants(INSTANTS, transientMeans({ lam: 4, mu: 1, c: 5 }, 35, INSTANTS)), 4);
    const instants = [2, 5, 10, 20, 40];
    agrees('v65', atInstants(instants, transientMeans({ lam: 6, mu: 1, c: 3, theta: 0.1 }, 0, instants)));
  });

  it('V60, V64 and V67: formulas', () => {
    const [routine, urgent] = growingPriorityWaits([
      { rate: 0.6, mean: 1, cv2: 1, weight: 1 },
      { rate: 0.2, mean: 1, cv2: 1, weight: 4 },
    ]);
    agrees('v60', {
      'desk.waitMean[class=urgent]': urgent,
      'desk.waitMean[class=routine]': routine,
      'desk.queueMean': 0.2 * urgent + 0.6 * routine,
    });
    const { stayUrgent, stayRoutine, present, interruptions } = interruptingClasses(1, 1.4, 1, 3);
    agrees('v64', {
      'desk.timeInSystemMean[class=urgent]': stayUrgent,
      'desk.timeInSystemMean[class=routine]': stayRoutine,
      'desk.inSystemMean': present,
      'desk.interruptions': interruptions,
    });
    const irregular = renewalArrivals((s) => 0.25 / (1 + 4 * s) + 0.75 / (1 + (2 / 3) * s), 1);
    agrees('v67-hyperexponential', { 'desk.waited': irregular.sigma, 'desk.waitMean': irregular.wait });
    const batches = renewalArrivals((s) => 0.5 + 0.5 / (1 + 3 * s), 1);
    agrees('v67-batches', { 'desk.waited': batches.sigma, 'desk.waitMean': batches.wait });
  });

  it('V61: a change of class, priority and patience', () => {
    const given = { urgent: 0.5, routine: 1.3, muUrgent: 2, muRoutine: 0.8, theta: 0.15, becomes: 0.2 };
    const { wait, givenUp, changes, use, present } = becomingUrgent(given);
    agrees('v61', {
      'desk.waitMean': wait,
      'desk.leftUnseen': givenUp,
      'desk.changes': changes,
      'desk.utilisation': use,
      'desk.inSystemMean': present,
    });
  });

  it('V62: a shift end and priority', () => {
    const days = handedOverDaily({ urgent: 0.4, routine: 1, mu: 6, opens: 9 / 24, closes: 17 / 24 });
    agrees('v62', {
      'desk.timeInSystemMean[class=urgent]': days.stayUrgent,
      'desk.timeInSystemMean[class=routine]': days.stayRoutine,
      'desk.inSystemMean': days.present,
      'desk.insideAt[at=opening]': days.atOpening,
      'desk.insideAt[at=closing]': days.atClosing,
      'desk.insideAt[at=midnight]': days.atMidnight,
    });
  }, 60_000);

  it('V63 and V66: limited room', () => {
    const { turnedAway, waitUrgent, waitRoutine, present } = priorityWithRoom(1, 1.5, 1, 2, 6);
    agrees('v63', {
      'desk.turnedAway': turnedAway,
      'desk.waitMean[class=urgent]': waitUrgent,
      'desk.waitMean[class=routine]': waitRoutine,
      'desk.inSystemMean': present,
    });
    const row = tandem({ lam: 1.8, mu: 1, theta: 0.2, nextMu: 1.6, room: 5 });
    agrees('v66', {
      'first.leftUnseen': row.givenUp,
      'second.arrivals': 1.8 * (1 - row.givenUp),
      'second.turnedAway': row.turnedAway,
      'second.inSystemMean': row.secondPresent,
      'second.timeInSystemMean': row.secondStay,
      'network.inSystemMean': row.present,
    });
  });

  it('V68 and V69: servers who are away, and patience', () => {
    const sick = sickServersAndPatience({ lam: 1.2, mu: 1, off: 0.1, back: 0.4, theta: 0.2 });
    agrees('v68', {
      'desk.leftUnseen': sick.givenUp,
      'desk.inSystemMean': sick.present,
      'desk.utilisation': sick.use,
      'desk.utilisationWorked': sick.useWorked,
      'desk.away': sick.away,
    });
    const holidays = holidaysAndPatience({ lam: 1, mu: 1, back: 0.5, theta: 0.125, c: 2 });
    agrees('v69', {
      'desk.waitMean': holidays.wait,
      'desk.leftUnseen': holidays.givenUp,
      'desk.utilisation': holidays.use,
      'desk.away': holidays.away,
      'desk.inSystemMean': holidays.present,
    });
  });

  it('V70: interruption and patience', () => {
    const both = interruptionAndPatience({ urgent: 0.6, routine: 1.2, mu: 1, theta: 0.2 });
    agrees('v70', {
      'desk.waitMean[class=urgent]': both.waitUrgent,
      'desk.waitMean[class=routine]': both.waitRoutine,
      'desk.leftUnseen': both.givenUp,
      'desk.queueMean': both.inLine,
      'desk.inSystemMean': both.present,
      'desk.utilisation': both.use,
      'desk.interruptions': both.interruptions,
    });
  });
});
