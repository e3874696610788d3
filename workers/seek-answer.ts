/** What came of a search, as plain data: the settings that matter with what they do and cost. */
import {
  conclude,
  outcomeOf,
  pairedInterval,
  replicationsToCall,
  type Confirmed,
  type EffortUnit,
  type LeverEffect,
  type ResolvedLever,
  type SeekStatus,
  type SettingOutcome,
} from '../engine/index';
import { valuesAt, type SeekBasis } from './seek-basis';

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

/** The answer to a search. All numbers are finite. */
export interface SeekAnswer {
  levers: LeverOutput[];
  effort: EffortUnit | null;
  /** Settings in all, those that were run, and those that might be of less effort and were not looked at, or not enough. */
  settings: { all: number; run: number; untried: number };
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
}

/** New replications of a setting at the edge: the values of the target's measure. */
export interface EdgeValues {
  setting: number;
  values: readonly number[];
}

/** Put what a search came to into that form. */
export function seekAnswer(basis: SeekBasis, atEdge: readonly EdgeValues[]): SeekAnswer {
  const { search, criterion, levers } = basis;
  const describe = settingOutputs(basis);
  const outcomes = atEdge.map(({ setting, values }) => outcomeOf(setting, values, criterion));
  const edge = outcomes.map((outcome) => describe(outcome, false));
  const { answer, status, isCheapest } = conclude(search, outcomes);
  const effects = search.effects ?? [];
  return {
    levers: levers.map((lever, i) => ({
      ...lever,
      ...(effects[i] ?? { direction: 'unknown' as const, gain: null, cost: null }),
      effortPerUnit: search.prices?.perUnit[i] ?? null,
    })),
    effort: search.prices?.unit ?? null,
    settings: { all: search.grid.size, run: search.tried.length, untried: search.candidates.length },
    status,
    answer: answer === undefined ? null : edge[outcomes.findIndex(({ setting }) => setting === answer)],
    isCheapest,
    screened: search.cheapest === undefined ? null : screenedOutput(basis, search.cheapest),
    edge,
    stepsLess: answer === undefined ? [] : stepsLess(basis, outcomes, answer),
    frontier: frontier(basis, outcomes).map(([outcome, isScreened]) => describe(outcome, isScreened)),
  };
}

/** A setting with what its screening says. */
export function screenedOutput(basis: SeekBasis, setting: number): SettingOutput {
  return settingOutputs(basis)(screenedOutcome(basis, setting), true);
}

/** How a setting is told, with what it costs. */
function settingOutputs(basis: SeekBasis) {
  const { search, criterion, costPlaces } = basis;
  return ({ setting, verdict, ...outcome }: SettingOutcome, isScreened: boolean): SettingOutput => {
    const [base, own] = [search.recordOf(0)?.costs ?? [], search.recordOf(setting)?.costs ?? []];
    const cost = costPlaces.length === 0 ? null : pairedInterval(base, own);
    const needed = replicationsToCall({ setting, verdict, ...outcome }, criterion);
    return {
      ...outcome,
      values: valuesAt(basis, setting),
      effort: search.prices?.efforts[setting] ?? 0,
      cost: cost === null ? null : { mean: cost.mean, halfWidth: cost.halfWidth },
      verdict: isScreened ? search.screened(setting) : verdict,
      isScreened,
      moreReplications: isScreened || needed === null ? null : needed - outcome.replications,
    };
  };
}

function screenedOutcome({ search, criterion }: SeekBasis, setting: number): SettingOutcome {
  return outcomeOf(setting, search.recordOf(setting)?.values ?? [], criterion);
}

function stepsLess(basis: SeekBasis, outcomes: readonly SettingOutcome[], answer: number): StepLess[] {
  const { search, levers } = basis;
  return levers.flatMap((_, lever): StepLess[] => {
    const less = search.grid.moved(answer, lever, -1);
    if (less === undefined) return [];
    const value = valuesAt(basis, less)[lever];
    const confirmed = outcomes.find(({ setting }) => setting === less);
    if (confirmed !== undefined) {
      const { verdict, met, replications } = confirmed;
      return [{ lever, value, verdict, met, replications }];
    }
    if (search.recordOf(less) !== undefined) {
      const { met, replications } = screenedOutcome(basis, less);
      return [{ lever, value, verdict: search.screened(less), met, replications }];
    }
    const isOpen = search.inQuestion().includes(less);
    return [{ lever, value, verdict: isOpen ? 'open' : 'ruled out', met: null, replications: null }];
  });
}

/** Settings that were run, the new replications before those of the screening, without those that another one beats. */
function frontier(basis: SeekBasis, outcomes: readonly SettingOutcome[]): [SettingOutcome, boolean][] {
  const { search } = basis;
  const { ranks } = search.prices ?? {};
  if (ranks === undefined) return [];
  const atEdge = outcomes.filter(({ mean }) => mean !== null);
  const others = search.tried.filter((setting) => atEdge.every((outcome) => outcome.setting !== setting));
  const all = [
    ...atEdge.map((outcome): [SettingOutcome, boolean] => [outcome, false]),
    ...others.map((setting): [SettingOutcome, boolean] => [screenedOutcome(basis, setting), true]),
  ].sort(([a], [b]) => ranks[a.setting] - ranks[b.setting]);
  const best: [SettingOutcome, boolean][] = [];
  for (const one of all) {
    const before = best.at(-1)?.[0].mean;
    if (one[0].mean !== null && (!before || search.gain(before.mean, one[0].mean.mean) > 0)) best.push(one);
  }
  return best;
}
