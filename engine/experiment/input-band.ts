/** Two bands around an output: what chance does to it, and what is not known of the inputs. */
import type { GoodDirection } from '../results/measures';
import { meanInterval } from '../statistics/intervals';
import { wilsonInterval } from '../statistics/proportions';
import { varianceComponents } from '../statistics/variance-components';
import { SampledSettings, uncertainIds, type InputShape, type UncertainInput } from './inputs';
import {
  StudyOutputs,
  refusalText,
  type StudyOutcome,
  type StudyPlan,
  type StudyProgress,
  type StudyTask,
} from './study';

/** What is asked, and how much may be run. */
export interface BandWish {
  /** Decides the settings; the runs' own seed is another. */
  seed: string;
  /** Settings drawn over all ranges, 2 or more. */
  settings: number;
  /** Replications at each, 2 or more. */
  replications: number;
  shape: InputShape;
  /** Also draw the strengths of loops that are off. */
  withLoops: boolean;
  measure: { id: string; service: string; unit: string; good: GoodDirection; margin: number };
  isDifference: boolean;
}

/** From where to where nine in ten lie. */
export interface Band {
  low: number;
  high: number;
}

/** What an input-band study says; every number is finite. */
export interface BandResult {
  measure: string;
  service: string;
  unit: string;
  good: GoodDirection;
  margin: number;
  about: 'measure' | 'difference';
  /** Whether all settings have all their replications. */
  isComplete: boolean;
  shape: InputShape;
  /** Quantities that were drawn. */
  quantities: number;
  /** Settings that count, and replications at each. */
  settings: number;
  replications: number;
  /** Settings that do not: the output was not seen in a replication of theirs, or the model refused them to the last. */
  leftOut: number;
  /** Mean with all at their values and its 95 % interval; null with fewer than two replications. */
  atValue: { mean: number; halfWidth: number } | null;
  /** The two bands; null with fewer than two settings or replications. */
  bands: {
    /** Mean over all settings: not the same as with all at their values, where effects are bent or ranges lopsided. */
    mean: number;
    /** Around the mean with all at their values, nine in ten futures, were every input known. */
    run: Band;
    /** Nine in ten of the expected outputs over the ranges, chance taken out. */
    input: Band;
    runStandardDeviation: number;
    inputStandardDeviation: number;
    /** Share of the variance of one future, inputs unknown, that is due to the inputs. */
    inputShare: number;
    dominates: 'inputs' | 'runs' | 'neither';
  } | null;
  /**
   * For differences: in how many settings the mean difference keeps the sign it has with all at their values, and is at
   * least the margin in size; the share with its 95 % interval (Wilson).
   */
  holds: { settings: number; share: number; low: number; high: number } | null;
  /** Values that had to be drawn again, since the model refused what was drawn together, with the first reason. */
  drawnAgain: { values: number; reason: string } | null;
  noRange: string[];
  loopsOff: string[];
}

/** A band holds nine in ten. */
const TAIL = 0.05;
/** The standard normal quantile at 0.95. */
const NORMAL_95 = 1.6448536269514722;
/** One source of variance dominates with at least two thirds of it. */
const DOMINANT = 2 / 3;

const AT_VALUE = 'at value';

/**
 * Runs settings drawn as a Latin hypercube over the ranges of all quantities, a few replications of each, the same at all
 * settings; {@link varianceComponents} tells what inputs do from what chance does.
 */
export class InputBandStudy implements StudyPlan {
  private readonly outputs = new StudyOutputs();
  private readonly settings: SampledSettings;
  private readonly tried: UncertainInput[];
  private reason: string | null = null;
  private done = 0;
  private isComplete = false;

  /**
   * @param inputs all quantities of the scenario
   * @throws RangeError when none of them can be varied
   */
  constructor(
    private readonly inputs: readonly UncertainInput[],
    private readonly wish: BandWish,
  ) {
    this.tried = inputs.filter(({ kind }) => kind === 'range' || (kind === 'loop off' && wish.withLoops));
    if (this.tried.length === 0) throw new RangeError('no quantity has a range to vary it over');
    const { seed, settings, shape } = wish;
    this.settings = new SampledSettings(this.tried, { seed: `${seed}, band`, settings, shape });
  }

  next(): StudyTask[] {
    const tasks: StudyTask[] = [];
    // Setting by setting, so that what is there when it is stopped has whole settings.
    for (let i = -1; i < this.wish.settings; i++) {
      if (this.settings.isGivenUp(i)) continue;
      const setting = i < 0 ? {} : this.settings.at(i);
      tasks.push(...this.outputs.missing(pointOf(i), setting, 0, this.wish.replications));
    }
    this.isComplete = tasks.length === 0;
    return tasks;
  }

