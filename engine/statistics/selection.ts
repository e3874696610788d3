/** Which of several scenarios is best: a procedure that drops the others one by one, as replications come in. */
import { pow } from '../random/elementary';

/** What is to be selected, and how surely. */
export interface SelectionAim {
  /** How many scenarios there are, 1 or more. */
  scenarios: number;
  /** Which values are better. */
  better: 'higher' | 'lower';
  /** The smallest difference worth detecting (the indifference zone), above 0, in the unit of the values. */
  margin: number;
  /**
   * The chance of a wrong selection if the best is better than all others by the margin or more: above 0 and below
   * 1 - 1 / scenarios, with which one would guess.
   */
  alpha: number;
  /** Replications before the first scenario may be dropped, a whole number of 2 or more; 10 or more is wise. */
  firstReplications: number;
}

/**
 * The constant η of the procedure for the case c = 1: ½ ((2 α / (k - 1))^(-2 / (n₀ - 1)) - 1), which solves
 * ½ (1 + 2 η)^(-(n₀ - 1) / 2) = α / (k - 1) (Kim & Nelson 2001).
 *
 * @param scenarios k, 2 or more.
 * @param alpha As in {@link SelectionAim}.
 * @param firstReplications n₀, 2 or more.
 */
export function selectionEta(scenarios: number, alpha: number, firstReplications: number): number {
  return (pow((2 * alpha) / (scenarios - 1), -2 / (firstReplications - 1)) - 1) / 2;
}

/**
 * The fully sequential procedure KN (Kim & Nelson 2001, ACM Transactions on Modeling and Computer Simulation 11(3)) with
 * c = 1. It holds for normal values that are dependent between scenarios, so for replications that share their random
 * numbers, and uses the variance of each paired difference from the first replications.
 *
 * Feed it replication after replication; run only scenarios that survive. A scenario is dropped when its sum lies behind
 * that of a survivor by more than max(0, h² S² / δ - δ r) / 2 (δ the margin, S² the variance of their difference,
 * h² = 2 η (n₀ - 1), r replications so far).
 *
 * @example
 * const race = new SelectionRace({ scenarios: 3, better: 'lower', margin: 1, alpha: 0.05, firstReplications: 10 });
 * while (race.selected === null) race.add(values); // one value for each scenario; of those dropped it is not read
 */
export class SelectionRace {
  private readonly aim: SelectionAim;
  /** h² / δ, by which the variance of a difference is multiplied. */
  private readonly scale: number;
  private readonly sums: Float64Array;
  /** Scenario by scenario: mean difference so far and sum of squared deviations, then in the second variances. */
  private readonly differences: Float64Array;
  private readonly squares: Float64Array;
  private surviving: number[];
  private count = 0;
  private winner: number | null = null;

  /** @throws RangeError naming the part of the aim that is out of range. */
  constructor(aim: SelectionAim) {
    const { scenarios, margin, alpha, firstReplications } = aim;
    demand(Number.isInteger(scenarios) && scenarios >= 1, 'scenarios', 'a whole number of 1 or more', scenarios);
    demand(margin > 0 && margin < Infinity, 'margin', 'above 0', margin);
    demand(
      alpha > 0 && (scenarios === 1 || alpha < 1 - 1 / scenarios),
      'alpha',
      'above 0 and below 1 - 1 / scenarios',
      alpha,
    );
    demand(
      Number.isInteger(firstReplications) && firstReplications >= 2,
      'firstReplications',
      'a whole number of 2 or more',
      firstReplications,
    );
    this.aim = { ...aim };
    const degrees = firstReplications - 1;
    this.scale = scenarios === 1 ? 0 : (2 * selectionEta(scenarios, alpha, firstReplications) * degrees) / margin;
    this.sums = new Float64Array(scenarios);
    this.differences = new Float64Array(scenarios * scenarios);
    this.squares = new Float64Array(scenarios * scenarios);
    this.surviving = Array.from({ length: scenarios }, (_, i) => i);
    if (scenarios === 1) this.winner = 0;
  }

  /** Replications so far. */
  get replications(): number {
    return this.count;
  }

  /** Scenarios that have not been dropped, ascending, from 0. */
  get survivors(): readonly number[] {
    return this.surviving;
  }

  /** The scenario selected, null while there is more than one survivor. */
  get selected(): number | null {
    return this.winner;
  }

  /**
   * The replication by which the procedure ends at the latest, as far as can be told; null during the first replications,
   * when variances are not yet known.
   */
  get latestEnd(): number | null {
    if (this.winner !== null) return this.count;
    if (this.count < this.aim.firstReplications) return null;
    let most = this.count;
    for (const i of this.surviving) for (const l of this.surviving) most = Math.max(most, this.lastLeeway(i, l) + 1);
    return most;
  }

  /**
   * Take the next replication.
   *
   * @param values One for each scenario, all from the same random numbers; of those dropped it is not read.
   * @throws RangeError for a value of a survivor that is not finite; nothing is taken then.
   */
  add(values: ArrayLike<number>): void {
    if (this.winner !== null) return;
    for (const i of this.surviving) demand(Number.isFinite(values[i]), `values[${i}]`, 'finite', values[i]);
    const sign = this.aim.better === 'higher' ? 1 : -1;
    this.count++;
    for (const i of this.surviving) this.sums[i] += sign * values[i];
    const first = this.aim.firstReplications;
    if (this.count <= first) this.learnVariances(values);
    if (this.count >= first) this.screen();
  }

  private learnVariances(values: ArrayLike<number>): void {
    const k = this.aim.scenarios;
    const isLast = this.count === this.aim.firstReplications;
    for (let i = 0; i < k; i++) {
      for (let l = 0; l < k; l++) {
        const place = i * k + l;
        const difference = values[i] - values[l];
        const deviation = difference - this.differences[place];
        this.differences[place] += deviation / this.count;
        this.squares[place] += deviation * (difference - this.differences[place]);
        if (isLast) this.squares[place] /= this.count - 1;
      }
    }
  }

  /** The replications after which two scenarios have no leeway: h² S² / δ², rounded down. */
  private lastLeeway(i: number, l: number): number {
    return Math.floor((this.scale * this.squares[i * this.aim.scenarios + l]) / this.aim.margin);
  }

  /** How far the sum of i may lie behind that of l. */
  private leeway(i: number, l: number): number {
    return Math.max(0, this.scale * this.squares[i * this.aim.scenarios + l] - this.aim.margin * this.count) / 2;
  }

  private screen(): void {
    const { sums } = this;
    const before = this.surviving;
    this.surviving = before.filter((i) => before.every((l) => l === i || sums[i] >= sums[l] - this.leeway(i, l)));
    const isOver = this.surviving.every((i) => this.surviving.every((l) => this.leeway(i, l) === 0));
    // Equal sums without leeway differ by nothing that could still be found.
    if (isOver) this.surviving = [this.surviving.reduce((best, i) => (sums[i] > sums[best] ? i : best))];
    if (this.surviving.length === 1) this.winner = this.surviving[0];
  }
}

function demand(holds: boolean, name: string, rule: string, value: unknown): void {
  if (!holds) throw new RangeError(`${name} must be ${rule}, got ${String(value)}`);
}
