/** Stocks as compiled. */
import type { CompiledExpression } from '../expression';
import type { WeekMeasureField } from '../scenario/stocks';

/** A stock: a slot that the integration keeps, and what flows. */
export interface StockSpec {
  id: string;
  title: string;
  /** As the scenario writes it; a level ÷ `toBase` is in this unit. */
  unit: string;
  toBase: number;
  slot: number;
  /** In base units a day; null where the file has none. */
  inflow: CompiledExpression | null;
  outflow: CompiledExpression | null;
  mayBeNegative: boolean;
}

/** A measure of the past week: a slot that is set as a week closes. */
export interface WeekMeasureSpec {
  id: string;
  slot: number;
  field: WeekMeasureField;
}

/** Everything that stands beside the events. */
export interface StocksSpec {
  /** Days from one step to the next. */
  stepDays: number;
  stocks: readonly StockSpec[];
  weekMeasures: readonly WeekMeasureSpec[];
}

/** Days of a week; the step unless the run says otherwise. */
export const WEEK_DAYS = 7;

/** Whether anything has to be done at a step besides evaluating expressions once a week. */
export function needsSteps(spec: StocksSpec): boolean {
  return spec.stocks.length > 0 || spec.weekMeasures.length > 0 || spec.stepDays !== WEEK_DAYS;
}
