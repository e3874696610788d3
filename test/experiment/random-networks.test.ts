/** What must hold in any network: nobody appears or vanishes, time never runs back, equal keys give equal bytes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Replication, replicate, type Model } from '../../engine/index';
import { pairedInterval } from '../../engine/statistics/intervals';
import {
  clinic,
  delay,
  desk,
  exponential,
  modelOf,
  run,
  staff,
  team,
  Watched,
  type Run,
  type Small,
} from '../mechanisms/small-scenarios';
import { median } from '../bench/measure';
import { recountDesk } from '../theory/recount';
import { DAYS, network, smallOf, type Network, type Node } from './any-network';

const SEED = 20173;
const RUNS = 20;
/** Of the comparison on common random numbers. */
const REPLICATIONS = 10;

/** The bytes of a replication that is run from its beginning in slices. */
function inSlices(model: Model, number: number, slice: number): string {
  const replication = new Replication(model);
  replication.reset('random networks', number);
  let before = 0;
  while (!replication.advance(slice)) {
    if (replication.progress < before) throw new Error('time ran back');
    before = replication.progress;
  }
  return replication.result().hash;
}

const check = (property: (small: Small, network: Network) => void, numRuns = RUNS): void =>
  fc.assert(
    fc.property(network, (shape) => property(smallOf(shape), shape)),
    { seed: SEED, numRuns },
  );

/** Every scalar measure of a run, by id. */
function scalarsOf(small: Small): Map<string, number> {
  const model = modelOf(small);
  const { value } = run(model);
  const scalars = model.layout.measures.filter(({ shape }) => shape === 'scalar');
  return new Map(scalars.map(({ id }) => [id, value(id)]));
}

/** Try a property on every desk. Not every network has one, so there are more of them. */
function checkDesks(property: (ran: Run, id: string, node: Node) => void): void {
  let desks = 0;
  check((small, { nodes }) => {
    if (!nodes.some(({ kind }) => kind === 'desk')) return;
    const ran = run(small);
    nodes.forEach((node, i) => {
      if (node.kind !== 'desk') return;
      property(ran, `s${i}`, node);
      desks += 1;
    });
  }, 4 * RUNS);
  expect(desks).toBeGreaterThan(RUNS);
}

