/**
 * Where referrals come from. A rate is thinned exactly: candidates come in layers of a fixed rate c, layer k standing
 * for rates from k·c to (k + 1)·c, and a candidate counts when the rate at that instant reaches its own keyed level
 * (k + u)·c (Lewis & Shedler 1979, thinning). More demand adds people and moves nobody.
 */
import { hashText } from '../random/key';
import { purposeOf } from '../random/keyed-draws';
import type { Distribution } from '../random/distribution';
import { PERSON_RATE } from '../expression/units';
import { COUNT, type FieldReader } from '../scenario/reader';
import type { SourceField } from '../scenario/services';
import type { WeekMeasureName } from '../scenario/week-measure-table';
import type { Cumulative } from '../stocks/stocks';
import { applyMix, compileMix, type Mix } from './mix';
import { compileProfiles, type RateProfile } from './rate-profile';
import { compileRoute, type Route } from './routes';
import { Service } from './service';
import type { World } from './world';

const CANDIDATE = 0;
const RENEWAL = 1;
const LISTED = 2;
/** Candidates a day in one layer when the scenario does not say. */
const DEFAULT_CANDIDATES_PER_DAY = 4;
const MOST_LAYERS = 20000;
const DAYS_PER_WEEK = 7;
/** Candidates passed over in one go; a pause lets a long stretch without arrivals be cut into slices. */
const MOST_PASSED_OVER = 256;

interface SourceSpec {
  title: string;
  mix: Mix;
  to: Route;
  rate: number;
  ceiling: number;
  profile: RateProfile | null;
  candidatesPerDay: number;
  interval: Distribution | null;
  limit: number;
  days: readonly number[];
}

/** Compile a source. @returns how to build it in a world */
export function compileSource(
  reader: FieldReader,
  id: string,
  index: number,
  field: SourceField,
): (world: World) => Service {
  const path = `services.${id}`;
  const { arrivals } = field;
  const spec: SourceSpec = {
    title: field.title,
    mix: compileMix(reader, `${path}.attributes`, field.attributes),
    to: compileRoute(reader, `${path}.to`, field.to),
    rate: -1,
    ceiling: -1,
    profile: null,
    candidatesPerDay: DEFAULT_CANDIDATES_PER_DAY,
    interval: null,
    limit: Infinity,
    days: [],
  };
  if ('rate' in arrivals) {
    if (arrivals.ceiling !== undefined)
      spec.ceiling = reader.quantity(`${path}.arrivals.ceiling`, arrivals.ceiling, PERSON_RATE, COUNT);
    spec.rate = reader.quantity(`${path}.arrivals.rate`, arrivals.rate, PERSON_RATE, COUNT);
    reader.limit(`${path}.arrivals.rate`, spec.rate, spec.ceiling);
    spec.profile = compileProfiles(reader, `${path}.arrivals.profiles`, arrivals.profiles ?? []);
    spec.candidatesPerDay = arrivals.candidatesPerDay ?? DEFAULT_CANDIDATES_PER_DAY;
  } else if ('interval' in arrivals) {
    spec.interval = reader.distribution(`${path}.arrivals.interval`, arrivals.interval);
    spec.limit = arrivals.limit ?? Infinity;
  } else {
    spec.days = arrivals.at.slice().sort((a, b) => a - b);
  }
  return (world) => new Source(world, index, id, spec);
}

/** A source of people in a running world. */
export class Source extends Service {
  private readonly gap: number;
  private readonly entityOfRenewal: number;
  private layers = 0;
  // For each layer: time of its next candidate, its ordinal, its event and its accepting level.
  private nextAt = new Float64Array(16);
  private level = new Float64Array(16);
  private ordinal = new Int32Array(16);
  private handles = new Int32Array(16).fill(-1);
  private entities = new Int32Array(16);
  private started = 0;
  private readonly count = new Float64Array(1);
  private readonly perStep: Float64Array;
  private readonly at: { arrivals: number; series: number };

  constructor(
    world: World,
    index: number,
    id: string,
    private readonly spec: SourceSpec,
  ) {
    super(world, index, id);
    this.gap = purposeOf(id, 'gap');
    this.entityOfRenewal = hashText(id);
    this.perStep = new Float64Array(world.model.steps);
    this.at = {
      arrivals: world.measures.scalar(id, {
        name: 'arrivals',
        title: `${spec.title}: referrals`,
        unit: 'people per week',
        definition: 'People who came from this source, per week.',
      }),
      series: world.measures.series(id, {
        name: 'arrivals',
        title: `${spec.title}: referrals`,
        unit: world.model.cyclic ? 'people per step' : 'people per week',
        definition: world.model.cyclic
          ? 'People who came in this step of the cycle, averaged over cycles.'
          : 'People who came from this source in the step, per week.',
      }),
    };
  }

  override reset(): void {
    this.layers = 0;
    this.started = 0;
    this.handles.fill(-1);
    this.count[0] = 0;
    this.perStep.fill(0);
  }

  override begin(): void {
    const { spec, world } = this;
    if (spec.rate >= 0) this.openLayers();
    else if (spec.interval !== null) this.scheduleRenewal();
    else if (spec.days.length > 0) world.schedule(spec.days[0], this.index, LISTED, 0);
  }

  override handle(what: number, subject: number): void {
    const { spec, world } = this;
    if (what === CANDIDATE) {
      this.handles[subject] = -1;
      const ordinal = this.ordinal[subject];
      const accepted = this.isAccepted(subject);
      this.drawNext(subject);
      this.scheduleCandidate(subject);
      if (accepted) this.admit(this.entities[subject], ordinal);
    } else if (what === RENEWAL) {
      const ordinal = this.started - 1;
      if (this.started < spec.limit) this.scheduleRenewal();
      this.admit(this.entityOfRenewal, ordinal);
    } else {
      if (subject + 1 < spec.days.length) world.schedule(spec.days[subject + 1], this.index, LISTED, subject + 1);
      this.admit(this.entityOfRenewal, subject);
    }
  }

