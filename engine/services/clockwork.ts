/**
 * The clock: takes events in order and gives them to their services, and does what belongs to no service: the order of
 * a day (rule 1), weekly steps, warm-up, steps of the series, readings at instants.
 */
import { WEEK_DAYS } from '../stocks/spec';
import { Clinic } from './clinic';
import { Desk } from './desk';
import { handle } from './dispatch';
import { Duty } from './duty';
import { WHAT_BITS } from './service';
import { Team } from './team';
import type { World } from './world';

const DAY = 0;
const STEP = 1;
const WARM = 2;
const READ = 3;
const CHANGE = 4;
const STOCKS = 5;
const WHAT_MASK = (1 << WHAT_BITS) - 1;

/** Runs a world. */
export class Clockwork {
  private readonly system: number;
  private readonly eventCount = new Float64Array(1);
  private readonly readAt: number[][];
  private readonly readSums: Float64Array;
  private readonly readCounts: Float64Array;
  private stepsDone = 0;
  /** Steps of stocks and expressions: days between them, whether days of the week bring them, how many are done. */
  private readonly stepDays: number;
  private readonly stepsWithDays: boolean;
  private stockSteps = 0;
  /** Those whom the order of a day concerns. */
  private readonly duties: Duty[];
  private readonly clinics: Clinic[];
  private readonly withSessions: (Desk | Team)[];

  constructor(private readonly world: World) {
    const { model, measures, services } = world;
    this.system = services.length;
    this.stepDays = model.stocks.stepDays;
    this.stepsWithDays = this.stepDays === WEEK_DAYS && (model.hasDays || model.quantities.moves);
    this.duties = services.filter((service) => service instanceof Duty);
    this.clinics = services.filter((service) => service instanceof Clinic);
    this.withSessions = services.filter((service) => service instanceof Desk || service instanceof Team);
    this.readSums = new Float64Array(model.readings.length * services.length);
    this.readCounts = new Float64Array(model.readings.length);
    this.readAt = model.readings.map(({ id: reading }) =>
      services.map((service) =>
        measures.scalar(service.id, {
          name: 'insideAt',
          title: `People in ${service.id} at ${reading}`,
          unit: 'people',
          definition: `Mean number inside at the instants "${reading}".`,
          part: `at=${reading}`,
        }),
      ),
    );
  }

  /** Events since the beginning. */
  get events(): number {
    return this.eventCount[0];
  }

  /**
   * Until when quantities are sure to stay as they are: the next step or timed change, at most the horizon. What
   * happens at that instant itself may already follow the new ones.
   */
  knownUntil(): number {
    const { model, clock } = this.world;
    const { quantities, horizonDays } = model;
    if (!quantities.moves) return horizonDays;
    const now = clock[0];
    let until = Math.min(horizonDays, (Math.floor(now / this.stepDays) + 1) * this.stepDays);
    for (let i = 0; i < quantities.timed.length; i++) {
      const { day } = quantities.timed[i];
      if (day > now && day < until) until = day;
    }
    return until;
  }

  /** Schedule what belongs to no service. The world has just been reset. */
  begin(): void {
    const { world } = this;
    const { model } = world;
    this.eventCount[0] = 0;
    this.readSums.fill(0);
    this.readCounts.fill(0);
    this.stepsDone = 0;
    this.stockSteps = 0;
    // Before the days, so that a step comes first when both fall on one instant.
    if (world.stocks !== null && !this.stepsWithDays) this.scheduleStocks();
    if (model.warmUpDays > 0) world.schedule(model.warmUpDays, this.system, WARM, 0);
    if (model.hasDays) this.startDay(0);
    if (model.hasDays || model.quantities.moves) this.scheduleDay(model.hasDays ? 1 : WEEK_DAYS);
    for (const { day } of model.quantities.timed)
      if (day > 0 && day <= model.horizonDays) world.schedule(day, this.system, CHANGE, 0);
    this.scheduleStep();
    model.readings.forEach((reading, i) => world.schedule(reading.offsetDays, this.system, READ, i));
  }

