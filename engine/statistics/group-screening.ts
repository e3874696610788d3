/** Which few of many inputs matter, when nobody knows in which direction each works. */
import { Generator } from '../random/generator';
import { hashText } from '../random/key';
import { rootState } from '../random/seed';

/** How inputs are put together and how many groups are looked into. */
export interface GroupScreeningAim {
  /** Number of inputs, 1 or more. */
  inputs: number;
  /** Any text; decides which inputs share a group. */
  seed: string;
  /** How many of the groups with the largest effects have their members tried one by one, 1 or more. */
  groupsToSplit: number;
  /** Inputs in a group; where it is not given, the size with the fewest trials (see {@link groupSizeFor}). */
  groupSize?: number;
}

/** Inputs that are moved together, from where they are, each towards one end of its range. */
export interface Trial {
  /** Names the trial; counted from 0. */
  id: number;
  /** Positions of inputs. */
  members: readonly number[];
}

/** What is known of an input after screening. */
export interface Screened {
  /** Its position. */
  input: number;
  /** Size of the effect of the last trial it was in, 0 or more; Infinity where the output was not seen; NaN before that. */
  effect: number;
  /** How many inputs were moved together in that trial. */
  together: number;
}

/**
 * The size of groups with which all groups once, and then each member of so many of them, take the fewest trials. With N
 * inputs and k groups split that is near √(N / k), as in the two-stage group screening of Watson (1961, Technometrics 3(3)).
 *
 * @param inputs number of inputs, 1 or more
 * @param groupsToSplit number of groups whose members are tried one by one, 1 or more
 * @returns a whole number, 1 or more; 1 means that every input is tried by itself at once
 */
export function groupSizeFor(inputs: number, groupsToSplit: number): number {
  let best = 1;
  let fewest = inputs;
  for (let size = 2; size * size <= inputs; size++) {
    const groups = Math.ceil(inputs / size);
    const trials = groups + Math.min(groups, groupsToSplit) * size;
    if (trials < fewest) [best, fewest] = [size, trials];
  }
  return best;
}

/**
 * Two-stage group screening by elementary effects. Inputs are put into small groups at random. A trial moves the inputs of
 * a group, each towards one end of its range, and its effect is the size of the change in the output (as in Campolongo,
 * Cariboni & Saltelli 2007, Environmental Modelling & Software 22(10), whose measure of groups takes sizes of effects
 * because directions differ). The members of the groups that moved the output most are then tried one by one.
 *
 * It does not rest on knowing directions. What it can miss: inputs whose effects happen to cancel within a group, and an
 * input that works only towards its other end. A group whose effect is exactly 0 is never split, since on common random
 * numbers exactly nothing happened.
 *
 * @example
 * const screening = new GroupScreening({ inputs: 400, seed: 'screen', groupsToSplit: 20 });
 * for (let trials = screening.next(); trials.length > 0; trials = screening.next()) {
 *   for (const trial of trials) screening.add(trial.id, effectOf(trial.members));
 * }
 */
export class GroupScreening {
  /** Groups of the first stage, by position of inputs. */
  readonly groups: readonly (readonly number[])[];
  private readonly groupsToSplit: number;
  private readonly inputs: number;
  private readonly trials: Trial[];
  private readonly effects: number[] = [];
  private isSplit = false;

  /** @throws RangeError naming the part of the aim that is out of range */
  constructor({ inputs, seed, groupsToSplit, groupSize }: GroupScreeningAim) {
    demandWhole('inputs', inputs);
    demandWhole('groupsToSplit', groupsToSplit);
    const size = groupSize ?? groupSizeFor(inputs, groupsToSplit);
    demandWhole('groupSize', size);
    this.inputs = inputs;
    this.groupsToSplit = groupsToSplit;
    const order = shuffled(inputs, seed);
    const count = Math.ceil(inputs / size);
    // As even as can be, and in order within a group.
    this.groups = Array.from({ length: count }, (_, i) =>
      order.slice(Math.floor((i * inputs) / count), Math.floor(((i + 1) * inputs) / count)).sort((a, b) => a - b),
    );
    this.trials = this.groups.map((members, id) => ({ id, members }));
  }

  /** The trials to make next: those that are asked for and have no effect yet; empty at the end. */
  next(): Trial[] {
    const missing = this.trials.filter(({ id }) => this.effects[id] === undefined);
    if (missing.length > 0 || this.isSplit) return missing;
    this.isSplit = true;
    for (const { members } of this.largest()) {
      for (const input of members) this.trials.push({ id: this.trials.length, members: [input] });
    }
    return this.trials.slice(this.groups.length);
  }

  /**
   * Take what a trial showed.
   *
   * @param id of the trial
   * @param effect change in the output, of either sign; NaN where it was not seen, which counts as the largest
   * @throws RangeError for a trial that there is not
   */
  add(id: number, effect: number): void {
    if (this.trials[id] === undefined) throw new RangeError(`trial must be one that was asked for, got ${id}`);
    this.effects[id] = Number.isNaN(effect) ? Infinity : Math.abs(effect);
  }

  /** Trials asked for so far and, in the first stage, the most that may follow. */
  get expectedTrials(): number {
    if (this.isSplit) return this.trials.length;
    const splittable = this.groups.filter(({ length }) => length > 1).sort((a, b) => b.length - a.length);
    return this.trials.length + splittable.slice(0, this.groupsToSplit).reduce((sum, { length }) => sum + length, 0);
  }

  /** All inputs: first those tried by themselves, the largest effect first; then the others by the effect of their group. */
  ranking(): Screened[] {
    const last: Screened[] = Array.from({ length: this.inputs }, (_, input) => ({ input, effect: NaN, together: 0 }));
    for (const { id, members } of this.trials) {
      const effect = this.effects[id];
      if (effect === undefined) continue;
      for (const input of members) last[input] = { input, effect, together: members.length };
    }
    const isAlone = ({ together }: Screened): number => (together === 1 ? 0 : 1);
    const size = ({ effect }: Screened): number => (Number.isNaN(effect) ? -1 : effect);
    return last.sort((a, b) => isAlone(a) - isAlone(b) || bySize(size(a), size(b)) || a.input - b.input);
  }

  private largest(): Trial[] {
    return this.trials
      .filter(({ id, members }) => members.length > 1 && this.effects[id] > 0)
      .sort((a, b) => bySize(this.effects[a.id], this.effects[b.id]) || a.id - b.id)
      .slice(0, this.groupsToSplit);
  }
}

/** Larger first; two infinities are equal, which a difference would not say. */
function bySize(a: number, b: number): number {
  return a === b ? 0 : b > a ? 1 : -1;
}

/** Positions in a random order (Durstenfeld 1964, Communications of the ACM 7(7), algorithm 235). */
function shuffled(count: number, seed: string): number[] {
  const generator = new Generator();
  generator.seek(rootState(seed), hashText('group-screening'), 0, 0, 0);
  const order = Array.from({ length: count }, (_, i) => i);
  for (let last = count - 1; last > 0; last--) {
    const other = generator.below(last + 1);
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

function demandWhole(name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new RangeError(`${name} must be a whole number of 1 or more, got ${value}`);
}
