/** The checks of a scenario (`checks.json`): published or derived figures against what the replications give. */
import type { MeasureLayout, ReplicationResult } from '../engine/index';
import { meanInterval } from '../engine/statistics/intervals';

/** The seed of the checks: not the scenario's own, with which parameters were fitted, so that luck is not fitted with them. */
export const VALIDATION_SEED = 'validation';

/** One check; `plus` adds measures to the first, `over` divides by a sum, `step` (from 0) reads a series. */
export interface ScenarioCheck {
  id: string;
  title: string;
  measure: string;
  plus?: string[];
  over?: string[];
  step?: number;
  /** Change that is applied first. */
  change?: string;
  low: number;
  high: number;
  /** input: we set it; calibrated: a named parameter was fitted to it; emergent: neither. Only emergent ones validate. */
  kind: 'input' | 'calibrated' | 'emergent';
  source: string;
  note?: string;
}

/** What the replications say of a check. It holds when the mean lies within the band. */
export interface CheckOutcome {
  check: ScenarioCheck;
  mean: number;
  halfWidth: number;
  holds: boolean;
}

/** Evaluate one check. @throws Error naming a measure that there is not */
export function evaluateCheck(
  check: ScenarioCheck,
  layout: MeasureLayout,
  results: readonly ReplicationResult[],
): CheckOutcome {
  const placeOf = (id: string, step: number | undefined): number => {
    const shape = step === undefined ? 'scalar' : 'series';
    const found = layout.measures.find((measure) => measure.id === id && measure.shape === shape);
    if (found === undefined) throw new Error(`Check ${check.id}: there is no ${shape} measure ${id}.`);
    return found.offset + (step ?? 0);
  };
  const over = (check.over ?? []).map((id) => placeOf(id, undefined));
  const added = [check.measure, ...(check.plus ?? [])].map((id) => placeOf(id, check.step));
  const values = results.map((result) => {
    const sum = (places: number[]): number => places.reduce((total, place) => total + result.values[place], 0);
    return sum(added) / (over.length === 0 ? 1 : sum(over));
  });
  const interval = meanInterval(values);
  if (interval === null) throw new Error(`Check ${check.id}: seen in fewer than two replications.`);
  const { mean, halfWidth } = interval;
  return { check, mean, halfWidth, holds: mean >= check.low && mean <= check.high };
}
