/** What `headroom seek --json` prints. */
import { changeFor, mostPromising, type Change, type Criterion, type Pressure } from '../engine/index';
import type { StopReason } from '../workers/extend-until';
import { pressing } from '../workers/pressing';
import type { Sought } from '../workers/seek';
import { screenedOutput, seekAnswer, type SeekAnswer, type SettingOutput } from '../workers/seek-answer';
import type { ResultFiles } from './run-output';
import type { SeekSetup, SeekTarget } from './seek-setup';

/** A search and its answer. All numbers are finite. */
export interface SeekOutput extends SeekAnswer {
  scenario: string;
  title: string;
  files: ResultFiles;
  scenarioHash: string;
  baselineHash: string;
  engineVersion: string;
  /** Seeds of the screening and of the edge. */
  seeds: { screening: string; edge: string };
  days: number;
  target: SeekTarget;
  criterion: Criterion;
  /** Replications over all settings; as `--replications N+M` they give the same again. */
  replications: { screening: number; edge: number };
  /** `precise`: the search came to its end; else what ended it. */
  stopped: StopReason;
  /** Limits that are used most at the dearest setting at the edge: the target's own service first. */
  pressures: Pressure[];
  /** The answer as a change. */
  change: Change | null;
  wallSeconds: number;
}

/** Put a search into the form that is printed. */
export function seekOutput(
  setup: SeekSetup,
  seeds: SeekOutput['seeds'],
  sought: Omit<Sought, 'status'>,
  wallSeconds: number,
): SeekOutput {
  const { description, criterion, named } = setup;
  const atEdge = sought.runs.map(({ setting, results }) => ({
    setting,
    values: results.map(({ values }) => values[setup.place]),
  }));
  const found = seekAnswer(setup, atEdge);
  const position = found.answer === null ? -1 : found.edge.indexOf(found.answer);
  const last = sought.runs.at(-1)?.results ?? [];
  return {
    scenario: description.id,
    title: description.title,
    files: { scenario: named.scenarioFile, changes: named.changeFiles },
    scenarioHash: description.scenarioHash,
    baselineHash: description.baselineHash,
    engineVersion: description.engineVersion,
    seeds,
    days: description.run.horizonDays,
    target: setup.target,
    criterion,
    ...found,
    replications: { screening: sought.screening, edge: sought.edge },
    stopped: sought.stopped,
    pressures: pressing({ layout: description.layout, results: last }, setup.target.service),
    change: found.answer === null ? null : changeOf(setup, atEdge[position].setting, found.answer),
    wallSeconds,
  };
}

function changeOf(setup: SeekSetup, answer: number, { met, replications }: SettingOutput): Change {
  const { scenario, levers, target, criterion, valuesOf } = setup;
  const bound = `${criterion.meets === 'atMost' ? 'at most' : 'at least'} ${Number(criterion.bound.toPrecision(4))} ${target.unit}`;
  const by = target.by === undefined ? '' : typeof target.by === 'number' ? ` by day ${target.by}` : ` by ${target.by}`;
  const how =
    criterion.kind === 'chance'
      ? `in at least ${100 * criterion.chance} % of replications`
      : 'on average over replications';
  const moved = levers.map((lever, i) => `${lever.paths.join('+')} ${lever.op} ${valuesOf(answer)[i]}`).join(', ');
  return changeFor(scenario, levers, valuesOf(answer), {
    id: `found-for-${target.id ?? target.measure.replaceAll(/[^A-Za-z0-9]+/g, '-')}`.slice(0, 80),
    title: `What it takes: ${moved}`.slice(0, 200),
    rationale: `Found by headroom seek as the setting of least effort with ${target.title} ${bound}${by} ${how}; met in ${met} of ${replications} new replications.`,
    about: { measure: target.measure, direction: criterion.meets === 'atMost' ? 'lower' : 'higher' },
  });
}

/** The corner that promises most, with what its screening says: for when nothing else can be told. */
export function bestKnown(setup: SeekSetup): SettingOutput {
  return screenedOutput(setup, mostPromising(setup.search));
}
