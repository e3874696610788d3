/** Reads stocks, measures of the week and loops, before anything that may follow them. */
import { isExpressionName, type CompiledExpression } from '../expression';
import { overDimension, parseUnit, TIME, type Dimension, type Unit } from '../expression/units';
import type { ExpressionField } from '../scenario/fields';
import type { FieldReader } from '../scenario/reader';
import { WEEK_MEASURES } from '../scenario/week-measure-table';
import { compileLoops } from './loops';
import { orderByNeed } from './order';
import { WEEK_DAYS, type StocksSpec, type StockSpec, type WeekMeasureSpec } from './spec';

/** A name that has a level or value of its own at the start. */
interface Started {
  path: string;
  slot: number;
  dimension: Dimension;
  start: ExpressionField;
  mayBeNegative: boolean;
}

/** Stocks as compiled, and how they begin again where parameters have other values. */
export interface CompiledStocks {
  spec: StocksSpec;
  /**
   * Work out all starts again from the reader's present values; what is wrong is told to the reader.
   * @returns false when a loop has gone on or off: then everything must be compiled again
   */
  restart: () => boolean;
}

/** Compile everything that stands beside the events; what is wrong is told to the reader. */
export function compileStocks(reader: FieldReader): CompiledStocks {
  const { scenario } = reader;
  const started = new Map<string, Started>();
  const units = new Map<string, Unit>();
  const weekMeasures: WeekMeasureSpec[] = [];
  for (const [id, field] of Object.entries(scenario.stocks)) {
    const unit = unitOf(reader, `stocks.${id}.unit`, field.unit);
    units.set(id, unit);
    const { start, mayBeNegative } = field;
    addName(reader, started, `stocks.${id}`, id, { dimension: unit.dimension, start, mayBeNegative });
  }
  for (const [id, field] of Object.entries(scenario.weekMeasures)) {
    const { dimension } = WEEK_MEASURES[field.measure];
    const slot = addName(reader, started, `weekMeasures.${id}`, id, {
      dimension,
      start: field.start,
      mayBeNegative: false,
    });
    weekMeasures.push({ id, slot, field });
  }
  const setStarts = readStarts(reader, started);
  setStarts();
  for (const { slot } of started.values()) reader.scope.follows(slot);
  const linksStay = compileLoops(reader);
  const stocks = Object.entries(scenario.stocks).map(([id, field]): StockSpec => {
    const path = `stocks.${id}`;
    const { text, dimension, toBase } = units.get(id)!;
    const flow = (name: string, given: ExpressionField | undefined): CompiledExpression | null =>
      given === undefined ? null : reader.expression(`${path}.${name}`, given, overDimension(dimension, TIME));
    if (field.inflow === undefined && field.outflow === undefined)
      reader.fail('no-flow', path, 'nothing flows into or out of this stock; give it an inflow or an outflow.');
    return {
      id,
      title: field.title,
      unit: text,
      toBase,
      slot: started.get(id)?.slot ?? 0,
      inflow: flow('inflow', field.inflow),
      outflow: flow('outflow', field.outflow),
      mayBeNegative: field.mayBeNegative,
    };
  });
  const stepDays = scenario.run.stepDays ?? WEEK_DAYS;
  if (Math.abs(WEEK_DAYS / stepDays - Math.round(WEEK_DAYS / stepDays)) > 1e-9)
    reader.fail(
      'step',
      'run.stepDays',
      `steps of ${stepDays} days do not make a week; divide it evenly, as 7, 3.5, 1.75 or 1 do.`,
    );
  const restart = (): boolean => {
    setStarts();
    return linksStay();
  };
  return { spec: { stepDays, stocks, weekMeasures }, restart };
}

function unitOf(reader: FieldReader, path: string, text: string): Unit {
  try {
    return parseUnit(text);
  } catch (error) {
    reader.fail('unit', path, error instanceof Error ? error.message : String(error));
    return parseUnit('share');
  }
}

function addName(
  reader: FieldReader,
  started: Map<string, Started>,
  path: string,
  name: string,
  what: Omit<Started, 'path' | 'slot'>,
): number {
  if (!isExpressionName(name))
    reader.fail(
      'name',
      path,
      `expressions cannot use the name "${name}"; use letters and digits, not a word with a meaning of its own.`,
    );
  if (reader.scope.slotOf(name) !== undefined)
    reader.fail(
      'same-name',
      path,
      `a parameter, stock or measure of the week is called "${name}" already; rename one.`,
    );
  const slot = reader.scope.add(name, what.dimension, 0);
  started.set(name, { path, slot, ...what });
  return slot;
}

/**
 * Read what everything is at the start.
 * @returns what works it out from the reader's present values, each after those that it needs
 */
function readStarts(reader: FieldReader, started: ReadonlyMap<string, Started>): () => void {
  const { scope } = reader;
  const expressions = new Map<string, CompiledExpression | null>();
  for (const [name, { path, start, dimension }] of started)
    expressions.set(name, reader.expression(`${path}.start`, start, dimension));
  const needs = new Map([...expressions].map(([name, expression]) => [name, [...(expression?.names ?? [])]]));
  const order = orderByNeed(needs);
  if ('cycle' in order) {
    const [first] = order.cycle;
    const cycle = [...order.cycle, first].map((name) => started.get(name)!.path).join(' → ');
    reader.fail(
      'cycle',
      `${started.get(first)!.path}.start`,
      `the starts need each other in a circle: ${cycle}; give one of them a start of its own.`,
    );
    return () => {};
  }
  return () => {
    const slots = reader.startSlots();
    for (const name of order.order) {
      const { path, slot, mayBeNegative } = started.get(name)!;
      const value = expressions.get(name)?.evaluate(slots) ?? 0;
      if (!Number.isFinite(value) || (value < 0 && !mayBeNegative)) {
        const rule = mayBeNegative ? 'a finite number' : 'a finite number, 0 or more';
        reader.fail('value', `${path}.start`, `comes to ${value}; it must be ${rule}.`);
      }
      slots[slot] = value;
      scope.slots[slot] = value;
    }
  };
}
