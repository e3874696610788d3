/** Every contracted hour is accounted for, whatever the roster: lost to something, used by a service, or left at the end of the day. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as account from '../../engine/workforce/staff-account';
import {
  clinic,
  coming,
  days,
  desk,
  duty,
  exit,
  exponential,
  hours,
  posts,
  q,
  run,
  team,
  Watched,
  type Small,
} from '../mechanisms/small-scenarios';

type Posts = NonNullable<Small['posts']>[string];

const DAYS = 60;
const LOST = [
  account.LEAVE,
  account.SICK,
  account.AWAY,
  account.OVERHEAD,
  account.PROTECTED,
  account.PROTECTED + 1,
  account.PROTECTED + 2,
  account.STUDY,
  account.RAMP_UP,
];

/** Options of a group of posts, each there or not. */
const roster = fc.record({
  wte: fc.constantFrom(1, 2, 3.4),
  vacant: fc.constantFrom(0, 1),
  calendar: fc.constantFrom('weekdays', 'always'),
  overhead: fc.constantFrom(0, 4),
  leave: fc.constantFrom(0, 0.15),
  sickness: fc.constantFrom(0, 0.1),
  sickSpells: fc.boolean(),
  spells: fc.boolean(),
  leavers: fc.constantFrom(0, 0.01),
  hires: fc.boolean(),
  agency: fc.constantFrom(0, 0.5, 1),
  rampUp: fc.constantFrom('none', 'steps', 'linear'),
  meetings: fc.constantFrom(0, 3, 20),
  training: fc.boolean(),
  course: fc.boolean(),
  work: fc.constantFrom(0, 1, 5),
});
type Roster = Parameters<
  Parameters<typeof fc.property<[typeof roster extends fc.Arbitrary<infer T> ? T : never]>>[1]
>[0];

function groupOf(options: Roster): Posts {
  const { wte, vacant } = options;
  return posts(wte + vacant, {
    inPost: q(wte, 'WTE'),
    calendar: options.calendar,
    overhead: options.overhead === 0 ? 0 : q(options.overhead, 'hour/WTE/week'),
    leave: q(options.leave, 'share'),
    sickness: q(options.sickness, 'share'),
    leavers: q(options.leavers, '1/day'),
    ...(options.sickSpells && {
      sickSpells: [{ id: 'short', title: 'Short', rate: q(0.03, '1/day'), length: exponential(3) }],
    }),
    ...(options.spells && { spells: { present: exponential(20), away: exponential(2) } }),
    ...(options.hires && { hire: { time: days(9), success: q(0.5, 'share'), open: 1, starts: days(5) } }),
    ...(options.agency > 0 && {
      agency: { share: options.agency === 1 ? 1 : q(options.agency, 'share'), after: days(3), yield: q(0.8, 'share') },
    }),
    ...(options.rampUp !== 'none' && {
      rampUp: {
        shape: options.rampUp as 'steps' | 'linear',
        points: [
          { at: 0, share: q(0.3, 'share') },
          { at: q(20, 'day'), share: 1 },
        ],
      },
    }),
    protectedTime: [
      { id: 'meeting', title: 'Meeting', kind: 'meetings', hours: q(options.meetings, 'hour/WTE/week'), on: ['tue'] },
      { id: 'supervision', title: 'Supervision', kind: 'supervision', hours: q(1, 'hour/WTE/week') },
      ...(options.training
        ? [{ id: 'days', title: 'Days', kind: 'training' as const, days: q(0.05, 'share'), on: ['mon' as const] }]
        : []),
    ],
  });
}

function smallOf(options: Roster): Small {
  const { work } = options;
  return {
    days: DAYS,
    posts: { nurses: groupOf(options), others: posts(1) },
    ...(options.course && {
      qualifications: {
        course: {
          title: 'Course',
          from: 'nurses',
          to: 'others',
          rate: q(0.1, 'person/day'),
          course: { stages: [{ id: 'one', title: 'One', length: days(30), on: ['thu'], pass: q(0.5, 'share') }] },
        },
      },
    }),
    services: {
      calls: coming(work, 'desk'),
      desk: desk(hours(0.4), { servers: { posts: ['nurses'], calendar: 'office' } }),
      gp: coming(work, 'clinic'),
      clinic: clinic(0, {
        slots: { posts: [{ posts: 'nurses', perWeek: q(3, 'person/WTE/week') }] },
        hours: { attended: q(2, 'hour'), missed: 0 },
      }),
      door: coming(work, 'team'),
      team: team({ everyDays: 7, contacts: 8, contactHours: 1 }, { overLimit: 'team' }),
      police: coming(work, 'hub'),
      hub: duty(3, { roster: [{ posts: 'nurses', days: q(1 / 7, 'share') }] }),
      home: exit(),
    },
  };
}

