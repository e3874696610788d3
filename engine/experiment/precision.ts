/**
 * How many replications are enough: the sequential rule with look-ahead of Hoad, Robinson & Davies 2010 (Automated
 * selection of the number of replications for a discrete-event simulation, Journal of the Operational Research Society
 * 61(11), 1632-1644), with absolute precisions and for several quantities at once.
 */
import type { MeasureInfo, MeasureLayout, ReplicationResult } from '../results/measures';
import { tQuantile } from '../statistics/student-t';

/** Settings of the sequential rule. */
export interface SequentialSettings {
  /** Replications before which the rule does not stop, 2 or more. */
  fewest: number;
  /** Replications looked ahead while 100 or fewer have been made (kLimit of the paper); in proportion beyond. */
  lookAhead: number;
}

/**
 * The settings used. Five replications of look-ahead are the paper's; its three to begin with are too few for
 * intervals that keep their promise, and the study of the rule (docs/guides/how-many-runs.md) gave this number.
 */
export const SEQUENTIAL: SequentialSettings = { fewest: 20, lookAhead: 5 };

/** Intervals are at 95 %. */
const UPPER = 0.975;

/** How many replications the rule looks ahead from n (paper, §4: f(kLimit, n) = ⌊kLimit · max(n, 100) / 100⌋). */
export function lookAheadFrom(n: number, lookAhead: number): number {
  return Math.floor((lookAhead * Math.max(n, 100)) / 100);
}

/**
 * Sees the values of one replication after the other and says when to stop: when the half-widths of all 95 % t-intervals
 * have come down to their precisions, and stay there for as many replications as the rule looks ahead. Those looked at
 * ahead are part of the result. Once it has said so it says so still while more are added, as long as the stretch lasts.
 */
export class SequentialRule {
  readonly #precisions: readonly number[];
  readonly #settings: SequentialSettings;
  readonly #counts: Float64Array;
  readonly #means: Float64Array;
  readonly #squares: Float64Array;
  #replications = 0;
  #preciseFrom: number | null = null;

  /**
   * @param precisions the largest half-width allowed of each quantity, above 0
   * @throws RangeError for a precision that is not above 0, or settings out of range
   */
  constructor(precisions: readonly number[], settings: SequentialSettings = SEQUENTIAL) {
    const bad = precisions.find((precision) => !(precision > 0));
    if (bad !== undefined) throw new RangeError(`a precision must be above 0, got ${bad}`);
    if (!(settings.fewest >= 2 && settings.lookAhead >= 0))
      throw new RangeError(
        `the rule needs 2 or more replications and a look-ahead of 0 or more, got ${settings.fewest} and ${settings.lookAhead}`,
      );
    this.#precisions = precisions;
    this.#settings = settings;
    this.#counts = new Float64Array(precisions.length);
    this.#means = new Float64Array(precisions.length);
    this.#squares = new Float64Array(precisions.length);
  }

