/**
 * Rota'd duty such as an AMHP hub (rule 5). People are drawn out of their teams for a day; jobs are worked off in
 * hours, in steps: work holds a person on duty, a wait releases them, and whoever is on duty then goes on.
 */
import { DIMENSIONLESS, PERSON, TIME } from '../expression/units';
import type { Calendar } from '../events/calendar';
import type { Distribution } from '../random/distribution';
import { purposeOf } from '../random/keyed-draws';
import { COUNT, SHARE, type CompiledCase, type FieldReader } from '../scenario/reader';
import { type CompiledPriority, type Condition } from '../scenario/reference-reader';
import type { DutyField } from '../scenario/services';
import { Delay } from './delay';
import { DutyRoster, type RosterEntry } from './duty-roster';
import { DutyTallies } from './duty-tallies';
import { ARRIVED_AT, ENDING, INTS, NOTE, STARTED_AT, TAG, TIMES, WORK } from './people';
import { compileRoute, matches, pick, type Route } from './routes';
import { Service } from './service';
import { WaitingLine } from './waiting-line';
import type { World } from './world';

const WORK_ENDS = 0;
const WAIT_ENDS = 1;
const BOUNDARY = 2;
const HOURS_PER_DAY = 24;
/** Where unstarted jobs go at closing time: to the head of next morning's line. */
const NEXT_MORNING = -1;
/** `tag` of people in the line: nobody works with them. */
const NOBODY = -1;

/** A step of an assessment. */
export interface DutyStep {
  id: string;
  title: string;
  isWork: boolean;
  time: Distribution;
  share: number;
  unlessFree: number;
  starts: boolean;
  shareDraw: number;
  timeDraw: number;
}

/** A compiled duty; numbers named after fields are indices of quantities. */
export interface DutySpec {
  title: string;
  waitBinDays: number;
  /** Indices of quantities: waiting times to count against. */
  targets: number[];
  roster: RosterEntry[];
  calendar: Calendar;
  hoursOnDuty: number;
  pull: { groups: number[]; whenHours: number; atMost: number } | null;
  proceeds: CompiledCase<number>[];
  screeningHours: number;
  screenedTo: Route;
  steps: DutyStep[];
  unstarted: { when: Condition; target: number }[];
  priority: CompiledPriority;
  lateAfterHour: number;
  to: Route;
}