  override quantitiesChanged(): void {
    if (this.spec.rate >= 0) this.openLayers();
  }

  override restart(): void {
    this.count[0] = 0;
    this.perStep.fill(0);
  }

  override arrive(): void {
    throw new Error(`This is a bug in the engine: somebody was sent to the source ${this.id}.`);
  }

  override inside(): number {
    return 0;
  }

  override cumulative(measure: WeekMeasureName): Cumulative | null {
    const { count, world } = this;
    return measure === 'arrivals' ? { total: () => count[0], over: () => world.clock[0] } : null;
  }

  override collect(values: Float64Array): void {
    const { world } = this;
    const days = world.clock[0] - world.countingFrom;
    values[this.at.arrivals] = (this.count[0] / days) * DAYS_PER_WEEK;
    const { steps, stepDays, cyclic, horizonDays } = world.model;
    for (let step = 0; step < steps; step++) {
      const length = Math.min(stepDays, horizonDays - step * stepDays);
      values[this.at.series + step] = cyclic
        ? this.perStep[step] / (days / (steps * stepDays))
        : (this.perStep[step] / length) * DAYS_PER_WEEK;
    }
  }

  private admit(entity: number, ordinal: number): void {
    const { world } = this;
    const person = world.network.enter(entity, ordinal);
    if (world.people.flows !== null) world.people.flows.begin(person, this.index);
    applyMix(world, this.spec.mix, person);
    this.count[0]++;
    this.perStep[world.step]++;
    world.follow(person, this.spec.to);
  }

  /** Whether the rate at the instant of a layer's candidate reaches the candidate's level. */
  private isAccepted(layer: number): boolean {
    const { spec, world } = this;
    const day = this.nextAt[layer];
    const rate = spec.ceiling >= 0 ? world.quantities.at(spec.rate, day) : world.quantities.values[spec.rate];
    const factor = spec.profile === null ? 1 : spec.profile.factorAt(day);
    return rate * factor > this.level[layer] * spec.candidatesPerDay;
  }

  /** Have candidates in every layer that the rate can reach until the next step, and in no other. */
  private openLayers(): void {
    const { spec, world } = this;
    const most = world.quantities.values[spec.ceiling >= 0 ? spec.ceiling : spec.rate] * (spec.profile?.highest ?? 1);
    const wanted = Math.ceil(most / spec.candidatesPerDay);
    if (wanted > MOST_LAYERS) {
      throw new RangeError(
        `services.${this.id}.arrivals: a rate of ${most} a day is over ${MOST_LAYERS} times its candidatesPerDay of ${spec.candidatesPerDay}; raise candidatesPerDay.`,
      );
    }
    if (wanted > this.nextAt.length) this.makeRoom(wanted);
    for (let layer = this.layers; layer < wanted; layer++) {
      this.entities[layer] = hashText(`${this.id}#${layer}`);
      this.ordinal[layer] = -1;
      this.nextAt[layer] = 0;
      this.drawCandidate(layer);
    }
    this.layers = Math.max(this.layers, wanted);
    for (let layer = 0; layer < this.layers; layer++) {
      if (layer < wanted && this.handles[layer] < 0) {
        // Candidates of the time when the layer was out of reach have passed.
        while (this.nextAt[layer] <= world.clock[0]) this.drawCandidate(layer);
        if (!this.isAccepted(layer)) this.drawNext(layer);
        this.scheduleCandidate(layer);
      } else if (layer >= wanted && this.handles[layer] >= 0) {
        world.events.cancel(this.handles[layer]);
        this.handles[layer] = -1;
      }
    }
  }

  /** Draw the gap to a layer's next candidate and that candidate's level. */
  private drawCandidate(layer: number): void {
    const ordinal = ++this.ordinal[layer];
    const generator = this.world.draws.seek(this.entities[layer], ordinal, this.gap, 0);
    this.nextAt[layer] += generator.exponential() / this.spec.candidatesPerDay;
    this.level[layer] = layer + generator.uniform();
  }

  /**
   * Draw on until a candidate will be accepted. As far as rates are known, those that will not be need no event; beyond
   * that the candidate is judged when its time has come.
   */
  private drawNext(layer: number): void {
    const known = this.world.clockwork.knownUntil();
    for (let drawn = 0; drawn < MOST_PASSED_OVER; drawn++) {
      this.drawCandidate(layer);
      if (this.nextAt[layer] >= known || this.isAccepted(layer)) return;
    }
  }

  private scheduleCandidate(layer: number): void {
    this.world.events.when[0] = this.nextAt[layer];
    this.handles[layer] = this.scheduleAtWhen(CANDIDATE, layer);
  }

  private scheduleRenewal(): void {
    const { world } = this;
    const ordinal = this.started++;
    const gap = this.spec.interval!.sample(world.draws.seek(this.entityOfRenewal, ordinal, this.gap, 0));
    world.schedule(world.clock[0] + gap, this.index, RENEWAL, 0);
  }

  private makeRoom(wanted: number): void {
    const length = Math.max(wanted, this.nextAt.length * 2);
    const grow = <T extends Float64Array | Int32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.nextAt = grow(this.nextAt, new Float64Array(length));
    this.level = grow(this.level, new Float64Array(length));
    this.ordinal = grow(this.ordinal, new Int32Array(length));
    this.entities = grow(this.entities, new Int32Array(length));
    this.handles = grow(this.handles, new Int32Array(length).fill(-1));
  }
}
