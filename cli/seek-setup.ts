/** From what `seek` was asked and the files to what is to be searched; everything wrong is said before anything runs. */
import {
  MOST_LEVERS,
  Search,
  deadline,
  locateTarget,
  resolveLevers,
  type Criterion,
  type ResolvedLever,
  type Scenario,
} from '../engine/index';
import { assemble } from '../workers/assemble';
import type { ScenarioDescription, ScenarioSource } from '../workers/protocol';
import { changeAt, costPlacesOf, marginFor, valuesAt, type SeekBasis } from '../workers/seek-basis';
import { describeSource } from './describe-source';
import { InputError } from './failure';
import { readSource, sourceError, type NamedSource } from './read-source';
import type { LeverText, TargetWish } from './seek-question';

/** What the options of `seek` ask. */
export interface SeekQuestion {
  file: string;
  change: string[];
  target: TargetWish;
  lever: LeverText[];
  /** Share of replications in which the target is to be met; undefined: its mean is to meet it. */
  chance?: number;
  margin?: number;
  days?: number;
}

/** The target as it will be judged. */
export interface SeekTarget {
  /** Of the scenario file's, if it is one. */
  id?: string;
  title: string;
  measure: string;
  service: string;
  unit: string;
  by?: string | number;
}

/** Everything that is to be searched. */
export interface SeekSetup extends SeekBasis {
  /** The scenario with the changes it starts from. */
  named: NamedSource;
  description: ScenarioDescription;
  target: SeekTarget;
  sourceOf: (setting: number) => ScenarioSource;
  valuesOf: (setting: number) => number[];
}

/**
 * Read and check everything.
 *
 * @throws InputError naming what will not do
 */
export async function setUp(question: SeekQuestion): Promise<SeekSetup> {
  const whole = await readSource(question.file, question.change, question.days);
  const assembled = assemble(whole.source);
  if (!assembled.ok) throw sourceError(assembled.issues, whole);
  const { scenario } = assembled.value;
  const wish = boundOf(question.target, scenario);
  const named = shortened(whole, wish.by, scenario);
  const description = describeSource(named);
  const levers = leversOf(question.lever, scenario);
  const { target, criterion, place } = targetOf(question, wish, description);
  const search = new Search(levers, criterion);
  const valuesOf = (setting: number) => valuesAt({ search, levers }, setting);
  const sourceOf = (setting: number): ScenarioSource => {
    const change = changeAt({ scenario, levers, search }, setting);
    return { ...named.source, changes: [...named.source.changes, change] };
  };
  // Both ends of every lever: what one of them does wrong is said now, with its name.
  for (const corner of [0, search.grid.size - 1]) {
    const labels = levers.map(({ paths }, i) => `${paths.join('+')} ${valuesOf(corner)[i]}`);
    describeSource({
      ...named,
      source: sourceOf(corner),
      changeFiles: [...named.changeFiles, `(levers at ${labels.join(', ')})`],
    });
  }
  return {
    named,
    description,
    scenario,
    levers,
    criterion,
    target,
    search,
    place,
    layout: description.layout,
    service: target.service,
    costPlaces: costPlacesOf(description.layout),
    sourceOf,
    valuesOf,
  };
}

type BoundWish = Extract<TargetWish, { kind: 'bound' }> & { id?: string; title?: string };

/** The bound that a target stands for; of one in the scenario file only what the run must be long enough for. */
function boundOf(wish: TargetWish, { targets = {} }: Scenario): BoundWish {
  if (wish.kind === 'bound') return wish;
  if (!Object.hasOwn(targets, wish.id)) {
    const known = Object.keys(targets);
    const hint =
      known.length === 0
        ? 'the scenario file has none; write e.g. "desk.waitMean at most 4 weeks"'
        : `the scenario file has ${known.join(', ')}`;
    throw new InputError(`--target ${wish.id}: there is no such target (${hint}).`);
  }
  const { measure, atMost, by, title } = targets[wish.id];
  const meets = atMost === undefined ? 'atLeast' : 'atMost';
  return {
    kind: 'bound',
    id: wish.id,
    title,
    measure,
    meets,
    bound: NaN,
    unit: '',
    ...(by === undefined ? {} : { by }),
  };
}

