/**
 * Pooled staff who work items off one at a time; any queueing station can be written as one. Servers are a number
 * (possibly with open hours), or the posts who are in today, each until the hours on their ledger are spent.
 */
import { hashText } from '../random/key';
import { purposeOf } from '../random/keyed-draws';
import { REGISTER } from '../random/register';
import type { FieldReader } from '../scenario/reader';
import type { DeskField } from '../scenario/services';
import { Becomings } from './desk-becoming';
import { BECOMES, BOUNDARY, END, GIVES_UP, NEW, RETURNS, SAME_INSTANT, STARTED } from './desk-events';
import { DeskOrder } from './desk-order';
import { readDeskSpec, type DeskSpec } from './desk-spec';
import { Staffing } from './desk-staffing';
import { placeAtStart } from './desk-start';
import { interruptForWaiting, stopBeyondCapacity } from './desk-stops';
import { DeskTallies } from './desk-tallies';
import { ARRIVED_AT, ENDING, INTS, RANK, STARTED_AT, TAG, TIMER, TIMES, WORK } from './people';
import { remainingTime } from './remaining-time';
import { pick } from './routes';
import { Service } from './service';
import { WaitingLine } from './waiting-line';
import type { World } from './world';

/** Compile a desk. @returns how to build it in a world */
export function compileDesk(
  reader: FieldReader,
  id: string,
  index: number,
  field: DeskField,
): (world: World) => Service {
  const spec = readDeskSpec(reader, `services.${id}`, field);
  return (world) => new Desk(world, index, id, spec);
}

/** A desk in a running world. */
export class Desk extends Service {
  /** Those who wait. */
  readonly line: WaitingLine;
  /** Those in service, by rank where ranks interrupt; kept only where work can be stopped. */
  readonly serving: WaitingLine;
  /** Those whose work was suspended at the end of a shift, in the order in which it began. */
  readonly suspended: WaitingLine;
  readonly staffing: Staffing;
  readonly tallies: DeskTallies;
  private readonly becomings: Becomings | null;
  private readonly order: DeskOrder;
  /** Whether a server who is done goes straight on with the next in line, whoever that is and however long it takes. */
  private readonly goesStraightOn: boolean;
  private readonly keepsServing: boolean;
  private readonly checksEnd: boolean;
  readonly serviceDraw: number;
  private readonly patienceDraw: number;
  /** Key of people who are there at the start. */
  readonly startEntity: number;

  constructor(
    world: World,
    index: number,
    id: string,
    readonly spec: DeskSpec,
  ) {
    super(world, index, id);
    const { shiftEnd, interruptingRanks, priority } = spec;
    this.line = new WaitingLine(world.people, priority.ranks);
    this.serving = new WaitingLine(world.people, interruptingRanks > 0 ? priority.ranks : 1);
    this.suspended = new WaitingLine(world.people, 1);
    this.order = new DeskOrder(world, id, spec);
    this.keepsServing = shiftEnd === 'suspend' || shiftEnd === 'handOver' || interruptingRanks > 0;
    this.checksEnd = shiftEnd === 'doNotStart';
    this.staffing = new Staffing(world, index, id, spec);
    this.goesStraightOn = this.staffing.areSimple && !this.keepsServing && !this.checksEnd;
    this.becomings = spec.becomes === null ? null : new Becomings(this, spec.becomes);
    this.tallies = new DeskTallies(world, id, spec);
    this.serviceDraw = purposeOf(id, 'service');
    this.patienceDraw = purposeOf(id, 'patience');
    this.startEntity = hashText(`start:${id}`);
  }

  override reset(): void {
    this.line.clear();
    this.serving.clear();
    this.suspended.clear();
    this.order.reset();
    this.staffing.reset();
    this.tallies.reset();
  }

  override begin(): void {
    this.order.refresh();
    this.staffing.refresh();
    if (this.spec.start !== null) placeAtStart(this, this.spec.start);
    this.boundary();
  }

  override arrive(person: number): void {
    const { spec, world } = this;
    this.tallies.arrived();
    if (spec.room >= 0 && this.inside() >= Math.round(world.quantities.values[spec.room])) {
      this.tallies.turnedAway();
      if (world.trace !== null) world.tell(person, this.index, 'finds no room and is sent on');
      world.follow(person, spec.fullTo!);
      return;
    }
    const isFree = this.staffing.hasFree(this.staffing.busy);
    if (isFree && this.line.length === 0 && this.suspended.length === 0) {
      this.drawWork(person);
      if (!this.checksEnd || this.canEnd(world.people.times[(person << TIMES) + WORK])) {
        world.people.ints[(person << INTS) + TAG] = STARTED;
        this.tallies.waited(person, true);
        this.startWork(person);
        return;
      }
    }
    const rank = this.joinLine(person);
    if (world.trace !== null)
      world.tell(person, this.index, 'waits: no server is free for this person', this.line.ahead(person));
    if (isFree) this.startWaiting();
    if (rank < spec.interruptingRanks && world.people.ints[(person << INTS) + TAG] === NEW) interruptForWaiting(this);
    // Only who is still waiting needs timers: nobody gives up or changes once work has begun.
    if (world.people.ints[(person << INTS) + TAG] === NEW) this.watchWaiting(person);
  }

