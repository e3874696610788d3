/**
 * Bookable slots, such as initial assessments (rule 3): people are booked or listed on arrival, face hazards while they
 * wait, and are seen at the appointment or miss it.
 */
import { hashText } from '../random/key';
import { purposeOf } from '../random/keyed-draws';
import type { FieldReader } from '../scenario/reader';
import type { ClinicField } from '../scenario/services';
import { Bookings } from './bookings';
import { compileClinicSpec, type ClinicSpec } from './clinic-spec';
import { ClinicTallies } from './clinic-tallies';
import { applyMix } from './mix';
import { ARRIVED_AT, ENDING, INTS, NEXT, RANK, REFERRED_AT, TAG, TIMES } from './people';
import { pick, type Route } from './routes';
import { Service } from './service';
import type { Slots } from './slots';
import { WaitingHazard } from './waiting-hazard';
import type { World } from './world';

const SESSION = 0;
const LEAVES = 1;
const TURNS = 2;
const APPOINTMENT = 3;
const HOURS_PER_DAY = 24;

/** Compile a clinic. @returns how to build it in a world */
export function compileClinic(
  reader: FieldReader,
  id: string,
  index: number,
  field: ClinicField,
): (world: World) => Service {
  const spec = compileClinicSpec(reader, id, field);
  return (world) => new Clinic(world, index, id, spec);
}

/** A clinic in a running world. */
export class Clinic extends Service {
  private readonly bookings: Bookings;
  private readonly slots: Slots;
  readonly tallies: ClinicTallies;
  private readonly leaves: WaitingHazard;
  private readonly turns: WaitingHazard | null;
  private readonly missedDraw: number;
  private readonly rebookDraw: number;
  private readonly startEntity: number;
  private waiting = 0;
  private readonly retimeLeaving = (person: number): void => this.leaves.retime(person);
  private readonly retimeTurning = (person: number): void => this.turns!.retime(person);

  constructor(
    world: World,
    index: number,
    id: string,
    private readonly spec: ClinicSpec,
  ) {
    super(world, index, id);
    this.slots = spec.slots.build(world, id);
    this.tallies = new ClinicTallies(world, id, spec);
    this.bookings = new Bookings(world, index, spec, this.slots, this.tallies);
    this.leaves = new WaitingHazard(
      world,
      [{ when: [], value: spec.leaves.hazard }],
      purposeOf(id, 'leaves'),
      index,
      LEAVES,
      'first',
    );
    this.turns =
      spec.turns.length === 0
        ? null
        : new WaitingHazard(world, spec.turns[0].hazard, spec.turns[0].purpose, index, TURNS, 'second');
    this.missedDraw = purposeOf(id, 'missed');
    this.rebookDraw = purposeOf(id, 'rebook');
    this.startEntity = hashText(`start:${id}`);
  }

  override reset(): void {
    this.waiting = 0;
    this.bookings.reset();
    this.slots.reset();
    this.tallies.reset();
    this.leaves.reset();
    this.turns?.reset();
  }

  override begin(): void {
    this.bookings.publish(0);
    const { spec, world } = this;
    if (spec.start === null) return;
    const people = Math.round(world.quantities.values[spec.start.waiting]);
    const longest = world.quantities.values[spec.start.waited];
    for (let i = 0; i < people; i++) {
      // The one who has waited longest comes first; the list is in order of referral.
      const person = world.network.enter(this.startEntity, i);
      world.people.enter(person, this.index);
      applyMix(world, spec.start.mix, person);
      const referred = -longest * (1 - (i + 0.5) / people);
      world.people.times[(person << TIMES) + REFERRED_AT] = referred;
      world.people.times[(person << TIMES) + ARRIVED_AT] = referred;
      this.beginWaiting(person);
    }
    this.tallies.waiting.restart();
    this.tallies.begin();
  }

  override arrive(person: number): void {
    this.tallies.arrived();
    this.beginWaiting(person);
  }

  override handle(what: number, subject: number): void {
    if (what === SESSION) this.session(subject);
    else if (what === APPOINTMENT) {
      this.world.people.ints[(subject << INTS) + RANK] = -1;
      this.appointment(subject);
    } else if (what === LEAVES) {
      this.leaves.ran(subject);
      this.leaveUnseen(subject, this.spec.leaves.to);
    } else {
      this.turns!.ran(subject);
      this.leaveUnseen(subject, this.spec.turns[0].to);
    }
  }

