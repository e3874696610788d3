/**
 * Laws that hold for every single run, to rounding (case V56): time averages are sums over people (L = lambda W), busy
 * time is the sum of services, nobody is lost. And two runs worked out by hand (V40, V55), person by person.
 */
import { describe, expect, it } from 'vitest';
import { Replication, compile, replicate, type Scenario } from '../../engine/index';
import { recountDesk } from './recount';
import { measureOf, readVerificationScenario } from './solve';

const SEED = 'laws';
const DAYS_A_WEEK = 7;

/** Scenarios with every rule that a desk has, and days enough for some tens of thousands of events. */
const RUNS = [
  ['v1', 8],
  ['v2b', 2],
  ['v5a-patience', 0.2],
  ['v9', 8],
  ['v11', 8],
  ['v12', 3],
  ['v13-last', 8],
  ['v13-random', 8],
  ['v20-exponential', 8],
  ['v21', 8],
  ['v22', 1500],
  ['v28', 3],
  ['v32', 3],
  ['v60', 8],
  ['v61', 3],
  ['v62', 1500],
  ['v66', 3],
  ['v68', 3],
  ['v69', 3],
  ['v70', 3],
] as const;

function shortened(name: string, horizonDays: number, warmUpDays: number): Scenario {
  const { scenario } = readVerificationScenario(name);
  // Steps that neither the warm-up nor the horizon meets.
  return { ...scenario, run: { ...scenario.run, horizonDays, warmUpDays, seriesDays: horizonDays / 7.3 } };
}

/** Whether work that stops at a desk goes back to its line. */
function isHandedOver(name: string, desk: string): boolean {
  const service = readVerificationScenario(name).scenario.services[desk];
  return service.kind === 'desk' && service.shiftEnd === 'handOver';
}

