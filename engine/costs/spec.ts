/** Costs as compiled. */
import type { CostCategory } from '../scenario/costs';

/** Somebody who pays, as the scenario names them. */
export interface Payer {
  id: string;
  title: string;
}

/** What is counted of one cost: a running sum of the model, in base units (WTE × days, days of agency hours, people,
 * people × days, days). */
export type CostBase =
  | { kind: 'posts'; group: number }
  | { kind: 'agency'; group: number }
  | { kind: 'service'; service: string; per: 'arrival' | 'personDay' | 'placeDay' }
  | { kind: 'time' };

/** Who pays which share of a cost. */
export interface CostShare {
  /** Index of the payer. */
  payer: number;
  /** Index of the share among the quantities; −1: all that the others leave. */
  share: number;
}

/** One thing that costs. */
export interface CostItem {
  category: CostCategory;
  base: CostBase;
  /** Index of the price among the quantities, in £ per unit of the base. */
  price: number;
  shares: readonly CostShare[];
}

/** All money of a model; no items where the scenario declares no costs. */
export interface CostsSpec {
  payers: readonly Payer[];
  items: readonly CostItem[];
}
