/**
 * Which quantities matter to a measure, or to the difference that changes make in it: screens all of them, refines the few
 * that matter, and measures what the others do together.
 */
import type { GoodDirection } from '../results/measures';
import type { Scenario } from '../scenario/schema';
import { SampledSettings, type InputShape, type Setting, type UncertainInput } from './inputs';
import { ScreenStage } from './screen-stage';
import { sensitivityResult, swing, type SensitivityResult } from './sensitivity-result';
import {
  refusalText,
  StudyOutputs,
  type StudyOutcome,
  type StudyPlan,
  type StudyProgress,
  type StudyTask,
} from './study';

/** What is asked, and how much may be run. */
export interface SensitivityWish {
  /** Decides groups, directions and draws; the runs' own seed is another. */
  seed: string;
  /** Quantities to refine, 1 or more. */
  top: number;
  /** Replications of each refined quantity at each end, 2 or more. */
  replications: number;
  /** How values are spread over ranges where shares of variance are given. */
  shape: InputShape;
  /** Also try the strengths of loops that are off. */
  withLoops: boolean;
  measure: { id: string; service: string; unit: string; good: GoodDirection; margin: number };
  /** Whether the question is about the difference that changes make. */
  isDifference: boolean;
}

/** What a quantity can be refused at. */
export type InputEnd = 'low' | 'high';

/** The stages, in order. */
export type SensitivityStage = 'screening' | 'choosing' | 'refining' | 'the rest together' | 'complete';

/** Groups whose members are tried one by one, for each quantity that is refined: a few more, since groups are of several. */
const SPLIT_PER_TOP = 1.5;
/** Candidates for each quantity that is refined. */
const CANDIDATES_PER_TOP = 1.5;
/**
 * Replications that candidates are chosen by. They are not used again, so that being chosen makes no interval wrong. One is
 * enough to put them in order, since pairing leaves little chance in an effect that is among the largest.
 */
export const CHOOSING_REPLICATIONS = 1;
/** Draws of all quantities that were not refined. */
const REST_DRAWS = 12;

const AT_VALUE = 'at value';
const pointAt = (id: string, end: InputEnd): string => `${end}: ${id}`;
const restPoint = (draw: number): string => `rest: ${draw}`;

/** More quantities than this are screened over a part of the run. */
const MOST_SCREENED_WHOLE = 40;
/** The part of a run that they are screened over: a year, whose seasons it has then seen. */
const FIRST_LOOK_DAYS = 365;

/**
 * How long the runs of the first look should be, in days: the whole run for few quantities; a year of what is counted for
 * many, since only their order is asked for then. What needs longer to act is ranked too low.
 */
export function firstLookDays({ horizonDays, warmUpDays }: Scenario['run'], quantities: number): number {
  if (quantities <= MOST_SCREENED_WHOLE) return horizonDays;
  return Math.min(horizonDays, Math.ceil(warmUpDays + FIRST_LOOK_DAYS));
}

/** So many for each of the quantities that are refined, a whole number of them. */
const forTop = (each: number, top: number): number => Math.ceil(each * top);

/** @see the file's comment */
export class SensitivityStudy implements StudyPlan {
  /** Inputs that are varied. */
  readonly tried: readonly UncertainInput[];
  readonly outputs = new StudyOutputs();
  readonly screen: ScreenStage;
  stage: SensitivityStage = 'screening';
  private readonly ends = new Map<string, string>();
  private readonly fixed: { candidates?: string[]; top?: string[]; rest?: SampledSettings } = {};
  private done = 0;
  private asked = 0;

  /**
   * @param inputs all quantities of the scenario
   * @throws RangeError when none of them can be varied
   */
  constructor(
    readonly inputs: readonly UncertainInput[],
    readonly wish: SensitivityWish,
  ) {
    this.tried = inputs.filter(({ kind }) => kind === 'range' || (kind === 'loop off' && wish.withLoops));
    if (this.tried.length === 0) throw new RangeError('no quantity has a range to vary it over');
    this.screen = new ScreenStage(this.tried, this.outputs, wish.seed, forTop(SPLIT_PER_TOP, wish.top));
  }

  next(): StudyTask[] {
    const stages: [SensitivityStage, () => StudyTask[]][] = [
      ['screening', () => this.screen.tasks()],
      ['choosing', () => this.choosing()],
      ['refining', () => this.refining()],
      ['the rest together', () => this.resting()],
    ];
    for (const [stage, tasksOf] of stages) {
      const tasks = tasksOf();
      if (tasks.length === 0) continue;
      this.stage = stage;
      this.asked = this.done + tasks.length;
      return tasks;
    }
    this.stage = 'complete';
    return [];
  }

  add(task: StudyTask, outcome: StudyOutcome): void {
    this.done += 1;
    if (outcome.kind === 'done') this.outputs.add(task, outcome.values);
    else if (task.isShort) this.screen.refuse(task, outcome);
    else if (task.point.startsWith('rest: ')) {
      this.fixed.rest!.refuse(Number(task.point.slice('rest: '.length)), outcome.inputs);
    } else this.ends.set(task.point, refusalText(outcome.issues));
  }

  /** Tasks finished and expected; what later stages need is an estimate until they begin. */
  get progress(): StudyProgress {
    const { top, replications } = this.wish;
    const candidates = Math.min(this.tried.length, forTop(CANDIDATES_PER_TOP, top));
    const chosen = Math.min(top, this.tried.length);
    const choosing = candidates > chosen ? CHOOSING_REPLICATIONS * (1 + 2 * candidates) : 0;
    const later = choosing + replications * (1 + 2 * chosen) + (chosen < this.tried.length ? REST_DRAWS : 0);
    const wanted = Math.max(this.asked, this.screen.expected + later);
    return { done: this.done, wanted: this.stage === 'complete' ? this.done : Math.max(wanted, this.done + 1) };
  }