/** One replication with its log, and a way to read its measures. */
function runOf(scenario: Scenario) {
  const model = compile(scenario);
  const replication = new Replication(model);
  replication.reset(SEED, 0, true);
  replication.advance(Infinity);
  const { values, histograms } = replication.result();
  const value = (id: string) => values[measureOf(model, id).offset];
  const counted = (id: string) => {
    const { offset, length } = measureOf(model, id, 'histogram');
    return histograms.slice(offset, offset + length).reduce((sum, count) => sum + count, 0);
  };
  const series = (id: string) => {
    const { offset, length } = measureOf(model, id, 'series');
    return Array.from(values.slice(offset, offset + length));
  };
  const desks = Object.entries(scenario.services).flatMap(([id, { kind }]) => (kind === 'desk' ? [id] : []));
  return { value, counted, series, desks, trace: replication.trace };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
/** To rounding: sums of some ten thousand numbers. */
const same = (found: number, wanted: number, what: string) =>
  expect(Math.abs(found - wanted), `${what}: ${found} against ${wanted}`).toBeLessThanOrEqual(
    1e-9 * Math.max(1, Math.abs(wanted)),
  );

describe.each(RUNS)('%s', (name, days) => {
  it.each([
    ['from the start', 0],
    ['after a warm-up', days / 3],
  ])('has the averages that its people add up to, %s', (_when, warmUpDays) => {
    const { value, counted, series, desks, trace } = runOf(shortened(name, days, warmUpDays));
    const counting = days - warmUpDays;
    for (const desk of desks) {
      const own = recountDesk(trace, desk, warmUpDays, days, isHandedOver(name, desk));
      expect(own.arrivals, 'a run worth the test').toBeGreaterThan(1000);
      same(value(`${desk}.queueMean`) * counting, own.waitingDays, 'person-days of waiting');
      same(value(`${desk}.inServiceMean`) * counting, own.workingDays, 'person-days of work');
      same(value(`${desk}.inSystemMean`) * counting, own.presentDays, 'person-days at the desk');
      same((value(`${desk}.arrivals`) * counting) / DAYS_A_WEEK, own.arrivals, 'arrivals');
      const meanWait = sum(own.waits) / own.waits.length;
      same(value(`${desk}.waitMean`), meanWait, 'mean wait');
      const squares = sum(own.waits.map((wait) => (wait - meanWait) ** 2));
      same(value(`${desk}.waitSd`), Math.sqrt(squares / (own.waits.length - 1)), 'spread of the wait');
      same(value(`${desk}.waited`) * own.waits.length, own.waits.filter((wait) => wait > 0).length, 'who had to wait');
      const stepDays = days / 7.3;
      const waitingDays = series(`${desk}.queue`).map((waiting, step) => {
        const counted = Math.min((step + 1) * stepDays, days) - Math.max(step * stepDays, warmUpDays);
        return counted > 0 ? waiting * counted : 0;
      });
      same(sum(waitingDays), own.waitingDays, 'person-days of waiting over the steps of the series');
      same(value(`${desk}.leftUnseen`) * own.waits.length, own.gaveUp, 'people who gave up');
      same(value(`${desk}.turnedAway`) * own.arrivals, own.turnedAway, 'people turned away');
      same(value(`${desk}.timeInSystemMean`), sum(own.stays) / own.stays.length, 'mean time at the desk');
      same(counted(`${desk}.completedWaits`), own.waits.length, 'waits');
      same(value(`${desk}.waitingAtEnd`), own.waitingAtEnd, 'people waiting at the end');
    }
  });

  it('loses nobody', () => {
    const { value, desks, counted, trace } = runOf(shortened(name, days, 0));
    let inside = 0;
    for (const desk of desks) {
      const { presentAtEnd, notBegunAtEnd } = recountDesk(trace, desk, 0, days);
      inside += presentAtEnd;
      const arrived = (value(`${desk}.arrivals`) * days) / DAYS_A_WEEK;
      const letIn = arrived * (1 - value(`${desk}.turnedAway`));
      same(letIn, counted(`${desk}.completedWaits`) + notBegunAtEnd, 'in = out + inside of the line');
    }
    const [arrivals, exits] = ['arrivals', 'exits'].map((way) => (value(`network.${way}`) * days) / DAYS_A_WEEK);
    same(arrivals, exits + inside, 'in = out + inside of the model');
  });

  it('obeys L = lambda W at each desk once everybody has gone', () => {
    const scenario = shortened(name, days * 2, 0);
    // Nobody comes in the second half.
    const rates = Object.values(scenario.services).flatMap((service) =>
      service.kind === 'source' && 'rate' in service.arrivals ? [String(service.arrivals.rate)] : [],
    );
    const drained: Scenario = {
      ...scenario,
      timeline: rates.map((parameter) => ({ parameter, op: 'to' as const, value: 0, at: days })),
    };
    const { value, desks, counted, trace } = runOf(drained);
    same(value('network.arrivals'), value('network.exits'), 'in = out');
    const horizon = days * 2;
    for (const desk of desks) {
      const waits = counted(`${desk}.completedWaits`);
      const served = waits * (1 - value(`${desk}.leftUnseen`));
      same(value(`${desk}.waitingAtEnd`), 0, 'waiting at the end');
      // Who was stopped and stands in the line has ended the wait already.
      const own = recountDesk(trace, desk, 0, horizon, isHandedOver(name, desk));
      same(value(`${desk}.queueMean`) * horizon - own.stoppedDays, value(`${desk}.waitMean`) * waits, 'Lq = lambda Wq');
      const atDesk = value(`${desk}.timeInSystemMean`) * served;
      const unserved = value(`${desk}.waitMean`) * waits - value(`${desk}.waitServedMean`) * served;
      same(value(`${desk}.inSystemMean`) * horizon, atDesk + unserved, 'L = lambda W');
    }
    const people = (value('network.arrivals') * horizon) / DAYS_A_WEEK;
    same(value('network.inSystemMean') * horizon, value('network.timeInSystemMean') * people, 'L = lambda W of all');
  });
});

describe('percentiles and targets', () => {
  it('are those of the waits, to a bin', () => {
    const { value, trace } = runOf(shortened('v2b', 2, 0.5));
    const waits = recountDesk(trace, 'desk', 0.5, 2).waits.sort((a, b) => a - b);
    const binDays = 2e-5;
    for (const [name, share] of [
      ['waitMedian', 0.5],
      ['waitP90', 0.9],
      ['waitP95', 0.95],
      ['waitP99', 0.99],
    ] as const) {
      const wait = waits[Math.ceil(share * waits.length) - 1];
      expect(Math.abs(value(`desk.${name}`) - wait), name).toBeLessThanOrEqual(binDays);
    }
  });

  it('count waits that are longer than the target', () => {
    const { value, trace } = runOf(shortened('v1', 8, 2));
    const { waits } = recountDesk(trace, 'desk', 2, 8);
    for (const [target, minutes] of [
      [1, 10],
      [2, 20],
    ]) {
      const longer = waits.filter((wait) => wait * 1440 > minutes).length;
      same(value(`desk.waitOver${target}`) * waits.length, longer, `waits over ${minutes} minutes`);
    }
  });
});

describe('busy time', () => {
  it.each(['finish', 'suspend', 'handOver'] as const)('is the sum of the services, with shift end "%s"', (shiftEnd) => {
    const days = 1500;
    const scenario = shortened('v22', days, 0);
    const desk = scenario.services.desk;
    if (desk.kind !== 'desk') throw new Error('v22 has no desk.');
    const fixed: Scenario = {
      ...scenario,
      services: {
        ...scenario.services,
        desk: { ...desk, shiftEnd, service: { kind: 'fixed', value: 'service' }, to: 'home' },
      },
    };
    const { value, trace } = runOf(fixed);
    const { services, workingDays } = recountDesk(trace, 'desk', 0, days, shiftEnd === 'handOver');
    expect(services.length).toBeGreaterThan(4000);
    // 8 hours of work each, in however many pieces.
    for (const work of services) same(work, 1 / 3, 'work on a person');
    same(value('desk.inServiceMean') * days, workingDays, 'busy time');
    // At most four people are in hand when the run ends.
    expect(workingDays - sum(services)).toBeGreaterThanOrEqual(0);
    expect(workingDays - sum(services)).toBeLessThan(4 / 3);
  });
});

describe('runs worked out by hand', () => {
  it('V55: customer n of D/D/1 waits 0.5 (n - 1) days', () => {
    const { trace } = runOf(readVerificationScenario('v55').scenario);
    const { waits } = recountDesk(trace, 'desk', 0, 1600);
    expect(waits).toEqual(Array.from({ length: 1000 }, (_, i) => 0.5 * i));
  });

  it('V40: after 26 weeks 250 people, and 250 / 47 weeks to the end of the last', () => {
    const { trace, value } = runOf(readVerificationScenario('v40').scenario);
    expect(value('desk.insideAt[at=halfYear]')).toBe(250);
    const { stays } = recountDesk(trace, 'desk', 0, 224);
    expect(stays).toHaveLength(120 + 26 * 52);
    same(stays[stays.length - 1], (250 / 47) * DAYS_A_WEEK, 'time of the last');
    // First come, first served: the last on the list at the start waits for the 119 before.
    same(stays[119], (120 / 47) * DAYS_A_WEEK, 'time of the last on the list at the start');
  });
});

describe('a replication', () => {
  it('of every verification seed differs from the next, and is the same again', () => {
    const model = compile(shortened('v28', 3, 0));
    const hashes = [0, 1, 0].map((number) => replicate(model, SEED, number).hash);
    expect(hashes[2]).toBe(hashes[0]);
    expect(hashes[1]).not.toBe(hashes[0]);
  });
});
