/** Levers of a scenario: what they are called, and the change that puts them where a setting wants them. */
import { nearest } from '../scenario/reference-reader';
import { describeIssue } from '../scenario/issue';
import { readChangeObject } from '../scenario/read';
import type { Change, Operation, Scenario } from '../scenario/schema';
import { leverValues, MOST_LEVERS, MOST_SETTINGS, type Lever } from './seek-question';

/** A lever as resolved against a scenario. */
export interface ResolvedLever extends Lever {
  /** For people: the titles of what it moves. */
  title: string;
  /** Unit of its values; '' where the operation is `times`. */
  unit: string;
  values: number[];
  /** What stands in the scenario now, of a single parameter. */
  now: number | null;
}

/** What is wrong with a lever. */
export interface LeverIssue {
  /** Position of the lever; null where it is about all of them. */
  lever: number | null;
  message: string;
}

/** Levers without a stated range go from the low to the high of their parameter in so many steps. */
const DEFAULT_STEPS = 4;
const MOST_PATHS = 10;

/** A lever as asked for: what is left out follows from the scenario. */
export type LeverWish = Pick<Lever, 'paths'> & Partial<Lever>;

/**
 * Resolve levers against a scenario.
 *
 * @param scenario with the changes applied that the search starts from
 * @returns the levers, or everything that is wrong with them
 */
export function resolveLevers(
  scenario: Scenario,
  wishes: readonly LeverWish[],
): { levers: ResolvedLever[]; issues: LeverIssue[] } {
  const issues: LeverIssue[] = [];
  if (wishes.length < 1 || wishes.length > MOST_LEVERS)
    issues.push({ lever: null, message: `a search has 1 to ${MOST_LEVERS} levers, got ${wishes.length}.` });
  const seen = new Map<string, number>();
  const levers = wishes.flatMap((wish, lever): ResolvedLever[] => {
    const fail = (message: string) => void issues.push({ lever, message });
    if (wish.paths.length === 0 || wish.paths.length > MOST_PATHS)
      fail(`a lever moves 1 to ${MOST_PATHS} paths together, got ${wish.paths.length}.`);
    for (const path of wish.paths) {
      const before = seen.get(path);
      if (before !== undefined)
        fail(`${path} is moved ${before === lever ? 'twice' : `by lever ${before + 1} already`}.`);
      seen.set(path, lever);
    }
    const resolved = resolveLever(scenario, wish, fail);
    return resolved === undefined ? [] : [resolved];
  });
  const settings = levers.reduce((product, { values }) => product * values.length, 1);
  if (issues.length === 0 && settings > MOST_SETTINGS)
    issues.push({
      lever: null,
      message: `the levers make ${settings} settings, at most ${MOST_SETTINGS} are searched; take longer steps or shorter ranges.`,
    });
  return { levers, issues };
}

