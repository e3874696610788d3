/**
 * Reads the fields of a validated scenario into compiled form, collecting everything that is wrong: unknown ids,
 * expressions that do not parse, dimensions that do not fit, quantities without a source.
 */
import { ExpressionError, readExpression } from '../expression';
import { DIMENSIONLESS, TIME, parseUnit, type Dimension } from '../expression/units';
import { Quantities, QuantityError, type MovingDistribution, type Quantity, type QuantityRule, type TimedValue } from '../expression/quantities';
import { Calendar, daysSinceEpoch, weekdayOf } from '../events/calendar';
import { Distribution } from '../random/distribution';
import type { Cases, DistributionField, ExpressionField, PriorityField, Selector } from './fields';
import type { ScenarioIssue } from './issue';
import { DAYS, type Scenario } from './schema';
import { timedValues } from './timeline';

/** One attribute's allowed values; `attribute` −1 is the built-in `coordinated` (0 no, 1 yes). */
export interface ConditionPart {
  attribute: number;
  allowed: Uint8Array;
}
/** All parts must hold; an empty condition holds for everybody. */
export type Condition = readonly ConditionPart[];

/** Cases in order: the first whose condition holds gives the value. */
export interface CompiledCase<T> {
  when: Condition;
  value: T;
}

/** Ranks by an attribute: `rankOf[value]`; an attribute of −2 means that everybody has rank 0. */
export interface CompiledPriority {
  attribute: number;
  rankOf: Uint8Array;
  ranks: number;
}

/** No priority: one rank for all. */
export const ONE_RANK: CompiledPriority = { attribute: -2, rankOf: new Uint8Array(1), ranks: 1 };

/** Rules of quantities. */
export const SHARE: QuantityRule = { low: 0, high: 1 };
export const NOT_NEGATIVE: QuantityRule = { low: 0, high: Infinity };
/** A length of time up to 200 years. */
const TIME_SPAN: QuantityRule = { low: 0, high: 73050 };
/** A limit on anything counted. */
export const COUNT: QuantityRule = { low: 0, high: 1e7 };

const DAY_NAMES: readonly (typeof DAYS)[number][] = DAYS;

/** @see the file's comment */
export class FieldReader {
  readonly issues: ScenarioIssue[] = [];
  readonly attributeIds: string[];
  readonly serviceIds: string[];
  private readonly quantities: Quantity[] = [];
  private readonly distributions: MovingDistribution[] = [];
  private readonly slotOf = new Map<string, number>();
  private readonly dimensionOf = new Map<string, Dimension>();
  private readonly used = new Set<string>();
  private readonly slots: Float64Array;
  private readonly timed: TimedValue[];
  private readonly timedSlots: Set<number>;
  private readonly calendars = new Map<string, Calendar>();
  private readonly shareSums: { path: string; shares: number[]; hasRest: boolean }[] = [];

  constructor(readonly scenario: Scenario) {
    this.attributeIds = Object.keys(scenario.attributes);
    this.serviceIds = Object.keys(scenario.services);
    const names = Object.keys(scenario.parameters);
    this.slots = new Float64Array(names.length + 1);
    this.slotOf.set('t', 0);
    this.dimensionOf.set('t', TIME);
    const toBase = new Map<string, number>();
    names.forEach((name, index) => {
      const parameter = scenario.parameters[name];
      const path = `parameters.${name}`;
      if (!(parameter.low <= parameter.value && parameter.value <= parameter.high)) {
        this.fail('range', path, `value ${parameter.value} lies outside low ${parameter.low} to high ${parameter.high}; make the range hold the value.`);
      }
      this.checkSource(path, parameter.source, parameter.grade);
      this.slotOf.set(name, index + 1);
      try {
        const unit = parseUnit(parameter.unit);
        this.slots[index + 1] = parameter.value * unit.toBase;
        toBase.set(name, unit.toBase);
        this.dimensionOf.set(name, unit.dimension);
      } catch (error) {
        this.fail('unit', `${path}.unit`, messageOf(error));
        this.dimensionOf.set(name, DIMENSIONLESS);
      }
    });
    this.timed = timedValues(scenario, (name) => ({ slot: this.slotOf.get(name) ?? -1, toBase: toBase.get(name) ?? 1 }));
    this.timedSlots = new Set(this.timed.map((change) => change.slot));
  }

