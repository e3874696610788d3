/** What `headroom compare` says of money: costs by payer, and what a week of waiting less costs. */
import type { MeasureDifference, WaitPrice } from '../engine/index';
import { amount, range } from './figures';
import type { MeasureNames } from './measure-names';
import { finiteOrNull } from './output';

const UNIT = '£ per year';
const HALF_A_POUND = 0.5;

/** What is needed of a difference. */
type Difference = Pick<MeasureDifference, 'id' | 'service' | 'baseline' | 'changed' | 'mean' | 'halfWidth'>;

/** A price as it is printed in JSON: ends that are infinite are null. */
export type WaitPriceOutput = Record<'measure' | 'kind', string> & Record<string, string | number | null>;

/** Put a price into the form that is printed. */
export function waitPriceOutput(price: WaitPrice): WaitPriceOutput {
  const { measure, kind, ...figures } = price;
  const finite = Object.entries(figures).map(([name, value]) => [name, finiteOrNull(value)] as const);
  return { measure, kind, ...Object.fromEntries(finite) };
}

/**
 * Lines on money, under a heading; none where the scenario declares no costs.
 *
 * @param differences all of a comparison
 */
export function moneyWords(
  differences: readonly Difference[],
  prices: readonly WaitPriceOutput[],
  names: MeasureNames,
): string[] {
  const costs = differences.filter(({ id }) => id === 'money.cost' || id.startsWith('money.cost[payer='));
  if (costs.length === 0 && prices.length === 0) return [];
  const named = ({ measure }: WaitPriceOutput) => {
    const difference = differences.find(({ id }) => id === measure);
    return difference === undefined ? measure : names.full(difference);
  };
  const unpriced = prices.filter(({ kind }) => kind === 'notBetter');
  return [
    'Money, as a mean over the run:',
    ...costs.map((difference) => `  ${names.short(difference)}: ${costWords(difference)}`),
    ...prices.filter(({ kind }) => kind !== 'notBetter').map((price) => `  ${named(price)}: ${priceWords(price)}`),
    ...(unpriced.length > 0
      ? [`  A week less has no price where a wait is not surely shorter: ${unpriced.map(named).join('; ')}.`]
      : []),
  ];
}

function costWords({ baseline, changed, mean, halfWidth }: Difference): string {
  if (Math.abs(mean) + halfWidth < HALF_A_POUND) return `${amount(baseline, UNIT)}, the same in every replication.`;
  const verb = mean < 0 ? 'less' : 'more';
  const interval = `95 % interval of the difference ${range(mean, halfWidth, UNIT)}`;
  return `${amount(baseline, UNIT)} and ${amount(changed, UNIT)}, ${amount(Math.abs(mean), UNIT)} ${verb} (${interval}).`;
}

/** A price in words. The intervals are Fieller's, see `engine/statistics/ratio`. */
function priceWords({ kind, ratio, low, high, below, above }: WaitPriceOutput): string {
  const middle = Number(ratio);
  if (kind === 'bounded') {
    const interval = `95 % interval ${pounds(Number(low))} to ${pounds(Number(high))}`;
    if (Number(high) < 0)
      return `each week less comes with ${pounds(-middle)} a year less, so it has no price (${interval}).`;
    const unsure = Number(low) < 0 ? '; it may cost nothing' : '';
    return `each week less costs ${pounds(middle)} a year (${interval}${unsure}).`;
  }
  const unbounded = 'how little the wait may have gained leaves the price without a bound';
  if (kind === 'everything') return `a week less has no price that could be told: ${unbounded}.`;
  const ends = [
    ...(typeof above === 'number' ? [`at least ${pounds(above)} a year`] : []),
    ...(typeof below === 'number' ? [`at most ${pounds(below)} a year`] : []),
  ];
  return `a week less costs ${ends.join(', or ')}: ${unbounded}.`;
}

function pounds(value: number): string {
  return amount(value, '£');
}