  override handle(what: number, subject: number): void {
    if (what === END) this.end(subject);
    else if (what === GIVES_UP) this.giveUp(subject);
    else if (what === BOUNDARY) this.boundary();
    else if (what === BECOMES) this.becomings!.change(subject);
    else if (what === RETURNS) {
      this.staffing.comeBack(subject);
      this.startWaiting();
    } else {
      this.staffing.absences!.endSpell(subject);
      this.staffing.refresh();
      this.fitToCapacity();
    }
  }

  override planSession(_day: number): void {
    // Posts have a new day's hours.
    this.startWaiting();
  }

  override quantitiesChanged(): void {
    this.tallies.readTargets();
    this.order.refresh();
    this.staffing.refresh();
    this.fitToCapacity();
  }

  override restart(): void {
    this.tallies.restart();
    this.staffing.restart();
  }

  override endStep(step: number): void {
    this.tallies.endStep(step);
  }

  override inside(): number {
    return this.line.length + this.staffing.busy + this.suspended.length;
  }

  override collect(values: Float64Array, histograms: Float64Array): void {
    const { line, tallies, world } = this;
    tallies.beginEnd();
    for (let person = line.first(); person >= 0; person = line.after(person))
      if (world.people.ints[(person << INTS) + TAG] !== STARTED) tallies.waitingAtEnd(person);
    tallies.collect(values, histograms, this.staffing);
  }

  /** The person joins the line behind everybody of the same rank. @returns the rank */
  joinLine(person: number): number {
    const rank = this.rankOf(person);
    this.world.people.ints[(person << INTS) + TAG] = NEW;
    this.line.join(person, rank);
    this.tallies.queue.add(1);
    return rank;
  }

  /** The person's rank by what is known of them now. */
  rankOf(person: number): number {
    const { attribute, rankOf } = this.spec.priority;
    const { people } = this.world;
    return attribute < 0 ? 0 : rankOf[people.attributes[person * people.attributeCount + attribute]];
  }

  /** Work begins or goes on, as many days of it as `people.work` says are left. The person stands in no line. */
  startWork(person: number): void {
    this.staffing.take(person);
    this.tallies.working.add(1);
    if (this.keepsServing) this.serving.join(person, this.serving.ranks === 1 ? 0 : this.rankOf(person));
    this.scheduleEnd(person);
  }

  private scheduleEnd(person: number): void {
    const { world } = this;
    const { people } = world;
    const now = world.clock[0];
    people.times[(person << TIMES) + STARTED_AT] = now;
    world.events.when[0] = now + people.times[(person << TIMES) + WORK];
    people.ints[(person << INTS) + ENDING] = this.scheduleAtWhen(END, person);
    if (world.trace !== null) world.note(person, this.index, 'starts');
  }

  /** The person has begun before the run: work goes on where there is a server, or is suspended. */
  goOn(person: number, work: number): void {
    this.world.people.ints[(person << INTS) + TAG] = STARTED;
    this.world.people.times[(person << TIMES) + WORK] = work;
    if (this.staffing.hasFree(this.staffing.busy)) this.startWork(person);
    else {
      this.suspended.join(person, 0);
      this.tallies.resting.add(1);
    }
  }

  /** Work of the person is suspended and goes on before that of those who began later. */
  suspend(person: number): void {
    this.suspended.joinAtHead(person, 0);
    this.tallies.resting.add(1);
  }

  /** Timers of somebody who waits. */
  watchWaiting(person: number): void {
    const { spec, world } = this;
    const { people } = world;
    // More than 0 only for those who waited before the run.
    const waited = world.clock[0] - people.times[(person << TIMES) + ARRIVED_AT];
    if (spec.patience !== null) {
      const patience = pick(spec.patience, people, person);
      if (waited > 0) REGISTER[0] = remainingTime(patience, waited, world.draws.uniform(person, this.patienceDraw));
      else world.draws.sampleInPlace(person, this.patienceDraw, patience);
      world.events.when[0] = world.clock[0] + REGISTER[0];
      people.ints[(person << INTS) + TIMER] = this.scheduleAtWhen(GIVES_UP, person);
    }
    if (this.becomings !== null) this.becomings.watch(person, waited);
  }

  /** Let as many as possible begin: those with suspended work first, then the line. */
  startWaiting(): void {
    const { line, suspended } = this;
    while (line.length + suspended.length > 0 && this.staffing.hasFree(this.staffing.busy)) {
      if (suspended.length > 0 && !this.goesBeforeSuspended(line.first())) {
        const person = suspended.take('first', 0);
        this.tallies.resting.add(-1);
        this.startWork(person);
      } else if (!this.startNext()) return;
    }
    if (this.spec.absence !== null && line.length + suspended.length === 0) this.staffing.sendIdle();
  }