  /** The day begins: slots are cut to the staff who are in and filled, and appointments scheduled. */
  override cutSlots(day: number): void {
    const { spec, world, bookings } = this;
    bookings.beginDay(day);
    const slots = bookings.diary.offered(day);
    this.tallies.published(slots);
    if (bookings.diary.booked(day) === 0) return;
    if (spec.spreadHours === 0) world.schedule(day + spec.sessionHour / HOURS_PER_DAY, this.index, SESSION, day);
    else this.spread(day, slots);
  }

  override quantitiesChanged(): void {
    this.tallies.readTargets();
    if (this.leaves.quantitiesChanged()) this.bookings.each(this.retimeLeaving);
    if (this.turns !== null && this.turns.quantitiesChanged()) this.bookings.each(this.retimeTurning);
  }

  override restart(): void {
    this.tallies.restart();
  }

  override endStep(step: number): void {
    this.tallies.endStep(step);
    this.bookings.each((person) => this.tallies.stillWaiting(step, person));
  }

  override inside(): number {
    return this.waiting;
  }

  override collect(values: Float64Array, histograms: Float64Array): void {
    this.tallies.beginEnd();
    this.bookings.each((person) => this.tallies.waitingAtEnd(person));
    this.tallies.collect(values, histograms);
  }

  /** Hazards run from now until the person attends or leaves, whatever happens to the booking. */
  private beginWaiting(person: number): void {
    this.waiting++;
    this.tallies.changeWaiting(person, 1);
    this.world.people.ints[(person << INTS) + TAG] = 0;
    this.leaves.start(person);
    if (this.turns === null) this.world.people.ints[(person << INTS) + ENDING] = -1;
    else this.turns.start(person);
    this.bookings.request(person);
  }

  private endWaiting(person: number): void {
    this.waiting--;
    this.tallies.changeWaiting(person, -1);
    this.leaves.stop(person);
    this.turns?.stop(person);
  }

  /** Each slot of the day has its own hour; those who are booked have them in the order in which they were booked. */
  private spread(day: number, slots: number): void {
    const { spec, world, bookings } = this;
    const { people } = world;
    let i = 0;
    for (let person = bookings.diary.first(day); person >= 0; person = people.ints[(person << INTS) + NEXT], i++) {
      const hour = spec.sessionHour + (spec.spreadHours * i) / slots;
      people.ints[(person << INTS) + RANK] = world.schedule(
        day + hour / HOURS_PER_DAY,
        this.index,
        APPOINTMENT,
        person,
      );
    }
  }

  /** The day's appointments, all at once. */
  private session(day: number): void {
    const { diary } = this.bookings;
    for (let person = diary.first(day); person >= 0; person = diary.first(day)) this.appointment(person);
  }

  private appointment(person: number): void {
    const { world, spec } = this;
    const { values } = world.quantities;
    this.bookings.keep(person);
    const missedBefore = world.people.ints[(person << INTS) + TAG];
    const share = values[pick(spec.missed.share, world.people, person)];
    if (world.draws.uniform(person, this.missedDraw, missedBefore) < share) this.miss(person, missedBefore);
    else {
      this.slots.charge(values[spec.attendedHours] * HOURS_PER_DAY);
      this.tallies.attended(person);
      this.endWaiting(person);
      if (world.trace !== null) world.note(person, this.index, 'attends');
      world.follow(person, spec.to);
    }
  }

  private miss(person: number, missedBefore: number): void {
    const { spec, world } = this;
    const { values } = world.quantities;
    this.slots.charge(values[spec.missedHours] * HOURS_PER_DAY);
    this.tallies.missed();
    if (world.trace !== null) world.note(person, this.index, 'misses');
    const again =
      missedBefore + 1 < spec.missed.limit &&
      world.draws.uniform(person, this.rebookDraw, missedBefore) < values[spec.missed.rebook];
    if (again) {
      world.people.ints[(person << INTS) + TAG] = missedBefore + 1;
      this.bookings.request(person);
      return;
    }
    this.endWaiting(person);
    this.tallies.lostAfterMissing(person);
    world.follow(person, spec.missed.to);
  }

  /** Opted out, withdrawn, refused; or turned elsewhere by a crisis. */
  private leaveUnseen(person: number, route: Route): void {
    const { world } = this;
    this.endWaiting(person);
    this.bookings.giveUp(person);
    this.tallies.leftUnseen(person);
    if (world.trace !== null) world.note(person, this.index, 'leaves unseen');
    world.follow(person, route);
  }
}
