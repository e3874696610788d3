/** Who serves at a desk: a number of servers with open hours, or the posts who are in. */
import { WTE } from '../expression/units';
import type { Calendar } from '../events/calendar';
import { LevelTally } from '../results/tally';
import { COUNT, type FieldReader } from '../scenario/reader';
import type { DeskField } from '../scenario/services';
import { INTS, NOTE, TIMES, WORK } from './people';
import type { World } from './world';

const HOURS_PER_DAY = 24;
/** Days within which a calendar's next boundary is looked for: nobody is closed for longer and opens again. */
const BOUNDARY_LIMIT_DAYS = 400;

/** Servers of a compiled desk: either parts of a number, each with its open hours, or post groups. */
export type ServersSpec =
  { parts: { count: number; calendar: Calendar | null }[] } | { groups: number[]; calendar: Calendar | null };

/** Compile the `servers` of a desk. */
export function compileServers(reader: FieldReader, path: string, field: DeskField['servers']): ServersSpec {
  const calendarOf = (at: string, id: string | undefined) =>
    id === undefined ? null : reader.calendar(`${at}.calendar`, id);
  if ('posts' in field) {
    const groups = field.posts.map((id, i) => reader.postGroup(`${path}.posts.${i}`, id));
    return { groups, calendar: calendarOf(path, field.calendar) };
  }
  if ('shifts' in field) {
    const parts = field.shifts.map((shift, i) => {
      const at = `${path}.shifts.${i}`;
      return {
        count: reader.quantity(`${at}.count`, shift.count, WTE, COUNT),
        calendar: calendarOf(at, shift.calendar),
      };
    });
    return { parts };
  }
  const count = reader.quantity(`${path}.count`, field.count, WTE, COUNT);
  return { parts: [{ count, calendar: calendarOf(path, field.calendar) }] };
}

/** A number of servers; each part within its open hours. */
export class CountedServers {
  /** Servers on shift now, those who are away included. */
  rostered = 0;
  private readonly offered: LevelTally;
  /** Next time at which hours begin or end. */
  private readonly next = new Float64Array(1);

  constructor(
    private readonly world: World,
    private readonly parts: readonly { count: number; calendar: Calendar | null }[],
  ) {
    this.offered = new LevelTally(world.clock);
  }

  /** A new replication. */
  reset(): void {
    this.rostered = 0;
    this.offered.reset(0);
    this.next[0] = -1;
  }

  /** Forget what was counted. */
  restart(): void {
    this.offered.restart();
  }

  /** Read who is on shift after a boundary or a change of quantities. */
  refresh(): void {
    const now = this.world.clock[0];
    this.rostered = this.rosteredAt(now);
    this.offered.set(this.rostered);
    if (this.next[0] <= now) this.next[0] = this.boundaryAfter(now);
  }

  /** Whether as many as now stay on shift until this instant. */
  stayUntil(until: number): boolean {
    let time = this.next[0];
    while (time < until) {
      if (this.rosteredAt(time) < this.rostered) return false;
      time = this.boundaryAfter(time);
    }
    return true;
  }

  /** Next time at which hours begin or end, as of the last `refresh`; Infinity when there is none. */
  nextBoundary(): number {
    return this.next[0];
  }

  /** Server-days on shift since the last restart. */
  offeredDays(): number {
    return this.offered.area();
  }

  private rosteredAt(time: number): number {
    let sum = 0;
    for (const { count, calendar } of this.parts) {
      if (calendar === null || calendar.isOpen(time)) sum += Math.round(this.world.quantities.values[count]);
    }
    return sum;
  }

  private boundaryAfter(time: number): number {
    let next = Infinity;
    for (const { calendar } of this.parts)
      if (calendar !== null) next = Math.min(next, calendar.nextBoundary(time, BOUNDARY_LIMIT_DAYS));
    return next;
  }
}

/** The posts who are in today, each until the hours on their ledger are spent; a job's hours are spent when it begins. */
export class PostServers {
  private readonly posts: Int32Array;
  private open = true;
  private found = -1;
  private readonly spent = new Float64Array(1);
  private offeredAtRestart = 0;

  constructor(
    private readonly world: World,
    groups: readonly number[],
    private readonly calendar: Calendar | null,
  ) {
    this.posts = Int32Array.from(groups.flatMap((group) => world.workforce.postsOf(group)));
  }

  /** A new replication. */
  reset(): void {
    this.open = this.calendar === null;
    this.spent[0] = 0;
    this.offeredAtRestart = 0;
  }

  /** Forget what was counted. */
  restart(): void {
    this.spent[0] = 0;
    this.offeredAtRestart = this.given();
  }

  /** Hours begin or end. */
  refresh(): void {
    if (this.calendar !== null) this.open = this.calendar.isOpen(this.world.clock[0]);
  }

  /** Whether a post is free and has hours left. */
  hasFree(): boolean {
    if (!this.open) return false;
    this.found = this.best();
    return this.found >= 0;
  }

  /** Next time at which hours begin or end; Infinity when there is none. */
  nextBoundary(): number {
    return this.calendar === null ? Infinity : this.calendar.nextBoundary(this.world.clock[0], BOUNDARY_LIMIT_DAYS);
  }

  /** The free post with most hours left, as `hasFree` has just found it, takes the person; the hours of the work are spent. */
  take(person: number): void {
    const post = this.found;
    const { ledger } = this.world.workforce;
    const workDays = this.world.people.times[(person << TIMES) + WORK];
    ledger.spend(post, workDays * HOURS_PER_DAY);
    ledger.engaged[post] = 1;
    this.world.people.ints[(person << INTS) + NOTE] = post;
    this.spent[0] += workDays;
  }

  /** The person's post is free again. */
  release(person: number): void {
    this.world.workforce.ledger.engaged[this.world.people.ints[(person << INTS) + NOTE]] = 0;
  }

  /** Ledger hours of these posts since the last restart, as days of 24 hours. */
  offeredDays(): number {
    return this.given() - this.offeredAtRestart;
  }

  /** Ledger hours spent here since the last restart, as days of 24 hours. */
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