  /** Run for at most `maxEvents` events. @returns whether the horizon is reached */
  run(maxEvents: number): boolean {
    const { world, system } = this;
    const { events, services, kinds, clock } = world;
    const { horizonDays } = world.model;
    let left = maxEvents;
    while (left-- > 0) {
      if (!events.next(horizonDays)) {
        clock[0] = horizonDays;
        return true;
      }
      clock[0] = events.when[0];
      this.eventCount[0]++;
      const owner = events.kind >> WHAT_BITS;
      if (owner === system) this.handle(events.kind & WHAT_MASK, events.subject);
      else handle(services[owner], kinds[owner], events.kind & WHAT_MASK, events.subject);
    }
    return false;
  }

  /** Write the replication's values. */
  collect(values: Float64Array, histograms: Float64Array): void {
    const { world } = this;
    // A last step that the horizon cuts short.
    if (!world.model.cyclic && this.stepsDone < world.model.steps) this.endStep();
    const days = world.clock[0] - world.countingFrom;
    for (const service of world.services) service.collect(values, histograms);
    world.network.collect(values);
    world.workforce.collect(values, days);
    world.stocks?.collect(values);
    if (world.costs !== null) {
      world.costs.pay(world.step);
      world.costs.collect(values, days);
    }
    this.readAt.forEach((places, i) => {
      places.forEach((place, j) => {
        values[place] = this.readSums[i * places.length + j] / this.readCounts[i];
      });
    });
  }

  private handle(what: number, subject: number): void {
    const { world } = this;
    const { model, clock } = world;
    if (what === DAY) {
      // Rule 1: the weekly step comes first; then staff, rosters, slots and sessions.
      if (this.stepsWithDays && subject % WEEK_DAYS === 0) this.step();
      const next = subject + (model.hasDays ? 1 : WEEK_DAYS);
      this.scheduleDay(next);
      if (model.hasDays) this.startDay(subject);
    } else if (what === CHANGE) this.updateQuantities();
    else if (what === STOCKS) {
      // Beside the events, and none of them: a model in which nothing follows its stocks counts as many as without.
      this.eventCount[0]--;
      this.step();
      this.scheduleStocks();
    } else if (what === STEP) {
      this.endStep();
      this.scheduleStep();
    } else if (what === WARM) {
      world.stocks?.beforeRestart();
      world.counting = true;
      world.countingFrom = clock[0];
      world.network.restart();
      world.people.flows?.restart();
      world.workforce.restart();
      for (const service of world.services) service.restart();
      world.costs?.restart();
      world.stocks?.afterRestart();
    } else {
      world.schedule(clock[0] + model.readings[subject].everyDays, this.system, READ, subject);
      if (!world.counting) return;
      this.readCounts[subject]++;
      world.services.forEach((service, j) => {
        this.readSums[subject * world.services.length + j] += service.inside();
      });
    }
  }

  /** A day that begins when the run ends is no day of the run. */
  private scheduleDay(day: number): void {
    if (day < this.world.model.horizonDays) this.world.schedule(day, this.system, DAY, day);
  }

  private scheduleStocks(): void {
    const day = ++this.stockSteps * this.stepDays;
    if (day < this.world.model.horizonDays) this.world.schedule(day, this.system, STOCKS, 0);
  }

  /** Rule 10: measures of the closed week, stocks, expressions, hazards, in this order. */
  private step(): void {
    this.world.stocks?.step(this.world.clock[0]);
    if (this.world.quantities.moves) this.updateQuantities();
  }

  private updateQuantities(): void {
    this.world.quantities.update(this.world.clock[0]);
    this.world.costs?.quantitiesChanged(this.world.step);
    for (const service of this.world.services) service.quantitiesChanged();
  }

  /** The order of a day, steps 2 to 5. */
  private startDay(day: number): void {
    const { world } = this;
    world.workforce.startDay(day);
    for (const duty of this.duties) duty.fillRoster(day);
    for (const clinic of this.clinics) clinic.cutSlots(day);
    for (const service of this.withSessions) service.planSession(day);
    world.stocks?.sample();
  }

  private endStep(): void {
    const { world } = this;
    for (const service of world.services) service.endStep(world.step);
    world.workforce.endStep(world.step);
    world.stocks?.endStep(world.step);
    world.costs?.pay(world.step);
    this.stepsDone++;
    world.step = world.model.cyclic
      ? this.stepsDone % world.model.steps
      : Math.min(this.stepsDone, world.model.steps - 1);
  }

  private scheduleStep(): void {
    const { model } = this.world;
    if (!model.cyclic && this.stepsDone + 1 >= model.steps) return;
    this.world.schedule((this.stepsDone + 1) * model.stepDays, this.system, STEP, 0);
  }
}
