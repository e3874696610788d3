/** Waits with those counted who still wait, against closed forms and by hand. */
import { describe, expect, it } from 'vitest';
import { readScenario, replicate, summarise } from '../../engine/index';
import {
  clinic,
  coming,
  comingAt,
  days,
  delay,
  desk,
  duty,
  exit,
  exponential,
  modelOf,
  posts,
  q,
  run,
  scenarioText,
  staff,
  team,
  together,
  type Small,
} from './small-scenarios';

/** Means over so many replications. */
function means(small: Small, replications: number): (measure: string) => { mean: number; halfWidth: number } {
  const model = modelOf(small);
  const results = Array.from({ length: replications }, (_, number) => replicate(model, 'waits', number));
  const { measures } = summarise(model.layout, results);
  return (measure) => measures.find(({ id }) => id === measure)!;
}

/** Four people at once, and a server who takes two days for each: the last still waits when the run ends on day 5. */
const FOUR: Small = {
  days: 5,
  services: {
    door: comingAt(together(4, 0), 'desk'),
    desk: desk(days(2), { waitBinDays: 1, waitTargets: [q(4, 'day')] }),
    home: exit(),
  },
};

describe('waits of a desk', () => {
  it('count who still waits, by hand', () => {
    const { value } = run(FOUR);
    // Waits of 0, 2 and 4 days, and one of 5 that has not ended: 3 of 4 wait on after bin 0, half after bin 2.
    expect(value('desk.waitMedian')).toBe(2.5);
    expect(value('desk.waitMedianAll')).toBe(3);
    expect(value('desk.seenBy1')).toBe(0.5);
    expect(value('desk.leftBy1')).toBe(0);
    expect(value('desk.seenWithin1')).toBe(1);
    expect(value('desk.within1')).toBe(0.75);
    expect(value('desk.waitingOver1')).toBe(1);
    expect(value('desk.waitOver1')).toBe(0);
  });

  it('do not take the share of ended waits for the share who leave, where nobody is ever served', () => {
    const small: Small = {
      days: 20,
      services: {
        door: coming(50, 'desk'),
        desk: desk(days(100), {
          waitBinDays: 0.25,
          waitTargets: [q(7, 'day')],
          patience: exponential(10),
          patienceTo: 'home',
        }),
        home: exit(),
      },
    };
    const of = means(small, 20);
    const leftWithinAWeek = of('desk.leftBy1');
    // All who are no longer waiting have left, but for one: of all, only 1 − e^−0.7 leave within a week.
    expect(of('desk.leftUnseen').mean).toBeGreaterThan(0.99);
    expect(Math.abs(leftWithinAWeek.mean - (1 - Math.exp(-0.7)))).toBeLessThan(1.6 * leftWithinAWeek.halfWidth);
    expect(leftWithinAWeek.halfWidth).toBeLessThan(0.02);
  });

  it('give a curve with a band, whose parts are never more than everybody', () => {
    const model = modelOf({ ...FOUR, days: 30, services: { ...FOUR.services, door: coming(0.6, 'desk') } });
    const results = Array.from({ length: 10 }, (_, number) => replicate(model, 'waits', number));
    const { curves = [] } = summarise(model.layout, results);
    const [waiting, seen] = ['stillWaitingAfter', 'seenAfter'].map((name) =>
      curves.find(({ id }) => id === `desk.${name}`)!,
    );
    expect(waiting).toMatchObject({ unit: 'share', axisUnit: 'days' });
    expect(waiting.at.slice(0, 3)).toEqual([4, 8, 12]);
    expect(waiting.mean[0]).toBeGreaterThan(0);
    waiting.mean.forEach((value, point) => {
      if (Number.isNaN(value)) return;
      expect(value + seen.mean[point]).toBeCloseTo(1, 9);
      expect(waiting.low[point]).toBeLessThanOrEqual(value);
      if (point > 0) expect(value).toBeLessThanOrEqual(waiting.mean[point - 1] + 1e-12);
    });
  });
});

