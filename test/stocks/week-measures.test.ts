/** Measures of the week: what is added up over weeks is what the run counted over all of them, and nothing of an instant. */
import { describe, expect, it } from 'vitest';
import {
  clinic,
  coming,
  comingAt,
  delay,
  desk,
  duty,
  exit,
  exponential,
  modelOf,
  posts,
  q,
  run,
  staff,
  team,
  together,
  Watched,
  type Small,
} from '../mechanisms/small-scenarios';

type Weekly = NonNullable<Small['weekMeasures']>[string];
const WEEKS = 60;

const measure = (name: Weekly['measure'], of: Partial<Weekly>, start: Weekly['start'] = 0): Weekly => ({
  title: 'A measure',
  measure: name,
  start,
  ...of,
});

/** Everything busy: a desk, a clinic, a team with a list, a duty that draws the team's nurses, and full beds. */
const busy: Small = {
  days: WEEKS * 7 + 1e-6,
  posts: {
    nurses: posts(3, {
      leave: q(0.1, 'share'),
      sickness: q(0.05, 'share'),
      leavers: q(0.3, '1/year'),
      hire: { time: exponential(40), success: 1, open: 1 },
    }),
  },
  services: {
    gp: coming(2, 'desk'),
    desk: desk(exponential(0.45)),
    door: coming(1.5, 'clinic'),
    clinic: clinic(2, { missed: { share: q(0.2, 'share'), rebook: 1, limit: 3, to: 'home' }, to: 'team' }),
    team: team(
      { everyDays: 7, contacts: 6, contactHours: 1.5 },
      { waiting: { hazard: q(0.02, '1/day'), to: 'home' }, staff: [staff('nurses', 12)] },
    ),
    calls: coming(1, 'hub'),
    hub: duty(5, { roster: [{ posts: 'nurses', days: q(0.1, 'share') }] }),
    inn: coming(1, 'ward'),
    ward: delay(exponential(6), { capacity: q(5, 'person'), fullTo: 'home' }),
    home: exit({ returns: { share: q(0.2, 'share'), after: exponential(30), to: 'desk' } }),
  },
};

/** Stocks that add up a measure over time: the mean is what they come to ÷ the time. */
function adding(measures: Record<string, { measure: Weekly; unit: string }>): Partial<Small> {
  return {
    weekMeasures: Object.fromEntries(Object.entries(measures).map(([id, entry]) => [id, entry.measure])),
    stocks: Object.fromEntries(
      Object.entries(measures).map(([id, { unit }]) => [
        `sum_${id}`,
        { title: id, unit, start: 0 as const, inflow: id },
      ]),
    ),
  };
}

/** The mean of each over the weeks, in its unit. */
const means = (small: Small, ids: string[]) => {
  const done = run({ ...small, days: small.days + 0.1 });
  return {
    done,
    mean: Object.fromEntries(ids.map((id) => [id, done.value(`stocks.level[stock=sum_${id}]`) / (WEEKS * 7)])),
  };
};

