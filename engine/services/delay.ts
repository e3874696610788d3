/** Time spent elsewhere: a ward, a talking therapy, a referral meeting. With a capacity it can be full. */
import { PERSON } from '../expression/units';
import type { Distribution } from '../random/distribution';
import { hashText } from '../random/key';
import { purposeOf } from '../random/keyed-draws';
import { LevelTally } from '../results/tally';
import { COUNT, type CompiledCase, type FieldReader } from '../scenario/reader';
import type { DelayField } from '../scenario/services';
import type { WeekMeasureName } from '../scenario/week-measure-table';
import type { Cumulative } from '../stocks/stocks';
import { compileHeld, Held, type HeldCause } from './held';
import { applyMix, compileMix, type Mix } from './mix';
import { ARRIVED_AT, ENDING, INTS, NOTE, REFERRED_AT, TIMES } from './people';
import { compileRoute, pick, type Route } from './routes';
import { Service } from './service';
import { WaitingLine } from './waiting-line';
import type { World } from './world';

const END = 0;
/** The stay is over; whoever is held keeps the place. */
const READY = 1;
const DAYS_PER_WEEK = 7;

interface DelaySpec {
  title: string;
  duration: CompiledCase<Distribution>[];
  capacity: number;
  fullTo: Route | null;
  held: HeldCause[];
  start: { inside: number; mix: Mix } | null;
  to: Route;
}

/** Compile a delay. @returns how to build it in a world */
export function compileDelay(
  reader: FieldReader,
  id: string,
  index: number,
  field: DelayField,
): (world: World) => Service {
  const path = `services.${id}`;
  const spec: DelaySpec = {
    title: field.title,
    duration: reader.cases(`${path}.duration`, field.duration, reader.distribution.bind(reader)),
    capacity: field.capacity === undefined ? -1 : reader.quantity(`${path}.capacity`, field.capacity, PERSON, COUNT),
    fullTo: field.fullTo === undefined ? null : compileRoute(reader, `${path}.fullTo`, field.fullTo),
    held: compileHeld(reader, `${path}.held`, field.held),
    start:
      field.start === undefined
        ? null
        : {
            inside: reader.quantity(`${path}.start.inside`, field.start.inside, PERSON, COUNT),
            mix: compileMix(reader, `${path}.start.attributes`, field.start.attributes),
          },
    to: compileRoute(reader, `${path}.to`, field.to),
  };
  if (spec.fullTo !== null && spec.capacity < 0)
    reader.fail('capacity', path, 'fullTo without a capacity has no effect; give a capacity or remove it.');
  return (world) => new Delay(world, index, id, spec);
}

/** A delay in a running world. */
export class Delay extends Service {
  private readonly level: LevelTally;
  /** Places over time; 0 where there is no limit. */
  private readonly places: LevelTally;
  private readonly line: WaitingLine;
  /** Null where nobody is ever held. */
  private readonly held: Held | null;
  private readonly durationDraw: number;
  private readonly startEntity: number;
  // arrivals, overflow, full-time level kept by stepping
  private readonly counts = new Float64Array(2);
  private readonly perStep: Float64Array;
  private readonly at: Record<string, number>;

  constructor(
    world: World,
    index: number,
    id: string,
    private readonly spec: DelaySpec,
  ) {
    super(world, index, id);
    this.level = new LevelTally(world.clock);
    this.places = new LevelTally(world.clock);
    this.line = new WaitingLine(world.people, 1);
    this.held = spec.held.length === 0 ? null : new Held(world, id, spec.title, spec.held);
    this.durationDraw = purposeOf(id, 'duration');
    this.startEntity = hashText(`start:${id}`);
    this.perStep = new Float64Array(world.model.steps);
    const { measures } = world;
    this.at = {
      arrivals: measures.scalar(id, {
        name: 'arrivals',
        title: `${spec.title}: arrivals`,
        unit: 'people per week',
        definition: 'People who came in, per week.',
      }),
      inside: measures.scalar(id, {
        name: 'insideMean',
        title: `${spec.title}: people inside`,
        unit: 'people',
        definition: 'Time average of people inside.',
      }),
      series: measures.series(id, {
        name: 'inside',
        title: `${spec.title}: people inside`,
        unit: 'people',
        definition: 'People inside at the end of the step.',
      }),
    };
    if (spec.capacity >= 0) {
      this.at.occupancy = measures.scalar(id, {
        name: 'occupancy',
        title: `${spec.title}: occupancy`,
        unit: 'share',
        definition: 'People inside ÷ places, time average.',
        good: 'lower',
      });
      this.at.overflow = measures.scalar(id, {
        name: 'overflow',
        title: `${spec.title}: found full`,
        unit: 'people per week',
        definition: 'People who found no place and were sent on, per week.',
        good: 'lower',
      });
    }
  }

  override reset(): void {
    this.line.clear();
    this.level.reset(0);
    this.places.reset(0);
    this.held?.reset();
    this.countPlaces();
    this.counts.fill(0);
    this.perStep.fill(0);
  }