describe('waits of a clinic', () => {
  /** Nobody is seen; everybody leaves at a rate of 5 % a week, some of whom have waited for twenty weeks already. */
  const leaving: Small = {
    days: 91,
    services: {
      door: coming(3, 'clinic'),
      clinic: clinic(0, {
        waitTargets: [q(84, 'day')],
        leaves: { hazard: q(0.05, '1/week'), to: 'home' },
        start: { waiting: q(300, 'person'), waited: q(140, 'day') },
      }),
      home: exit(),
    },
  };

  it('use those who waited at the start from then on only', () => {
    const of = means(leaving, 12);
    const { mean, halfWidth } = of('clinic.leftBy1');
    expect(Math.abs(mean - (1 - Math.exp(-0.6)))).toBeLessThan(1.6 * halfWidth);
    expect(halfWidth).toBeLessThan(0.03);
    expect(of('clinic.seenBy1').mean).toBe(0);
  });

  it('forget what was before the warm-up, but not since when people wait', () => {
    const { mean, halfWidth } = means({ ...leaving, days: 119, run: { warmUpDays: 28 } }, 12)('clinic.leftBy1');
    expect(Math.abs(mean - (1 - Math.exp(-0.6)))).toBeLessThan(1.6 * halfWidth);
  });

  it('see everybody after the notice where there is room, whatever the end of the run hides', () => {
    const { value } = run({
      days: 40,
      services: {
        door: comingAt([0, 10, 20, 39.5], 'clinic'),
        clinic: clinic(5, { waitBinDays: 1, waitTargets: [q(7, 'day')] }),
        home: exit(),
      },
    });
    expect(value('clinic.seenBy1')).toBe(1);
    expect(value('clinic.leavingUnseen')).toBe(0);
  });
});

describe('waits for a place in a team', () => {
  it('count who leaves and who still waits', () => {
    const small: Small = {
      days: 140,
      posts: { nurses: posts(1) },
      services: {
        door: coming(4, 'team'),
        team: team(
          { everyDays: 7, contacts: 100, contactHours: 1 },
          {
            staff: [staff('nurses', 1)],
            waitTargets: [q(84, 'day')],
            waiting: { hazard: q(0.05, '1/week'), to: 'home' },
          },
        ),
        home: exit(),
      },
    };
    const { mean, halfWidth } = means(small, 10)('team.leftBy1');
    expect(Math.abs(mean - (1 - Math.exp(-0.6)))).toBeLessThan(1.6 * halfWidth);
    expect(halfWidth).toBeLessThan(0.04);
  });
});

describe('waiting-time targets', () => {
  it('are counted by a duty', () => {
    const { value } = run({
      days: 7,
      posts: { nurses: posts(1) },
      services: {
        // Jobs of 2 hours from nine: the waits are 0, 2 and 4 hours.
        door: comingAt(together(3, 9 / 24), 'hub'),
        hub: duty(2, { waitTargets: [q(3, 'hour'), q(1, 'day')], roster: [{ posts: 'nurses', days: q(1, 'share') }] }),
        home: exit(),
      },
    });
    expect(value('hub.seenWithin1')).toBeCloseTo(2 / 3, 12);
    expect(value('hub.seenWithin2')).toBe(1);
  });

  it('are refused where nobody waits for anything', () => {
    const small: Small = {
      days: 7,
      services: { door: coming(1, 'away'), away: delay(days(1)), home: exit() },
    };
    const scenario = JSON.parse(scenarioText(small));
    for (const id of ['door', 'away', 'home']) {
      const changed = structuredClone(scenario);
      changed.services[id].waitTargets = [1];
      const read = readScenario(JSON.stringify(changed));
      expect(read.ok).toBe(false);
      if (!read.ok) expect(read.issues.map(({ path }) => path)).toContain(`services.${id}.waitTargets`);
    }
  });
});
