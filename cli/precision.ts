/** How precise the primary measures are to become, and how far they have come. */
import { PrecisionRule, furthestOff, type PrecisionState, type PrecisionWish } from '../engine/index';
import type { ScenarioDescription } from '../workers/protocol';
import type { ScenarioRun } from '../workers/scenario-run';
import { InputError } from './failure';
import { amount, figure } from './figures';
import type { MeasureNames } from './measure-names';
import type { PrecisionOption } from './numbers';
import { finiteOrNull } from './output';

/** How far a measure has come. */
export interface PrecisionOutput {
  measure: string;
  unit: string;
  /** Half-width asked for. */
  precision: number;
  /** Half-width reached; null where fewer than two replications saw the measure. */
  halfWidth: number | null;
  /** Whether the half-width is no more than was asked for. */
  reached: boolean;
}

/**
 * The precisions asked for: those of the primary measures, or what options say instead; an option may name any other
 * measure with one value per replication as well.
 *
 * @throws InputError for a measure that is not there
 */
export function precisionWishes(
  { layout, primary }: ScenarioDescription,
  options: readonly PrecisionOption[] = [],
): PrecisionWish[] {
  const scalars = new Set(layout.measures.filter(({ shape }) => shape === 'scalar').map(({ id }) => id));
  for (const { measure } of options) {
    if (scalars.has(measure)) continue;
    const known = primary.map((one) => one.measure).join(', ');
    const hint = known === '' ? 'run --json lists all measures' : `primary measures are ${known}`;
    throw new InputError(`--precision ${measure}: there is no such measure (${hint}).`);
  }
  const wishes = new Map(primary.map(({ measure, precision }) => [measure, precision]));
  for (const { measure, precision } of options) wishes.set(measure, precision);
  return [...wishes].flatMap(([measure, precision]) => (precision > 0 ? [{ measure, precision }] : []));
}

/**
 * The rule for scenarios, the baseline first.
 *
 * @param mustStop whether replications are to end by it
 * @throws InputError when it must and nothing is asked for
 */
export function precisionRule(
  descriptions: readonly ScenarioDescription[],
  wishes: readonly PrecisionWish[],
  mustStop: boolean,
): PrecisionRule {
  if (mustStop && wishes.length === 0) {
    throw new InputError(
      '--until-precise: no precision is asked for. Give primaryMeasures in the scenario file a margin or precision above 0, or write --precision MEASURE=VALUE.',
    );
  }
  return new PrecisionRule(
    descriptions.map(({ layout }) => layout),
    wishes,
  );
}

/** How far finished runs have come, over the replications that all have. */
export function precisionOf(
  descriptions: readonly ScenarioDescription[],
  runs: readonly ScenarioRun[],
  wishes: readonly PrecisionWish[],
): PrecisionState[] {
  const rule = precisionRule(descriptions, wishes, false);
  const common = Math.min(...runs.map(({ replications }) => replications));
  for (let number = 0; number < common; number++) rule.see(runs.map(({ results }) => results[number]));
  return rule.states();
}

/** The states of one scenario, 0 for the baseline, in the form that is printed. */
export function precisionOutput(states: readonly PrecisionState[], scenario: number): PrecisionOutput[] {
  return states
    .filter((state) => state.scenario === scenario)
    .map(({ measure, unit, precision, halfWidth, reached }) => {
      return { measure, unit, precision, halfWidth: finiteOrNull(halfWidth), reached };
    });
}

/** For the line of progress: how many replications, and which measure is furthest off. */
export function progressText(replications: number, states: readonly PrecisionState[], names: MeasureNames): string {
  const done = `${replications} replications`;
  const worst = furthestOff(states);
  if (worst === undefined || !Number.isFinite(worst.halfWidth)) return done;
  const what = worst.scenario === 0 ? '' : `difference ${worst.scenario}, `;
  const { halfWidth, precision, unit } = worst;
  const share = unit === 'share';
  const now = share ? amount(halfWidth, unit) : figure(halfWidth);
  const state = worst.reached ? 'all precise, looking ahead' : 'furthest off';
  return `${done}; ${state}: ${what}${names.full({ id: worst.measure, service: worst.service })} ±${now} (asked ±${amount(precision, unit)})`;
}
