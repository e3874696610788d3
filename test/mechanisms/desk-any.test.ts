/** What must hold at any desk, whatever rules are put together: books that agree, servers who never idle in vain, right order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from '../../engine/random/key';
import { recountDesk } from '../theory/recount';
import { coming, desk, exit, exponential, hours, NEED, q, run, type Run, type Small } from './small-scenarios';

const SEED = 20175;
const RUNS = 60;
const DAYS = 40;
const SERVICE_HOURS = 5;

const rules = fc.record({
  servers: fc.integer({ min: 1, max: 3 }),
  calendar: fc.constantFrom('daily', 'office', null, null),
  shiftEnd: fc.constantFrom('finish', 'suspend', 'handOver', 'doNotStart'),
  order: fc.constantFrom('first', 'last', 'random'),
  priority: fc.constantFrom('none', 'plain', 'interrupts', 'grows'),
  isBecoming: fc.boolean(),
  isImpatient: fc.boolean(),
  hasRoom: fc.boolean(),
  betweenJobs: fc.constantFrom(false, false, true),
  spells: fc.constantFrom(false, false, true),
  urgentPerDay: fc.integer({ min: 1, max: 4 }),
  routinePerDay: fc.integer({ min: 2, max: 8 }),
});
type Rules = typeof rules extends fc.Arbitrary<infer T> ? T : never;

function smallOf(given: Rules): Small {
  const { servers, calendar, priority } = given;
  const ranks = { by: 'need', order: ['urgent', 'routine'] };
  return {
    days: DAYS,
    attributes: NEED,
    services: {
      police: coming(given.urgentPerDay, 'desk', { attributes: { need: 'urgent' } }),
      door: coming(given.routinePerDay, 'desk'),
      desk: desk(hours(SERVICE_HOURS), {
        servers: { count: q(servers, 'WTE'), ...(calendar !== null && { calendar }) },
        shiftEnd: given.shiftEnd,
        order: priority === 'grows' ? 'first' : given.order,
        ...(priority === 'plain' && { priority: ranks }),
        ...(priority === 'interrupts' && { priority: { ...ranks, interrupts: true } }),
        ...(priority === 'grows' && { priority: { ...ranks, grows: { urgent: q(3, 'share'), routine: 1 as const } } }),
        ...(given.isBecoming && {
          becomes: [{ when: { need: 'routine' }, after: exponential(0.4), set: { need: 'urgent' } }],
        }),
        ...(given.isImpatient && { patience: exponential(1), patienceTo: 'home' }),
        ...(given.hasRoom && { room: q(servers + 4, 'person'), fullTo: 'elsewhere' }),
        ...((given.betweenJobs || given.spells) && {
          absence: {
            ...(given.betweenJobs && { betweenJobs: exponential(0.1) }),
            ...(given.spells && { spells: { present: exponential(1), away: exponential(0.3) } }),
          },
        }),
      }),
      home: exit(),
      elsewhere: exit(),
    },
  };
}

/** People at the desk as the log tells it, after all that happens at each instant. */
interface Present {
  working: Set<string>;
  waiting: Set<string>;
  urgent: Set<string>;
}
function replay({ trace }: Run, look: (present: Present, day: number) => void): void {
  const present: Present = { working: new Set(), waiting: new Set(), urgent: new Set() };
  for (const { person } of trace) if (isFromPolice(person)) present.urgent.add(person);
  let before = 0;
  for (const { day, service, what, person } of trace) {
    if (day > before) look(present, before);
    before = day;
    if (service !== 'desk') {
      // Turned away: nobody else leaves without a word.
      if (what === 'arrives') present.waiting.delete(person);
      continue;
    }
    if (what === 'arrives' || what === 'stops' || what === 'is interrupted') {
      present.working.delete(person);
      present.waiting.add(person);
    } else if (what === 'starts') {
      present.waiting.delete(person);
      present.working.add(person);
    } else if (what === 'ends') present.working.delete(person);
    else if (what === 'gives up') present.waiting.delete(person);
    else if (what === 'changes') present.urgent.add(person);
  }
}
/** Whether a person's key is that of the urgent source (in whichever layer of its rate). */
const URGENT_KEYS = new Set(Array.from({ length: 4 }, (_, layer) => String(hashText(`police#${layer}`))));
const isFromPolice = (person: string): boolean => URGENT_KEYS.has(person.split(':')[0]);

const check = (property: (given: Rules, small: Small, result: Run) => void): void =>
  fc.assert(
    fc.property(rules, (given) => {
      const small = smallOf(given);
      property(given, small, run(small));
    }),
    { seed: SEED, numRuns: RUNS },
  );

describe('any desk', () => {
  it('has the averages that its people add up to, and loses nobody', () => {
    check(({ shiftEnd }, _small, { trace, value }) => {
      const own = recountDesk(trace, 'desk', 0, DAYS, shiftEnd === 'handOver');
      const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
      expect(value('desk.queueMean') * DAYS).toBeCloseTo(own.waitingDays, 6);
      expect(value('desk.inServiceMean') * DAYS).toBeCloseTo(own.workingDays, 6);
      expect(value('desk.inSystemMean') * DAYS).toBeCloseTo(own.presentDays, 6);
      expect(value('desk.waitMean')).toBeCloseTo(sum(own.waits) / own.waits.length, 9);
      expect(value('desk.timeInSystemMean')).toBeCloseTo(sum(own.stays) / own.stays.length, 9);
      expect(value('desk.leftUnseen') * own.waits.length).toBeCloseTo(own.gaveUp, 9);
      expect(value('desk.waitingAtEnd')).toBe(own.waitingAtEnd);
      expect(own.arrivals - own.turnedAway - own.gaveUp - own.stays.length).toBe(own.presentAtEnd);
      // In however many pieces, everybody gets the work that was theirs.
      for (const work of own.services) expect(work * 24).toBeCloseTo(SERVICE_HOURS, 6);
      // Nobody is at work who is not there.
      expect(value('desk.utilisationWorked')).toBeLessThanOrEqual(1 + 1e-9);
    });
  });

  it('never has more at work than servers, and none free while somebody waits who could begin', () => {
    check(({ servers, calendar, betweenJobs, spells }, _small, result) => {
      const alwaysThere = calendar === null && !betweenJobs && !spells;
      replay(result, ({ working, waiting }) => {
        expect(working.size).toBeLessThanOrEqual(servers);
        if (alwaysThere && waiting.size > 0) expect(working.size).toBe(servers);
      });
    });
  });

  it('lets nobody urgent wait for a routine person in service, where urgent people interrupt', () => {
    let seen = 0;
    check(({ priority, calendar, betweenJobs, spells }, _small, result) => {
      if (priority !== 'interrupts' || calendar !== null || betweenJobs || spells) return;
      replay(result, ({ working, waiting, urgent }) => {
        if (![...waiting].some((person) => urgent.has(person))) return;
        seen++;
        for (const person of working) expect(urgent.has(person)).toBe(true);
      });
    });
    expect(seen).toBeGreaterThan(50);
  });

  it('is the same again', () => {
    check((_given, small, { hash }) => expect(run(small).hash).toBe(hash));
  });
});
