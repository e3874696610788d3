/** Who can work at a desk now: servers on shift, less those who are away, or the posts who have hours left. */
import { LevelTally } from '../results/tally';
import { Absences } from './desk-absence';
import type { DeskSpec } from './desk-spec';
import { CountedServers, PostServers } from './servers';
import type { World } from './world';

/** Capacity of posts, who are asked one by one. */
const NO_LIMIT = 0x3fffffff;

/** The staff of one desk in a running world. */
export class Staffing {
  /** Servers at work now. */
  busy = 0;
  /** Servers who may work now: on shift and not away in a spell. */
  capacity = 0;
  readonly absences: Absences | null;
  private readonly counted: CountedServers | null = null;
  private readonly posts: PostServers | null = null;
  /** Servers at work or free to work: on shift, less absences, plus overtime. */
  private readonly present: LevelTally;

  /**
   * @param index of the desk among the services
   * @param id of the desk
   */
  constructor(world: World, index: number, id: string, spec: DeskSpec) {
    const { servers, absence } = spec;
    if ('parts' in servers) this.counted = new CountedServers(world, servers.parts);
    else this.posts = new PostServers(world, servers.groups, servers.calendar);
    this.absences = absence === null ? null : new Absences(world, index, id, absence);
    this.present = new LevelTally(world.clock);
  }

  /** A new replication. */
  reset(): void {
    this.busy = 0;
    this.capacity = 0;
    this.counted?.reset();
    this.posts?.reset();
    this.absences?.reset();
    this.present.reset(0);
  }

  /** Forget what was counted. */
  restart(): void {
    this.counted?.restart();
    this.posts?.restart();
    this.absences?.restart();
    this.present.restart();
  }

  /** Whether another could begin if so many were at work. */
  hasFree(busy: number): boolean {
    if (this.posts !== null) return this.posts.hasFree();
    return busy + (this.absences === null ? 0 : this.absences.betweenJobs) < this.capacity;
  }

  /** Whether servers come and go with open hours only: one who is done may go straight on with the next in line. */
  get areSimple(): boolean {
    return this.posts === null && this.absences === null;
  }

  /** Somebody takes a person. */
  take(person: number): void {
    this.busy++;
    if (this.posts !== null) this.posts.take(person);
  }

  /** Whoever works with the person is free, or goes where overtime ends. */
  release(person: number): void {
    this.busy--;
    if (this.posts !== null) this.posts.release(person);
    else if (this.busy >= this.capacity) this.countPresent();
  }

  /** Whether as many as now stay on shift until this instant. */
  stayUntil(until: number): boolean {
    return this.counted === null || this.counted.stayUntil(until);
  }

  /** Next time at which hours begin or end; Infinity when there is none. */
  nextBoundary(): number {
    return this.posts !== null ? this.posts.nextBoundary() : this.counted!.nextBoundary();
  }

  /** Read who may work now, after hours began or ended, a spell, or a change of quantities. */
  refresh(): void {
    if (this.posts !== null) {
      this.posts.refresh();
      this.capacity = NO_LIMIT;
      return;
    }
    const counted = this.counted!;
    counted.refresh();
    this.capacity = counted.rostered;
    if (this.absences !== null) {
      this.capacity -= this.absences.awayAmong(counted.rostered);
      this.absences.endBeyond(Math.max(0, this.capacity - this.busy));
    }
    this.countPresent();
  }

  /** Nobody waits: servers who are free may go away for a while. */
  sendIdle(): void {
    if (this.absences?.sendIdle(this.capacity - this.busy) === true) this.countPresent();
  }

  /** A server is back from between jobs. */
  comeBack(place: number): void {
    this.absences!.comeBack(place);
    this.countPresent();
  }

  /** Time at work ÷ time on shift; for posts, ledger hours spent here ÷ ledger hours of these posts. */
  utilisation(workedDays: number): number {
    return this.posts !== null
      ? this.posts.spentDays() / this.posts.offeredDays()
      : workedDays / this.counted!.offeredDays();
  }

  /** Time at work ÷ time present; for posts the same as `utilisation`, since hours beyond a day's are paid back. */
  utilisationWorked(workedDays: number): number {
    return this.posts !== null ? this.utilisation(workedDays) : workedDays / this.present.area();
  }

  private countPresent(): void {
    const present = this.capacity - (this.absences === null ? 0 : this.absences.betweenJobs);
    this.present.set(this.busy > present ? this.busy : present);
  }
}
