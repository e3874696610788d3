/**
 * Pooled staff who work items off one at a time; any queueing station can be written as one. Servers are a number
 * (possibly with open hours), or the posts who are in today, each until the hours on their ledger are spent.
 */
import { PERSON, TIME } from '../expression/units';
import type { Distribution } from '../random/distribution';
import { purposeOf } from '../random/keyed-draws';
import { COUNT, type CompiledCase, type FieldReader } from '../scenario/reader';
import { type CompiledPriority } from '../scenario/reference-reader';
import type { DeskField } from '../scenario/services';
import { DeskTallies } from './desk-tallies';
import { compileRoute, pick, type Route } from './routes';
import { compileServers, type Servers, type ServersSpec } from './servers';
import { Service } from './service';
import { WaitingLine } from './waiting-line';
import type { World } from './world';

const END = 0;
const GIVES_UP = 1;
const BOUNDARY = 2;
/** Days within which two times that were added up differently are the same: a ten-thousandth of a second. */
const SAME_INSTANT = 1e-9;

/** People's `tag` at a desk: how far they are. */
const NEW = 0;
const STARTED = 1;

/** A compiled desk. */
export interface DeskSpec {
  title: string;
  waitBinDays: number;
  targets: number[];
  servers: ServersSpec;
  service: CompiledCase<Distribution>[];
  order: DeskField['order'];
  priority: CompiledPriority;
  patience: CompiledCase<Distribution>[] | null;
  patienceTo: Route | null;
  room: number;
  fullTo: Route | null;
  shiftEnd: DeskField['shiftEnd'];
  to: Route;
}

/** Compile a desk. @returns how to build it in a world */
export function compileDesk(
  reader: FieldReader,
  id: string,
  index: number,
  field: DeskField,
): (world: World) => Service {
  const path = `services.${id}`;
  const distribution = reader.distribution.bind(reader);
  const spec: DeskSpec = {
    title: field.title,
    waitBinDays: field.waitBinDays ?? 1 / 24,
    targets: (field.waitTargets ?? []).map((target, i) => reader.quantity(`${path}.waitTargets.${i}`, target, TIME)),
    servers: compileServers(reader, `${path}.servers`, field.servers),
    service: reader.cases(`${path}.service`, field.service, distribution),
    order: field.order,
    priority: reader.priority(`${path}.priority`, field.priority),
    patience: field.patience === undefined ? null : reader.cases(`${path}.patience`, field.patience, distribution),
    patienceTo: field.patienceTo === undefined ? null : compileRoute(reader, `${path}.patienceTo`, field.patienceTo),
    room: field.room === undefined ? -1 : reader.quantity(`${path}.room`, field.room, PERSON, COUNT),
    fullTo: field.fullTo === undefined ? null : compileRoute(reader, `${path}.fullTo`, field.fullTo),
    shiftEnd: field.shiftEnd,
    to: compileRoute(reader, `${path}.to`, field.to),
  };
  if ((spec.patience === null) !== (spec.patienceTo === null))
    reader.fail(
      'patience',
      path,
      'patience and patienceTo belong together: say how long people wait and where they go then.',
    );
  if (spec.room < 0 !== (spec.fullTo === null))
    reader.fail('room', path, 'room and fullTo belong together: say how many fit and where the others go.');
  if ('posts' in field.servers && field.shiftEnd !== 'finish')
    reader.fail(
      'shift-end',
      `${path}.shiftEnd`,
      `posts finish what they have begun; "${field.shiftEnd}" needs servers as a count or shifts.`,
    );
  return (world) => new Desk(world, index, id, spec);
}

/** A desk in a running world. */
class Desk extends Service {
  private readonly line: WaitingLine;
  private readonly serving: WaitingLine;
  private readonly suspended: WaitingLine;
  private readonly servers: Servers;
  private readonly tallies: DeskTallies;
  private readonly serviceDraw: number;
  private readonly patienceDraw: number;
  private readonly orderDraw: number;
  private orderDraws = 0;
  private busy = 0;

  constructor(
    world: World,
    index: number,
    id: string,
    private readonly spec: DeskSpec,
  ) {
    super(world, index, id);
    this.line = new WaitingLine(world.people, spec.priority.ranks);
    this.serving = new WaitingLine(world.people, 1);
    this.suspended = new WaitingLine(world.people, 1);
    this.servers = spec.servers.build(world);
    this.tallies = new DeskTallies(world, id, spec);
    this.serviceDraw = purposeOf(id, 'service');
    this.patienceDraw = purposeOf(id, 'patience');
    this.orderDraw = purposeOf(id, 'order');
  }

  override reset(): void {
    this.line.clear();
    this.serving.clear();
    this.suspended.clear();
    this.busy = 0;
    this.orderDraws = 0;
    this.servers.reset();
    this.tallies.reset();
  }

  override begin(): void {
    this.boundary();
  }

  override arrive(person: number): void {
    const { spec, world } = this;
    this.tallies.arrived();
    if (spec.room >= 0 && this.inside() >= Math.round(world.quantities.values[spec.room])) {
      this.tallies.turnedAway();
      world.follow(person, spec.fullTo!);
      return;
    }
    world.people.tag[person] = NEW;
    const { attribute, rankOf } = spec.priority;
    const rank = attribute < 0 ? 0 : rankOf[world.people.attributes[person * world.people.attributeCount + attribute]];
    this.line.join(person, rank);
    this.tallies.queue.add(1);
    this.tallies.inSystem.add(1);
    this.startWaiting();
    // Only who is still waiting needs a timer: nobody gives up in service.
    if (spec.patience !== null && world.people.tag[person] === NEW) {
      const patience = world.draws.sample(person, this.patienceDraw, pick(spec.patience, world.people, person));
      world.people.timer[person] = world.schedule(world.clock[0] + patience, this.index, GIVES_UP, person);
    }
  }

