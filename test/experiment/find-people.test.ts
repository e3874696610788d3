/** People worth following: those found wait as long as the log of each of them says. */
import { describe, expect, it } from 'vitest';
import { Following, PeopleSearch, follow, replicate, type Model } from '../../engine/index';
import { coming, comingAt, days, desk, exit, exponential, hours, modelOf, q } from '../mechanisms/small-scenarios';

function find(model: Model, service: string, number = 0) {
  const search = new PeopleSearch(model, 'found', number, service);
  while (!search.advance(50));
  return search.result();
}

describe('people who wait at a service', () => {
  it('are found by how long they wait there', () => {
    // Service of two days for arrivals a day apart: waits of 0, 1, 2, … days; the run ends with the last two in the line.
    const model = modelOf({
      days: 10.5,
      services: { door: comingAt([1, 2, 3, 4, 5, 6], 'desk'), desk: desk(days(2)), home: exit() },
    });
    expect(find(model, 'desk')).toEqual({
      service: 'desk',
      seen: 5,
      waiting: 1,
      shortest: { person: 'door:0', day: 1, waitedDays: 0 },
      median: { person: 'door:2', day: 3, waitedDays: 2 },
      ninth: { person: 'door:4', day: 5, waitedDays: 4 },
      longest: { person: 'door:4', day: 5, waitedDays: 4 },
      stillWaiting: { person: 'door:5', day: 6, waitedDays: 4.5 },
    });
  });

  it('are not those who give up, nor those who wait elsewhere', () => {
    const model = modelOf({
      days: 30,
      services: {
        door: comingAt([1, 1, 1], 'desk'),
        desk: desk(days(5), { patience: days(2), patienceTo: 'other' }),
        other: desk(days(1)),
        home: exit(),
      },
    });
    expect(find(model, 'desk')).toMatchObject({ seen: 1, waiting: 0, longest: { person: 'door:0', waitedDays: 0 } });
    expect(find(model, 'other')).toMatchObject({ seen: 2, longest: { waitedDays: 1 } });
  });

  it('wait as long as following them says, and leave the results as they were', () => {
    const model = modelOf({
      days: 200,
      services: {
        door: coming(2, 'desk'),
        desk: desk(exponential(0.45), { servers: { count: q(1, 'WTE') } }),
        home: exit(),
      },
    });
    const before = replicate(model, 'found', 1).hash;
    const found = find(model, 'desk', 1);
    expect(found.seen).toBeGreaterThan(300);
    for (const wait of [found.shortest, found.median, found.ninth, found.longest]) {
      const followed = follow(model, 'found', 1, wait!.person);
      expect(followed.waitedDays).toBeCloseTo(wait!.waitedDays, 9);
      expect(followed.entries[0].day).toBe(wait!.day);
    }
    expect(found.median!.waitedDays).toBeLessThan(found.ninth!.waitedDays);
    expect(replicate(model, 'found', 1).hash).toBe(before);
  });

  it('are nobody where nobody comes', () => {
    const model = modelOf({
      days: 5,
      services: { door: comingAt([9], 'desk'), desk: desk(hours(1)), home: exit() },
    });
    expect(find(model, 'desk')).toMatchObject({ seen: 0, waiting: 0, median: null, stillWaiting: null });
  });
});

describe('following in slices', () => {
  it('says the same as following at once, however small they are', () => {
    const model = modelOf({
      days: 60,
      services: { door: coming(3, 'desk'), desk: desk(hours(7)), home: exit() },
    });
    const whole = follow(model, 'slices', 0, 'door#0:5');
    const following = new Following(model, 'slices', 0, 'door#0:5');
    let slices = 1;
    while (!following.advance(1)) slices += 1;
    expect(slices).toBeGreaterThan(5);
    expect(following.result()).toEqual(whole);
    expect(() => new Following(model, 'slices', 0, 'nobody:1')).toThrow(RangeError);
  });
});
