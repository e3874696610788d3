/** Any small network: what the properties in random-networks.test.ts are tried on. */
import fc from 'fast-check';
import {
  clinic,
  coming,
  delay,
  desk,
  duty,
  exit,
  exponential,
  NEED,
  posts,
  q,
  staff,
  team,
  type Small,
} from '../mechanisms/small-scenarios';

/** Length of a run. */
export const DAYS = 90;

const KINDS = ['desk', 'clinic', 'delay', 'named', 'pooled', 'duty'] as const;
/** One service of a network. */
export interface Node {
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
/** A network: how many people come a day, and the services. */
export const network = fc.record({
  perDay: fc.integer({ min: 1, max: 5 }),
  nodes: fc.array(node, { minLength: 1, maxLength: 6 }),
});

/** @see network */
export interface Network {
  perDay: number;
  nodes: Node[];
}

type Services = Small['services'];

/** A scenario in which everybody leaves a service for another one with some share, else for good. */
export function smallOf({ perDay, nodes }: Network): Small {
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
