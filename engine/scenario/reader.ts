/**
 * Reads the fields of a validated scenario into compiled form, collecting everything that is wrong: unknown ids,
 * expressions that do not parse, dimensions that do not fit, quantities without a source.
 */
import { ExpressionError, type CompiledExpression } from '../expression';
import type { Link, ParameterLink } from '../expression/links';
import { DIMENSIONLESS, TIME, parseUnit, type Dimension } from '../expression/units';
import {
  Quantities,
  QuantityError,
  type MovingDistribution,
  type Quantity,
  type QuantityRule,
  type TimedValue,
} from '../expression/quantities';
import type { Distribution } from '../random/distribution';
import { readDistribution } from './distribution-reader';
import type { Cases, DistributionField, ExpressionField, Selector } from './fields';
import { NameScope } from './name-scope';
import { ReferenceReader, type Condition } from './reference-reader';
import type { Parameter, Scenario } from './schema';
import { timedValues } from './timeline';

/** Cases in order: the first whose condition holds gives the value. */
export interface CompiledCase<T> {
  when: Condition;
  value: T;
}

/** Rules of quantities. */
export const SHARE: QuantityRule = { low: 0, high: 1 };
export const NOT_NEGATIVE: QuantityRule = { low: 0, high: Infinity };
/** A length of time up to 200 years. */
const TIME_SPAN: QuantityRule = { low: 0, high: 73050 };
/** A limit on anything counted. */
export const COUNT: QuantityRule = { low: 0, high: 1e7 };

/** What a loop does to every expression at a path or within it. */
export interface FieldLink {
  /** Path of the target: every quantity there, or within, is linked. */
  to: string;
  /** Where the link stands, for messages. */
  path: string;
  /** Whether the loop has a strength in this run; the expressions of one that has none are checked and left out. */
  isOn: boolean;
  strength: CompiledExpression;
  adds: boolean;
  /** The effect in this dimension; null when something is wrong with it, which has been told. */
  effect: (dimension: Dimension) => CompiledExpression | null;
}

/** Fields that are read once, as a run begins: what follows stocks would have no effect there. */
const READ_ONCE = /\.start(\.|$)|\.startCases$|^posts\.[^.]+\.(established|inPost)$|^primaryMeasures\./;

/** @see the file's comment */
export class FieldReader extends ReferenceReader {
  /** The names that expressions can use. */
  readonly scope = new NameScope();
  /** Paths of the fields whose expressions use a name, in the order in which they are read. */
  readonly uses = new Map<string, string[]>();
  private readonly quantities: Quantity[] = [];
  private readonly distributions: MovingDistribution[] = [];
  private timed: TimedValue[];
  /** Factor to base units of each parameter. */
  private readonly toBase = new Map<string, number>();
  private readonly fieldLinks: { link: FieldLink; isFound: boolean }[] = [];
  private parameterLinks: readonly ParameterLink[] = [];
  private readonly shareSums: { path: string; shares: number[]; hasRest: boolean }[] = [];

  constructor(scenario: Scenario) {
    super(scenario);
    for (const [name, parameter] of Object.entries(scenario.parameters)) {
      const path = `parameters.${name}`;
      this.checkRange(path, parameter);
      this.checkSource(path, parameter.source, parameter.grade);
      try {
        const unit = parseUnit(parameter.unit);
        this.scope.add(name, unit.dimension, parameter.value * unit.toBase);
        this.toBase.set(name, unit.toBase);
      } catch (error) {
        this.fail('unit', `${path}.unit`, messageOf(error));
        this.scope.add(name, DIMENSIONLESS, 0);
      }
    }
    this.timed = this.timedOf(scenario);
    for (const { slot } of this.timed) this.scope.moves(slot);
  }

  /**
   * Take other values for the parameters, and forget what was wrong at the ones before. To be called after everything
   * was read and found right; {@link finish} then makes the quantities at the new values.
   *
   * @param scenario the scenario that was read, but for the values and ranges of parameters and values in the timeline
   */
  setParameters(scenario: Scenario): void {
    this.issues.length = 0;
    for (const [name, parameter] of Object.entries(scenario.parameters)) {
      this.checkRange(`parameters.${name}`, parameter);
      this.scope.slots[this.scope.slotOf(name)!] = parameter.value * this.toBase.get(name)!;
    }
    this.timed = this.timedOf(scenario);
  }

  private checkRange(path: string, { value, low, high }: Parameter): void {
    if (low <= value && value <= high) return;
    this.fail('range', path, `value ${value} lies outside low ${low} to high ${high}; make the range hold the value.`);
  }

