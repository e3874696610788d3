/** What a search may move: posts and quantities of a scenario, as people choose them, and the range they type. Pure. */
import type { LeverWish } from '../../engine/experiment/seek-levers';
import { niceStep } from '../state/chances';
import type { Catalogue } from './catalogue';
import { readNumber, writeNumber } from './typed';

/** Something that can be moved. */
export interface Movable {
  /** `parameters.<id>` or `posts.<id>`. */
  path: string;
  /** What it is called; no two are called alike. */
  label: string;
  unit: string;
  /** From where to where it would be moved, and in which steps, if nothing else is said. */
  from: number;
  to: number;
  step: number;
}

/** Posts that a search may add, where nothing else is said. */
const MORE_POSTS = 4;
const STEPS = 4;

const made = new WeakMap<Catalogue, Movable[]>();

/** Everything that can be moved: posts first, since they are asked about most. */
export function movablesOf(catalogue: Catalogue): Movable[] {
  let found = made.get(catalogue);
  if (!found) {
    found = withOwnLabels([...postsOf(catalogue), ...quantitiesOf(catalogue)]);
    made.set(catalogue, found);
  }
  return found;
}

function postsOf({ scenario }: Catalogue): Movable[] {
  return Object.entries(scenario.posts ?? {}).map(([id, { title }]): Movable => {
    return { path: `posts.${id}`, label: `More posts: ${title}`, unit: 'WTE', from: 0, to: MORE_POSTS, step: 1 };
  });
}

function quantitiesOf({ quantities }: Catalogue): Movable[] {
  return quantities.map(({ id, title, unit, low, high, value }): Movable => {
    // From what it is now towards its high; the other way has to be said.
    const to = high > value ? high : low < value ? low : value === 0 ? 1 : 2 * value;
    const step = niceStep(Math.abs(to - value) / STEPS);
    return { path: `parameters.${id}`, label: title, unit, from: value, to, step };
  });
}

function withOwnLabels(all: readonly Movable[]): Movable[] {
  const counts = new Map<string, number>();
  for (const { label } of all) counts.set(label, (counts.get(label) ?? 0) + 1);
  return all.map((one) =>
    counts.get(one.label) === 1 ? one : { ...one, label: `${one.label} (${one.path.split('.')[1]})` },
  );
}

/** A lever as it is typed. */
export interface LeverDraft {
  /** What was typed of its label. */
  what: string;
  from: string;
  to: string;
  step: string;
}

/** A draft with the range of what is chosen, where it is known. */
export function draftOf(what: string, movables: readonly Movable[]): LeverDraft {
  const chosen = movables.find(({ label }) => label === what);
  if (!chosen) return { what, from: '', to: '', step: '' };
  const { unit } = chosen;
  const text = (value: number) => writeNumber(value, unit);
  return { what, from: text(chosen.from), to: text(chosen.to), step: text(chosen.step) };
}

/** What is wrong with a draft, by field. */
export type LeverProblems = Partial<Record<keyof LeverDraft, string>>;

/** Read a draft: a lever, or what is wrong. */
export function readLever(
  draft: LeverDraft,
  movables: readonly Movable[],
): { wish?: LeverWish; problems: LeverProblems } {
  const chosen = movables.find(({ label }) => label === draft.what);
  if (!chosen) {
    return {
      problems: {
        what: draft.what === '' ? 'Choose what may change.' : 'Choose one from the list: it has nothing of this name.',
      },
    };
  }
  const problems: LeverProblems = {};
  const read = (field: 'from' | 'to' | 'step'): number => {
    const typed = readNumber(draft[field], chosen.unit);
    if (typed.ok) return typed.value;
    problems[field] = typed.message;
    return NaN;
  };
  const [from, to, step] = [read('from'), read('to'), read('step')];
  if (from === to) problems.to = 'It ends where it begins: enter another number.';
  if (step <= 0) problems.step = 'Enter a step above 0.';
  if (Object.keys(problems).length > 0) return { problems };
  const op = chosen.path.startsWith('posts.') ? 'plus' : 'to';
  return { wish: { paths: [chosen.path], op, from, to, step }, problems };
}