function resolveLever(scenario: Scenario, wish: LeverWish, fail: (message: string) => void): ResolvedLever | undefined {
  const targets = wish.paths.map((path) => targetOf(scenario, path, fail));
  const known = targets.flatMap((target) => target ?? []);
  const [first] = known;
  if (first === undefined || known.length < targets.length) return undefined;
  if (known.some(({ unit }) => unit !== first.unit)) {
    fail(`what is moved together has one unit, found ${known.map(({ unit }) => unit).join(' and ')}.`);
    return undefined;
  }
  const ofPosts = known.some(({ kind }) => kind === 'posts');
  const op = wish.op ?? (ofPosts ? 'plus' : 'to');
  if (ofPosts && op !== 'plus') {
    fail(
      `posts are moved by so many WTE more or fewer; write "plus", e.g. ${wish.paths.join('+')} plus 0 to 4 step 1.`,
    );
    return undefined;
  }
  if (wish.from === undefined && (ofPosts || op !== 'to' || known.length > 1)) {
    fail(`it needs a range, e.g. ${wish.paths.join('+')} plus 0 to 4 step 1.`);
    return undefined;
  }
  const from = wish.from ?? first.low!;
  const to = wish.to ?? first.high!;
  const lever = { ...wish, op, from, to, step: wish.step ?? Math.abs(to - from) / DEFAULT_STEPS };
  try {
    if (lever.price !== undefined && !(lever.price >= 0 && Number.isFinite(lever.price)))
      throw new RangeError(`the price must be £ a year, 0 or more, got ${lever.price}`);
    return {
      ...lever,
      title: known.map(({ title }) => title).join(' + '),
      unit: op === 'times' ? '' : first.unit,
      values: leverValues(lever),
      now: known.length === 1 ? first.now : null,
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    fail(`${error.message}.`);
    return undefined;
  }
}

interface Target {
  kind: 'parameter' | 'posts';
  id: string;
  title: string;
  unit: string;
  now: number | null;
  low?: number;
  high?: number;
}

function targetOf(scenario: Scenario, path: string, fail: (message: string) => void): Target | undefined {
  const [collection, id, ...more] = path.split('.');
  if (more.length === 0 && collection === 'parameters' && id !== undefined) {
    if (Object.hasOwn(scenario.parameters, id)) {
      const { title, unit, value, low, high } = scenario.parameters[id];
      return { kind: 'parameter', id, title, unit, now: value, low, high };
    }
    fail(`there is no parameter "${id}"${nearest(id, Object.keys(scenario.parameters))}.`);
  } else if (more.length === 0 && collection === 'posts' && id !== undefined) {
    if (Object.hasOwn(scenario.posts, id))
      return { kind: 'posts', id, title: scenario.posts[id].title, unit: 'WTE', now: null };
    fail(`there are no posts "${id}"${nearest(id, Object.keys(scenario.posts))}.`);
  } else fail(`a lever is parameters.<id> or posts.<id>, got "${path}".`);
  return undefined;
}

/**
 * The operations that put a lever at a value. Posts are added by a parameter of their own, filled from the first day.
 *
 * @throws Error for a lever that was not resolved against this scenario
 */
function operationsFor(scenario: Scenario, lever: ResolvedLever, value: number): Operation[] {
  return lever.paths.flatMap((path): Operation[] => {
    const [collection, id] = path.split('.');
    if (collection === 'parameters') return [{ op: lever.op, path, value }];
    const { established, inPost } = scenario.posts[id];
    const name = freeName(scenario, `${id.replaceAll('-', '_')}Added`);
    const parameter = {
      title: `Added: ${scenario.posts[id].title}`.slice(0, 200),
      value,
      unit: 'WTE',
      low: Math.min(0, value),
      high: Math.max(0, value),
      source: 'assumption',
      grade: 'assumption',
      note: 'Found by a search; established and filled from the first day.',
    };
    return [
      { op: 'add', path: `parameters.${name}`, value: parameter },
      { op: 'to', path: `${path}.established`, value: `(${established}) + ${name}` },
      { op: 'to', path: `${path}.inPost`, value: `(${inPost}) + ${name}` },
    ];
  });
}

function freeName({ parameters, stocks, weekMeasures }: Scenario, wanted: string): string {
  const isTaken = (name: string) => [parameters, stocks, weekMeasures].some((names) => Object.hasOwn(names, name));
  let name = wanted;
  for (let i = 2; isTaken(name); i++) name = `${wanted}${i}`;
  return name;
}

/** What stands on a change beside its operations. */
export type ChangeTexts = Pick<Change, 'id' | 'title' | 'rationale'> & Partial<Pick<Change, 'expected' | 'about'>>;

/**
 * The change that puts every lever where a setting wants it.
 *
 * @param values one for each lever
 * @throws Error when it would not be a valid change, which is a bug
 */
export function changeFor(
  scenario: Scenario,
  levers: readonly ResolvedLever[],
  values: readonly number[],
  texts: ChangeTexts,
): Change {
  const read = readChangeObject({
    format: 1,
    source: 'assumption',
    ...texts,
    operations: levers.flatMap((lever, i) => operationsFor(scenario, lever, values[i])),
  });
  if (!read.ok) throw new Error(`This is a bug in Headroom: ${read.issues.map(describeIssue).join(' ')}`);
  return read.value;
}
