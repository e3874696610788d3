/** What `compile` refuses although every field is right by itself: teams that could stand still, slots nobody can use, shared draws. */
import { describe, expect, it } from 'vitest';
import { ScenarioError } from '../../engine/scenario/issue';
import { hashText } from '../../engine/random/key';
import {
  at,
  clinic,
  coming,
  comingAt,
  days,
  delay,
  desk,
  exit,
  hours,
  modelOf,
  NEED,
  parameter,
  posts,
  q,
  run,
  staff,
  team,
  type Small,
} from './small-scenarios';

type Team = Extract<Small['services'][string], { kind: 'team' }>;

function issues(small: Small): { code: string; path: string; message: string }[] {
  try {
    modelOf(small);
    return [];
  } catch (error) {
    if (error instanceof ScenarioError) return [...error.issues];
    throw error;
  }
}

/** A named team whose people step up at a hazard of 50 a day, and a shared one that hands over to it; one place each. */
const named = (stepUpTo: string, more: Partial<Team> = {}): Team =>
  team(
    { everyDays: 2, contacts: 3, contactHours: 1 },
    {
      staff: [staff('nurses', 1)],
      urgent: [{ id: 'stepUp', title: 'Step-up', hazard: q(50, '1/day'), hours: 0, to: stepUpTo }],
      ...more,
    },
  );
const shared = (handOverTo: string, more: Partial<Team> = {}): Team =>
  team(
    { everyDays: 1, contacts: 1, contactHours: 1 },
    {
      coordinators: 'pooled',
      staff: [staff('crisisNurses', 1)],
      episode: { end: 'stay', stay: days(10) },
      to: [{ when: { coordinated: 'yes' }, to: 'coordinator' }, { to: handOverTo }],
      ...more,
    },
  );
const county = (services: Small['services'], more: Partial<Small> = {}): Small => ({
  days: 60,
  posts: { nurses: posts(1), crisisNurses: posts(1, { calendar: 'always', contracted: q(56, 'hour/WTE/week') }) },
  services: { police: comingAt([0], 'crisis'), gp: comingAt([1], 'ipu'), ...services, home: exit() },
  ...more,
});

describe('full teams that could wait for each other for ever', () => {
  it('are refused, with the teams and the way out', () => {
    const found = issues(county({ ipu: named('crisis'), crisis: shared('ipu') }));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ code: 'mutual-waiting', path: 'services.crisis.overLimit' });
    expect(found[0].message).toContain('"crisis" hands over keep their place there until "ipu" has one');
    expect(found[0].message).toContain('step up from "ipu" keep theirs there while they wait for "crisis"');
    expect(found[0].message).toMatch(
      /Give "crisis" an overLimit .* or let people leave its list with a waiting.hazard/,
    );
  });

  it('do stand still: with a way out that nobody ever takes, nothing moves', () => {
    const waiting = { hazard: q(1e-12, '1/day'), to: 'home' };
    const { log } = run(county({ ipu: named('crisis'), crisis: shared('ipu', { waiting }) }));
    const last = log.filter((line) => /allocated|back|blocked|home/.test(line)).pop();
    expect(last).toBe('9 16:00 crisis: is blocked, police 0');
  });

  it.each<[string, Small['services'], Partial<Small>?]>([
    [
      'the shared team takes people over its limit',
      { ipu: named('crisis'), crisis: shared('ipu', { overLimit: 'crisis' }) },
    ],
    [
      'people leave the list of the shared team',
      { ipu: named('crisis'), crisis: shared('ipu', { waiting: { hazard: q(0.1, '1/day'), to: 'home' } }) },
    ],
    ['nobody steps up', { ipu: named('crisis', { urgent: [] }), crisis: shared('ipu') }],
    [
      'the hazard of a step-up is 0',
      {
        ipu: named('crisis', { urgent: [{ id: 'stepUp', title: 'Step-up', hazard: 0, hours: 0, to: 'crisis' }] }),
        crisis: shared('ipu'),
      },
    ],
    [
      'nobody is handed over',
      {
        ipu: named('crisis'),
        crisis: shared('ipu', {
          to: [
            { when: { coordinated: 'yes' }, to: 'coordinator' },
            {
              to: [
                { share: q(0, 'share'), to: 'ipu' },
                { share: 'rest', to: 'home' },
              ],
            },
          ],
        }),
      },
    ],
    [
      'only people with a coordinator come to the shared team',
      { police: comingAt([0], 'ipu'), ipu: named('crisis'), crisis: shared('ipu') },
    ],
    [
      'the named team gives up the place',
      { ipu: named('other'), other: team({ everyDays: 2, contacts: 3, contactHours: 1 }), crisis: shared('ipu') },
    ],
    [
      'people leave for good before they come back',
      {
        ipu: named('away'),
        away: exit({ returns: { share: 1, after: days(1), to: 'crisis' } }),
        crisis: shared('ipu'),
      },
    ],
  ])('are not those of which %s', (_what, services, more) => {
    expect(issues(county(services, more))).toEqual([]);
  });

  it('are refused when a hazard that is 0 at the start can rise', () => {
    const urgent = [{ id: 'stepUp', title: 'Step-up', hazard: 'stepUp', hours: 0 as const, to: 'crisis' }];
    const found = issues(
      county(
        { ipu: named('crisis', { urgent }), crisis: shared('ipu') },
        {
          parameters: { stepUp: { ...parameter(0, '1/day'), high: 1 } },
          timeline: [{ parameter: 'stepUp', op: 'to', value: 1, at: 10 }],
        },
      ),
    );
    expect(found.map(({ code }) => code)).toEqual(['mutual-waiting']);
  });

  it('are found behind a desk, a ward and a team that is over its limit', () => {
    const found = issues(
      county({
        ipu: named('triage'),
        triage: desk(hours(1), { to: 'ward' }),
        ward: delay(days(3), { capacity: 1, to: 'first' }),
        first: shared('home', { overLimit: 'crisis' }),
        crisis: shared('ipu'),
      }),
    );
    expect(found.map(({ path }) => path)).toEqual(['services.crisis.overLimit']);
  });

  it('are found as a ring, and one overLimit on it is enough', () => {
    const ring = (overLimit?: string) =>
      county({
        ipu: named('crisis'),
        crisis: shared('otherIpu'),
        otherIpu: named('otherCrisis'),
        otherCrisis: shared('ipu', overLimit === undefined ? {} : { overLimit }),
        otherPolice: comingAt([2], 'otherCrisis'),
      });
    const found = issues(ring());
    expect(found).toHaveLength(1);
    for (const id of ['ipu', 'crisis', 'otherIpu', 'otherCrisis']) expect(found[0].message).toContain(`"${id}"`);
    expect(issues(ring('otherCrisis'))).toEqual([]);
  });
});