describe('a measure of the week', () => {
  const measures = {
    queue: { measure: measure('waiting', { service: 'desk' }), unit: 'person*day' },
    list: { measure: measure('waiting', { service: 'clinic' }), unit: 'person*day' },
    cases: { measure: measure('caseload', { service: 'team' }), unit: 'person*day' },
    beds: { measure: measure('inside', { service: 'ward' }), unit: 'person*day' },
    used: { measure: measure('placesUsed', { service: 'ward' }), unit: 'day' },
    full: { measure: measure('foundFull', { service: 'ward' }), unit: 'person' },
    came: { measure: measure('arrivals', { service: 'gp' }), unit: 'person' },
    again: { measure: measure('returns', { service: 'home' }), unit: 'person' },
    staffed: { measure: measure('inPost', { posts: 'nurses' }), unit: 'WTE*day' },
    vacant: { measure: measure('vacancy', { profession: 'nurse' }), unit: 'day' },
  };

  it('adds up over weeks to what the run counted', () => {
    const { done, mean } = means({ ...busy, ...adding(measures) }, Object.keys(measures));
    const near = (id: string, measureId: string, scale = 1) =>
      // The run goes on for a tenth of a day after the last week.
      expect(Math.abs(mean[id] / (done.value(measureId) * scale) - 1), id).toBeLessThan(2e-3);
    near('queue', 'desk.queueMean');
    near('list', 'clinic.waitingMean');
    near('cases', 'team.caseloadMean');
    near('beds', 'ward.insideMean');
    near('used', 'ward.occupancy');
    near('full', 'ward.overflow', 1 / 7);
    near('came', 'gp.arrivals', 1 / 7);
    near('again', 'home.returns', 1 / 7);
    near('vacant', 'workforce.vacancy');
    expect(mean.staffed / 3).toBeCloseTo(1 - mean.vacant, 9);
  });

  it('of shares is a share of the week: weighted by what it is a share of, they make the share of the run', () => {
    const shares = {
      cover: measure('cover', { service: 'team' }, 1),
      nurses: measure('cover', { service: 'team', profession: 'nurse' }, 1),
      made: measure('contactsMade', { service: 'team' }, 1),
      short: measure('shortOfHours', { service: 'team' }),
      attained: measure('attainment', { service: 'hub' }, 1),
      late: measure('atCapacity', { service: 'hub' }),
      delay: measure('wait', { service: 'hub' }),
      pressure: measure('pressure', { service: 'desk' }),
    };
    const done = run({ ...busy, weekMeasures: shares });
    const watched = new Watched({ ...busy, weekMeasures: shares });
    const { slots } = watched.world.quantities;
    const { weekMeasures } = watched.world.model.stocks;
    const weeks = Array.from({ length: WEEKS }, (_, week) => {
      watched.until((week + 1) * 7);
      return Object.fromEntries(weekMeasures.map(({ id, slot }) => [id, slots[slot]]));
    });
    for (const week of weeks)
      for (const id of ['made', 'short', 'attained', 'late']) {
        expect(week[id]).toBeGreaterThanOrEqual(0);
        // A contact that was due last week may be made this week.
        if (id !== 'made') expect(week[id]).toBeLessThanOrEqual(1);
      }
    const mean = (id: string) => weeks.reduce((sum, week) => sum + week[id], 0) / WEEKS;
    expect(Math.abs(mean('made') / done.value('team.contactsMade') - 1)).toBeLessThan(0.1);
    expect(mean('short')).toBeCloseTo(done.value('team.boundByHours'), 1);
    expect(mean('attained')).toBeCloseTo(done.value('hub.achieved') / done.value('hub.planned'), 1);
    expect(mean('late')).toBeCloseTo(done.value('hub.daysAtCapacity'), 1);
    expect(mean('nurses')).toBeGreaterThan(0);
    expect(mean('pressure')).toBeGreaterThan(0.5);
    expect(mean('delay')).toBeGreaterThan(0);
  });

  it('of cover is the hours there are over the hours that the plan needs', () => {
    // Ten cases with a contact of two hours every week need 20 hours; one nurse has 40.
    const watched = new Watched({
      days: 60,
      posts: { nurses: posts(1) },
      weekMeasures: {
        cover: measure('cover', { service: 'team' }, 1),
        ofNurses: measure('cover', { service: 'team', profession: 'nurse' }, 1),
        made: measure('contactsMade', { service: 'team', profession: 'nurse' }, 1),
      },
      services: {
        gp: comingAt([50], 'team'),
        team: team({ everyDays: 7, contacts: 4000, contactHours: 2 }, { staff: [staff('nurses', 10, 10)] }),
        home: exit(),
      },
    });
    watched.until(21);
    const { quantities, model } = watched.world;
    const [cover, ofNurses, made] = model.stocks.weekMeasures.map(({ slot }) => quantities.slots[slot]);
    expect(cover).toBeCloseTo(2, 9);
    expect(ofNurses).toBeCloseTo(2, 9);
    expect(made).toBeCloseTo(1, 9);
  });

  it('says how long those who wait have waited, averaged over people and mornings', () => {
    // Ten on day 0 and ten on day 3, and nobody is seen: mornings 1 to 3, then 4 to 6 with twenty.
    const watched = new Watched({
      days: 30,
      weekMeasures: {
        soFar: measure('waitSoFar', { service: 'clinic' }),
        list: measure('waiting', { service: 'clinic' }),
      },
      services: {
        gp: comingAt([...together(10, 0.5), ...together(10, 3.5)], 'clinic'),
        clinic: clinic(0, { diaryOpen: q(7, 'day') }),
        home: exit(),
      },
    });
    watched.until(7);
    const { quantities, model } = watched.world;
    const [soFar, list] = model.stocks.weekMeasures.map(({ slot }) => quantities.slots[slot]);
    const first = [1, 2, 3, 4, 5, 6].map((morning) => morning - 0.5);
    const second = [4, 5, 6].map((morning) => morning - 3.5);
    const sum = [...first, ...second].reduce((total, days) => total + days, 0);
    expect(soFar).toBeCloseTo(sum / (first.length + second.length), 9);
    expect(list).toBeCloseTo((10 * 6.5 + 10 * 3.5) / 7, 9);
  });

  it('says so of those who wait still, when others have been seen or have left', () => {
    const small: Small = {
      days: 7.5,
      weekMeasures: { soFar: measure('waitSoFar', { service: 'clinic' }) },
      services: {
        gp: comingAt([...together(6, 0.25), 1.5, 2.5, 3.5], 'clinic'),
        clinic: clinic(1, { leaves: { hazard: q(0.1, '1/day'), to: 'home' } }),
        home: exit(),
      },
    };
    const { trace } = run(small);
    const atClinic = trace.filter(({ service }) => service === 'clinic');
    const came = new Map(atClinic.filter(({ what }) => what === 'arrives').map(({ person, day }) => [person, day]));
    const ends = atClinic.filter(({ what }) => what === 'attends' || what === 'leaves unseen');
    const gone = new Map(ends.map(({ person, day }) => [person, day]));
    expect(came.size).toBe(9);
    expect(gone.size).toBeGreaterThan(3);
    const waited = [0, 1, 2, 3, 4, 5, 6].flatMap((morning) =>
      [...came].flatMap(([person, day]) =>
        day < morning && (gone.get(person) ?? Infinity) > morning ? [morning - day] : [],
      ),
    );
    const watched = new Watched(small).until(7);
    const { quantities, model } = watched.world;
    const mean = waited.reduce((sum, days) => sum + days, 0) / waited.length;
    expect(quantities.slots[model.stocks.weekMeasures[0].slot]).toBeCloseTo(mean, 9);
  });

  it('counts cases beyond their limit and places used, morning by morning', () => {
    const watched = new Watched({
      days: 30,
      posts: { nurses: posts(2) },
      weekMeasures: {
        over: measure('overLimit', { service: 'team' }),
        used: measure('placesUsed', { service: 'team' }),
      },
      services: {
        gp: comingAt([...together(5, 0.5), ...together(3, 2.5)], 'team'),
        team: team(
          { everyDays: 30, contacts: 20, contactHours: 0.1 },
          { staff: [staff('nurses', 3)], overLimit: 'team' },
        ),
        home: exit(),
      },
    });
    watched.until(7);
    const { quantities, model } = watched.world;
    const [over, used] = model.stocks.weekMeasures.map(({ slot }) => quantities.slots[slot]);
    // Mornings 1 and 2 with five of six places used, 3 to 6 with eight.
    expect(over).toBeCloseTo((4 * 2) / 7, 9);
    expect(used).toBeCloseTo((2 * 5 + 4 * 8) / (7 * 6), 9);
  });

  it('keeps its start until a week has closed, and its value through a week in which there was nothing', () => {
    const small: Small = {
      days: 40,
      weekMeasures: { wait: measure('wait', { service: 'desk' }, q(9, 'day')) },
      services: {
        // One wait ends in the second week: the second person waits half a day.
        gp: comingAt([8, 8], 'desk'),
        desk: desk({ kind: 'fixed', value: q(0.5, 'day') }),
        home: exit(),
      },
    };
    const watched = new Watched(small);
    const value = () => watched.world.quantities.slots[watched.world.model.stocks.weekMeasures[0].slot];
    expect(value()).toBe(9);
    watched.until(6.9);
    expect(value()).toBe(9);
    watched.until(7);
    expect(value()).toBe(9);
    watched.until(14);
    expect(value()).toBeCloseTo(0.25, 9);
    watched.until(35);
    expect(value()).toBeCloseTo(0.25, 9);
  });

  it('is not cut by the end of a warm-up within the week', () => {
    const all = { ...measures };
    const small = { ...busy, ...adding(all) };
    const without = means(small, Object.keys(all)).mean;
    const warm = means({ ...small, run: { warmUpDays: 24.5 } }, Object.keys(all)).mean;
    for (const id of Object.keys(all)) expect(warm[id], id).toBeCloseTo(without[id], 6);
  });

  it('is of seven days however short the step', () => {
    // Each Monday seven people come at once; a measure of half a week would swing between 2 and 0 a day.
    const watched = new Watched({
      days: 60,
      run: { stepDays: 3.5 },
      weekMeasures: { came: measure('arrivals', { service: 'gp' }, q(5, 'person/day')) },
      services: {
        gp: comingAt(Array.from({ length: 8 }, (_, week) => together(7, week * 7 + 0.5)).flat(), 'home'),
        home: exit(),
      },
    });
    const value = () => watched.world.quantities.slots[watched.world.model.stocks.weekMeasures[0].slot];
    const seen = [3.5, 7, 10.5, 14, 17.5].map((day) => {
      watched.until(day);
      return value();
    });
    expect(seen).toEqual([5, 1, 1, 1, 1]);
  });

  it('moves nothing by being taken', () => {
    const bare = run(modelOf(busy));
    const measured = run({ ...busy, ...adding(measures) });
    expect(measured.log).toEqual(bare.log);
    for (const id of ['desk.waitMean', 'team.contactsMade', 'network.exits', 'workforce.leavers'])
      expect(measured.value(id)).toBe(bare.value(id));
  });
});
