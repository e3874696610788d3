/** Which few of many inputs matter: groups of inputs are tried together and split only where there is something to find. */
import { demandConfidence, type Interval, meanInterval } from './intervals';

/** What is to be found, and how surely. */
export interface ScreeningAim {
  /** Number of inputs, 1 or more. Each is off (as it is) or on (changed in the direction that raises the output). */
  inputs: number;
  /** The least effect of an input that matters, above 0, in the unit of the output. */
  threshold: number;
  /** Confidence of the interval that each decision rests on by itself; 0.95 unless told otherwise. */
  confidence?: number;
  /** Replications to begin with, a whole number of 2 or more. */
  firstReplications: number;
  /** Replications at which an undecided group is split, and an undecided input left undecided; firstReplications or more. */
  mostReplications: number;
  /**
   * Try each combination mirrored too, so that what pairs of inputs do only together does not count as the effect of one
   * (Bettonvil & Kleijnen 1997, §3). Costs twice as many combinations. True unless told otherwise.
   */
  mirrored?: boolean;
}

/** A combination to run: inputs 0 to `on` - 1 on and the others off, or, mirrored, the other way round. */
export interface Combination {
  /** How many of the first inputs are on (mirrored: off), 0 to the number of inputs. */
  on: number;
  /** Whether on and off are exchanged. */
  isMirrored: boolean;
  /** Replications wanted in all, from replication 0; those made already need not be made again. */
  replications: number;
}

/**
 * What is known of some neighbouring inputs. `unimportant`: their effects add up to less than the threshold. `important`
 * (single inputs): the effect is larger. `opposite`: it is larger, in the other direction. `undecided`: the replications
 * do not tell. `open`: still being worked on.
 */
export type GroupStatus = 'open' | 'unimportant' | 'important' | 'opposite' | 'undecided';

/** Inputs from `first` to `last`, both included and counted from 0. */
export interface InputGroup {
  first: number;
  last: number;
  status: GroupStatus;
  /** The sum of their effects from off to on, null before it was measured. */
  effect: Interval | null;
}

interface Group extends InputGroup {
  wanted: number;
}

/**
 * Sequential bifurcation (Bettonvil & Kleijnen 1997, European Journal of Operational Research 96(1)) for random output on
 * common random numbers: the effect of a group is the paired difference between two combinations, with its t-interval (as
 * Wan, Ankenman & Nelson 2006, Operations Research 54(4), do for unpaired output). A group whose interval lies below the
 * threshold is done with. One whose mean reaches the threshold is split into halves. One in between gets twice the
 * replications, up to a limit.
 *
 * It rests on knowing for each input in which direction it raises the output: effects of opposite sign in one group hide
 * each other. A group that lowers the output by more than the threshold is split too, and its inputs are called opposite.
 * Put inputs that are likely to matter next to each other, at one end.
 *
 * @example
 * const screening = new Screening({ inputs: 20, threshold: 1, firstReplications: 5, mostReplications: 40 });
 * for (let next = screening.next(); next.length > 0; next = screening.next()) {
 *   for (const combination of next) screening.add(combination, outputsOf(combination));
 * }
 */
export class Screening {
  private readonly aim: Required<ScreeningAim>;
  private readonly outputs = new Map<number, ArrayLike<number>>();
  private list: Group[];

  /** @throws RangeError naming the part of the aim that is out of range. */
  constructor(aim: ScreeningAim) {
    this.aim = { confidence: 0.95, mirrored: true, ...aim };
    const { inputs, threshold, confidence, firstReplications, mostReplications } = this.aim;
    demandConfidence(confidence);
    demandWhole('inputs', inputs, 1);
    demandWhole('firstReplications', firstReplications, 2);
    demandWhole('mostReplications', mostReplications, firstReplications);
    if (!(threshold > 0 && threshold < Infinity)) throw new RangeError(`threshold must be above 0, got ${threshold}`);
    this.list = [this.groupOf(0, inputs - 1)];
  }

  /** All inputs, in groups as far as they have been told apart, in their order. */
  get groups(): readonly InputGroup[] {
    return this.list.map(({ first, last, status, effect }) => ({ first, last, status, effect }));
  }

