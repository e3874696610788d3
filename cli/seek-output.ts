/** What `headroom seek --json` prints. */
import {
  changeFor,
  conclude,
  mostPromising,
  outcomeOf,
  pairedInterval,
  pressures,
  replicationsToCall,
  type Change,
  type Confirmed,
  type Criterion,
  type EffortUnit,
  type LeverEffect,
  type Pressure,
  type ResolvedLever,
  type SeekStatus,
  type SettingOutcome,
} from '../engine/index';
import type { StopReason } from '../workers/extend-until';
import type { Sought } from '../workers/seek';
import type { ResultFiles } from './run-output';
import type { SeekSetup, SeekTarget } from './seek-setup';

/** A lever with what it was found to do from its first value to its last. */
export interface LeverOutput extends ResolvedLever, LeverEffect {
  /** Effort of one unit, in the unit of effort; null while not known. */
  effortPerUnit: number | null;
}

/** A setting, and what its replications say. */
export interface SettingOutput extends Omit<SettingOutcome, 'setting' | 'verdict'> {
  /** Values of the levers, in their order. */
  values: number[];
  /** Above the setting with every lever at its first value: £ a year, units or steps. */
  effort: number;
  /** £ a year more for staff, agency and beds than at that setting, paired by replication; null where it was not measured. */
  cost: { mean: number; halfWidth: number } | null;
  /** On new replications; of screened ones only `meets`, `misses` or `open`. */
  verdict: Confirmed | 'open';
  /** Whether the replications are those of the screening. */
  isScreened: boolean;
  /** More replications that would call it, as it looks now; null when it is called or none can be named. */
  moreReplications: number | null;
}

/** One step less of one lever than the answer. */
export interface StepLess {
  lever: number;
  value: number;
  verdict: SettingOutput['verdict'] | 'ruled out';
  /** Of its own replications; null where it was ruled out by another setting. */
  met: number | null;
  replications: number | null;
}

/** A search and its answer. All numbers are finite. */
export interface SeekOutput {
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
  levers: LeverOutput[];
  effort: EffortUnit | null;
  /** Settings in all, those that were run, and those that might be of less effort and were not looked at, or not enough. */
  settings: { all: number; run: number; untried: number };
  /** Replications over all settings; as `--replications N+M` they give the same again. */
  replications: { screening: number; edge: number };
  /** `precise`: the search came to its end; else what ended it. */
  stopped: StopReason;
  status: SeekStatus;
  answer: SettingOutput | null;
  /** Whether everything cheaper was ruled out. */
  isCheapest: boolean;
  /** What looked cheapest on screening alone; null where nothing met the target. */
  screened: SettingOutput | null;
  edge: SettingOutput[];
  stepsLess: StepLess[];
  /** Of the settings that were run those of which none is both cheaper and better by its mean, in order of effort. */
  frontier: SettingOutput[];
  /** Limits that are used most at the dearest setting at the edge: the target's own service first. */
  pressures: Pressure[];
  /** The answer as a change. */
  change: Change | null;
  wallSeconds: number;
}

/** How many pressures of other services are told, and from which share on. */
const MOST_PRESSURES = 3;
const PRESSED = 0.9;

/** Put a search into the form that is printed. */
export function seekOutput(
  setup: SeekSetup,
  seeds: SeekOutput['seeds'],
  sought: Omit<Sought, 'status'>,
  wallSeconds: number,
): SeekOutput {
  const { search, description, criterion, levers, named } = setup;
  const describe = settingOutputs(setup);
  const outcomes = sought.runs.map(({ setting, results }) =>
    outcomeOf(
      setting,
      results.map(({ values }) => values[setup.place]),
      criterion,
    ),
  );
  const edge = outcomes.map((outcome) => describe(outcome, false));
  const { status, answer, isCheapest } = conclude(search, outcomes);
  const effects = search.effects ?? [];
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
    levers: levers.map((lever, i) => ({
      ...lever,
      ...(effects[i] ?? { direction: 'unknown' as const, gain: null, cost: null }),
      effortPerUnit: search.prices?.perUnit[i] ?? null,
    })),
    effort: search.prices?.unit ?? null,
    settings: { all: search.grid.size, run: search.tried.length, untried: search.candidates.length },
    replications: { screening: sought.screening, edge: sought.edge },
    stopped: sought.stopped,
    status,
    answer: answer === undefined ? null : edge[outcomes.findIndex(({ setting }) => setting === answer)],
    isCheapest,
    screened: search.cheapest === undefined ? null : describe(screenedOutcome(setup, search.cheapest), true),
    edge,
    stepsLess: answer === undefined ? [] : stepsLess(setup, outcomes, answer),
    frontier: frontier(setup, outcomes).map(([outcome, isScreened]) => describe(outcome, isScreened)),
    pressures: pressuresAtEdge(setup, sought),
    change: answer === undefined ? null : changeOf(setup, answer, outcomes),
    wallSeconds,
  };
}