  /** Note something that is wrong. */
  fail(code: string, path: string, message: string): void {
    this.issues.push({ code, path, message });
  }

  /** Compile an expression field. @returns the quantity's index */
  quantity(path: string, field: ExpressionField, dimension: Dimension, rule: QuantityRule = NOT_NEGATIVE): number {
    const quantity: Quantity = { path, rule, expression: null, constant: 0, moves: false };
    this.quantities.push(quantity);
    if (typeof field === 'number') {
      quantity.constant = field;
      return this.quantities.length - 1;
    }
    try {
      const scope = {
        slotOf: (name: string) => this.slotOf.get(name),
        dimensionOf: (name: string) => this.dimensionOf.get(name),
      };
      const expression = readExpression(field, scope, dimension);
      quantity.expression = expression;
      for (const name of expression.names) {
        this.used.add(name);
        if (this.timedSlots.has(this.slotOf.get(name) ?? -1)) quantity.moves = true;
      }
      if (expression.dependsOnTime) quantity.moves = true;
      if (expression.names.size === 0) {
        this.fail('no-source', path, `"${field}" is a bare number without a source; make it a parameter with value, unit, range and source.`);
      }
    } catch (error) {
      this.fail(error instanceof ExpressionError ? error.code : 'expression', path, `"${shorten(field)}": ${messageOf(error)}`);
    }
    return this.quantities.length - 1;
  }

  /** A quantity where the field may be missing: the constant stands in. */
  optionalQuantity(path: string, field: ExpressionField | undefined, fallback: 0 | 1, dimension: Dimension, rule?: QuantityRule): number {
    return this.quantity(path, field ?? fallback, dimension, rule);
  }

  /** Compile a distribution of a time. */
  distribution(path: string, field: DistributionField): Distribution {
    if (field.kind === 'mixture') {
      const parts = field.parts.map((part, i) => this.distribution(`${path}.parts.${i}.of`, part.of));
      const weights = field.parts.map((part, i) => this.quantity(`${path}.parts.${i}.share`, part.share, DIMENSIONLESS, SHARE));
      const distribution = Distribution.mixture(parts, weights.map(() => 1));
      this.addDistribution(path, distribution, weights, true);
      return distribution;
    }
    const time = (name: string, value: ExpressionField) => this.quantity(`${path}.${name}`, value, TIME, TIME_SPAN);
    const plain = (name: string, value: ExpressionField) => this.quantity(`${path}.${name}`, value, DIMENSIONLESS, { low: 1e-6, high: 1e6 });
    switch (field.kind) {
      case 'fixed':
        return this.addDistribution(path, Distribution.fixed(0), [time('value', field.value)]);
      case 'exponential':
        return this.addDistribution(path, Distribution.exponential(1), [time('mean', field.mean)]);
      case 'uniform':
        return this.addDistribution(path, Distribution.uniform(0, 1), [time('low', field.low), time('high', field.high)]);
      case 'triangular':
        return this.addDistribution(path, Distribution.triangular(0, 1, 2), [time('low', field.low), time('mode', field.mode), time('high', field.high)]);
      case 'lognormal':
        return this.addDistribution(path, Distribution.lognormal(1, 1), [time('mean', field.mean), plain('cv', field.cv)]);
      case 'gamma':
        return this.addDistribution(path, Distribution.gamma(1, 1), [time('mean', field.mean), plain('shape', field.shape)]);
      case 'weibull':
        return this.addDistribution(path, Distribution.weibull(1, 1), [time('mean', field.mean), plain('shape', field.shape)]);
    }
  }

  /** Read a field that may be one value or a list of cases; a list must end with a case for everybody. */
  cases<T, R>(path: string, field: Cases<T>, read: (path: string, value: T) => R): CompiledCase<R>[] {
    if (!isCaseList(field)) return [{ when: [], value: read(path, field) }];
    const compiled = field.map((entry, i) => ({
      when: this.condition(`${path}.${i}.when`, entry.when),
      value: read(`${path}.${i}.value`, entry.value),
    }));
    if (compiled[compiled.length - 1].when.length > 0) {
      this.fail('no-case-for-everybody', path, 'nobody tells what holds for the rest; end the list with a case without "when".');
    }
    return compiled;
  }