describe('in any small network', () => {
  it('everybody who came has left or is inside', () => {
    check((small) => {
      const model = modelOf(small);
      const { world } = new Watched(model);
      const atStart = world.people.inside;
      while (!world.clockwork.run(1000)) if (world.people.inside < 0) throw new Error('fewer than nobody');
      const values = new Float64Array(model.layout.valuesLength);
      world.clockwork.collect(values, new Float64Array(model.layout.histogramsLength));
      const count = (id: string): number =>
        Math.round((values[model.layout.measures.find((info) => info.id === id)!.offset] * DAYS) / 7);
      expect(atStart + count('network.arrivals')).toBe(count('network.exits') + world.people.inside);
    });
  });

  it('everybody inside is in one place: the last one at which they arrived', () => {
    check((small) => {
      const model = modelOf(small);
      const { world } = new Watched(model);
      // People at the start are on caseloads and arrived nowhere.
      const whereabouts = new Map<string, string>();
      world.trace = [];
      while (!world.clockwork.run(1000));
      for (const { service, what, person } of world.trace) {
        if (what === 'arrives' || what === 'is back' || what === 'is allocated') whereabouts.set(person, service);
      }
      const kinds = model.scenario.services;
      const counted = new Map<string, number>();
      for (const service of whereabouts.values()) counted.set(service, (counted.get(service) ?? 0) + 1);
      for (const service of world.services) {
        // Who waits outside an exit to come back is counted there; a team also keeps places for people who are elsewhere.
        const { kind } = kinds[service.id];
        if (kind === 'desk' || kind === 'clinic' || kind === 'delay' || kind === 'duty')
          expect(service.inside(), service.id).toBe(counted.get(service.id) ?? 0);
        if (kind === 'team') expect(service.inside(), service.id).toBeGreaterThanOrEqual(counted.get(service.id) ?? 0);
      }
    });
  });

  it('time never runs back', () => {
    check((small) => {
      const { world } = new Watched(small);
      world.trace = [];
      let before = 0;
      while (world.events.nextTime() <= DAYS) {
        world.clockwork.run(1);
        expect(world.clock[0]).toBeGreaterThanOrEqual(before);
        before = world.clock[0];
      }
      const days = world.trace.map(({ day }) => day);
      expect(days.every((day, i) => i === 0 || day >= days[i - 1])).toBe(true);
    });
  });

  it('the number at each desk is the rate of arrivals times the time that each of them spends there (Little’s law)', () => {
    checkDesks((ran, id, { option }) => {
      const books = recountDesk(ran.trace, id, 0, DAYS, option % 4 === 2);
      // Visits that the end of the run cuts short count up to there: then the law holds for every run, to rounding.
      expect(ran.value(`${id}.arrivals`)).toBeCloseTo((books.arrivals / DAYS) * 7, 9);
      expect(ran.value(`${id}.inSystemMean`) * DAYS).toBeCloseTo(books.presentDays, 6);
      expect(ran.value(`${id}.queueMean`) * DAYS).toBeCloseTo(books.waitingDays, 6);
      expect(ran.value(`${id}.inServiceMean`) * DAYS).toBeCloseTo(books.workingDays, 6);
    });
  });

  it('never more people are served at a desk than servers are on its roster', () => {
    checkDesks((ran, id, { size, option }) => {
      const isOpen = (day: number) => {
        if (option >= 6) return true;
        const hour = (day % 1) * 24;
        return hour > 9 - 1e-6 && hour < 17 + 1e-6 && (option >= 3 || Math.floor(day) % 7 < 5);
      };
      const atWork = new Set<string>();
      ran.trace.forEach(({ day, service, what, person }, i) => {
        if (service !== id) return;
        if (what === 'starts') {
          atWork.add(person);
          expect(isOpen(day), `${day}`).toBe(true);
        } else if (what === 'ends' || what === 'stops') atWork.delete(person);
        if (ran.trace[i + 1]?.day !== day) expect(atWork.size).toBeLessThanOrEqual(size);
      });
      // Only a desk that finishes what it has begun works beyond its roster.
      if (option % 4 === 0 && option < 6) return;
      const openDays = option < 3 ? DAYS - 2 * Math.floor(DAYS / 7) - Math.max(0, (DAYS % 7) - 5) : DAYS;
      const rostered = size * (option < 6 ? (openDays * 8) / 24 : DAYS);
      const { workingDays } = recountDesk(ran.trace, id, 0, DAYS, option % 4 === 2);
      expect(workingDays).toBeLessThanOrEqual(rostered + 1e-6);
      expect(ran.value(`${id}.utilisation`)).toBeCloseTo(workingDays / rostered, 9);
    });
  });

  it.each(['before', 'after'])('a service that nobody visits changes no value, standing %s the others', (where) => {
    check((small) => {
      const idle: Small['services'] = {
        idleDesk: desk(exponential(1)),
        idleClinic: clinic(2),
        idleTeam: team({ everyDays: 10, contacts: 5, contactHours: 1 }, { staff: [staff('nurses', 0)] }),
        idleDelay: delay(exponential(1)),
      };
      const services = where === 'before' ? { ...idle, ...small.services } : { ...small.services, ...idle };
      const changed = scalarsOf({ ...small, services });
      for (const [id, value] of scalarsOf(small)) expect(changed.get(id), id).toBe(value);
    });
  });

  it('a change is seen far more clearly on common random numbers than on others', () => {
    const reductions: number[] = [];
    check((small, shape) => {
      // One person in twenty more.
      const more = smallOf({ ...shape, perDay: shape.perDay * 1.05 });
      const [before, after] = [small, more].map((one) => {
        const model = modelOf(one);
        return Array.from({ length: REPLICATIONS }, (_, number) => run(model, number).value('network.inSystemMean'));
      });
      reductions.push(pairedInterval(before, after)?.varianceReduction ?? NaN);
    });
    // Variance of the difference had each run had random numbers of its own, over the variance found.
    expect(Math.min(...reductions)).toBeGreaterThan(2.5);
    expect(median(reductions)).toBeGreaterThan(10);
  });

  it('the same seed gives the same bytes: fresh, used again, or in slices', () => {
    check((small) => {
      const model = modelOf(small);
      const fresh = replicate(model, 'random networks', 3).hash;
      replicate(model, 'something else', 8);
      expect(replicate(model, 'random networks', 3).hash).toBe(fresh);
      expect(inSlices(modelOf(small), 3, 37)).toBe(fresh);
      expect(replicate(model, 'random networks', 4).hash).not.toBe(fresh);
    });
  });

  it('no post ever has more hours than a day gives, and posts that are away have none', () => {
    check((small) => {
      const watched = new Watched(small);
      const { ledger, filled, count } = watched.world.workforce;
      for (let day = 0; day < DAYS; day++) {
        watched.until(day + 0.001);
        for (let post = 0; post < count; post++) {
          expect(ledger.left[post]).toBeLessThanOrEqual(ledger.present[post] === 1 ? 8 : 0);
          expect(ledger.present[post]).toBeLessThanOrEqual(filled[post]);
        }
      }
    });
  });
});
