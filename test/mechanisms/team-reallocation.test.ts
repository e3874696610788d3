/** The cases of a coordinator who leaves: who goes first, who waits, and who counts as waiting. */
import { describe, expect, it } from 'vitest';
import {
  comingAt,
  days,
  exit,
  linesOf,
  NEED,
  parameter,
  posts,
  q,
  rounded,
  run,
  staff,
  team,
  Watched,
  type Small,
} from './small-scenarios';

type Team = Extract<Small['services'][string], { kind: 'team' }>;

const everyDay = { calendar: 'always', contracted: q(56, 'hour/WTE/week') };

/**
 * Doors 0, 1 and 2 are allocated on days 0, 1 and 2 to the nurse, who leaves on day 10 and is replaced on day 40. Contacts are every
 * four days. The colleague has one place.
 */
const small = (reallocation?: Team['reallocation'], more: Partial<Small> = {}, ofTeam: Partial<Team> = {}): Small => ({
  days: 80,
  parameters: { leaving: { ...parameter(0, '1/day'), high: 1000 } },
  timeline: [{ parameter: 'leaving', op: 'to', value: 1000, at: 10, until: 11 }],
  posts: {
    nurses: posts(1, { leavers: 'leaving', hire: { time: days(30), success: 1, open: 1 }, ...everyDay }),
    others: posts(1, everyDay),
  },
  services: {
    door: comingAt([0, 1, 2], 'team'),
    team: team(
      { everyDays: 4, contacts: 12, contactHours: 1 },
      {
        staff: [staff('nurses', 4), staff('others', 1)],
        allocation: 'skill',
        skill: [{ posts: ['nurses'] }],
        ...(reallocation && { reallocation }),
        ...ofTeam,
      },
    ),
    home: exit(),
  },
  ...more,
});

/** Who has contacts while the nurse's post is vacant: whose episode ends first. */
const firstHome = (scenario: Small): string => linesOf(run(scenario).log, 'home')[0].replace(/.*, /, '');

describe('cases of a leaver', () => {
  it('go in the order that the team states, as far as colleagues have room', () => {
    expect(firstHome(small({ order: 'longest', countsAsWaiting: false }))).toBe('door 0');
    expect(firstHome(small({ order: 'newest', countsAsWaiting: false }))).toBe('door 2');
  });

  it('go by the priority of contacts, then the longest', () => {
    const urgentFirst = small(
      { order: 'urgent', countsAsWaiting: false },
      {
        attributes: NEED,
        services: {
          ...small(
            { order: 'urgent', countsAsWaiting: false },
            {},
            {
              contacts: {
                ...(small().services.team as Team).contacts,
                priority: { by: 'need', order: ['urgent'] },
              },
            },
          ).services,
          door: comingAt([0, 2], 'team'),
          police: comingAt([1], 'team', { need: 'urgent' }),
        },
      },
    );
    expect(firstHome(urgentFirst)).toBe('police 0');
  });

  it('who find no room are people without a coordinator until there is one', () => {
    const { value, series } = run(small({ order: 'longest', countsAsWaiting: false }, { run: { seriesDays: 20 } }));
    // Two of three, from day 10 to day 40.
    expect(value('team.withoutCoordinator')).toBeCloseTo((2 * 30) / 80, 10);
    expect(series('team.withoutCoordinator')).toEqual([2, 2, 0, 0]);
    // Three are taken on, one of them at once.
    expect(value('team.reallocated')).toBeCloseTo((3 / 80) * 7, 10);
    expect(value('team.waitForReallocation')).toBeCloseTo((0 + 30 + 30) / 3 / 7, 10);
    expect(rounded(value('team.waitingForCoordinator'))).toBe(0);
  });

  it('count among those who wait for a place where the team says so', () => {
    const counting = { run: { seriesDays: 20 } };
    const apart = run(small({ order: 'longest', countsAsWaiting: false }, counting));
    const together = run(small({ order: 'longest', countsAsWaiting: true }, counting));
    expect(apart.series('team.waitingForCoordinator')).toEqual([0, 0, 0, 0]);
    expect(together.series('team.waitingForCoordinator')).toEqual([2, 2, 0, 0]);
    expect(together.value('team.waitForCoordinatorMedian') * 7).toBeGreaterThan(29);
    // It is a matter of counting only.
    expect(together.log).toEqual(apart.log);
  });

  it('are in nobody’s count of people without a coordinator where the team says nothing', () => {
    const silent = run(small());
    expect(() => silent.value('team.withoutCoordinator')).toThrow('there is no scalar');
    // They wait without contacts all the same.
    expect(new Watched(small()).until(39).world.services[1].inside()).toBe(3);
  });
});
