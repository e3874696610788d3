/** Routes taken: by hand, against the whole event log of any small network, and without moving a result. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FlowCount, Replication, replicate, startOf, type Flow, type Model } from '../../engine/index';
import { FlowTally } from '../../engine/services/flow-tally';
import { Names } from '../../engine/experiment/person-names';
import { comingAt, days, delay, desk, exit, modelOf, q, together } from '../mechanisms/small-scenarios';
import { network, smallOf } from './any-network';

function flowsOf(model: Model, number = 0): Flow[] {
  const count = new FlowCount(model, 'flows', number);
  while (!count.advance(700));
  return count.result();
}

const asText = (flows: readonly Flow[], weeks: number): string[] =>
  flows.map(({ from, to, perWeek }) => `${from} > ${to}: ${Math.round(perWeek * weeks * 1e6) / 1e6}`);

describe('people on a route', () => {
  const small = {
    days: 28,
    services: {
      door: comingAt([1, 1, 1, 15, 15], 'desk'),
      desk: desk(days(0.5), { room: q(2, 'person'), fullTo: 'ward' }),
      ward: delay(days(3), { start: { inside: q(2, 'person') }, to: 'desk' }),
      home: exit(),
    },
  };

  it('are counted from service to service, those who are inside at the start from their first step on', () => {
    // Day 1: the third of three finds two at the desk and comes back from the ward on day 4. Day 3 at the latest: the two from the start.
    expect(asText(flowsOf(modelOf(small)), 4)).toEqual([
      'door > desk: 5',
      'desk > ward: 1',
      'desk > home: 7',
      'ward > desk: 3',
    ]);
  });

  it('are counted from the end of the warm-up on', () => {
    expect(asText(flowsOf(modelOf({ ...small, run: { warmUpDays: 14 } })), 2)).toEqual([
      'door > desk: 2',
      'desk > home: 2',
    ]);
  });

  it('make room for many people at once', () => {
    const services = { door: comingAt(together(3000, 1), 'ward'), ward: delay(days(1)), home: exit() };
    expect(asText(flowsOf(modelOf({ days: 7, services })), 1)).toEqual(['door > ward: 3000', 'ward > home: 3000']);
  });
});

/** The same from the log of everybody: whoever has a line at another service has gone there. */
function flowsFromLog(model: Model, number: number): Map<string, number> {
  const replication = new Replication(model);
  replication.reset('flows', number, true);
  replication.advance(Infinity);
  const names = new Names(model.scenario);
  const at = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const { person, service, what } of replication.trace) {
    if (service === '') continue;
    const before = at.get(person) ?? startOf(model.scenario, names.of(person))!;
    at.set(person, service);
    if (before === service && what !== 'arrives') continue;
    const route = `${before} > ${service}`;
    counts.set(route, (counts.get(route) ?? 0) + 1);
  }
  return counts;
}

describe('in any small network', () => {
  it('the counts are those of the event log, and the results stay as they are', () => {
    let routes = 0;
    fc.assert(
      fc.property(network, (shape) => {
        const model = modelOf(smallOf(shape));
        const tally = new FlowTally(model.services.length);
        const replication = new Replication(model);
        replication.reset('flows', 2, false, tally);
        replication.advance(Infinity);
        expect(replication.result().hash).toBe(replicate(model, 'flows', 2).hash);
        const weeks = model.horizonDays / 7;
        const counted = flowsOf(model, 2).map(({ from, to, perWeek }): [string, number] => [
          `${from} > ${to}`,
          Math.round(perWeek * weeks),
        ]);
        expect(new Map(counted)).toEqual(flowsFromLog(model, 2));
        routes += counted.length;
      }),
      { seed: 60_117, numRuns: 25 },
    );
    expect(routes).toBeGreaterThan(100);
  });
});
