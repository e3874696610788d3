/** One person through a tiny scenario: exact logs with reasons, waits against the measures, and runs left as they were. */
import { describe, expect, it } from 'vitest';
import { Replication, follow, replicate, somePeople, startOf } from '../../engine/index';
import {
  NEED,
  at,
  clinic,
  coming,
  comingAt,
  days,
  delay,
  desk,
  exit,
  exponential,
  hours,
  modelOf,
  posts,
  q,
  team,
  together,
  type Small,
} from './small-scenarios';

/** What happens to a person, as `day service: what`, with place in line and wait. */
function logOf(small: Small, person: string): string[] {
  return follow(modelOf(small), 'small', 0, person).entries.map(({ day, service, what, ahead, waitedDays }) => {
    const extras = [
      ...(ahead === undefined ? [] : [`${ahead} ahead`]),
      ...(waitedDays ? [`waited ${waitedDays}`] : []),
    ];
    return `${day} ${service}: ${what}${extras.map((extra) => `; ${extra}`).join('')}`;
  });
}

const nurses = { nurses: posts(1) };

describe('follow', () => {
  it('tells of a desk: the place in line, the wait and the end', () => {
    const small = {
      days: 20,
      services: { door: comingAt([1, 1, 1.5], 'desk'), desk: desk(days(2)), home: exit() },
    };
    expect(logOf(small, 'door:0')).toEqual([
      '1 desk: arrives',
      '1 desk: starts',
      '3 desk: ends',
      '3 home: arrives',
      '3 : leaves for good',
    ]);
    expect(logOf(small, 'door:2')).toEqual([
      '1.5 desk: arrives',
      '1.5 desk: waits: no server is free for this person; 1 ahead',
      '5 desk: starts; waited 3.5',
      '7 desk: ends',
      '7 home: arrives',
      '7 : leaves for good',
    ]);
    expect(follow(modelOf(small), 'small', 0, 'door:2')).toMatchObject({
      leaves: true,
      untilDay: 7,
      waitedDays: 3.5,
      stillWaiting: null,
    });
    expect(follow(modelOf({ ...small, days: 4 }), 'small', 0, 'door:2')).toMatchObject({
      leaves: false,
      untilDay: 4,
      waitedDays: 2.5,
      stillWaiting: { service: 'desk', days: 2.5 },
    });
  });

  it('tells of a clinic: the day that the diary is open to, the list, the booking', () => {
    // One slot a day, published two days ahead: the third of those who come on day 1 finds none.
    const small = {
      days: 20,
      services: {
        door: comingAt(together(3, at(1, 12)), 'clinic'),
        clinic: clinic(1, { diaryOpen: q(2, 'day') }),
        home: exit(),
      },
    };
    expect(logOf(small, 'door:2')).toEqual([
      '1.5 clinic: arrives',
      '1.5 clinic: waits on the list: no free slot before day 4, to which the diary is open; 0 ahead',
      '2 clinic: is booked for day 4',
      expect.stringMatching(/^4\.\d+ clinic: attends; waited 2\.\d+$/),
      expect.stringMatching(/ home: arrives$/),
      expect.stringMatching(/ : leaves for good$/),
    ]);
  });

  it('tells of a team that is full, of contacts, and of a delay without room', () => {
    const full = {
      days: 60,
      posts: nurses,
      services: {
        door: comingAt([0.1, 0.2], 'team'),
        team: team(
          { everyDays: 7, contacts: 2, contactHours: 1 },
          {
            staff: [
              { ...team({ everyDays: 7, contacts: 2, contactHours: 1 }).staff[0], caseLimit: q(1, 'person/WTE') },
            ],
          },
        ),
        home: exit(),
      },
    };
    const second = logOf(full, 'door:1');
    expect(second.slice(0, 2)).toEqual([
      '0.2 team: arrives',
      '0.2 team: waits on the list: no coordinator has a place; 0 ahead',
    ]);
    const first = logOf(full, 'door:0');
    const freed = Number(first.find((line) => line.includes('has had what'))!.split(' ')[0]);
    expect(second[2]).toBe(`${freed} team: is allocated; waited ${freed - 0.2}`);
    expect(second.filter((line) => line.endsWith('has a contact'))).toHaveLength(2);

    const ward = {
      days: 20,
      services: { door: comingAt([1, 2], 'ward'), ward: delay(days(3), { capacity: q(1, 'person') }), home: exit() },
    };
    expect(logOf(ward, 'door:1').slice(0, 4)).toEqual([
      '2 ward: arrives',
      '2 ward: waits: it is full; 0 ahead',
      '4 ward: is in; waited 2',
      '7 ward: is out',
    ]);
  });

  it('knows the person: attributes when they are new', () => {
    const small = {
      days: 20,
      attributes: NEED,
      services: {
        door: comingAt([1], 'desk', { need: { routine: 0, urgent: 'rest' } }),
        desk: desk(days(2)),
        home: exit(),
      },
    };
    const { entries } = follow(modelOf(small), 'small', 0, 'door:0');
    expect(entries[0].attributes).toEqual({ need: 'urgent' });
    expect(entries[1].attributes).toBeUndefined();
  });

  it('counts the waits that the desk measures', () => {
    const arrivals = Array.from({ length: 60 }, (_, i) => i * 0.9);
    const model = modelOf({
      days: 400,
      services: { door: comingAt(arrivals, 'desk'), desk: desk(exponential(0.8)), home: exit() },
    });
    const info = model.layout.measures.find(({ id }) => id === 'desk.waitMean')!;
    const measured = replicate(model, 'waits', 1).values[info.offset];
    const waits = arrivals.map((_, i) => follow(model, 'waits', 1, `door:${i}`).waitedDays);
    expect(waits.reduce((sum, wait) => sum + wait, 0) / waits.length).toBeCloseTo(measured, 9);
    expect(measured).toBeGreaterThan(0.5);
  });

  it('changes no result, and the log of everybody is as it was', () => {
    const model = modelOf({
      days: 60,
      services: { door: coming(3, 'desk'), desk: desk(hours(7)), home: exit() },
    });
    const untraced = replicate(model, 'same', 0).hash;
    const replication = new Replication(model);
    replication.reset('same', 0, true);
    replication.advance(Infinity);
    const whole = replication.trace.slice();
    follow(model, 'same', 0, 'door#0:3');
    expect(replicate(model, 'same', 0).hash).toBe(untraced);
    replication.reset('same', 0, true);
    replication.advance(Infinity);
    expect(replication.trace).toEqual(whole);
    expect(replication.result().hash).toBe(untraced);
    expect(whole.some(({ what }) => what.startsWith('waits'))).toBe(false);
  });
});