/** Compile a duty. @returns how to build it in a world */
export function compileDuty(
  reader: FieldReader,
  id: string,
  index: number,
  field: DutyField,
): (world: World) => Service {
  const path = `services.${id}`;
  const quantity = reader.quantity.bind(reader);
  const firstWork = field.steps.findIndex((step) => step.kind === 'work');
  const flagged = field.steps.findIndex((step) => step.kind === 'work' && step.starts);
  if (firstWork < 0)
    reader.fail(
      'steps',
      `${path}.steps`,
      'nobody does anything; an assessment needs at least one step of kind "work".',
    );
  const spec: DutySpec = {
    title: field.title,
    waitBinDays: field.waitBinDays ?? 1 / 24,
    targets: (field.waitTargets ?? []).map((target, i) => quantity(`${path}.waitTargets.${i}`, target, TIME)),
    roster: field.roster.map((entry, i) => ({
      group: reader.postGroup(`${path}.roster.${i}.posts`, entry.posts),
      days: quantity(`${path}.roster.${i}.days`, entry.days, DIMENSIONLESS, SHARE),
      block: entry.block,
      writing: entry.writing === undefined ? -1 : quantity(`${path}.roster.${i}.writing`, entry.writing, TIME),
    })),
    calendar: reader.calendar(`${path}.calendar`, field.calendar),
    hoursOnDuty: quantity(`${path}.hoursOnDuty`, field.hoursOnDuty, TIME),
    pull:
      field.pull === undefined
        ? null
        : {
            groups: field.pull.posts.map((group, i) => reader.postGroup(`${path}.pull.posts.${i}`, group)),
            whenHours: quantity(`${path}.pull.whenHours`, field.pull.whenHours, TIME),
            atMost: quantity(`${path}.pull.atMost`, field.pull.atMost, PERSON, COUNT),
          },
    proceeds: reader.cases(`${path}.screening.proceeds`, field.screening.proceeds, (at, share) =>
      quantity(at, share, DIMENSIONLESS, SHARE),
    ),
    screeningHours: quantity(`${path}.screening.hours`, field.screening.hours, TIME),
    screenedTo: compileRoute(reader, `${path}.screening.to`, field.screening.to),
    steps: field.steps.map((step, i) => {
      const at = `${path}.steps.${i}`;
      const isWork = step.kind === 'work';
      if (!isWork && step.unlessFree !== undefined && reader.scenario.services[step.unlessFree]?.kind !== 'delay') {
        reader.fail(
          'unless-free',
          `${at}.unlessFree`,
          `"${step.unlessFree}" is no service of kind "delay"; name one with a capacity.`,
        );
      }
      return {
        id: step.id,
        title: step.title,
        isWork,
        time: isWork
          ? reader.distribution(`${at}.hours`, step.hours)
          : reader.distribution(`${at}.duration`, step.duration),
        share: step.share === undefined ? -1 : quantity(`${at}.share`, step.share, DIMENSIONLESS, SHARE),
        unlessFree: isWork || step.unlessFree === undefined ? -1 : reader.service(`${at}.unlessFree`, step.unlessFree),
        starts: i === (flagged < 0 ? firstWork : flagged),
        shareDraw: purposeOf(id, `step:${step.id}:share`),
        timeDraw: purposeOf(id, `step:${step.id}`),
      };
    }),
    unstarted: (field.unstarted ?? []).map((rule, i) => {
      const at = `${path}.unstarted.${i}`;
      const target = rule.to === 'nextMorning' ? NEXT_MORNING : reader.service(`${at}.to`, rule.to);
      if (target >= 0 && reader.scenario.services[rule.to]?.kind !== 'duty')
        reader.fail('unstarted', `${at}.to`, `"${rule.to}" is no service of kind "duty"; name one, or "nextMorning".`);
      return { when: reader.condition(`${at}.when`, rule.when), target };
    }),
    priority: reader.priority(`${path}.priority`, field.priority),
    lateAfterHour: field.lateAfterHour ?? Infinity,
    to: compileRoute(reader, `${path}.to`, field.to),
  };
  return (world) => new Duty(world, index, id, spec);
}

/** A duty in a running world. */
export class Duty extends Service {
  private readonly line: WaitingLine;
  private readonly roster: DutyRoster;
  readonly tallies: DutyTallies;
  private readonly proceedsDraw: number;
  private open = false;
  private insideNow = 0;

  constructor(
    world: World,
    index: number,
    id: string,
    private readonly spec: DutySpec,
  ) {
    super(world, index, id);
    // Rank 0 is for assessments under way that go on.
    this.line = new WaitingLine(world.people, spec.priority.ranks + 1);
    this.roster = new DutyRoster(world, spec);
    this.tallies = new DutyTallies(world, id, spec);
    this.proceedsDraw = purposeOf(id, 'proceeds');
  }

  override reset(): void {
    this.line.clear();
    this.roster.reset();
    this.tallies.reset();
    this.open = false;
    this.insideNow = 0;
  }

  override begin(): void {
    this.open = this.spec.calendar.isOpen(0);
    this.scheduleBoundary();
  }

  override arrive(person: number): void {
    const { spec, world } = this;
    const { people } = world;
    this.tallies.referred();
    const proceeds =
      world.draws.uniform(person, this.proceedsDraw) < world.quantities.values[pick(spec.proceeds, people, person)];
    people.times[(person << TIMES) + WORK] = proceeds ? 1 : 0;
    people.ints[(person << INTS) + NOTE] = 0;
    people.times[(person << TIMES) + STARTED_AT] = -1;
    this.takeOver(person);
  }