  private timedOf(scenario: Scenario): TimedValue[] {
    return timedValues(scenario, (name) => ({
      slot: this.scope.slotOf(name) ?? -1,
      toBase: this.toBase.get(name) ?? 1,
    }));
  }

  /** Values of all names as a run begins, in base units; the changes dated on day 0 or before are made. */
  startSlots(): Float64Array {
    const slots = Float64Array.from(this.scope.slots);
    for (const { day, slot, value } of this.timed) if (day <= 0) slots[slot] = value;
    return slots;
  }

  /** Link the fields at a path. Before they are read. */
  linkField(link: FieldLink): void {
    this.fieldLinks.push({ link, isFound: false });
  }

  /** What loops do to parameters, each after those that it hangs on. */
  linkParameters(links: readonly ParameterLink[]): void {
    this.parameterLinks = links;
  }

  /** Read an expression on its own. @returns null when something is wrong with it */
  expression(path: string, field: ExpressionField, dimension: Dimension): CompiledExpression | null {
    if (typeof field === 'number') return { evaluate: () => field, names: new Set(), dependsOnTime: false };
    try {
      const expression = this.scope.read(field, dimension);
      for (const name of expression.names) {
        const paths = this.uses.get(name);
        if (paths === undefined) this.uses.set(name, [path]);
        else paths.push(path);
      }
      if (expression.names.size === 0) {
        this.fail(
          'no-source',
          path,
          `"${field}" is a bare number without a source; make it a parameter with value, unit, range and source.`,
        );
      }
      return expression;
    } catch (error) {
      this.fail(
        error instanceof ExpressionError ? error.code : 'expression',
        path,
        `"${shorten(field)}": ${messageOf(error)}`,
      );
      return null;
    }
  }

  /** Compile an expression field. @returns the quantity's index */
  quantity(path: string, field: ExpressionField, dimension: Dimension, rule: QuantityRule = NOT_NEGATIVE): number {
    const quantity = newQuantity(path, rule);
    this.quantities.push(quantity);
    if (typeof field === 'number') quantity.constant = field;
    else quantity.expression = this.expression(path, field, dimension);
    if (quantity.expression !== null) {
      quantity.moves = this.scope.canMove(quantity.expression);
      quantity.follows = this.scope.canFollow(quantity.expression);
    }
    const links = this.linksOf(path, dimension);
    if (links.length > 0) Object.assign(quantity, { links, moves: true, follows: true });
    if (quantity.follows && READ_ONCE.test(path)) {
      this.fail(
        'read-once',
        path,
        'this is read once, as a run begins, so it cannot follow a stock, a measure of the week or a loop; use parameters.',
      );
    }
    return this.quantities.length - 1;
  }

  /**
   * A rate that may not exceed another quantity, read before it. Where it follows stocks there must be one, so that how
   * often people may come is known beforehand; above it the rate is held there, and counted.
   * @param ceiling index of the other quantity, or −1 for none
   */
  limit(path: string, rate: number, ceiling: number): void {
    const quantity = this.quantities[rate];
    if (!quantity.follows) return;
    if (ceiling < 0) {
      this.fail(
        'no-ceiling',
        path,
        'this rate follows a stock, a measure of the week or a loop, and nothing says how high it can go; add "ceiling".',
      );
    } else if (this.quantities[ceiling].follows) {
      this.fail(
        'moving-ceiling',
        path,
        'the ceiling itself follows a stock, a measure of the week or a loop; make it of parameters alone.',
      );
    }
    quantity.ceiling = ceiling;
  }

  /** A quantity where the field may be missing: the constant stands in. */
  optionalQuantity(
    path: string,
    field: ExpressionField | undefined,
    fallback: 0 | 1,
    dimension: Dimension,
    rule?: QuantityRule,
  ): number {
    return this.quantity(path, field ?? fallback, dimension, rule);
  }

  /** A structural number that stands among the quantities. @returns the quantity's index */
  constant(path: string, value: number): number {
    this.quantities.push({ ...newQuantity(path, { low: value, high: value }), constant: value });
    return this.quantities.length - 1;
  }

  /** Compile a distribution: of a time, unless a dimension (with the rule of its values) says of what. */
  distribution(path: string, field: DistributionField, dimension = TIME, rule = TIME_SPAN): Distribution {
    return readDistribution(this, path, field, { dimension, rule });
  }

  /** Read a field that may be one value or a list of cases; a list must end with a case for everybody. */
  cases<T, R>(path: string, field: Cases<T>, read: (path: string, value: T) => R): CompiledCase<R>[] {
    if (!isCaseList(field)) return [{ when: [], value: read(path, field) }];
    const compiled = field.map((entry, i) => ({
      when: this.condition(`${path}.${i}.when`, entry.when),
      value: read(`${path}.${i}.value`, entry.value),
    }));
    if (compiled[compiled.length - 1].when.length > 0) {
      this.fail(
        'no-case-for-everybody',
        path,
        'nobody tells what holds for the rest; end the list with a case without "when".',
      );
    }
    return compiled;
  }

