/** Rule 1: one ledger of staff hours, and one order of the day. */
import { describe, expect, it } from 'vitest';
import {
  at,
  clinic,
  coming,
  comingAt,
  desk,
  duty,
  exit,
  hours,
  linesOf,
  parameter,
  posts,
  q,
  rounded,
  run,
  team,
  Watched,
  type Small,
} from './small-scenarios';

/** One slot a day of the nurse, whose attended appointments take six of her eight hours. */
const sixHourClinic = () =>
  clinic(0, {
    slots: { posts: [{ posts: 'nurses', perWeek: q(5, 'person/WTE/week') }] },
    hours: { attended: q(6, 'hour'), missed: 0 },
  });

/** Nobody on the rota by turn; a nurse can be pulled when there is a job at all. */
const pullingHub = () =>
  duty(1, {
    roster: [{ posts: 'nurses', days: 0 }],
    hoursOnDuty: q(8, 'hour'),
    pull: { posts: ['nurses'], whenHours: 0, atMost: 1 },
  });

describe('the order of a day', () => {
  /** A nurse with 8 hours, somebody for the clinic on day 1, and two contacts of 3 hours due that day. */
  const nurse = (services: Small['services'] = {}): Small => ({
    days: 14,
    posts: { nurses: posts(1) },
    services: {
      door: comingAt([0, 0], 'team'),
      // Contacts every 2 days: the first comes after half an interval, on day 1.
      team: team({ everyDays: 2, contacts: 1, contactHours: 3 }),
      home: exit(),
      ...services,
    },
  });
  const gp = comingAt([0], 'clinic');

  it('contacts take what hours there are', () => {
    const watched = new Watched(nurse()).until(at(1, 15));
    expect(watched.left()).toBe(8);
    expect(watched.until(at(1, 17)).left()).toBe(8 - 3 - 3);
  });

  it('slots come before contacts', () => {
    const small = nurse({ gp, clinic: sixHourClinic() });
    const watched = new Watched(small).until(at(1, 12));
    expect(watched.left()).toBe(8 - 6);
    // One contact begins with 2 hours left and overruns by 1; the other waits for day 2.
    expect(watched.until(at(1, 17)).left()).toBe(-1);
    expect(linesOf(run(small).log, 'home')).toEqual([
      '1 10:00 arrives, gp 0',
      '1 16:00 arrives, door 0',
      '2 16:00 arrives, door 1',
    ]);
  });

  it('the rota comes before slots and contacts', () => {
    // On the rota every day: no slot is ever staffed, and no contact made.
    const { log, value } = run(nurse({ gp, clinic: sixHourClinic(), hub: duty(1) }));
    expect(linesOf(log, 'home')).toEqual([]);
    expect(linesOf(log, 'clinic').slice(0, 4)).toEqual([
      '0 00:00 arrives, gp 0',
      '0 00:00 is booked for day 1, gp 0',
      '1 00:00 is moved, gp 0',
      '1 00:00 is booked for day 2, gp 0',
    ]);
    expect(value('hub.achieved')).toBe(1);
    expect(value('clinic.slotsOffered')).toBe(0);
  });

  it('changes of the day come before its hours', () => {
    const small: Small = {
      ...nurse(),
      parameters: { contracted: { ...parameter(40, 'hour/WTE/week'), low: 20 } },
      timeline: [{ parameter: 'contracted', op: 'to', value: 20, at: 7 }],
      posts: { nurses: posts(1, { contracted: 'contracted' }) },
    };
    expect(new Watched(small).until(at(4, 1)).left()).toBe(8);
    expect(new Watched(small).until(at(7, 1)).left()).toBe(4);
  });

  it('an expression that follows the time is read again every seven days, before the hours of that day', () => {
    const small: Small = {
      ...nurse(),
      parameters: { contracted: parameter(40, 'hour/WTE/week'), fade: parameter(28, 'day') },
      posts: { nurses: posts(1, { contracted: 'contracted * (1 - t / fade)' }) },
    };
    // Read at 0: 40 hours a week. Read at 7: 40 (1 - 7/28) = 30 hours, six a day.
    expect(new Watched(small).until(at(4, 1)).left()).toBe(8);
    expect(new Watched(small).until(at(7, 1)).left()).toBe(6);
    expect(new Watched(small).until(at(11, 1)).left()).toBe(6);
  });
});