  /** A job comes in from another duty, screened already; its wait goes on. */
  takeOver(person: number): void {
    this.insideNow++;
    this.world.people.ints[(person << INTS) + TAG] = NOBODY;
    this.line.join(person, this.rankOf(person));
    if (this.world.trace !== null) {
      const why = this.open ? 'waits for somebody on duty' : 'waits until the duty opens';
      this.world.tell(person, this.index, why, this.line.ahead(person));
    }
    this.pullIfShort();
    this.dispatch();
  }

  override handle(what: number, subject: number): void {
    if (what === WORK_ENDS) this.endWork(subject);
    else if (what === WAIT_ENDS) {
      this.world.people.ints[(subject << INTS) + NOTE]++;
      this.goOn(subject, NOBODY);
    } else this.boundary();
  }

  override fillRoster(day: number): void {
    const planned = this.roster.fill(day);
    if (planned < 0) return;
    this.tallies.rosterFilled(planned, this.roster.achieved, this.roster.drawnDays);
    this.pullIfShort();
    this.dispatch();
  }

  override restart(): void {
    this.tallies.restart();
  }

  override quantitiesChanged(): void {
    this.tallies.readTargets();
  }

  override endStep(step: number): void {
    this.tallies.endStep(step);
  }

  override inside(): number {
    return this.insideNow;
  }

  override collect(values: Float64Array, histograms: Float64Array): void {
    this.tallies.collect(values, histograms);
  }

  private rankOf(person: number): number {
    const { people } = this.world;
    const { attribute, rankOf } = this.spec.priority;
    return 1 + (attribute < 0 ? 0 : rankOf[people.attributes[person * people.attributeCount + attribute]]);
  }

  private boundary(): void {
    const wasOpen = this.open;
    this.open = this.spec.calendar.isOpen(this.world.clock[0]);
    this.scheduleBoundary();
    if (this.open) this.dispatch();
    else if (wasOpen) this.close();
  }

  private scheduleBoundary(): void {
    const { world } = this;
    const next = this.spec.calendar.nextBoundary(world.clock[0], 40);
    if (next < Infinity) world.schedule(next, this.index, BOUNDARY, 0);
  }

  /** Closing time: a started job is finished; one that is not begun goes elsewhere or waits for the morning. */
  private close(): void {
    const { world, spec, line } = this;
    this.tallies.closed(line.length > 0);
    for (let person = line.first(); person >= 0;) {
      const next = line.after(person);
      if (world.people.times[(person << TIMES) + STARTED_AT] < 0 && world.people.ints[(person << INTS) + NOTE] === 0) {
        const rule = spec.unstarted.find(({ when }) => matches(when, world.people, person));
        if (rule !== undefined && rule.target >= 0) {
          line.leave(person);
          this.insideNow--;
          this.tallies.handedOver();
          if (world.trace !== null) world.note(person, this.index, 'is handed over');
          if (world.people.flows !== null) world.people.flows.move(person, rule.target);
          (world.services[rule.target] as Duty).takeOver(person);
        }
      }
      person = next;
    }
  }

  /** Whoever is free takes the next job, while hours on duty remain. */
  private dispatch(): void {
    const { line, roster } = this;
    while (this.open && line.length > 0) {
      const worker = roster.free();
      if (worker < 0) return;
      const person = line.take('first', 0);
      this.startWork(person, worker);
    }
  }

  private startWork(person: number, worker: number): void {
    const { world, spec } = this;
    const { people } = world;
    people.ints[(person << INTS) + TAG] = worker;
    let days: number;
    if (people.times[(person << TIMES) + WORK] === 0) days = world.quantities.values[spec.screeningHours];
    else {
      const step = spec.steps[people.ints[(person << INTS) + NOTE]];
      days = world.draws.sample(person, step.timeDraw, step.time);
      if (step.starts && people.times[(person << TIMES) + STARTED_AT] < 0) {
        people.times[(person << TIMES) + STARTED_AT] = world.clock[0];
        this.tallies.started(person, world.clock[0] - people.times[(person << TIMES) + ARRIVED_AT]);
      }
    }
    const toClosing = this.open ? spec.calendar.closesAt(world.clock[0], 1) - world.clock[0] : 0;
    this.roster.begin(worker, days * HOURS_PER_DAY, toClosing * HOURS_PER_DAY);
    this.tallies.worked(days * HOURS_PER_DAY);
    if (world.trace !== null) world.note(person, this.index, 'starts');
    people.ints[(person << INTS) + ENDING] = world.schedule(world.clock[0] + days, this.index, WORK_ENDS, person);
  }