  /**
   * Add the next replication.
   * @param values one for each quantity; what is not finite was not seen and does not count
   * @returns whether to stop
   */
  add(values: ArrayLike<number>): boolean {
    this.#replications += 1;
    for (let i = 0; i < this.#precisions.length; i++) this.#take(i, values[i]);
    if (!this.#precisions.every((_, i) => this.#isPrecise(i))) this.#preciseFrom = null;
    else this.#preciseFrom ??= this.#replications;
    return this.isDone;
  }

  /** Replications added. */
  get replications(): number {
    return this.#replications;
  }

  /** The replication count from which on all have been precise (N_sol of the paper), null while one is not. */
  get preciseFrom(): number | null {
    return this.#preciseFrom;
  }

  /** Whether to stop. */
  get isDone(): boolean {
    const from = this.#preciseFrom;
    return from !== null && this.#replications >= from + lookAheadFrom(from, this.#settings.lookAhead);
  }

  /** Half the width of the 95 % t-interval of a quantity; Infinity while fewer than two replications saw it. */
  halfWidth(quantity: number): number {
    const n = this.#counts[quantity];
    if (n < 2) return Infinity;
    return (tQuantile(UPPER, n - 1) * Math.sqrt(this.#squares[quantity] / (n - 1))) / Math.sqrt(n);
  }

  /** Count, mean and squares in one pass (Welford 1962). */
  #take(i: number, value: number): void {
    if (!Number.isFinite(value)) return;
    this.#counts[i] += 1;
    const deviation = value - this.#means[i];
    this.#means[i] += deviation / this.#counts[i];
    this.#squares[i] += deviation * (value - this.#means[i]);
  }

  #isPrecise(i: number): boolean {
    return this.#counts[i] >= this.#settings.fewest && this.halfWidth(i) <= this.#precisions[i];
  }
}

/** A measure whose precision is asked for, in the measure's unit. */
export interface PrecisionWish {
  measure: string;
  /** Above 0. */
  precision: number;
}

/** One quantity that is to become precise, and how far it has come. */
export interface PrecisionState {
  measure: string;
  service: string;
  unit: string;
  /** Position of the scenario, 0 for the baseline. Of the others it is the paired difference to the baseline. */
  scenario: number;
  /** Half-width asked for, and that of the replications so far: Infinity when fewer than two saw it. */
  precision: number;
  halfWidth: number;
  /** Whether the half-width is no more than was asked for. */
  reached: boolean;
}

interface Watched {
  info: MeasureInfo;
  scenario: number;
  precision: number;
  offset: number;
}

/**
 * The rule applied to scenarios: every measure wished for of the baseline, and its paired difference in each other
 * scenario that has the measure.
 */
export class PrecisionRule {
  readonly #watched: Watched[];
  readonly #rule: SequentialRule;
  readonly #values: Float64Array;

  /**
   * @param layouts of the baseline and the other scenarios, in the order in which `see` gets their results
   * @param wishes measures that are no scalars of the baseline are left out
   * @throws RangeError as `SequentialRule`
   */
  constructor(layouts: readonly MeasureLayout[], wishes: readonly PrecisionWish[], settings?: SequentialSettings) {
    this.#watched = layouts.flatMap((layout, scenario) =>
      wishes.flatMap(({ measure, precision }) => {
        const info = scalarOf(layouts[0], measure);
        const own = scalarOf(layout, measure);
        return info && own ? [{ info, scenario, precision, offset: own.offset }] : [];
      }),
    );
    this.#rule = new SequentialRule(
      this.#watched.map(({ precision }) => precision),
      settings,
    );
    this.#values = new Float64Array(this.#watched.length);
  }

  /**
   * See the next replication, the same number of every scenario.
   * @returns whether to stop
   */
  see(results: readonly ReplicationResult[]): boolean {
    this.#watched.forEach(({ info, scenario, offset }, i) => {
      const value = results[scenario].values[offset];
      this.#values[i] = scenario === 0 ? value : value - results[0].values[info.offset];
    });
    return this.#rule.add(this.#values);
  }

  /** Whether to stop. */
  get isDone(): boolean {
    return this.#rule.isDone;
  }

  /** How far each quantity has come. */
  states(): PrecisionState[] {
    return this.#watched.map(({ info, scenario, precision }, i) => {
      const halfWidth = this.#rule.halfWidth(i);
      const { id: measure, service, unit } = info;
      return { measure, service, unit, scenario, precision, halfWidth, reached: halfWidth <= precision };
    });
  }
}

function scalarOf(layout: MeasureLayout, measure: string): MeasureInfo | undefined {
  return layout.measures.find(({ id, shape }) => id === measure && shape === 'scalar');
}

/** The quantity that is furthest from its precision, as a ratio; undefined when nothing is watched. */
export function furthestOff(states: readonly PrecisionState[]): PrecisionState | undefined {
  return states.reduce<PrecisionState | undefined>(
    (worst, state) =>
      worst === undefined || state.halfWidth / state.precision > worst.halfWidth / worst.precision ? state : worst,
    undefined,
  );
}