  /** The combinations to run next, in an order that depends on nothing but what was added; empty at the end. */
  next(): Combination[] {
    const wanted = new Map<number, number>();
    for (const group of this.list) {
      if (group.status !== 'open') continue;
      for (const key of this.keysOf(group)) {
        if (this.madeOf(key) < group.wanted) wanted.set(key, Math.max(wanted.get(key) ?? 0, group.wanted));
      }
    }
    return [...wanted.entries()]
      .sort(([one], [other]) => one - other)
      .map(([key, replications]) => ({ on: key >> 1, isMirrored: (key & 1) === 1, replications }));
  }

  /**
   * Take the output of a combination.
   *
   * @param combination One that {@link Screening.next} asked for.
   * @param outputs One for each replication from 0, on the random numbers that all combinations share; as many as asked
   * for or more. NaN marks a replication that did not see the output.
   * @throws RangeError for a combination that there is not, and for too few outputs.
   */
  add(combination: Combination, outputs: ArrayLike<number>): void {
    const { on, isMirrored, replications } = combination;
    demandWhole('on', on, 0);
    if (on > this.aim.inputs) throw new RangeError(`on must be at most the ${this.aim.inputs} inputs, got ${on}`);
    if (outputs.length < replications) {
      throw new RangeError(`outputs must hold ${replications} replications, got ${outputs.length}`);
    }
    this.outputs.set(this.keyOf(on, isMirrored), Float64Array.from(outputs));
    this.list = this.list.flatMap((group) => this.settle(group));
  }

  private groupOf(first: number, last: number): Group {
    return { first, last, status: 'open', effect: null, wanted: this.aim.firstReplications };
  }

  /** One number for each combination. All off mirrored is all on, and the other way round. */
  private keyOf(on: number, isMirrored: boolean): number {
    const { inputs } = this.aim;
    if (isMirrored && (on === 0 || on === inputs)) return (inputs - on) * 2;
    return on * 2 + (isMirrored ? 1 : 0);
  }

  /** The combinations whose difference is the effect of a group: after, before, and mirrored before and after. */
  private keysOf({ first, last }: InputGroup): number[] {
    const plain = [this.keyOf(last + 1, false), this.keyOf(first, false)];
    return this.aim.mirrored ? [...plain, this.keyOf(first, true), this.keyOf(last + 1, true)] : plain;
  }

  private madeOf(key: number): number {
    return this.outputs.get(key)?.length ?? 0;
  }

  /** What becomes of a group now; with its halves for as long as outputs reach. */
  private settle(group: Group): Group[] {
    if (group.status !== 'open') return [group];
    const keys = this.keysOf(group);
    const made = Math.min(...keys.map((key) => this.madeOf(key)));
    if (made < group.wanted) return [group];
    const [after, before, mirroredBefore = null, mirroredAfter = null] = keys.map((key) => this.outputs.get(key)!);
    const effects = Float64Array.from({ length: made }, (_, i) =>
      mirroredBefore === null || mirroredAfter === null
        ? after[i] - before[i]
        : (after[i] - before[i] + (mirroredBefore[i] - mirroredAfter[i])) / 2,
    );
    const effect = meanInterval(effects, this.aim.confidence);
    const { threshold, mostReplications } = this.aim;
    const isLast = made >= mostReplications;
    const isSingle = group.first === group.last;
    const as = (status: GroupStatus): Group[] => [{ ...group, status, effect }];
    const more = (): Group[] => [{ ...group, effect, wanted: Math.min(mostReplications, 2 * made) }];
    if (effect === null) return isLast ? as('undecided') : more();
    if (effect.high < threshold && effect.low > -threshold) return as('unimportant');
    if (isSingle) {
      if (effect.low >= threshold) return as('important');
      if (effect.high <= -threshold) return as('opposite');
      return isLast ? as('undecided') : more();
    }
    if (Math.abs(effect.mean) < threshold && !isLast) return more();
    const middle = (group.first + group.last) >> 1;
    return [this.groupOf(group.first, middle), this.groupOf(middle + 1, group.last)].flatMap((half) =>
      this.settle(half),
    );
  }
}

function demandWhole(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new RangeError(`${name} must be a whole number of ${least} or more, got ${value}`);
}
