/** Where a clinic's slots come from: posts who will be in, or a number per open day. */
import type { Calendar } from '../events/calendar';
import { PERSON, type Dimension } from '../expression/units';
import type { Distribution } from '../random/distribution';
import { hashText } from '../random/key';
import { purposeOf } from '../random/keyed-draws';
import { COUNT, type FieldReader } from '../scenario/reader';
import type { ClinicField } from '../scenario/services';
import { PostSlots } from './post-slots';
import type { World } from './world';

/** Slots per WTE and time: the dimension of `perWeek`. */
const SLOTS_PER_WTE: Dimension = [-1, 1, 0, -1, 0];

/** The slots of a clinic in a running world. */
export interface Slots {
  reset(): void;
  /** Slots to publish for a day; asked once for each day, in order. */
  publishable(day: number): number;
  /** Of the `offered` slots of today, booked or not, those that nobody can hold; asked once at the start of the day. */
  lost(day: number, offered: number): number;
  /** Charge the hours of an appointment to somebody who is in. */
  charge(hours: number): void;
}

/** How to build them. */
export interface SlotsSpec {
  build(world: World, id: string): Slots;
}

/**
 * Compile the `slots` of a clinic.
 * @param attendedHours index of the quantity of an attended appointment's ledger hours
 */
export function compileSlots(
  reader: FieldReader,
  path: string,
  field: ClinicField['slots'],
  attendedHours: number,
): SlotsSpec {
  if ('posts' in field) {
    const parts = field.posts.map((entry, i) => ({
      group: reader.postGroup(`${path}.posts.${i}.posts`, entry.posts),
      perWeek: reader.quantity(`${path}.posts.${i}.perWeek`, entry.perWeek, SLOTS_PER_WTE, COUNT),
    }));
    return { build: (world) => new PostSlots(world, parts, attendedHours) };
  }
  const calendar = field.calendar === undefined ? null : reader.calendar(`${path}.calendar`, field.calendar);
  if (typeof field.perDay === 'object') {
    const drawn = reader.distribution(`${path}.perDay.draw`, field.perDay.draw, PERSON, COUNT);
    return { build: (world, id) => new DrawnSlots(world, id, drawn, calendar) };
  }
  const perDay = reader.quantity(`${path}.perDay`, field.perDay, PERSON, COUNT);
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

/** A number of slots drawn for each open day, to the nearest whole number; keyed by clinic and day. */
class DrawnSlots implements Slots {
  private readonly entity: number;
  private readonly purpose: number;

  constructor(
    private readonly world: World,
    id: string,
    private readonly drawn: Distribution,
    private readonly calendar: Calendar | null,
  ) {
    this.entity = hashText(id);
    this.purpose = purposeOf(id, 'slots');
  }

  reset(): void {}

  publishable(day: number): number {
    if (this.calendar !== null && !this.calendar.isOpenDay(day)) return 0;
    return Math.max(0, Math.round(this.drawn.sample(this.world.things.seek(this.entity, day, this.purpose, 0))));
  }

  lost(): number {
    return 0;
  }

  charge(): void {}
}