describe('slots held back', () => {
  const held = (release: number | undefined, notice: number, more: Partial<Small> = {}): Small => ({
    days: 14,
    attributes: NEED,
    services: {
      gp: comingAt([at(0, 9)], 'clinic'),
      clinic: clinic(2, {
        heldBack: {
          share: q(0.5, 'share'),
          who: { need: 'urgent' },
          ...(release !== undefined && { release: q(release, 'day') }),
        },
        notice: q(notice, 'day'),
      }),
      home: exit(),
    },
    ...more,
  });

  it('that are released when the notice cannot be kept any more are refused', () => {
    expect(issues(held(2, 3))).toEqual([
      {
        code: 'late-release',
        path: 'services.clinic.heldBack.release',
        message: expect.stringMatching(
          /released 2 days before, but .* 3 days of notice.*leave "release" out/,
        ) as string,
      },
    ]);
    // A diary books nobody for the same day.
    expect(issues(held(0, 0)).map(({ code }) => code)).toEqual(['late-release']);
  });

  it.each([
    [3, 3],
    [2.5, 3],
    [1, 0],
    [undefined, 3],
  ])('that are released %s days before, with %s days of notice, are fine', (release, notice) => {
    expect(issues(held(release, notice))).toEqual([]);
  });
});

describe('an appointment', () => {
  const small = (attended: number): Small => ({
    days: 14,
    posts: { nurses: posts(1) },
    services: {
      gp: comingAt([0], 'clinic'),
      clinic: clinic(0, {
        slots: { posts: [{ posts: 'nurses', perWeek: q(5, 'person/WTE/week') }] },
        hours: { attended: q(attended, 'hour'), missed: 0 },
      }),
      home: exit(),
    },
  });

  it('that is longer than a whole day of its posts is refused', () => {
    expect(issues(small(8))).toEqual([]);
    const [issue] = issues(small(9));
    expect(issue).toMatchObject({ code: 'long-appointment', path: 'services.clinic.hours.attended' });
    expect(issue.message).toContain('takes 9 hours, and a whole day of "nurses" has 8 hours');
  });
});

describe('two ids that come to one key', () => {
  // Found by trying ids in turn until two of them met.
  it('are those of post groups', () => {
    expect(hashText('p21q8')).toBe(hashText('p2pn5'));
    const found = issues({
      days: 14,
      posts: { p21q8: posts(1), p2pn5: posts(1) },
      services: { gp: comingAt([0], 'home'), home: exit() },
    });
    expect(found).toMatchObject([{ code: 'shared-key', path: 'posts.p2pn5' }]);
    expect(found[0].message).toContain('"p2pn5" and "p21q8" (posts.p21q8)');
  });

  it('are those of lists and caseloads at the start', () => {
    expect(hashText('start:pqju')).toBe(hashText('start:p42nd'));
    const found = issues({
      days: 14,
      services: {
        gp: comingAt([0], 'pqju'),
        pqju: clinic(1, { start: { waiting: q(3, 'person'), waited: q(9, 'day') } }),
        p42nd: delay(days(3), { start: { inside: q(3, 'person') } }),
        home: exit(),
      },
    });
    expect(found).toMatchObject([{ code: 'shared-key', path: 'services.p42nd' }]);
  });

  it('are those of sources', () => {
    expect(hashText('p1yet#0')).toBe(hashText('p29qj#0'));
    const found = issues({ days: 14, services: { p1yet: coming(1, 'home'), p29qj: coming(1, 'home'), home: exit() } });
    expect(found).toMatchObject([{ code: 'shared-key', path: 'services.p29qj' }]);
  });

  it('are those of two layers of one source, once its rate reaches them', () => {
    expect(hashText('s7xu#278')).toBe(hashText('s7xu#382'));
    const source = (perDay: number) => issues({ days: 14, services: { s7xu: coming(perDay, 'home'), home: exit() } });
    expect(source(10)).toEqual([]);
    expect(source(1600)[0].message).toContain('"s7xu#382" and "s7xu#278"');
  });

  it('are no harm where the draws have other purposes', () => {
    const found = issues({
      days: 14,
      posts: { p21q8: posts(1) },
      services: { p2pn5: comingAt([0], 'home'), home: exit() },
    });
    expect(found).toEqual([]);
  });
});
