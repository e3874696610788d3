/** What must hold in any network: nobody appears or vanishes, time never runs back, equal keys give equal bytes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Replication, replicate, type Model } from '../../engine/index';
import {
  clinic,
  coming,
  delay,
  desk,
  duty,
  exit,
  exponential,
  modelOf,
  NEED,
  posts,
  q,
  staff,
  team,
  Watched,
  type Small,
} from '../mechanisms/small-scenarios';

const SEED = 20173;
const RUNS = 20;
const DAYS = 90;

const KINDS = ['desk', 'clinic', 'delay', 'named', 'pooled', 'duty'] as const;
interface Node {
  kind: (typeof KINDS)[number];
  /** Where people go on to, as numbers that are taken modulo the number of services. */
  to: number;
  elsewhere: number;
  share: number;
  /** Size and options. */
  size: number;
  option: number;
}

const node: fc.Arbitrary<Node> = fc.record({
  kind: fc.constantFrom(...KINDS),
  to: fc.nat(20),
  elsewhere: fc.nat(20),
  share: fc.integer({ min: 1, max: 8 }),
  size: fc.integer({ min: 1, max: 6 }),
  option: fc.nat(11),
});
const network = fc.record({
  perDay: fc.integer({ min: 1, max: 5 }),
  nodes: fc.array(node, { minLength: 1, maxLength: 6 }),
});

type Services = Small['services'];

/** A scenario in which everybody leaves a service for another one with some share, else for good. */
function smallOf({ perDay, nodes }: { perDay: number; nodes: Node[] }): Small {
  const id = (number: number): string =>
    number % (nodes.length + 1) === nodes.length ? 'home' : `s${number % (nodes.length + 1)}`;
  const services: Services = {
    door: coming(perDay, id(0), { attributes: { need: { urgent: q(0.3, 'share'), routine: 'rest' } } }),
  };
  nodes.forEach((each, i) => {
    services[`s${i}`] = serviceOf(each, id);
  });
  services.home = exit({ returns: { share: q(0.2, 'share'), after: exponential(15), to: id(0) } });
  return {
    days: DAYS,
    attributes: NEED,
    posts: {
      nurses: posts(3, {
        sickness: q(0.1, 'share'),
        leave: q(0.1, 'share'),
        leavers: q(0.004, '1/day'),
        hire: { time: exponential(20), success: q(0.6, 'share'), open: 1 },
      }),
    },
    services,
  };
}

function serviceOf(
  { kind, to, elsewhere, share, size, option }: Node,
  id: (number: number) => string,
): Services[string] {
  const onward = [
    {
      to: [
        { share: q(share / 20, 'share'), to: id(to) },
        { share: 'rest' as const, to: 'home' },
      ],
    },
  ];
  const back = option % 2 === 0 ? [{ when: { coordinated: 'yes' }, to: 'coordinator' }, ...onward] : onward;
  const priority = option % 3 === 0 ? { by: 'need', order: ['urgent'] } : undefined;
  switch (kind) {
    case 'desk':
      return desk(exponential(0.6), {
        servers:
          option < 6 ? { count: q(size, 'WTE'), calendar: option < 3 ? 'office' : 'daily' } : { count: q(size, 'WTE') },
        shiftEnd: (['finish', 'suspend', 'handOver', 'doNotStart'] as const)[option % 4],
        order: (['first', 'last', 'random'] as const)[size % 3],
        priority,
        ...(option % 2 === 1 && { patience: exponential(2), patienceTo: 'home' }),
        ...(size > 3 && { room: q(size * 4, 'person'), fullTo: 'home' }),
        to: back,
      });
    case 'clinic':
      return clinic(size / 2, {
        ...(option < 6 && { slots: { posts: [{ posts: 'nurses', perWeek: q(size, 'person/WTE/week') }] } }),
        hours: { attended: q(1, 'hour'), missed: q(0.5, 'hour') },
        notice: q(1 + (option % 4), 'day'),
        diaryOpen: q(5 + size, 'day'),
        ...(option % 2 === 1 && {
          heldBack: { share: q(0.3, 'share'), who: { need: 'urgent' }, release: q(4, 'day') },
        }),
        ...(priority !== undefined && { booking: 'priority' as const, priority }),
        missed: { share: q(0.2, 'share'), rebook: q(0.7, 'share'), limit: 3, to: 'home' },
        leaves: { hazard: q(0.02, '1/day'), to: 'home' },
        turns: [{ id: 'crisis', hazard: q(0.02, '1/day'), to: id(elsewhere) }],
        to: back,
      });
    case 'delay':
      return delay(exponential(size), {
        ...(option % 2 === 0 && { capacity: q(size, 'person') }),
        ...(option % 4 === 0 && { fullTo: 'home' }),
        to: back,
      });
    case 'named':
    case 'pooled':
      return team(
        { everyDays: 3, contacts: 1 + (option % 3), contactHours: 1 },
        {
          coordinators: kind,
          staff: [staff('nurses', size, option % 2 === 0 ? size : 0)],
          episode: { end: option % 2 === 0 ? 'stay' : 'contacts', stay: exponential(6) },
          allocation: option % 3 === 0 ? 'weighted' : 'capacity',
          whenAbsent: option % 4 === 0 ? 'cover' : 'wait',
          ...(option % 3 !== 1 && {
            overLimit: [
              {
                to: [
                  { share: q(0.5, 'share'), to: 'home' },
                  { share: 'rest', to: 'home' },
                ],
              },
            ],
          }),
          urgent: [
            { id: 'known', title: 'Known', hazard: q(0.02, '1/day'), hours: q(1, 'hour') },
            { id: 'stepUp', title: 'Step-up', hazard: q(0.05, '1/day'), hours: 0, to: id(elsewhere) },
          ],
          waiting: { hazard: q(0.02, '1/day'), to: 'home', order: option % 2 === 0 ? 'date' : 'handOversFirst' },
          to: onward,
        },
      );
    case 'duty':
      return duty(2, {
        roster: [{ posts: 'nurses', days: q(0.2, 'share'), block: 1 + (option % 3), writing: q(1, 'hour') }],
        calendar: option < 6 ? 'office' : 'always',
        ...(option % 2 === 0 && { pull: { posts: ['nurses'], whenHours: q(2, 'hour'), atMost: q(2, 'person') } }),
        screening: { proceeds: q(0.7, 'share'), hours: q(1, 'hour'), to: 'home' },
        steps: [
          { kind: 'work', id: 'interview', title: 'Interview', hours: exponential(0.1) },
          { kind: 'wait', id: 'doctor', title: 'Doctor', duration: exponential(0.3), share: q(0.5, 'share') },
          { kind: 'work', id: 'writing', title: 'Writing', hours: exponential(0.05) },
        ],
        ...(option % 3 === 0 && { lateAfterHour: 20 }),
        priority,
        to: back,
      });
  }
}

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

const check = (property: (small: Small, nodes: Node[]) => void): void =>
  fc.assert(
    fc.property(network, (shape) => property(smallOf(shape), shape.nodes)),
    { seed: SEED, numRuns: RUNS },
  );

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
