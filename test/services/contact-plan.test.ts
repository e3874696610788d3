/** When contacts come due, and in which order they are made: held against a list that is sorted anew each time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASE_INTS, Cases, COORDINATOR } from '../../engine/services/cases';
import { ContactPlan, E_ROW } from '../../engine/services/contact-plan';
import { People } from '../../engine/services/people';

const SEED = 5120;
const COORDINATORS = 3;
/** Values of the one attribute: routine, soon, urgent; who is urgent is seen first. */
const PRIORITY = { attribute: 0, rankOf: Int32Array.of(2, 1, 0) } as unknown as ConstructorParameters<
  typeof ContactPlan
>[2];

interface Planned {
  row: number;
  day: number;
  order: number;
}

/** A plan and a plain list of what was planned. */
class Both {
  readonly people = new People(1, 1);
  readonly cases = new Cases(0);
  readonly plan = new ContactPlan(this.cases, this.people, PRIORITY, COORDINATORS);
  planned: Planned[] = [];
  through = -1;
  private order = 0;

  /** A case with this need, with this coordinator. */
  open(need: number, coordinator: number): number {
    const person = this.people.add(1, this.cases.count);
    this.people.attributes[person] = need;
    const row = this.cases.open(person);
    this.cases.ints[row * CASE_INTS + COORDINATOR] = coordinator;
    return row;
  }

  set(row: number, day: number): void {
    this.plan.drop(row);
    this.plan.plan(row, day);
    this.planned = this.planned.filter((one) => one.row !== row);
    this.planned.push({ row, day, order: this.order++ });
  }

  drop(row: number): void {
    this.plan.drop(row);
    this.planned = this.planned.filter((one) => one.row !== row);
  }

  /** Rows due with a coordinator: by need, then by date, then as planned. */
  due(coordinator: number): number[] {
    const { cases, people } = this;
    const rank = ({ row }: Planned): number => 2 - people.attributes[cases.person(row)];
    return this.planned
      .filter(({ row, day }) => cases.coordinator(row) === coordinator && day <= this.through)
      .sort((a, b) => rank(a) - rank(b) || a.day - b.day || a.order - b.order)
      .map(({ row }) => row);
  }

  check(): void {
    for (let coordinator = 0; coordinator < COORDINATORS; coordinator++) {
      expect(this.plan.due[coordinator]).toBe(this.due(coordinator).length);
    }
  }

  /** The contact that a coordinator makes next, after which none is planned. @returns its row, or −1 */
  make(coordinator: number): number {
    if (this.plan.due[coordinator] === 0) return -1;
    this.plan.take(coordinator);
    const row = this.plan.taken[E_ROW];
    this.drop(row);
    return row;
  }
}

describe('a plan of contacts', () => {
  it('gives the most urgent, then the longest overdue, then the first planned', () => {
    const both = new Both();
    const [routine, soon, urgent, late, same] = [0, 1, 2, 0, 0].map((need) => both.open(need, 0));
    both.set(same, 4);
    both.set(routine, 3);
    both.set(soon, 5);
    both.set(urgent, 6);
    both.set(late, 4);
    const order: number[] = [];
    for (let day = 0; day <= 6; day++) both.plan.beginDay(day);
    for (let row = both.make(0); row >= 0; row = both.make(0)) order.push(row);
    expect(order).toEqual([urgent, soon, routine, same, late]);
  });

  it('keeps a contact that lies hundreds of days ahead for its own day, however many turns that takes', () => {
    const both = new Both();
    const rows = [1, 512, 513, 1024, 1600, 2048].map((day) => {
      const row = both.open(0, 0);
      both.set(row, day);
      return row;
    });
    const days: number[] = [];
    for (let day = 0; day <= 2100; day++) {
      both.plan.beginDay(day);
      for (let row = both.make(0); row >= 0; row = both.make(0)) {
        expect(row).toBe(rows[days.length]);
        days.push(day);
      }
    }
    expect(days).toEqual([1, 512, 513, 1024, 1600, 2048]);
  });

  it('does what a sorted list does, whatever is planned, moved, dropped and made', () => {
    const action = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({ plan: fc.nat(), ahead: fc.constantFrom(-3, 0, 1, 2, 7, 127, 128, 129, 1500) }),
      },
      { weight: 1, arbitrary: fc.record({ drop: fc.nat() }) },
      { weight: 4, arbitrary: fc.record({ days: fc.constantFrom(1, 2, 7, 100, 600) }) },
      { weight: 3, arbitrary: fc.record({ make: fc.nat(COORDINATORS - 1) }) },
    );
    fc.assert(
      fc.property(
        fc.array(action, { maxLength: 120 }),
        fc.array(fc.nat(8), { minLength: 1, maxLength: 12 }),
        (actions, kinds) => {
          const both = new Both();
          const rows = kinds.map((kind) => both.open(kind % 3, Math.floor(kind / 3)));
          for (const what of actions) {
            if ('plan' in what) both.set(rows[what.plan % rows.length], Math.max(0, both.through + what.ahead));
            else if ('drop' in what) both.drop(rows[what.drop % rows.length]);
            else if ('make' in what) {
              const [next = -1] = both.due(what.make);
              expect(both.make(what.make)).toBe(next);
            } else for (let i = 0; i < what.days; i++) both.plan.beginDay(++both.through);
            both.check();
          }
        },
      ),
      { seed: SEED, numRuns: 200 },
    );
  });
});