describe('a pull later in the day', () => {
  const small = (day: number): Small => ({
    days: 14,
    posts: { nurses: posts(1) },
    services: {
      gp: comingAt([day - 1], 'clinic'),
      clinic: sixHourClinic(),
      police: comingAt([at(day, 11)], 'hub'),
      hub: pullingHub(),
      home: exit(),
    },
  });

  it('takes the unspent hours, and the rest from the next working day', () => {
    const watched = new Watched(small(1)).until(at(1, 10.5));
    expect(watched.left()).toBe(2);
    // Pulled at 11 until 17: six hours, of which two are left today.
    expect(watched.until(at(1, 11.5)).left()).toBe(-4);
    expect(watched.until(at(2, 1)).left()).toBe(8 - 4);
    expect(watched.until(at(3, 1)).left()).toBe(8);
  });

  it('on a Friday takes the rest from Monday', () => {
    const watched = new Watched(small(4)).until(at(4, 11.5));
    expect(watched.left()).toBe(-4);
    expect(watched.until(at(6, 1)).left()).toBe(-4);
    expect(watched.until(at(7, 1)).left()).toBe(8 - 4);
  });

  it('cannot have somebody whose hours are spent already', () => {
    const late = small(1);
    // Two people in the clinic of day 1 take four hours each: nothing is left at eleven.
    late.services.gp = comingAt([0, 0], 'clinic');
    late.services.clinic = {
      ...sixHourClinic(),
      hours: { attended: q(4, 'hour'), missed: 0 },
      slots: { posts: [{ posts: 'nurses', perWeek: q(10, 'person/WTE/week') }] },
    };
    const { log } = run(late);
    expect(linesOf(log, 'hub')).toEqual([
      '1 11:00 arrives, police 0',
      '2 09:00 starts, police 0',
      '2 10:00 ends, police 0',
    ]);
  });
});

describe('one ledger', () => {
  it('four services that want the same staff spend no more hours together than there are, and an overrun', () => {
    // Two nurses, 16 hours a working day; much more is wanted than that.
    const WEEKS = 20;
    const { value } = run({
      days: WEEKS * 7,
      posts: { nurses: posts(2) },
      services: {
        calls: coming(12, 'desk'),
        desk: desk(hours(0.25), { servers: { posts: ['nurses'], calendar: 'office' } }),
        gp: coming(4, 'clinic'),
        clinic: clinic(0, {
          slots: { posts: [{ posts: 'nurses', perWeek: q(5, 'person/WTE/week') }] },
          hours: { attended: q(2, 'hour'), missed: 0 },
        }),
        door: coming(5, 'team'),
        team: team({ everyDays: 7, contacts: 8, contactHours: 1 }, { overLimit: 'team' }),
        police: coming(2, 'hub'),
        hub: duty(4, { roster: [{ posts: 'nurses', days: q(1 / 7, 'share') }] }),
        home: exit(),
      },
    });
    const given = 2 * 8 * 5 * WEEKS;
    const spent = {
      desk: value('desk.utilisation') * given,
      clinic: value('clinic.slotsUsed') * WEEKS * 2,
      team: value('team.contactsPerWeek') * WEEKS,
      hub: value('hub.achieved') * 8 * 5 * WEEKS,
    };
    const total = spent.desk + spent.clinic + spent.team + spent.hub;
    for (const hoursOfOne of Object.values(spent)) expect(hoursOfOne).toBeGreaterThan(0.01 * given);
    // Each nurse may owe one contact, appointment or call at the end; nothing useful is left undone on a full day.
    expect(total).toBeLessThanOrEqual(given + 2 * 2);
    expect(total).toBeGreaterThan(0.95 * given);
  });

  it('hours that nobody used today are gone tomorrow', () => {
    const watched = new Watched({
      days: 14,
      posts: { nurses: posts(1) },
      services: { door: comingAt([1], 'home'), home: exit() },
    });
    expect(watched.until(at(0, 12)).left()).toBe(8);
    expect(watched.until(at(1, 12)).left()).toBe(8);
  });

  it('gives a part-time post its share of the hours', () => {
    const watched = new Watched({
      days: 14,
      posts: { nurses: posts(1.6, { overhead: q(10, 'hour/WTE/week') }) },
      services: { door: comingAt([1], 'home'), home: exit() },
    }).until(at(0, 12));
    // (40 - 10) hours over five days: 6 a day, and 0.6 of it.
    expect([watched.left(0), watched.left(1)]).toEqual([6, rounded(3.6)]);
  });
});