  override begin(): void {
    const { spec, world } = this;
    if (spec.start === null) return;
    const people = Math.round(world.quantities.values[spec.start.inside]);
    for (let i = 0; i < people; i++) {
      const person = world.network.enter(this.startEntity, i);
      world.people.enter(person, this.index);
      applyMix(world, spec.start.mix, person);
      if (this.beginsHeld(person)) continue;
      // In a steady state the stay of those inside is length-biased, and the part that is left is a uniform share.
      const generator = world.draws.seekPerson(person, this.durationDraw);
      const stay = pick(spec.duration, world.people, person).sampleLengthBiased(generator);
      const left = stay * generator.uniform();
      world.people.times[(person << TIMES) + ARRIVED_AT] = left - stay;
      world.people.times[(person << TIMES) + REFERRED_AT] = left - stay;
      this.admit(person, left);
    }
    this.level.restart();
    this.held?.restart();
  }

  override arrive(person: number): void {
    const { spec, world } = this;
    this.counts[0]++;
    if (!this.isFull()) {
      this.admit(person, this.durationOf(person));
      return;
    }
    this.counts[1]++;
    if (spec.fullTo !== null) {
      if (world.trace !== null) world.tell(person, this.index, 'finds it full and is sent on');
      world.follow(person, spec.fullTo);
    } else {
      this.line.join(person, 0);
      if (world.trace !== null) world.tell(person, this.index, 'waits: it is full', this.line.ahead(person));
    }
  }

  /** Whether there is no free place. */
  isFull(): boolean {
    return this.spec.capacity >= 0 && this.level.level >= Math.round(this.world.quantities.values[this.spec.capacity]);
  }

  override handle(what: number, person: number): void {
    const { ints } = this.world.people;
    ints[(person << INTS) + ENDING] = -1;
    if (this.held !== null) {
      if (what === READY && this.isHeld(person)) return;
      const cause = ints[(person << INTS) + NOTE];
      if (what === END && cause >= 0) this.held.ends(cause);
    }
    this.level.add(-1);
    if (this.world.trace !== null) this.world.tell(person, this.index, 'is out');
    this.admitWaiting();
    this.world.follow(person, this.spec.to);
  }

  override quantitiesChanged(): void {
    this.countPlaces();
    this.admitWaiting();
  }

  override restart(): void {
    this.level.restart();
    this.held?.restart();
    this.counts.fill(0);
    this.perStep.fill(0);
  }

  override endStep(step: number): void {
    this.held?.endStep(step);
    this.perStep[step] = this.level.level;
  }

  override inside(): number {
    return this.level.level + this.line.length;
  }

  override cumulative(measure: WeekMeasureName): Cumulative | null {
    const { level, places, counts } = this;
    const { clock } = this.world;
    if (measure === 'inside') return { total: () => level.area(), over: () => clock[0] };
    if (measure === 'placesUsed' && this.spec.capacity >= 0)
      return { total: () => level.area(), over: () => places.area() };
    if (measure === 'arrivals') return { total: () => counts[0], over: () => clock[0] };
    return measure === 'foundFull' ? { total: () => counts[1], over: () => clock[0] } : null;
  }

  override collect(values: Float64Array): void {
    const { at, world, spec } = this;
    const weeks = (world.clock[0] - world.countingFrom) / DAYS_PER_WEEK;
    values[at.arrivals] = this.counts[0] / weeks;
    values[at.inside] = this.level.mean();
    values.set(this.perStep, at.series);
    this.held?.collect(values, this.level.mean());
    if (spec.capacity >= 0) {
      values[at.occupancy] = this.level.mean() / world.quantities.values[spec.capacity];
      values[at.overflow] = this.counts[1] / weeks;
    }
  }

  private countPlaces(): void {
    const { capacity } = this.spec;
    if (capacity >= 0) this.places.set(Math.round(this.world.quantities.values[capacity]));
  }

  private durationOf(person: number): number {
    const { world } = this;
    return world.draws.sample(person, this.durationDraw, pick(this.spec.duration, world.people, person));
  }

  private admit(person: number, days: number): void {
    this.level.add(1);
    if (this.world.trace !== null) this.world.tell(person, this.index, 'is in');
    this.schedule(person, days, this.held === null ? END : READY);
  }

  private schedule(person: number, days: number, what: number): void {
    const { world, index } = this;
    world.people.ints[(person << INTS) + ENDING] = world.schedule(world.clock[0] + days, index, what, person);
  }

  /** Whether somebody whose stay is over is held; then the place is kept until the hold ends. */
  private isHeld(person: number): boolean {
    const held = this.held!;
    const cause = held.causeOf(person);
    if (cause < 0) return false;
    held.begins(cause);
    this.world.people.ints[(person << INTS) + NOTE] = cause;
    if (this.world.trace !== null)
      this.world.tell(person, this.index, `is ready to leave and held: ${held.titleOf(cause)}`);
    this.schedule(person, held.daysOf(person, cause), END);
    return true;
  }

  /** Whether somebody who is inside at the start is held already. */
  private beginsHeld(person: number): boolean {
    const { world, spec, held } = this;
    if (held === null) return false;
    const cause = held.causeAtStart(person, pick(spec.duration, world.people, person).mean());
    if (cause < 0) return false;
    world.people.ints[(person << INTS) + NOTE] = cause;
    this.level.add(1);
    held.begins(cause);
    this.schedule(person, held.daysLeftOf(person, cause), END);
    return true;
  }

  private admitWaiting(): void {
    while (this.line.length > 0 && !this.isFull()) {
      const person = this.line.take('first', 0);
      this.admit(person, this.durationOf(person));
    }
  }
}
