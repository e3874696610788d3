/** Who serves at a desk: a number of servers with open hours, or the posts who are in. */
import { WTE } from '../expression/units';
import type { Calendar } from '../events/calendar';
import { LevelTally } from '../results/tally';
import { COUNT, type FieldReader } from '../scenario/reader';
import type { DeskField } from '../scenario/services';
import type { World } from './world';

const HOURS_PER_DAY = 24;

/** Servers of a desk in a running world. */
export interface Servers {
  reset(): void;
  restart(): void;
  /** Read capacity again after a boundary or a change of quantities. */
  refresh(): void;
  /** Whether another job can begin while `busy` are at work. */
  hasFree(busy: number): boolean;
  /** Whether more are at work than there are servers. */
  isOver(busy: number): boolean;
  /** The servers that are free now stay until this time. */
  holdsUntil(): number;
  /** Next time at which hours begin or end. */
  nextBoundary(): number;
  take(person: number, workDays: number): void;
  release(person: number): void;
  /** Server-days on offer since the last restart; for posts, days of 24 ledger hours. */
  offeredDays(): number;
  /** Ledger hours spent since the last restart, as days of 24 hours; −1 where time at work is what counts. */
  spentDays(): number;
}

/** How to build them. */
export interface ServersSpec {
  build(world: World): Servers;
}

/** Compile the `servers` of a desk. */
export function compileServers(reader: FieldReader, path: string, field: DeskField['servers']): ServersSpec {
  if ('posts' in field) {
    const groups = field.posts.map((id, i) => reader.postGroup(`${path}.posts.${i}`, id));
    const calendar = field.calendar === undefined ? null : reader.calendar(`${path}.calendar`, field.calendar);
    return { build: (world) => new PostServers(world, groups, calendar) };
  }
  const shifts = 'shifts' in field ? field.shifts : [field];
  const parts = shifts.map((shift, i) => ({
    count: reader.quantity('shifts' in field ? `${path}.shifts.${i}.count` : `${path}.count`, shift.count, WTE, COUNT),
    calendar: shift.calendar === undefined ? null : reader.calendar(`${path}.calendar`, shift.calendar),
  }));
  return { build: (world) => new CountedServers(world, parts) };
}

/** A number of servers; each part within its open hours. */
class CountedServers implements Servers {
  private capacity = 0;
  private readonly offered: LevelTally;

  constructor(
    private readonly world: World,
    private readonly parts: { count: number; calendar: Calendar | null }[],
  ) {
    this.offered = new LevelTally(world.clock);
  }

  reset(): void {
    this.capacity = 0;
    this.offered.reset(0);
  }

  restart(): void {
    this.offered.restart();
  }

  refresh(): void {
    this.capacity = this.capacityAt(this.world.clock[0]);
    this.offered.set(this.capacity);
  }

  hasFree(busy: number): boolean {
    return busy < this.capacity;
  }

  isOver(busy: number): boolean {
    return busy > this.capacity;
  }

  holdsUntil(): number {
    let time = this.world.clock[0];
    for (;;) {
      time = this.boundaryAfter(time);
      if (time === Infinity || this.capacityAt(time) < this.capacity) return time;
    }
  }

  nextBoundary(): number {
    return this.boundaryAfter(this.world.clock[0]);
  }

  take(): void {}
  release(): void {}

  offeredDays(): number {
    return this.offered.area();
  }

  spentDays(): number {
    return -1;
  }

  private capacityAt(time: number): number {
    let sum = 0;
    for (const { count, calendar } of this.parts) {
      if (calendar === null || calendar.isOpen(time)) sum += Math.round(this.world.quantities.values[count]);
    }
    return sum;
  }

  private boundaryAfter(time: number): number {
    let next = Infinity;
    for (const { calendar } of this.parts)
      if (calendar !== null) next = Math.min(next, calendar.nextBoundary(time, 40));
    return next;
  }
}

/** The posts who are in today, each until the hours on their ledger are spent; a job's hours are spent when it begins. */
class PostServers implements Servers {
  private readonly posts: Int32Array;
  private open = true;
  private readonly spent = new Float64Array(1);
  private offeredAtRestart = 0;

  constructor(
    private readonly world: World,
    groups: readonly number[],
    private readonly calendar: Calendar | null,
  ) {
    this.posts = Int32Array.from(groups.flatMap((group) => world.workforce.postsOf(group)));
  }

  reset(): void {
    this.open = this.calendar === null;
    this.spent[0] = 0;
    this.offeredAtRestart = 0;
  }

  restart(): void {
    this.spent[0] = 0;
    this.offeredAtRestart = this.given();
  }

  refresh(): void {
    if (this.calendar !== null) this.open = this.calendar.isOpen(this.world.clock[0]);
  }

  hasFree(): boolean {
    return this.open && this.best() >= 0;
  }

  isOver(): boolean {
    return false;
  }

  holdsUntil(): number {
    return Infinity;
  }

  nextBoundary(): number {
    return this.calendar === null ? Infinity : this.calendar.nextBoundary(this.world.clock[0], 40);
  }

  take(person: number, workDays: number): void {
    const post = this.best();
    const { ledger } = this.world.workforce;
    ledger.spend(post, workDays * HOURS_PER_DAY);
    ledger.engaged[post] = 1;
    this.world.people.note[person] = post;
    this.spent[0] += workDays;
  }

  release(person: number): void {
    this.world.workforce.ledger.engaged[this.world.people.note[person]] = 0;
  }

  offeredDays(): number {
    return this.given() - this.offeredAtRestart;
  }

  spentDays(): number {
    return this.spent[0];
  }

  /** The free post with most hours left, or −1. */
  private best(): number {
    const { left, engaged } = this.world.workforce.ledger;
    let best = -1;
    for (let i = 0; i < this.posts.length; i++) {
      const post = this.posts[i];
      if (engaged[post] === 0 && left[post] > 0 && (best < 0 || left[post] > left[best])) best = post;
    }
    return best;
  }

  private given(): number {
    let hours = 0;
    for (let i = 0; i < this.posts.length; i++) hours += this.world.workforce.ledger.given[this.posts[i]];
    return hours / HOURS_PER_DAY;
  }
}