  /** Compile a selector; missing means everybody. */
  condition(path: string, selector: Selector | undefined): Condition {
    return Object.entries(selector ?? {}).map(([attribute, wanted]) => {
      const values = Array.isArray(wanted) ? wanted : [wanted];
      if (attribute === 'coordinated') {
        const allowed = new Uint8Array(2);
        for (const value of values) {
          if (value !== 'yes' && value !== 'no') this.fail('unknown-value', path, `coordinated is yes or no, not "${value}".`);
          allowed[value === 'yes' ? 1 : 0] = 1;
        }
        return { attribute: -1, allowed };
      }
      const index = this.attribute(path, attribute);
      const allowed = new Uint8Array(64);
      for (const value of values) allowed[this.attributeValue(path, attribute, value)] = 1;
      return { attribute: index, allowed };
    });
  }

  /** Index of an attribute. */
  attribute(path: string, id: string): number {
    const index = this.attributeIds.indexOf(id);
    if (index < 0) this.fail('unknown-attribute', path, `there is no attribute "${id}"; the scenario has ${listOf(this.attributeIds)}.`);
    return Math.max(0, index);
  }

  /** Index of an attribute's value. */
  attributeValue(path: string, attribute: string, value: string): number {
    const values = this.scenario.attributes[attribute]?.values.map((entry) => entry.id) ?? [];
    const index = values.indexOf(value);
    if (index < 0 && values.length > 0) this.fail('unknown-value', path, `${attribute} has no value "${value}"; it has ${listOf(values)}.`);
    return Math.max(0, index);
  }

  /** Index of a service. */
  service(path: string, id: string): number {
    const index = this.serviceIds.indexOf(id);
    if (index < 0) this.fail('unknown-service', path, `there is no service "${id}"${nearest(id, this.serviceIds)}.`);
    return Math.max(0, index);
  }

  /** Index of a post group. */
  postGroup(path: string, id: string): number {
    const ids = Object.keys(this.scenario.posts);
    const index = ids.indexOf(id);
    if (index < 0) this.fail('unknown-posts', path, `there is no post group "${id}"${nearest(id, ids)}.`);
    return Math.max(0, index);
  }

  /** A calendar; one that is open all week stands in for one that is unknown. */
  calendar(path: string, id: string): Calendar {
    const known = this.calendars.get(id);
    if (known !== undefined) return known;
    const { scenario } = this;
    const field = Object.hasOwn(scenario.calendars, id) ? scenario.calendars[id] : undefined;
    if (field === undefined) this.fail('unknown-calendar', path, `there is no calendar "${id}"${nearest(id, Object.keys(scenario.calendars))}.`);
    const { startDate, horizonDays } = scenario.run;
    const stretches = (field?.open ?? [{ days: DAY_NAMES, from: 0, to: 24 }]).flatMap(({ days, from, to }) => {
      if (from >= to) this.fail('hours', `calendars.${id}.open`, `it opens at ${from} and closes at ${to}; let it close later than it opens (split a night at midnight).`);
      return days.map((day) => ({ day: DAY_NAMES.indexOf(day), from, to }));
    });
    stretches.sort((a, b) => a.day - b.day || a.from - b.from);
    if (stretches.some((stretch, i) => i > 0 && stretches[i - 1].day === stretch.day && stretches[i - 1].to > stretch.from)) {
      this.fail('hours', `calendars.${id}.open`, 'two stretches of one day overlap; join them into one.');
    }
    if (field?.holidays !== undefined && !Object.hasOwn(scenario.holidays, field.holidays)) {
      this.fail('unknown-holidays', `calendars.${id}.holidays`, `there is no set of holidays "${field.holidays}"${nearest(field.holidays, Object.keys(scenario.holidays))}.`);
    }
    const dates = scenario.holidays[field?.holidays ?? '']?.dates ?? [];
    const holidays = startDate === undefined ? [] : dates.map((date) => daysSinceEpoch(date) - daysSinceEpoch(startDate));
    const calendar = new Calendar(stretches, this.startWeekday, holidays, horizonDays + 400);
    this.calendars.set(id, calendar);
    return calendar;
  }

