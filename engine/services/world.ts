/**
 * The world of one replication: clock, event list, people, staff and services. Built once per worker; `reset` begins a
 * replication. Services know each other only through `send` and routes.
 */
import { Costs } from '../costs/costs';
import { EventList } from '../events/event-list';
import type { Quantities } from '../expression/quantities';
import { KeyedDraws } from '../random/keyed-draws';
import { MeasureBuilder } from '../results/measure-builder';
import { needsSteps } from '../stocks/spec';
import { Stocks } from '../stocks/stocks';
import { Workforce } from '../workforce/workforce';
import { Clockwork } from './clockwork';
import { costTotals } from './cost-totals';
import { arrive, kindsOf } from './dispatch';
import { Draws } from './draws';
import { Network } from './network';
import { ARRIVED_AT, ENTITY, HOME_TEAM, INTS, ORDINAL, People, TIMES } from './people';
import type { Route } from './routes';
import { COORDINATOR } from './routes';
import { WHAT_BITS, type Service } from './service';
import type { Team } from './team';
import type { Model } from './model';
import { weeklySums } from './week-measures';

/** @see the file's comment */
export class World {
  /** `clock[0]` is the present time in days. */
  readonly clock = new Float64Array(1);
  readonly events = new EventList(4096);
  readonly people: People;
  readonly draws: Draws;
  readonly things = new KeyedDraws();
  readonly workforce: Workforce;
  readonly services: Service[] = [];
  /** The kind of each service, see `dispatch`. */
  readonly kinds: Uint8Array;
  readonly network: Network;
  readonly measures: MeasureBuilder;
  readonly quantities: Quantities;
  readonly clockwork: Clockwork;
  /** Stocks and measures of the week; null when there are none. */
  readonly stocks: Stocks | null;
  /** Money; null when the scenario declares no costs. */
  readonly costs: Costs | null;
  /** Step of the series that the clock is in. */
  step = 0;
  /** Day from which the last quarter of the run counts. */
  readonly lateFrom: number;
  /** True once the warm-up is over. */
  counting = true;
  /** When the warm-up ended (or 0): rates are per time since then. */
  countingFrom = 0;
  /** Exact event log for tests and for following a person; null when nobody asks. */
  trace: TraceEntry[] | null = null;
  /** Who is followed: the log then holds this person alone, with reasons of waits. Null: everybody, without reasons. */
  watched: PersonNumber | null = null;

  constructor(readonly model: Model) {
    this.quantities = model.quantities;
    this.people = new People(model.attributeCount, model.services.length);
    this.draws = new Draws(this.people, model.scenario.run.draws === 'keyed');
    this.measures = new MeasureBuilder(model.steps, model.stepDays);
    this.lateFrom = model.horizonDays - Math.min(model.horizonDays, QUARTER_DAYS);
    this.workforce = new Workforce(model.workforce, this.quantities, this.things, this.clock, this.measures);
    this.network = new Network(this);
    for (const build of model.services) this.services.push(build(this));
    this.kinds = kindsOf(this.services);
    this.workforce.listener = this;
    this.clockwork = new Clockwork(this);
    // Last, so that the measures of stocks and costs stand behind all others.
    this.stocks = needsSteps(model.stocks)
      ? new Stocks(model.stocks, this.quantities, weeklySums(this), this.measures)
      : null;
    this.costs =
      model.costs.items.length > 0
        ? new Costs(model.costs, this.quantities, costTotals(this), this.measures, (step) =>
            model.daysInStep(step, this.countingFrom),
          )
        : null;
  }

  /** Begin replication `number` of the seed with this root state. */
  reset(root: Int32Array, number: number): void {
    this.clock[0] = 0;
    this.step = 0;
    this.counting = this.model.warmUpDays === 0;
    this.countingFrom = 0;
    this.events.clear();
    this.people.clear();
    this.draws.reset(root, number);
    this.things.reset(root, number);
    this.quantities.reset();
    this.workforce.reset();
    this.network.reset();
    for (const service of this.services) service.reset();
    for (const service of this.services) service.begin();
    // Those who are inside at the start did not come in during the run.
    this.network.restart();
    this.stocks?.reset();
    this.costs?.reset();
    this.clockwork.begin();
  }

  /** @see PostListener */
  postLeft(post: number): void {
    for (const service of this.services) service.postLeft(post);
  }

  /** @see PostListener */
  postFilled(post: number): void {
    for (const service of this.services) service.postFilled(post);
  }

  /** Schedule an event of a service. @returns its handle */
  schedule(at: number, service: number, what: number, subject: number): number {
    this.events.when[0] = at;
    return this.events.schedule((service << WHAT_BITS) | what, subject);
  }

  /** The person arrives at a service now. */
  send(person: number, service: number): void {
    this.people.enter(person, service);
    this.people.times[(person << TIMES) + ARRIVED_AT] = this.clock[0];
    if (this.trace !== null) this.note(person, service, 'arrives');
    arrive(this.services[service], this.kinds[service], person);
  }

  /** The person leaves a service by a route. */
  follow(person: number, route: Route): void {
    const target = this.choose(person, route);
    if (target === COORDINATOR) this.backToCoordinator(person);
    else this.send(person, target);
  }

  /** Where a route leads this person (attributes are set on the way). */
  choose(person: number, route: Route): number {
    return route.choose(person, this.people, this.draws, this.quantities.values);
  }

  /** Back to the coordinator who kept the place. */
  backToCoordinator(person: number): void {
    const team = this.services[this.people.ints[(person << INTS) + HOME_TEAM]] as Team;
    if (this.people.flows !== null) this.people.flows.move(person, team.index);
    team.welcomeBack(person);
  }

  /** The person gives up the place that a coordinator kept, if there is one. */
  dropHome(person: number): void {
    const team = this.people.ints[(person << INTS) + HOME_TEAM];
    if (team >= 0) (this.services[team] as Team).drop(person);
  }

  /** Write a line of the event log. */
  note(person: number, service: number, what: string): void {
    if (this.watched === null) this.trace?.push(this.entry(person, service, what));
    else this.tell(person, service, what);
  }

  /** Write a line about somebody who is followed: reasons and small steps that the exact log of everybody leaves out. */
  tell(person: number, service: number, what: string, ahead?: number): void {
    const { watched, people } = this;
    const at = person << INTS;
    if (watched?.entity !== people.ints[at + ENTITY] || watched.ordinal !== people.ints[at + ORDINAL]) return;
    const first = person * people.attributeCount;
    const attributes = Array.from(people.attributes.subarray(first, first + people.attributeCount));
    this.trace?.push({ ...this.entry(person, service, what), attributes, ...(ahead !== undefined && { ahead }) });
  }

  private entry(person: number, service: number, what: string): TraceEntry {
    const { ints } = this.people;
    return {
      day: this.clock[0],
      service: service < 0 ? '' : this.services[service].id,
      what,
      person: `${ints[(person << INTS) + ENTITY]}:${ints[(person << INTS) + ORDINAL]}`,
    };
  }
}

/** The last quarter of a year, over which "late" waits are counted. */
const QUARTER_DAYS = 91.3125;

/** One line of the event log. */
export interface TraceEntry {
  day: number;
  service: string;
  what: string;
  /** The person's own number, the same in every scenario. */
  person: string;
  /** Of somebody who is followed: place of the value of each attribute in its list. */
  attributes?: number[];
  /** People before this one in the line that is joined. */
  ahead?: number;
}

/** A person's own number: key of where they come from, and ordinal there. */
export interface PersonNumber {
  entity: number;
  ordinal: number;
}