  add(task: StudyTask, outcome: StudyOutcome): void {
    if (outcome.kind === 'done') {
      this.done += 1;
      this.outputs.add(task, outcome.values);
      return;
    }
    const i = Number(task.point.slice(POINT.length));
    this.reason ??= refusalText(outcome.issues);
    if (task.replication > 0) {
      // Where the model refuses a setting as a whole, its first replication has said so; in the middle of a run is another
      // matter, and a setting cannot be changed any more once it has run.
      if (this.outputs.has(task.point, 0)) this.settings.giveUp(i);
      return;
    }
    this.settings.refuse(i, outcome.inputs);
  }

  get progress(): StudyProgress {
    return { done: this.done, wanted: (this.wish.settings + 1) * this.wish.replications };
  }

  /** What is known by now. */
  result(): BandResult {
    const { measure, isDifference, shape, replications, settings, withLoops } = this.wish;
    const rows = Array.from({ length: settings }, (_, i) => this.outputs.row(pointOf(i), 0, replications));
    const components = varianceComponents(rows);
    const atValue = meanInterval(this.outputs.row(AT_VALUE, 0, replications));
    return {
      measure: measure.id,
      service: measure.service,
      unit: measure.unit,
      good: measure.good,
      margin: measure.margin,
      about: isDifference ? 'difference' : 'measure',
      isComplete: this.isComplete,
      shape,
      quantities: this.tried.length,
      settings: components?.points ?? 0,
      replications,
      leftOut: settings - (components?.points ?? 0),
      atValue: atValue === null ? null : { mean: atValue.mean, halfWidth: atValue.halfWidth },
      bands: components === null || atValue === null ? null : bandsOf(components, atValue.mean),
      holds:
        isDifference && components !== null && atValue !== null
          ? holdsIn(components.pointMeans, atValue.mean, measure.margin)
          : null,
      drawnAgain: this.reason === null ? null : { values: this.settings.drawnAgain, reason: this.reason },
      noRange: uncertainIds(this.inputs, 'none'),
      loopsOff: withLoops ? [] : uncertainIds(this.inputs, 'loop off'),
    };
  }
}

const POINT = 'setting: ';
const pointOf = (i: number): string => (i < 0 ? AT_VALUE : `${POINT}${i}`);

function bandsOf(
  { mean, inputVariance, runVariance, pointMeans }: NonNullable<ReturnType<typeof varianceComponents>>,
  atValue: number,
): NonNullable<BandResult['bands']> {
  const [runSd, inputSd] = [Math.sqrt(runVariance), Math.sqrt(inputVariance)];
  const spread = Math.sqrt(
    pointMeans.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, pointMeans.length - 1),
  );
  // Means of few replications vary more than what is expected at the settings: drawn in until they vary as that does.
  const keep = spread > 0 ? Math.min(1, inputSd / spread) : 0;
  const expected = pointMeans.map((value) => mean + keep * (value - mean)).sort();
  const all = inputVariance + runVariance;
  const inputShare = all > 0 ? inputVariance / all : 0;
  return {
    mean,
    run: { low: atValue - NORMAL_95 * runSd, high: atValue + NORMAL_95 * runSd },
    input: { low: quantile(expected, TAIL), high: quantile(expected, 1 - TAIL) },
    runStandardDeviation: runSd,
    inputStandardDeviation: inputSd,
    inputShare,
    dominates: inputShare >= DOMINANT ? 'inputs' : all > 0 && 1 - inputShare >= DOMINANT ? 'runs' : 'neither',
  };
}

function holdsIn(pointMeans: Float64Array, atValue: number, margin: number): BandResult['holds'] {
  const sign = Math.sign(atValue);
  if (sign === 0) return null;
  const settings = pointMeans.filter((value) => value * sign > 0 && Math.abs(value) >= margin).length;
  const { low, high } = wilsonInterval(settings, pointMeans.length)!;
  return { settings, share: settings / pointMeans.length, low, high };
}

/** Between order statistics in a straight line (Hyndman & Fan 1996, The American Statistician 50(4), definition 8). */
function quantile(sorted: Float64Array, p: number): number {
  const place = Math.min(sorted.length, Math.max(1, (sorted.length + 1 / 3) * p + 1 / 3));
  const below = Math.floor(place);
  const low = sorted[below - 1];
  return low + (place - below) * ((sorted[below] ?? low) - low);
}