  /** Shares that must not exceed 1 together (must make 1 when no branch says `rest`), checked at the start's values. */
  checkShares(path: string, shares: readonly number[], hasRest: boolean): void {
    this.shareSums.push({ path, shares: shares.filter((index) => index >= 0), hasRest });
  }

  /** A value dated after the start reaches nothing where all that uses it is read before. */
  private checkDatedInTime(): void {
    for (const name of new Set(this.scenario.timeline.map(({ parameter }) => parameter))) {
      const slot = this.scope.slotOf(name);
      const uses = this.uses.get(name) ?? [];
      if (uses.length === 0 || !uses.every((path) => READ_ONCE.test(path))) continue;
      if (!this.timed.some((entry) => entry.slot === slot && entry.day > 0)) continue;
      this.fail(
        'read-once',
        `parameters.${name}`,
        `a change of this is dated, but ${uses[0]} is read once, as a run begins; change it for the whole run, without "at" and "until", or change something that is read as time goes on.`,
      );
    }
  }

  /** Everything read: checks that no parameter is unused. @returns null when there are issues */
  finish(): Quantities | null {
    for (const name of Object.keys(this.scenario.parameters)) {
      if (!this.scope.isUsed(name))
        this.fail('unused', `parameters.${name}`, 'nothing uses this quantity; use it in an expression or remove it.');
    }
    this.checkDatedInTime();
    for (const { link, isFound } of this.fieldLinks) {
      if (!isFound)
        this.fail('unknown-path', link.path, `there is no expression at ${link.to}; name a field that holds one.`);
    }
    if (this.issues.length > 0) return null;
    try {
      const slots = Float64Array.from(this.scope.slots);
      const quantities = new Quantities(this.quantities, this.distributions, slots, this.timed, this.parameterLinks);
      quantities.reset();
      for (const { path, shares, hasRest } of this.shareSums) {
        const sum = shares.reduce((total, index) => total + quantities.values[index], 0);
        if (sum > 1 + 1e-9)
          this.fail('shares', path, `the shares come to ${round(sum)}, over 1; lower one, or let one be "rest".`);
        else if (!hasRest && sum < 1 - 1e-9)
          this.fail(
            'shares',
            path,
            `the shares come to ${round(sum)}; let one branch be "rest" so that everybody goes somewhere.`,
          );
      }
      return this.issues.length > 0 ? null : quantities;
    } catch (error) {
      if (!(error instanceof QuantityError)) throw error;
      this.fail('value', error.path, `${error.found}.`);
      return null;
    }
  }

  /** Let the parameters of a distribution follow its quantities. */
  addDistribution(entry: Omit<MovingDistribution, 'moves' | 'follows'>): Distribution {
    const moves = entry.parameters.some((index) => this.quantities[index].moves);
    const follows = entry.parameters.some((index) => this.quantities[index].follows);
    this.distributions.push({ ...entry, moves, follows });
    return entry.distribution;
  }

  private linksOf(path: string, dimension: Dimension): Link[] {
    return this.fieldLinks.flatMap((entry): Link[] => {
      const { to, path: from, adds, isOn, strength } = entry.link;
      if (path !== to && !path.startsWith(`${to}.`)) return [];
      entry.isFound = true;
      const effect = entry.link.effect(adds ? dimension : DIMENSIONLESS);
      return isOn && effect !== null ? [{ path: from, strength, effect, adds }] : [];
    });
  }

  /** A source must be one of the scenario's or `assumption`, and agree with the grade where there is one. */
  checkSource(path: string, source: string, grade: string | null): void {
    if (source === 'assumption') {
      if (grade !== null && grade !== 'assumption' && grade !== 'derived')
        this.fail('grade', `${path}.grade`, `an assumption is not "${grade}"; write "assumption".`);
      return;
    }
    const key = source.split(/[\s;,]/, 1)[0];
    if (Object.keys(this.scenario.sources).length > 0 && !Object.hasOwn(this.scenario.sources, key)) {
      this.fail(
        'unknown-source',
        `${path}.source`,
        `"${key}" is not among the scenario's sources; add it there, or write "assumption".`,
      );
    }
  }
}

function newQuantity(path: string, rule: QuantityRule): Quantity {
  return { path, rule, expression: null, constant: 0, moves: false, follows: false, links: [], ceiling: -1 };
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