describe('the ledger of any roster', () => {
  it('balances on every day: hours used + hours lost + hours unused = contracted hours', () => {
    fc.assert(
      fc.property(roster, (options) => {
        const watched = new Watched(smallOf(options));
        const { workforce } = watched.world;
        const { ledger, count, wte, filled, covered } = workforce;
        const sums = workforce.account!;
        const ofNurses = (column: number) => sums.sum([0], column, -1);
        // Hours that services take, as they take them.
        const used = new Float64Array(count);
        const spend = ledger.spend.bind(ledger);
        const takeRest = ledger.takeRest.bind(ledger);
        ledger.spend = (post, taken) => {
          used[post] += taken;
          spend(post, taken);
        };
        ledger.takeRest = (post) => {
          const taken = takeRest(post);
          used[post] += taken;
          return taken;
        };
        for (let day = 1; day < DAYS; day++) {
          watched.until(day - 1e-9);
          const before = LOST.map(ofNurses);
          const [given, contracted, paid] = [
            ofNurses(account.GIVEN) + ofNurses(account.AGENCY_GIVEN),
            ofNurses(account.CONTRACTED),
            ofNurses(account.AGENCY_HOURS),
          ];
          const unused = ofNurses(account.UNUSED);
          const left = Array.from(ledger.left);
          used.fill(0);
          watched.until(day + 1 - 1e-9);
          const isOpen = options.calendar === 'always' || day % 7 < 5;
          const perDay = 40 / (options.calendar === 'always' ? 7 : 5);
          let holders = 0;
          let agency = 0;
          let worked = 0;
          let over = 0;
          let wasted = 0;
          for (const post of workforce.postsOf(0)) {
            if (isOpen && filled[post] === 1) holders += perDay * wte[post];
            if (isOpen && covered[post] === 1) agency += perDay * wte[post];
            // Owed from before is paid out of today; owed at the end is paid later.
            worked += used[post] + Math.min(0, ledger.left[post]) - Math.min(0, left[post]);
            over += Math.max(0, ledger.left[post]);
            wasted += Math.max(0, left[post]);
          }
          const lost = LOST.reduce((sum, column, i) => sum + ofNurses(column) - before[i], 0);
          const gained = ofNurses(account.GIVEN) + ofNurses(account.AGENCY_GIVEN) - given;
          expect(ofNurses(account.CONTRACTED) - contracted).toBeCloseTo(holders, 8);
          expect(ofNurses(account.AGENCY_HOURS) - paid).toBeCloseTo(agency, 8);
          // Of agency's hours overhead comes off, and of the rest four fifths count.
          const agencyLost = agency * (1 - (1 - options.overhead / 40) * 0.8);
          expect(worked + lost + over + agencyLost).toBeCloseTo(holders + agency, 8);
          expect(worked + over).toBeCloseTo(gained, 8);
          expect(ofNurses(account.UNUSED) - unused).toBeCloseTo(wasted, 8);
        }
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  it('is the same whether anybody counts or not', () => {
    const small: Small = {
      ...smallOf({
        wte: 3.4,
        vacant: 1,
        calendar: 'weekdays',
        overhead: 4,
        leave: 0.15,
        sickness: 0.1,
        sickSpells: false,
        spells: true,
        leavers: 0.01,
        hires: false,
        agency: 0,
        rampUp: 'none',
        meetings: 0,
        training: false,
        course: false,
        work: 1,
      }),
    };
    const plain: Small = { ...small, posts: { ...small.posts, nurses: { ...small.posts!.nurses, protectedTime: [] } } };
    const counted = run({ ...plain, run: { staffMeasures: true } });
    const uncounted = run(plain);
    expect(counted.log).toEqual(uncounted.log);
    expect(counted.log.length).toBeGreaterThan(300);
    for (const measure of ['team.hoursNeeded', 'desk.utilisation', 'workforce.vacancy'])
      expect(counted.value(measure)).toBe(uncounted.value(measure));
    expect(() => uncounted.value('workforce.sickShare[profession=nurse]')).toThrow();
    // Weekly shares: sickness of the rest after leave.
    expect(counted.value('workforce.sickShare[profession=nurse]')).toBeGreaterThan(0);
  });
});