  /** What is known by now. */
  result(): SensitivityResult {
    return sensitivityResult(this);
  }

  /** Why the model does not take a quantity at one end, or null. */
  refusalAt(id: string, end: InputEnd): string | null {
    return this.ends.get(pointAt(id, end)) ?? null;
  }

  /** Quantities that are refined, the largest first by what they were chosen by; none before that. */
  get refined(): readonly string[] {
    return this.fixed.top ?? [];
  }

  /** Outputs of a quantity at an end, or of all at their values, over the replications that intervals rest on. */
  rowAt(id?: string, end: InputEnd = 'low'): Float64Array {
    const last = CHOOSING_REPLICATIONS + this.wish.replications;
    return this.outputs.row(id === undefined ? AT_VALUE : pointAt(id, end), CHOOSING_REPLICATIONS, last);
  }

  /** What draws of all quantities that were not refined did to the output, in pairs with all at their values. */
  restEffects(): Float64Array {
    const effects: number[] = [];
    for (let draw = 0; draw < REST_DRAWS; draw++) {
      const replication = this.restReplication(draw);
      const [[moved], [before]] = [restPoint(draw), AT_VALUE].map((point) =>
        this.outputs.row(point, replication, replication + 1),
      );
      effects.push(moved - before);
    }
    return Float64Array.from(effects);
  }

  private choosing(): StudyTask[] {
    // A quantity whose trial moved nothing, to the last bit, is no candidate.
    this.fixed.candidates ??= this.screen
      .ranking()
      .filter(({ effect, together }) => effect > 0 && together === 1)
      .slice(0, forTop(CANDIDATES_PER_TOP, this.wish.top))
      .map(({ id }) => id);
    if (this.fixed.candidates.length <= this.wish.top) return [];
    return this.tasksAt(this.fixed.candidates, 0, CHOOSING_REPLICATIONS);
  }

  private refining(): StudyTask[] {
    this.fixed.top ??= this.chosen(this.fixed.candidates ?? []);
    const last = CHOOSING_REPLICATIONS + this.wish.replications;
    return this.tasksAt(this.fixed.top, CHOOSING_REPLICATIONS, last);
  }

  private resting(): StudyTask[] {
    const others = this.tried.filter(
      ({ id }) => !this.refined.includes(id) && !this.screen.refused.has(id) && this.refusalOf(id) === null,
    );
    if (others.length === 0) return [];
    const { seed, shape } = this.wish;
    this.fixed.rest ??= new SampledSettings(others, { seed: `${seed}, the rest`, settings: REST_DRAWS, shape });
    const { rest } = this.fixed;
    return Array.from({ length: REST_DRAWS }, (_, draw) => {
      const replication = this.restReplication(draw);
      if (rest.isGivenUp(draw)) return [];
      return this.outputs.missing(restPoint(draw), rest.at(draw), replication, replication + 1);
    }).flat();
  }

  /** Draws go over the replications that there are with all at their values. */
  private restReplication(draw: number): number {
    return CHOOSING_REPLICATIONS + (draw % this.wish.replications);
  }

  /** All at their values, and each quantity at both ends: replication by replication, so that what is there is even. */
  private tasksAt(ids: readonly string[], from: number, to: number): StudyTask[] {
    const inputs = ids.map((id) => this.tried.find((one) => one.id === id)!);
    const tasks: StudyTask[] = [];
    for (let r = from; r < to; r++) {
      tasks.push(...this.outputs.missing(AT_VALUE, {}, r, r + 1));
      for (const input of inputs) {
        for (const end of ['low', 'high'] as const) {
          const point = pointAt(input.id, end);
          // At its value nothing moves, and a second run of it would only say so.
          if (input[end] === input.value || this.ends.has(point)) continue;
          const setting: Setting = { [input.id]: input[end] };
          tasks.push(...this.outputs.missing(point, setting, r, r + 1));
        }
      }
    }
    return tasks;
  }

  /** The candidates that moved the output most over the replications that they are chosen by. */
  private chosen(candidates: readonly string[]): string[] {
    const known = candidates.filter((id) => this.refusalOf(id) === null);
    if (known.length <= this.wish.top) return known;
    const base = this.outputs.row(AT_VALUE, 0, CHOOSING_REPLICATIONS);
    const swingOf = (id: string): number => {
      const { low, value, high } = this.tried.find((one) => one.id === id)!;
      const at = (end: InputEnd, isMoved: boolean): number =>
        isMoved ? meanChange(base, this.outputs.row(pointAt(id, end), 0, CHOOSING_REPLICATIONS)) : 0;
      return swing(at('low', low < value), at('high', high > value));
    };
    const swings = new Map(known.map((id) => [id, swingOf(id)]));
    return known
      .map((id, place) => ({ id, place }))
      .sort((a, b) => swings.get(b.id)! - swings.get(a.id)! || a.place - b.place)
      .slice(0, this.wish.top)
      .map(({ id }) => id);
  }

  private refusalOf(id: string): string | null {
    return this.refusalAt(id, 'low') ?? this.refusalAt(id, 'high');
  }
}

/** Mean paired change over the replications in which both were seen; so large as to come first where none was. */
function meanChange(base: Float64Array, moved: Float64Array): number {
  const changes = Array.from(moved, (value, r) => value - base[r]).filter(Number.isFinite);
  if (changes.length === 0) return Number.MAX_VALUE / 4;
  return changes.reduce((sum, change) => sum + change, 0) / changes.length;
}
