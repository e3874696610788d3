/** Rule 3, `bringForward`: what a freed slot does to the bookings behind it. */
import { describe, expect, it } from 'vitest';
import {
  at,
  clinic,
  coming,
  comingAt,
  delay,
  exit,
  hours,
  linesOf,
  NEED,
  parameter,
  q,
  run,
  together,
  type Run,
  type Small,
} from './small-scenarios';

type Clinic = Parameters<typeof clinic>[1];

/** One slot a day; urgent people turn elsewhere on day 1, a moment after midnight, and give their slot back. */
const small = (arrivals: Small['services'], more: Clinic = {}): Small => ({
  days: 10,
  attributes: NEED,
  parameters: { crisis: { ...parameter(0, '1/day'), high: 1e6 } },
  timeline: [{ parameter: 'crisis', op: 'to', value: 1e6, at: 1 }],
  services: {
    ...arrivals,
    clinic: clinic(1, {
      turns: [{ id: 'crisis', hazard: [{ when: { need: 'urgent' }, value: 'crisis' }, { value: 0 }], to: 'home' }],
      ...more,
    }),
    home: exit(),
  },
});
/** Bookings for days 1, 2, 3 and 4: gp 0, police 0 (who will leave), gp 1, gp 2. */
const four: Small['services'] = {
  gp: comingAt([at(0, 9), at(0, 11), at(0, 12)], 'clinic'),
  police: comingAt([at(0, 10)], 'clinic', { need: 'urgent' }),
};
const attended = ({ log }: Run): string[] =>
  linesOf(log, 'clinic')
    .filter((line) => line.includes('attends'))
    .map((line) => line.replace('10:00 attends, ', ''));

describe('bringing bookings forward', () => {
  it('is not done unless the clinic says so: a freed slot waits for somebody new', () => {
    expect(attended(run(small(four)))).toEqual(['1 gp 0', '3 gp 1', '4 gp 2']);
  });

  it('moves everybody behind a freed slot up, the earliest referral first', () => {
    const result = run(small(four, { bringForward: true }));
    expect(attended(result)).toEqual(['1 gp 0', '2 gp 1', '3 gp 2']);
    expect(linesOf(result.log, 'clinic').filter((line) => line.includes('forward'))).toHaveLength(2);
    expect(result.value('clinic.broughtForward')).toBeCloseTo((2 / 10) * 7, 12);
  });

  it('goes by the date of the referral, not by that of the booking', () => {
    const result = run(
      small(
        {
          ...four,
          // Referred at 8:00, but five hours on the way: booked last, for day 5.
          slow: comingAt([at(0, 8)], 'post'),
          post: delay(hours(5), { to: 'clinic' }),
        },
        { bringForward: true },
      ),
    );
    // Days 3 and 4 are then those of gp 1 and gp 2, as before: only the gap left behind, on day 5, could be filled.
    expect(attended(result)).toEqual(['1 gp 0', '2 slow 0', '3 gp 1', '4 gp 2']);
  });

  it('respects the notice: who cannot be told in time stays, and the slot is lost', () => {
    const result = run(small(four, { bringForward: true, notice: q(2, 'day') }));
    // With two days of notice the four are booked for days 2 to 5; on day 1 the slot of day 3 can still be filled.
    expect(attended(result)).toEqual(['2 gp 0', '3 gp 1', '4 gp 2']);
    const late = run(
      small({ ...four, gp: comingAt([at(0, 11), at(0, 12)], 'clinic') }, { bringForward: true, notice: q(2, 'day') }),
    );
    // Now police 0 has day 2, which is too near on day 1: nobody moves.
    expect(attended(late)).toEqual(['3 gp 0', '4 gp 1']);
  });

  it('gives a slot to the list when the first there was referred before those booked', () => {
    // The diary reaches to day 3: gp 2 and slow 0 are on the list, and before gp 1 only slow 0 was referred.
    const result = run({
      ...small(
        { ...four, slow: comingAt([at(0, 8)], 'post'), post: delay(hours(5), { to: 'clinic' }) },
        { bringForward: true, diaryOpen: q(3, 'day') },
      ),
      timeline: [{ parameter: 'crisis', op: 'to', value: 1e6, at: at(0, 14) }],
    });
    expect(linesOf(result.log, 'clinic').filter((line) => line.includes('forward'))).toEqual([]);
    expect(attended(result)).toEqual(['1 gp 0', '2 slow 0', '3 gp 1', '4 gp 2']);
  });

  it('leaves people for whom slots are held back where they are', () => {
    const leaver = { title: 'Leaves', values: ['no', 'yes'].map((id) => ({ id, title: id })) };
    const result = run({
      ...small({}),
      attributes: { ...NEED, leaver },
      timeline: [{ parameter: 'crisis', op: 'to', value: 1e6, at: at(0, 14) }],
      services: {
        // Two slots a day, one of them held: gp 0 and quits 0 have the free ones of days 1 and 2, the police the held ones of
        // days 1 to 3.
        gp: comingAt([at(0, 9)], 'clinic'),
        quits: comingAt([at(0, 10)], 'clinic', { leaver: 'yes' }),
        police: comingAt(together(4, at(0, 11)), 'clinic', { need: 'urgent' }),
        clinic: clinic(2, {
          heldBack: { share: q(0.5, 'share'), who: { need: 'urgent' } },
          bringForward: true,
          turns: [{ id: 'quits', hazard: [{ when: { leaver: 'yes' }, value: 'crisis' }, { value: 0 }], to: 'home' }],
        }),
        home: exit(),
      },
    });
    expect(linesOf(result.log, 'clinic').filter((line) => line.includes('forward'))).toEqual([]);
    expect(attended(result).slice(0, 3)).toEqual(['1 gp 0', '1 police 0', '2 police 1']);
    expect(attended(result).slice(3)).toEqual(['3 police 2', '3 police 3']);
  });

  it('cannot be asked of a clinic that books by priority', () => {
    const priority = { booking: 'priority' as const, priority: { by: 'need', order: ['urgent'] } };
    expect(() => run(small(four, { ...priority, bringForward: true }))).toThrow(/services.clinic.bringForward/);
  });

  it('leaves no gap before a routine booking, on any day of a long run', () => {
    const NOTICE = 3;
    const result = run({
      days: 200,
      services: {
        gp: coming(2.3, 'clinic'),
        clinic: clinic(2, {
          notice: q(NOTICE, 'day'),
          bringForward: true,
          leaves: { hazard: q(0.03, '1/day'), to: 'home' },
        }),
        home: exit(),
      },
    });
    const booked = new Map<string, number>();
    let forward = 0;
    let last = 0;
    for (const { day, service, what, person } of result.trace) {
      if (service !== 'clinic') continue;
      if (day > last) {
        // Nothing else happens at the instant that has passed: what stands in the diary is what is left.
        const days = [...booked.values()];
        const latest = Math.max(...days, 0);
        for (let d = Math.floor(last) + NOTICE; d < latest; d++)
          expect(days.filter((one) => one === d).length, `day ${d} at ${last}`).toBe(2);
      }
      last = day;
      if (what.startsWith('is booked')) booked.set(person, Number(what.split(' ').pop()));
      else if (what === 'is brought forward') forward++;
      else if (what === 'attends' || what === 'leaves unseen') booked.delete(person);
    }
    expect(forward).toBeGreaterThan(20);
  });
});