  override handle(what: number, subject: number): void {
    if (what === END) this.end(subject);
    else if (what === GIVES_UP) this.giveUp(subject);
    else this.boundary();
  }

  override planSession(_day: number): void {
    // Posts have a new day's hours.
    this.startWaiting();
  }

  override quantitiesChanged(): void {
    this.tallies.readTargets();
    this.servers.refresh();
    this.fitToCapacity();
  }

  override restart(): void {
    this.tallies.restart();
    this.servers.restart();
  }

  override endStep(step: number): void {
    this.tallies.endStep(step);
  }

  override inside(): number {
    return this.line.length + this.busy + this.suspended.length;
  }

  override collect(values: Float64Array, histograms: Float64Array): void {
    this.tallies.collect(values, histograms, this.servers);
  }

  /** Let as many as possible begin: those with suspended work first, then the line. */
  private startWaiting(): void {
    const { line, spec, world, servers } = this;
    while (servers.hasFree(this.busy)) {
      if (this.suspended.length > 0) {
        const person = this.suspended.take('first', 0);
        this.startWork(person, world.people.work[person]);
        continue;
      }
      if (line.length === 0) return;
      if (spec.shiftEnd === 'doNotStart') {
        const head = line.first();
        if (world.clock[0] + this.workOf(head) > servers.holdsUntil() + SAME_INSTANT) return;
      }
      const uniform =
        spec.order === 'random' && line.length > 1
          ? world.things.uniformOf(this.orderDraw, this.orderDraws++, 0, 0)
          : 0;
      const person = line.take(spec.order, uniform);
      this.tallies.queue.add(-1);
      const work = this.workOf(person);
      if (world.people.tag[person] === NEW) {
        this.tallies.waited(person, true);
        world.people.tag[person] = STARTED;
        if (world.people.timer[person] >= 0) {
          world.events.cancel(world.people.timer[person]);
          world.people.timer[person] = -1;
        }
      }
      this.startWork(person, work);
    }
  }

  /** Work of a person who has not begun; what is left of it for one who was handed over. */
  private workOf(person: number): number {
    const { people, draws } = this.world;
    if (people.tag[person] === STARTED) return people.work[person];
    return draws.sample(person, this.serviceDraw, pick(this.spec.service, people, person));
  }

  private startWork(person: number, work: number): void {
    const { people } = this.world;
    people.work[person] = work;
    people.startedAt[person] = this.world.clock[0];
    this.busy++;
    this.tallies.working.add(1);
    this.servers.take(person, work);
    this.serving.join(person, 0);
    people.ending[person] = this.world.schedule(this.world.clock[0] + work, this.index, END, person);
    if (this.world.trace !== null) this.world.note(person, this.index, 'starts');
  }

  private end(person: number): void {
    const { people } = this.world;
    people.ending[person] = -1;
    this.serving.leave(person);
    this.busy--;
    this.tallies.working.add(-1);
    this.servers.release(person);
    this.tallies.inSystem.add(-1);
    this.tallies.served(person);
    if (this.world.trace !== null) this.world.note(person, this.index, 'ends');
    // The server takes the next in line before the person who ended moves on, who may come back to this line.
    this.startWaiting();
    this.world.follow(person, this.spec.to);
  }

  private giveUp(person: number): void {
    this.world.people.timer[person] = -1;
    this.line.leave(person);
    this.tallies.queue.add(-1);
    this.tallies.inSystem.add(-1);
    this.tallies.waited(person, false);
    if (this.world.trace !== null) this.world.note(person, this.index, 'gives up');
    this.world.follow(person, this.spec.patienceTo!);
  }

  /** Open hours begin or end. */
  private boundary(): void {
    this.servers.refresh();
    const next = this.servers.nextBoundary();
    if (next < Infinity) this.world.schedule(next, this.index, BOUNDARY, 0);
    this.fitToCapacity();
  }

  /** After a change of capacity: the shift-end rule for those beyond it, or starts when there is room. */
  private fitToCapacity(): void {
    const { spec, servers } = this;
    if (spec.shiftEnd === 'suspend' || spec.shiftEnd === 'handOver') {
      if (servers.isOver(this.busy)) this.endWhatIsDone();
      while (servers.isOver(this.busy)) {
        const person = this.serving.take('last', 0);
        this.interrupt(person);
        if (spec.shiftEnd === 'suspend') this.suspended.joinAtHead(person, 0);
        else {
          const { attribute, rankOf } = spec.priority;
          const { people } = this.world;
          this.line.joinAtHead(
            person,
            attribute < 0 ? 0 : rankOf[people.attributes[person * people.attributeCount + attribute]],
          );
          this.tallies.queue.add(1);
        }
      }
    }
    this.startWaiting();
  }

  /** Work that ends at this very instant is finished, not interrupted with nothing left. */
  private endWhatIsDone(): void {
    const { people, events, clock } = this.world;
    for (let person = this.serving.first(); person >= 0;) {
      const next = this.serving.after(person);
      if (events.timeOf(people.ending[person]) <= clock[0] + SAME_INSTANT) {
        events.cancel(people.ending[person]);
        this.end(person);
      }
      person = next;
    }
  }

  private interrupt(person: number): void {
    const { world } = this;
    const { people } = world;
    world.events.cancel(people.ending[person]);
    people.ending[person] = -1;
    people.work[person] -= world.clock[0] - people.startedAt[person];
    this.busy--;
    this.tallies.working.add(-1);
    this.servers.release(person);
    if (world.trace !== null) world.note(person, this.index, 'stops');
  }
}
