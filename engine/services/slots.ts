/** Where a clinic's slots come from: posts who will be in, or a number per open day. */
import type { Calendar } from '../events/calendar';
import { PERSON, type Dimension } from '../expression/units';
import { COUNT, type FieldReader } from '../scenario/reader';
import type { ClinicField } from '../scenario/services';
import type { World } from './world';

/** Slots per WTE and time: the dimension of `perWeek`. */
const SLOTS_PER_WTE: Dimension = [-1, 1, 0, -1, 0];
const DAYS_PER_WEEK = 7;

/** The slots of a clinic in a running world. */
export interface Slots {
  reset(): void;
  /** Slots to publish for a day; asked once for each day, in order. */
  publishable(day: number): number;
  /** Slots of today that have no staff; asked once at the start of the day. */
  lost(day: number): number;
  /** Charge the hours of an appointment to somebody who is in. */
  charge(hours: number): void;
}

/** How to build them. */
export interface SlotsSpec {
  build(world: World, id: string): Slots;
}

/** Compile the `slots` of a clinic. */
export function compileSlots(reader: FieldReader, path: string, field: ClinicField['slots']): SlotsSpec {
  if ('posts' in field) {
    const parts = field.posts.map((entry, i) => ({
      group: reader.postGroup(`${path}.posts.${i}.posts`, entry.posts),
      perWeek: reader.quantity(`${path}.posts.${i}.perWeek`, entry.perWeek, SLOTS_PER_WTE, COUNT),
    }));
    return { build: (world) => new PostSlots(world, parts) };
  }
  const perDay = reader.quantity(`${path}.perDay`, field.perDay, PERSON, COUNT);
  const calendar = field.calendar === undefined ? null : reader.calendar(`${path}.calendar`, field.calendar);
  return { build: (world) => new CountedSlots(world, perDay, calendar) };
}

/** So many slots on each open day; fractions add up over days. */
class CountedSlots implements Slots {
  private part = 0;

  constructor(
    private readonly world: World,
    private readonly perDay: number,
    private readonly calendar: Calendar | null,
  ) {}

  reset(): void {
    this.part = 0;
  }

  publishable(day: number): number {
    if (this.calendar !== null && !this.calendar.isOpenDay(day)) return 0;
    this.part += this.world.quantities.values[this.perDay];
    const slots = Math.floor(this.part + 1e-9);
    this.part -= slots;
    return slots;
  }

  lost(): number {
    return 0;
  }

  charge(): void {}
}

/**
 * Slots of posts. Annual leave is known when a day is published; sickness, rota days and vacancies are not, and what
 * they take is lost on the day.
 */
class PostSlots implements Slots {
  private readonly posts: Int32Array;
  /** Index of the quantity of each post's slots a week. */
  private readonly perWeek: Int32Array;
  /** Slots that the posts counted for at publication, by day of a ring. */
  private readonly planned = new Float64Array(1024);
  private part = 0;
  private lostPart = 0;
  private turn = 0;

  constructor(
    private readonly world: World,
    parts: { group: number; perWeek: number }[],
  ) {
    this.posts = Int32Array.from(parts.flatMap(({ group }) => world.workforce.postsOf(group)));
    this.perWeek = Int32Array.from(
      parts.flatMap(({ group, perWeek }) => world.workforce.postsOf(group).map(() => perWeek)),
    );
  }

  reset(): void {
    this.part = 0;
    this.lostPart = 0;
    this.turn = 0;
    this.planned.fill(0);
  }

  publishable(day: number): number {
    const { workforce } = this.world;
    let planned = 0;
    for (let i = 0; i < this.posts.length; i++) {
      const post = this.posts[i];
      if (
        workforce.filled[post] === 1 &&
        workforce.group(post).calendar.isOpenDay(day) &&
        !workforce.isOnLeave(post, day)
      )
        planned += this.slotsADay(i);
    }
    this.planned[day & 1023] = planned;
    this.part += planned;
    const slots = Math.floor(this.part + 1e-9);
    this.part -= slots;
    return slots;
  }

  lost(day: number): number {
    const { ledger } = this.world.workforce;
    let able = 0;
    for (let i = 0; i < this.posts.length; i++) if (ledger.left[this.posts[i]] > 0) able += this.slotsADay(i);
    this.lostPart += Math.max(0, this.planned[day & 1023] - able);
    const slots = Math.floor(this.lostPart + 1e-9);
    this.lostPart -= slots;
    return slots;
  }

  charge(hours: number): void {
    const { ledger } = this.world.workforce;
    // In turn among those who are in, so that no post carries all appointments.
    for (let tries = 0; tries < this.posts.length; tries++) {
      this.turn = (this.turn + 1) % this.posts.length;
      const post = this.posts[this.turn];
      if (ledger.left[post] > 0) {
        ledger.spend(post, hours);
        return;
      }
    }
    // Everybody's hours are spent: the appointment is an overrun of the next in turn who is in.
    for (let tries = 0; tries < this.posts.length; tries++) {
      this.turn = (this.turn + 1) % this.posts.length;
      if (ledger.present[this.posts[this.turn]] === 1) {
        ledger.spend(this.posts[this.turn], hours);
        return;
      }
    }
  }

  private slotsADay(i: number): number {
    const post = this.posts[i];
    const { workforce, quantities } = this.world;
    return (
      (quantities.values[this.perWeek[i]] * DAYS_PER_WEEK * workforce.wte[post]) / workforce.group(post).openWeekdays
    );
  }
}