  /** Weekday of day 0 (0 = Monday). */
  get startWeekday(): number {
    const { startDate } = this.scenario.run;
    return startDate === undefined ? 0 : weekdayOf(startDate);
  }

  /** Complain when an id is not one of a collection. */
  known(path: string, what: string, id: string | undefined, collection: object): void {
    if (id !== undefined && !Object.hasOwn(collection, id)) {
      this.fail(`unknown-${what}`, path, `there is no ${what} "${id}"${nearest(id, Object.keys(collection))}.`);
    }
  }

  /** Compile ranks; values that are not named come last. */
  priority(path: string, field: PriorityField | undefined): CompiledPriority {
    if (field === undefined) return ONE_RANK;
    const attribute = this.attribute(`${path}.by`, field.by);
    const rankOf = new Uint8Array(64).fill(field.order.length);
    field.order.forEach((value, rank) => {
      rankOf[this.attributeValue(`${path}.order.${rank}`, field.by, value)] = rank;
    });
    return { attribute, rankOf, ranks: field.order.length + 1 };
  }

  /** Shares that must not exceed 1 together (must make 1 when no branch says `rest`), checked at the start's values. */
  checkShares(path: string, shares: readonly number[], hasRest: boolean): void {
    this.shareSums.push({ path, shares: shares.filter((index) => index >= 0), hasRest });
  }

  /** Everything read: checks that no parameter is unused. @returns null when there are issues */
  finish(): Quantities | null {
    for (const name of Object.keys(this.scenario.parameters)) {
      if (!this.used.has(name)) this.fail('unused', `parameters.${name}`, 'nothing uses this quantity; use it in an expression or remove it.');
    }
    if (this.issues.length > 0) return null;
    try {
      const quantities = new Quantities(this.quantities, this.distributions, this.slots, this.timed);
      quantities.reset();
      for (const { path, shares, hasRest } of this.shareSums) {
        const sum = shares.reduce((total, index) => total + quantities.values[index], 0);
        if (sum > 1 + 1e-9) this.fail('shares', path, `the shares come to ${round(sum)}, over 1; lower one, or let one be "rest".`);
        else if (!hasRest && sum < 1 - 1e-9) this.fail('shares', path, `the shares come to ${round(sum)}; let one branch be "rest" so that everybody goes somewhere.`);
      }
      return this.issues.length > 0 ? null : quantities;
    } catch (error) {
      if (!(error instanceof QuantityError)) throw error;
      this.fail('value', error.path, `${error.found}.`);
      return null;
    }
  }

  private addDistribution(path: string, distribution: Distribution, parameters: number[], isMixture = false): Distribution {
    const moves = parameters.some((index) => this.quantities[index].moves);
    this.distributions.push({ distribution, parameters, isMixture, moves, path });
    return distribution;
  }

  private checkSource(path: string, source: string, grade: string): void {
    if (source === 'assumption') {
      if (grade !== 'assumption' && grade !== 'derived') this.fail('grade', `${path}.grade`, `an assumption is not "${grade}"; write "assumption".`);
      return;
    }
    const key = source.split(/[\s;,]/, 1)[0];
    if (Object.keys(this.scenario.sources).length > 0 && !Object.hasOwn(this.scenario.sources, key)) {
      this.fail('unknown-source', `${path}.source`, `"${key}" is not among the scenario's sources; add it there, or write "assumption".`);
    }
  }
}

/** Whether a field is a list of cases. */
function isCaseList<T>(field: Cases<T>): field is { when?: Selector; value: T }[] {
  return Array.isArray(field);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function round(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** Ids for a message: all of a few, else the first ones. */
export function listOf(ids: readonly string[]): string {
  if (ids.length === 0) return 'none';
  return ids.length <= 12 ? ids.join(', ') : `${ids.slice(0, 12).join(', ')} and ${ids.length - 12} more`;
}

/** A suggestion in brackets when an id looks like one of these. */
export function nearest(id: string, ids: readonly string[]): string {
  const wanted = id.toLowerCase();
  const found = ids.find((other) => other.toLowerCase() === wanted) ?? ids.find((other) => other.toLowerCase().startsWith(wanted.slice(0, 5)));
  return found === undefined ? `; the scenario has ${listOf(ids)}` : `; did you mean "${found}"`;
}