  private endWork(person: number): void {
    const { world, spec } = this;
    const { people } = world;
    const worker = people.ints[(person << INTS) + TAG];
    people.ints[(person << INTS) + ENDING] = -1;
    this.roster.end(worker, spec.lateAfterHour);
    if (world.trace !== null) world.note(person, this.index, 'ends');
    if (people.times[(person << TIMES) + WORK] === 0) {
      this.insideNow--;
      this.dispatch();
      world.follow(person, spec.screenedTo);
      return;
    }
    people.ints[(person << INTS) + NOTE]++;
    this.goOn(person, worker);
  }

  /** On to the next step that this assessment takes; the same worker goes on with work that follows work. */
  private goOn(person: number, worker: number): void {
    const { world, spec } = this;
    const { people } = world;
    for (; people.ints[(person << INTS) + NOTE] < spec.steps.length; people.ints[(person << INTS) + NOTE]++) {
      const step = spec.steps[people.ints[(person << INTS) + NOTE]];
      if (step.share >= 0 && world.draws.uniform(person, step.shareDraw) >= world.quantities.values[step.share])
        continue;
      if (step.isWork) {
        if (worker >= 0) this.startWork(person, worker);
        else {
          people.ints[(person << INTS) + TAG] = NOBODY;
          this.line.join(person, 0);
          this.dispatch();
        }
        return;
      }
      if (step.unlessFree >= 0) {
        const place = world.services[step.unlessFree];
        if (place instanceof Delay && !place.isFull()) continue;
      }
      this.tallies.delayed(people.ints[(person << INTS) + NOTE]);
      if (world.trace !== null) world.tell(person, this.index, `waits: ${step.title}`);
      const days = world.draws.sample(person, step.timeDraw, step.time);
      world.schedule(world.clock[0] + days, this.index, WAIT_ENDS, person);
      if (worker >= 0) this.dispatch();
      return;
    }
    this.insideNow--;
    this.tallies.assessed(person);
    if (worker >= 0) this.dispatch();
    world.follow(person, spec.to);
  }

  /** Short-notice pull: more waiting work than those on duty can do brings somebody else out of their team. */
  private pullIfShort(): void {
    const { spec, world, line, roster } = this;
    if (spec.pull === null || !spec.calendar.isOpenDay(Math.floor(world.clock[0]))) return;
    const { values } = world.quantities;
    // Hours of jobs in the line, each reckoned as the mean of all its work.
    let hours = 0;
    for (let person = line.first(); person >= 0; person = line.after(person)) hours += this.expectedHours(person);
    while (
      roster.pulledToday < Math.round(values[spec.pull.atMost]) &&
      hours > values[spec.pull.whenHours] * HOURS_PER_DAY * Math.max(1, roster.onDutyCount)
    ) {
      const taken = roster.pull(this.closesAt());
      if (taken <= 0) return;
      this.tallies.pulled(taken);
      hours -= taken;
    }
  }

  private expectedHours(person: number): number {
    const { world, spec } = this;
    if (world.people.times[(person << TIMES) + WORK] === 0)
      return world.quantities.values[spec.screeningHours] * HOURS_PER_DAY;
    let days = 0;
    for (let i = world.people.ints[(person << INTS) + NOTE]; i < spec.steps.length; i++) {
      const step = spec.steps[i];
      if (step.isWork) days += step.time.mean() * (step.share < 0 ? 1 : world.quantities.values[step.share]);
    }
    return days * HOURS_PER_DAY;
  }

  private closesAt(): number {
    const now = this.world.clock[0];
    const opens = this.spec.calendar.isOpen(now) ? now : this.spec.calendar.nextBoundary(now, 1);
    return Math.min(this.spec.calendar.closesAt(opens, 1), Math.floor(now) + 1);
  }
}
