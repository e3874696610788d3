/**
 * Reads the fields of a validated scenario into compiled form, collecting everything that is wrong: unknown ids,
 * expressions that do not parse, dimensions that do not fit, quantities without a source.
 */
import { ExpressionError, readExpression } from '../expression';
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
import { ReferenceReader, type Condition } from './reference-reader';
import type { Scenario } from './schema';
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

/** @see the file's comment */
export class FieldReader extends ReferenceReader {
  private readonly quantities: Quantity[] = [];
  private readonly distributions: MovingDistribution[] = [];
  private readonly slotOf = new Map<string, number>();
  private readonly dimensionOf = new Map<string, Dimension>();
  private readonly used = new Set<string>();
  private readonly slots: Float64Array;
  private readonly timed: TimedValue[];
  private readonly timedSlots: Set<number>;
  private readonly shareSums: { path: string; shares: number[]; hasRest: boolean }[] = [];

  constructor(scenario: Scenario) {
    super(scenario);
    const names = Object.keys(scenario.parameters);
    this.slots = new Float64Array(names.length + 1);
    this.slotOf.set('t', 0);
    this.dimensionOf.set('t', TIME);
    const toBase = new Map<string, number>();
    names.forEach((name, index) => {
      const parameter = scenario.parameters[name];
      const path = `parameters.${name}`;
      if (!(parameter.low <= parameter.value && parameter.value <= parameter.high)) {
        this.fail(
          'range',
          path,
          `value ${parameter.value} lies outside low ${parameter.low} to high ${parameter.high}; make the range hold the value.`,
        );
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
    this.timed = timedValues(scenario, (name) => ({
      slot: this.slotOf.get(name) ?? -1,
      toBase: toBase.get(name) ?? 1,
    }));
    this.timedSlots = new Set(this.timed.map((change) => change.slot));
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
        this.fail(
          'no-source',
          path,
          `"${field}" is a bare number without a source; make it a parameter with value, unit, range and source.`,
        );
      }
    } catch (error) {
      this.fail(
        error instanceof ExpressionError ? error.code : 'expression',
        path,
        `"${shorten(field)}": ${messageOf(error)}`,
      );
    }
    return this.quantities.length - 1;
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
    this.quantities.push({ path, rule: { low: value, high: value }, expression: null, constant: value, moves: false });
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

  /** Everything read: checks that no parameter is unused. @returns null when there are issues */
  finish(): Quantities | null {
    for (const name of Object.keys(this.scenario.parameters)) {
      if (!this.used.has(name))
        this.fail('unused', `parameters.${name}`, 'nothing uses this quantity; use it in an expression or remove it.');
    }
    if (this.issues.length > 0) return null;
    try {
      const quantities = new Quantities(this.quantities, this.distributions, this.slots, this.timed);
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
  addDistribution(entry: Omit<MovingDistribution, 'moves'>): Distribution {
    const moves = entry.parameters.some((index) => this.quantities[index].moves);
    this.distributions.push({ ...entry, moves });
    return entry.distribution;
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