/** How a setting is told, with what it costs. */
function settingOutputs({ search, criterion, valuesOf, costPlaces }: SeekSetup) {
  return ({ setting, verdict, ...outcome }: SettingOutcome, isScreened: boolean): SettingOutput => {
    const [base, own] = [search.recordOf(0)?.costs ?? [], search.recordOf(setting)?.costs ?? []];
    const cost = costPlaces.length === 0 ? null : pairedInterval(base, own);
    const needed = replicationsToCall({ setting, verdict, ...outcome }, criterion);
    return {
      ...outcome,
      values: valuesOf(setting),
      effort: search.prices?.efforts[setting] ?? 0,
      cost: cost === null ? null : { mean: cost.mean, halfWidth: cost.halfWidth },
      verdict: isScreened ? search.screened(setting) : verdict,
      isScreened,
      moreReplications: isScreened || needed === null ? null : needed - outcome.replications,
    };
  };
}

function screenedOutcome({ search, criterion }: SeekSetup, setting: number): SettingOutcome {
  return outcomeOf(setting, search.recordOf(setting)?.values ?? [], criterion);
}

function stepsLess(setup: SeekSetup, outcomes: readonly SettingOutcome[], answer: number): StepLess[] {
  const { search, levers, valuesOf } = setup;
  return levers.flatMap((_, lever): StepLess[] => {
    const less = search.grid.moved(answer, lever, -1);
    if (less === undefined) return [];
    const value = valuesOf(less)[lever];
    const confirmed = outcomes.find(({ setting }) => setting === less);
    if (confirmed !== undefined) {
      const { verdict, met, replications } = confirmed;
      return [{ lever, value, verdict, met, replications }];
    }
    if (search.recordOf(less) !== undefined) {
      const { met, replications } = screenedOutcome(setup, less);
      return [{ lever, value, verdict: search.screened(less), met, replications }];
    }
    const isOpen = search.inQuestion().includes(less);
    return [{ lever, value, verdict: isOpen ? 'open' : 'ruled out', met: null, replications: null }];
  });
}

/** Settings that were run, the new replications before those of the screening, without those that another one beats. */
function frontier(setup: SeekSetup, outcomes: readonly SettingOutcome[]): [SettingOutcome, boolean][] {
  const { search } = setup;
  const { ranks } = search.prices ?? {};
  if (ranks === undefined) return [];
  const atEdge = outcomes.filter(({ mean }) => mean !== null);
  const others = search.tried.filter((setting) => atEdge.every((outcome) => outcome.setting !== setting));
  const all = [
    ...atEdge.map((outcome): [SettingOutcome, boolean] => [outcome, false]),
    ...others.map((setting): [SettingOutcome, boolean] => [screenedOutcome(setup, setting), true]),
  ].sort(([a], [b]) => ranks[a.setting] - ranks[b.setting]);
  const best: [SettingOutcome, boolean][] = [];
  for (const one of all) {
    const before = best.at(-1)?.[0].mean;
    if (one[0].mean !== null && (!before || search.gain(before.mean, one[0].mean.mean) > 0)) best.push(one);
  }
  return best;
}

function pressuresAtEdge({ description, target }: SeekSetup, { runs }: Omit<Sought, 'status'>): Pressure[] {
  const results = runs.at(-1)?.results ?? [];
  if (results.length === 0) return [];
  const all = pressures(description.layout, results);
  const own = all.filter(({ service }) => service === target.service);
  const others = all.filter(({ service, share }) => service !== target.service && share >= PRESSED);
  return [...own, ...others.slice(0, MOST_PRESSURES)];
}

function changeOf(setup: SeekSetup, answer: number, outcomes: readonly SettingOutcome[]): Change {
  const { scenario, levers, target, criterion, valuesOf } = setup;
  const { met, replications } = outcomes.find(({ setting }) => setting === answer)!;
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
  return settingOutputs(setup)(screenedOutcome(setup, mostPromising(setup.search)), true);
}