describe('names of people', () => {
  const small: Small = {
    days: 30,
    services: {
      door: coming(9, 'ward'),
      gate: comingAt([0.5], 'ward'),
      ward: delay(days(3), { start: { inside: q(4, 'person') } }),
      home: exit(),
    },
  };

  it('are listed in order of coming, and each can be followed', () => {
    const model = modelOf(small);
    const people = somePeople(model, 'small', 0, 12);
    expect(people).toHaveLength(12);
    expect(people.map(({ person }) => person)).toContain('gate:0');
    expect(people.every(({ person }) => /^(door#[0-2]:\d+|gate:0)$/.test(person))).toBe(true);
    expect(people.map(({ day }) => day)).toEqual(people.map(({ day }) => day).sort((a, b) => a - b));
    for (const { person, day, service } of people)
      expect(follow(model, 'small', 0, person).entries[0]).toMatchObject({ day, service, what: 'arrives' });
    expect(somePeople(modelOf({ ...small, days: 0.01 }), 'small', 0, 12).length).toBeLessThan(12);
    expect(
      follow(model, 'small', 0, 'start:ward:3')
        .entries.map(({ what }) => what)
        .slice(0, 2),
    ).toEqual(['is in', 'is out']);
  });

  it('must be such as somebody can have', () => {
    const { scenario } = modelOf(small);
    expect(startOf(scenario, 'door#1:7')).toBe('door');
    expect(startOf(scenario, 'start:ward:0')).toBe('ward');
    for (const name of [
      'door:1', // a rate has layers
      'gate#0:1', // a list has none
      'ward:1', // nobody comes from a ward
      'start:door:1',
      'nowhere:1',
      'gate',
      'gate:',
      'gate:-1',
      'gate:01',
      'gate:99999999999',
      'gate:2147483648',
      'door#20000:1',
      '__proto__:1',
      'toString:1',
      '',
    ])
      expect(startOf(scenario, name), name).toBeNull();
    expect(() => follow(modelOf(small), 'small', 0, 'ward:1')).toThrow('nobody of the scenario can be "ward:1"');
    expect(follow(modelOf(small), 'small', 0, 'gate:5')).toMatchObject({ entries: [], leaves: false });
  });
});