/** A target by a date needs no longer run. */
function shortened(named: NamedSource, by: string | number | undefined, { run }: Scenario): NamedSource {
  if (by === undefined) return named;
  const day = deadline(by, run.startDate);
  if (Number.isNaN(day))
    throw new InputError(`--target: by ${by}: the scenario has no run.startDate; write "by day 730", from its start.`);
  if (!(day > 0 && day <= run.horizonDays + 1e-9))
    throw new InputError(
      `--target: by ${by}: this is day ${day}, but the run has days 1 to ${run.horizonDays}. Choose another date, or a longer run with --days.`,
    );
  return { ...named, source: { ...named.source, horizonDays: day } };
}

function leversOf(texts: readonly LeverText[], scenario: Scenario): ResolvedLever[] {
  if (texts.length === 0)
    throw new InputError(`seek needs 1 to ${MOST_LEVERS} levers, e.g. --lever "clerks from 1 to 6 step 1".`);
  const pathOf = (name: string) => {
    if (name.includes('.')) return name;
    const isPosts = !Object.hasOwn(scenario.parameters, name) && Object.hasOwn(scenario.posts, name);
    return `${isPosts ? 'posts' : 'parameters'}.${name}`;
  };
  const wishes = texts.map(({ wish }) => ({ ...wish, paths: wish.paths.map(pathOf) }));
  const { levers, issues } = resolveLevers(scenario, wishes);
  if (issues.length > 0) {
    const lines = issues.map(
      ({ lever, message }) => `--lever${lever === null ? '' : ` "${texts[lever].text}"`}: ${message}`,
    );
    throw new InputError(lines.join('\n'));
  }
  return levers;
}

function targetOf(
  { chance, margin: wanted }: SeekQuestion,
  wish: BoundWish,
  { layout, run, targets, primary }: ScenarioDescription,
): { target: SeekTarget; criterion: Criterion; place: number } {
  const found = locateTarget(layout, run, wish.measure, wish.by);
  if (typeof found === 'string') throw new InputError(`--target: ${found}`);
  const { info, place } = found;
  const inFile = targets.find(({ id }) => id === wish.id);
  const bound = inFile?.bound ?? inUnit(wish.bound, wish.unit, info.unit);
  const margin = wanted ?? marginFor(wish.measure, bound, primary);
  if (!(margin > 0)) throw new InputError('--margin: say which difference of the measure matters, e.g. --margin 1.');
  const common = { bound, meets: wish.meets, margin };
  const { service, unit } = info;
  return {
    target: {
      ...(wish.id === undefined ? {} : { id: wish.id }),
      title: info.title,
      measure: wish.measure,
      service,
      unit,
      ...(wish.by === undefined ? {} : { by: wish.by }),
    },
    criterion: chance === undefined ? { kind: 'mean', ...common } : { kind: 'chance', chance, ...common },
    place,
  };
}

const IN_DAYS: Readonly<Record<string, number>> = { hour: 1 / 24, day: 1, week: 7, month: 365.25 / 12, year: 365.25 };

/** A number with its unit as written, in the unit of a measure. */
function inUnit(value: number, written: string, unit: string): number {
  if (written === '' || written.toLowerCase() === unit.toLowerCase()) return value;
  if (written === '%' && unit === 'share') return value / 100;
  const from = IN_DAYS[written.toLowerCase().replace(/s$/, '')];
  const to = IN_DAYS[unit.replace(/s$/, '')];
  if (from !== undefined && to !== undefined) return (value * from) / to;
  const called = unit === 'share' ? 'a share; write e.g. 90 %' : `in ${unit}`;
  throw new InputError(`--target: "${written}" is no unit of this measure, which is ${called}.`);
}
