/** The first stage of a sensitivity study: every quantity tried at one end of its range, in groups and then one by one. */
import { Generator } from '../random/generator';
import { hashText } from '../random/key';
import { rootState } from '../random/seed';
import { GroupScreening, type Trial } from '../statistics/group-screening';
import type { Setting, UncertainInput } from './inputs';
import { refusalText, type StudyOutcome, type StudyOutputs, type StudyTask } from './study';

/** What screening has to say of a quantity. */
export interface ScreenedInput {
  id: string;
  /** Size of the change in the output; Infinity where it was not seen any more. */
  effect: number;
  /** How many quantities were moved together; 1 for one that was tried by itself. */
  together: number;
  /** The end that it was moved to. */
  end: 'low' | 'high';
}

/** Names of points. */
const BASE = 'screen: as it is';

/** @see the file's comment. Runs replication 0 alone, since a look at each is all it is. */
export class ScreenStage {
  /** Quantities that the model refuses at both ends by themselves, with the reason. */
  readonly refused = new Map<string, string>();
  readonly screening: GroupScreening;
  private readonly ends: ('low' | 'high')[];
  private readonly flipped = new Set<number>();
  /** Inputs taken out of a trial, since the model refused the combination; each is tried by itself. */
  private readonly out = new Map<string, Set<number>>();
  private readonly apart = new Set<number>();

  constructor(
    private readonly inputs: readonly UncertainInput[],
    private readonly outputs: StudyOutputs,
    seed: string,
    groupsToSplit: number,
  ) {
    this.screening = new GroupScreening({ inputs: inputs.length, seed, groupsToSplit });
    this.ends = directions(inputs, seed);
  }

  /** What is left to run; empty at the end. */
  tasks(): StudyTask[] {
    const base = this.outputs.missing(BASE, {}, 0, 1, true);
    this.settle();
    const trials = this.screening.next();
    if (this.outputs.has(BASE, 0)) this.settle();
    const tasks = trials.flatMap((trial) => this.taskOf(pointOf(trial), trial.members));
    const alone = [...this.apart].flatMap((input) => this.taskOf(apartPoint(input), [input]));
    return [...base, ...tasks, ...alone];
  }

  /** Tasks that there will be in all, as far as is known. */
  get expected(): number {
    return 1 + this.screening.expectedTrials + this.apart.size;
  }

  /** Take a refusal: turn the inputs at fault to their other ends, or take them out of the trial. */
  refuse({ point, setting }: StudyTask, outcome: Extract<StudyOutcome, { kind: 'refused' }>): void {
    const moved = this.inputs.flatMap(({ id }, input) => (Object.hasOwn(setting, id) ? [input] : []));
    const named = moved.filter((input) => outcome.inputs.includes(this.inputs[input].id));
    for (const input of named.length > 0 ? named : moved) {
      const { id, low, value, high } = this.inputs[input];
      if (!this.flipped.has(input) && low < value && value < high) {
        this.flipped.add(input);
        this.ends[input] = this.ends[input] === 'low' ? 'high' : 'low';
        continue;
      }
      this.out.set(point, (this.out.get(point) ?? new Set()).add(input));
      if (moved.length > 1) this.apart.add(input);
      else this.refused.set(id, refusalText(outcome.issues));
    }
  }

  /** All quantities that the model took, those tried by themselves first, the largest effect first. */
  ranking(): ScreenedInput[] {
    const base = this.outputs.row(BASE, 0, 1)[0];
    return this.screening
      .ranking()
      .map(({ input, effect, together }) => {
        const isApart = together !== 1 && this.outputs.has(apartPoint(input), 0);
        const size = isApart ? Math.abs(changeOf(base, this.outputs.row(apartPoint(input), 0, 1)[0])) : effect;
        return { id: this.inputs[input].id, effect: size, together: isApart ? 1 : together, end: this.ends[input] };
      })
      .filter(({ id, effect }) => !Number.isNaN(effect) && !this.refused.has(id))
      .sort(
        (a, b) =>
          Number(a.together > 1) - Number(b.together > 1) || (a.effect === b.effect ? 0 : b.effect > a.effect ? 1 : -1),
      );
  }

  /** Tell the screening what the finished trials have shown. */
  private settle(): void {
    if (!this.outputs.has(BASE, 0)) return;
    const base = this.outputs.row(BASE, 0, 1)[0];
    for (const trial of this.screening.next()) {
      const point = pointOf(trial);
      if (this.outputs.has(point, 0)) this.screening.add(trial.id, changeOf(base, this.outputs.row(point, 0, 1)[0]));
      else if (this.settingOf(point, trial.members) === null) this.screening.add(trial.id, 0);
    }
  }

  private taskOf(point: string, members: readonly number[]): StudyTask[] {
    const setting = this.settingOf(point, members);
    return setting === null ? [] : this.outputs.missing(point, setting, 0, 1, true);
  }

  /** @returns null where nothing is left to move */
  private settingOf(point: string, members: readonly number[]): Setting | null {
    const out = this.out.get(point);
    const left = members.filter((input) => out?.has(input) !== true);
    if (left.length === 0) return null;
    return Object.fromEntries(left.map((input) => [this.inputs[input].id, this.inputs[input][this.ends[input]]]));
  }
}

const pointOf = ({ id }: Trial): string => `screen: trial ${id}`;
const apartPoint = (input: number): string => `screen: apart ${input}`;

/** What moved; Infinity where the output is seen in one of both only, which is as large a change as can be. */
function changeOf(before: number, after: number): number {
  if (Number.isNaN(before) && Number.isNaN(after)) return 0;
  return Number.isNaN(after - before) ? Infinity : after - before;
}

/** The end that is further from the value, where more can happen; by a coin of the input's own where both are as far. */
function directions(inputs: readonly UncertainInput[], seed: string): ('low' | 'high')[] {
  const root = rootState(seed);
  const generator = new Generator();
  return inputs.map(({ id, low, value, high }) => {
    const [below, above] = [value - low, high - value];
    if (Math.abs(below - above) > 1e-9 * (high - low)) return above > below ? 'high' : 'low';
    generator.seek(root, hashText(`screen-direction:${id}`), 0, 0, 0);
    return generator.uniform() < 0.5 ? 'low' : 'high';
  });
}
