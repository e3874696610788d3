/**
 * How fast stocks can move by themselves. A weekly step follows nothing faster than two weeks (rule 10), so anything
 * faster is refused when a scenario is loaded.
 */
import type { Quantities } from '../expression/quantities';
import type { ScenarioIssue } from '../scenario/issue';
import { Integrator } from './integrate';
import type { StockSpec } from './spec';

/** The least time constant, in days. */
export const LEAST_DAYS = 14;
/** Derivatives are found by differences, so a time constant of two weeks exactly must not fail for rounding. */
const TOLERANCE = 1e-3;
const DIFFERENCE = 1e-5;
/** The matrix is squared so often: its norm's root is then within a few parts in a thousand of the spectral radius. */
const SQUARINGS = 10;

/**
 * Everything that is too fast: a stock by itself, or stocks together, as they are at the start and after each dated
 * change. The quantities are left as at the start of a run.
 */
export function checkTimeConstants(stocks: readonly StockSpec[], quantities: Quantities): ScenarioIssue[] {
  if (stocks.length === 0) return [];
  const days = [0, ...new Set(quantities.timed.map(({ day }) => day).filter((day) => day > 0))];
  for (const day of days) {
    const rates = ratesAt(stocks, quantities, day);
    const when = day === 0 ? 'at the start' : `after the change on day ${day}`;
    const alone = stocks.flatMap(({ id }, i): ScenarioIssue[] =>
      isTooFast(Math.abs(rates[i][i])) ? [issue(`stocks.${id}`, 'this stock', Math.abs(rates[i][i]), when)] : [],
    );
    if (alone.length > 0) return alone;
    const together = spectralRadius(rates);
    if (isTooFast(together)) return [issue('stocks', 'these stocks together', together, when)];
  }
  return [];
}

function isTooFast(rate: number): boolean {
  return rate * LEAST_DAYS > 1 + TOLERANCE;
}

function issue(path: string, what: string, rate: number, when: string): ScenarioIssue {
  const days = Math.round((1 / rate) * 100) / 100;
  return {
    code: 'time-constant',
    path,
    message: `${what} would move with a time constant of ${days} days ${when}, and steps follow none below ${LEAST_DAYS} days; let it move more slowly, or write it as an expression instead of a stock.`,
  };
}

/** How each stock's net flow (row) changes with each stock (column), a day: the Jacobian, by differences. */
function ratesAt(stocks: readonly StockSpec[], quantities: Quantities, day: number): number[][] {
  const integrator = new Integrator(stocks, quantities);
  quantities.reset();
  const { slots } = quantities;
  const rates = stocks.map(() => stocks.map(() => 0));
  const above = new Float64Array(stocks.length);
  const below = new Float64Array(stocks.length);
  stocks.forEach(({ slot, mayBeNegative }, column) => {
    const level = slots[slot];
    const change = DIFFERENCE * Math.max(1, Math.abs(level));
    const low = mayBeNegative ? level - change : Math.max(0, level - change);
    slots[slot] = level + change;
    integrator.netFlow(day, above);
    slots[slot] = low;
    integrator.netFlow(day, below);
    slots[slot] = level;
    stocks.forEach((_, row) => {
      const rate = (above[row] - below[row]) / (level + change - low);
      rates[row][column] = Number.isFinite(rate) ? rate : 0;
    });
  });
  quantities.reset();
  return rates;
}

/** The largest modulus of an eigenvalue: lim ‖Aᵏ‖^(1/k) (Gelfand's formula), which no choice of units moves. */
export function spectralRadius(matrix: readonly (readonly number[])[]): number {
  let power = matrix.map((row) => row.slice());
  let logNorm = 0;
  for (let i = 0; i <= SQUARINGS; i++) {
    const norm = Math.max(...power.map((row) => row.reduce((sum, entry) => sum + Math.abs(entry), 0)));
    if (norm === 0) return 0;
    // The logarithm of the norm of the power so far, doubled by each squaring; the matrix itself is kept at norm 1.
    logNorm = 2 * logNorm + Math.log(norm);
    power = power.map((row) => row.map((entry) => entry / norm));
    if (i < SQUARINGS) power = multiply(power, power);
  }
  return Math.exp(logNorm / 2 ** SQUARINGS);
}

function multiply(a: readonly number[][], b: readonly number[][]): number[][] {
  return a.map((row) =>
    b.map((_, column) => row.reduce((sum, entry, k) => (entry === 0 ? sum : sum + entry * b[k][column]), 0)),
  );
}