  /** The next in line begins. @returns false when that one cannot, and waits */
  private startNext(): boolean {
    const person = this.order.next(this.line);
    if (!this.couldEnd(person)) return false;
    this.leaveLine(person);
    this.startWork(person);
    return true;
  }

  /** The person leaves the line, for work begins. */
  private leaveLine(person: number): void {
    const { people, events } = this.world;
    this.line.leave(person);
    this.tallies.queue.add(-1);
    const at = person << INTS;
    if (people.ints[at + TAG] === STARTED) return;
    people.ints[at + TAG] = STARTED;
    this.tallies.waited(person, true);
    if (people.ints[at + TIMER] >= 0) {
      events.cancel(people.ints[at + TIMER]);
      people.ints[at + TIMER] = -1;
    }
    if (this.becomings !== null) this.becomings.forget(person);
  }

  /** Whether the first in line may go before those whose work is suspended: only by a rank that would interrupt them. */
  private goesBeforeSuspended(head: number): boolean {
    if (this.spec.interruptingRanks === 0 || head < 0) return false;
    const rank = this.world.people.ints[(head << INTS) + RANK];
    return rank < this.spec.interruptingRanks && rank < this.rankOf(this.suspended.first());
  }

  /** Whether work that begins now ends before servers leave. */
  canEnd(work: number): boolean {
    return this.staffing.stayUntil(this.world.clock[0] + work - SAME_INSTANT);
  }

  /** Whether work of a person in line, who is told how much it is, may begin now by the shift-end rule. */
  couldEnd(person: number): boolean {
    if (this.world.people.ints[(person << INTS) + TAG] === NEW) this.drawWork(person);
    return !this.checksEnd || this.canEnd(this.world.people.times[(person << TIMES) + WORK]);
  }

  /** The work of a person who has not begun. */
  private drawWork(person: number): void {
    const { draws, people } = this.world;
    draws.sampleInPlace(person, this.serviceDraw, pick(this.spec.service, people, person));
    people.times[(person << TIMES) + WORK] = REGISTER[0];
  }

  /** Work ends; the person moves on. */
  end(person: number): void {
    const { line, staffing, world } = this;
    world.people.ints[(person << INTS) + ENDING] = -1;
    this.tallies.served(person);
    if (world.trace !== null) world.note(person, this.index, 'ends');
    // The server takes the next in line before the person who ended moves on, who may come back to this line.
    const isNextInLine = line.length > 0 && this.suspended.length === 0 && staffing.busy <= staffing.capacity;
    if (this.goesStraightOn && isNextInLine) {
      // As many are at work as before: nothing to count, nobody to ask.
      const next = this.order.next(line);
      this.drawWork(next);
      this.leaveLine(next);
      this.scheduleEnd(next);
    } else {
      this.leaveWork(person);
      this.startWaiting();
    }
    world.follow(person, this.spec.to);
  }

  private giveUp(person: number): void {
    const { world } = this;
    world.people.ints[(person << INTS) + TIMER] = -1;
    if (this.becomings !== null) this.becomings.forget(person);
    this.line.leave(person);
    this.tallies.queue.add(-1);
    this.tallies.waited(person, false);
    if (world.trace !== null) world.note(person, this.index, 'gives up');
    world.follow(person, this.spec.patienceTo!);
  }

  private leaveWork(person: number): void {
    if (this.keepsServing) this.serving.leave(person);
    this.staffing.release(person);
    this.tallies.working.add(-1);
  }

  /** Work stops before its end; what is left of it is kept. */
  stopWork(person: number, how: string): void {
    const { world } = this;
    const { people } = world;
    world.events.cancel(people.ints[(person << INTS) + ENDING]);
    people.ints[(person << INTS) + ENDING] = -1;
    people.times[(person << TIMES) + WORK] -= world.clock[0] - people.times[(person << TIMES) + STARTED_AT];
    this.leaveWork(person);
    if (world.trace !== null) world.note(person, this.index, how);
  }

  /** Back to the head of one's rank, with work begun; to the place by date where priority grows with waiting. */
  joinAtHead(person: number): void {
    const rank = this.rankOf(person);
    if (this.spec.growth === null) this.line.joinAtHead(person, rank);
    else this.line.joinByDate(person, rank, ARRIVED_AT);
    this.tallies.queue.add(1);
  }

  /** Open hours begin or end. */
  private boundary(): void {
    this.staffing.refresh();
    const next = this.staffing.nextBoundary();
    if (next < Infinity) this.world.schedule(next, this.index, BOUNDARY, 0);
    this.fitToCapacity();
  }

  /** After a change of capacity: work stops where the rule says so, or begins where there is room. */
  private fitToCapacity(): void {
    if (this.staffing.busy > this.staffing.capacity) stopBeyondCapacity(this);
    this.startWaiting();
    if (this.spec.interruptingRanks > 0) interruptForWaiting(this);
  }
}
