/**
 * The last word on a search: the settings at the edge of what meets the target, run on replications that had no part in
 * choosing them, so that plain intervals hold.
 */
import { meanInterval } from '../statistics/intervals';
import { wilsonInterval } from '../statistics/proportions';
import type { Search } from './seek';
import { isMet, type Criterion } from './seek-question';

/** What new replications say of a setting. */
export type Confirmed = 'meets' | 'misses' | 'too close to call';

/** How a search ended. */
export type SeekStatus =
  /** A setting meets the target. */
  | 'found'
  /** Not even the settings that promise most do. */
  | 'notReached'
  /** The settings at the edge are too close to the target to be called. */
  | 'tooClose'
  /** The budget or the patience ended before anything could be said. */
  | 'unfinished';

/** A setting on so many replications. */
export interface SettingOutcome {
  setting: number;
  /** Replications that saw the measure, and those of them that met the bound. */
  replications: number;
  met: number;
  /** Share that met it, with Wilson's 95 % interval. */
  share: { share: number; low: number; high: number } | null;
  /** Mean of the measure, with the half-width of its 95 % t-interval. */
  mean: { mean: number; halfWidth: number } | null;
  verdict: Confirmed;
}

/** Open settings that are looked at again. */
const MOST_OPEN = 2;

/**
 * The settings to run anew, in order of effort: the cheapest that met the target on screening with the next dearer one
 * that cannot be worse, and open ones that are cheaper; where none met it, the most promising.
 */
export function edgeOf(search: Search): number[] {
  const { ranks } = search.prices ?? {};
  if (ranks === undefined) return [];
  const best = search.cheapest;
  const open = search
    .inQuestion()
    .filter((setting) => search.recordOf(setting) !== undefined)
    .sort((a, b) => search.chanceOf(b) - search.chanceOf(a) || ranks[a] - ranks[b])
    .slice(0, MOST_OPEN);
  const chosen = best === undefined ? [mostPromising(search)] : [best, nextDearer(search, best) ?? best];
  return [...new Set([...open, ...chosen])].sort((a, b) => ranks[a] - ranks[b]);
}

/** The corner that promises most: by what is known of the levers, then by its own replications. */
export function mostPromising(search: Search): number {
  const corners = search.grid.corners();
  const rivals = corners.filter((corner) =>
    corners.every((other) => search.isNoBetter(other, corner) || !search.isNoBetter(corner, other)),
  );
  const meanOf = (setting: number) => meanInterval(search.recordOf(setting)?.values ?? [])?.mean ?? NaN;
  return rivals.reduce((best, corner) => {
    const order = search.chanceOf(corner) - search.chanceOf(best) || search.gain(meanOf(best), meanOf(corner));
    return order > 0 ? corner : best;
  });
}

/** One step more of a lever that is known to help, whichever costs least. */
function nextDearer(search: Search, setting: number): number | undefined {
  const ranks = search.prices!.ranks;
  const steps = (search.effects ?? []).flatMap(({ direction }, lever) => {
    if (direction !== 'up' && direction !== 'down') return [];
    return search.grid.moved(setting, lever, direction === 'up' ? 1 : -1) ?? [];
  });
  return search.cheapestOf(steps.filter((step) => ranks[step] > ranks[setting]));
}

/** What values say of a setting by themselves. */
export function outcomeOf(setting: number, values: readonly number[], criterion: Criterion): SettingOutcome {
  const seen = values.flatMap((value) => isMet(criterion, value) ?? []);
  const met = seen.filter(Boolean).length;
  const share = wilsonInterval(met, seen.length);
  const interval = meanInterval(values);
  return {
    setting,
    replications: seen.length,
    met,
    share: share && { share: share.share, low: share.low, high: share.high },
    mean: interval && { mean: interval.mean, halfWidth: interval.halfWidth },
    verdict: verdictOf(criterion, share, interval),
  };
}

type Ends = { low: number; high: number } | null;

function verdictOf(criterion: Criterion, share: Ends, mean: Ends): Confirmed {
  if (criterion.kind === 'chance') return callOf(share, criterion.chance, 'atLeast');
  return callOf(mean, criterion.bound, criterion.meets);
}

function callOf(ends: Ends, bound: number, meets: 'atMost' | 'atLeast'): Confirmed {
  if (ends === null) return 'too close to call';
  const { low, high } = ends;
  if (meets === 'atMost' ? high <= bound : low >= bound) return 'meets';
  return (meets === 'atMost' ? low > bound : high < bound) ? 'misses' : 'too close to call';
}

/** What the whole search came to. */
export interface Conclusion {
  status: SeekStatus;
  /** The setting found. */
  answer?: number;
  /** Whether every cheaper setting was ruled out, so that none is left that was not tried or is too close to call. */
  isCheapest: boolean;
}

/**
 * Draw the conclusion. Settings are taken from the dearest to the cheapest, and the answer is the last that meets the
 * target before the first that does not: in a sequence fixed beforehand each may be tested at the full level (Maurer,
 * Hothorn & Lehmacher 1995).
 *
 * @param outcomes of the settings of {@link edgeOf}, in the same order
 */
export function conclude(search: Search, outcomes: readonly SettingOutcome[]): Conclusion {
  const fromDearest = [...outcomes].reverse();
  const firstNot = fromDearest.findIndex(({ verdict }) => verdict !== 'meets');
  const meeting = firstNot < 0 ? fromDearest : fromDearest.slice(0, firstNot);
  const answer = meeting.at(-1)?.setting;
  if (answer !== undefined) {
    const { ranks } = search.prices!;
    const isOpen = (setting: number) => ranks[setting] < ranks[answer];
    const isCheaperOpen =
      search.inQuestion().some(isOpen) ||
      outcomes.some(({ setting, verdict }) => isOpen(setting) && verdict !== 'misses');
    return { status: 'found', answer, isCheapest: !isCheaperOpen };
  }
  const all = (verdict: Confirmed) => outcomes.every((outcome) => outcome.verdict === verdict);
  if (outcomes.length === 0 || outcomes.some(({ replications }) => replications === 0))
    return { status: 'unfinished', isCheapest: false };
  if (all('misses') && search.cheapest === undefined && search.candidates.length === 0)
    return { status: 'notReached', isCheapest: false };
  return { status: all('misses') ? 'unfinished' : 'tooClose', isCheapest: false };
}

/** Most replications that are looked at for {@link replicationsToCall}. */
const MOST_TO_CALL = 1_000_000;

/**
 * How many replications in all would call a setting, if its share or its mean and spread stay as they are.
 *
 * @returns null when it is called already, or no number can be given
 */
export function replicationsToCall(
  { share, mean, replications, verdict }: SettingOutcome,
  criterion: Criterion,
): number | null {
  if (verdict !== 'too close to call' || replications < 2) return null;
  if (criterion.kind === 'mean') {
    const apart = mean === null ? 0 : Math.abs(mean.mean - criterion.bound);
    const needed = apart > 0 ? Math.floor(replications * (mean!.halfWidth / apart) ** 2) + 1 : Infinity;
    return needed <= MOST_TO_CALL ? needed : null;
  }
  const chance = share!.share;
  for (let n = replications + 1; n <= MOST_TO_CALL; n = Math.ceil(n * 1.05)) {
    const interval = wilsonInterval(Math.round(chance * n), n)!;
    if (interval.low >= criterion.chance || interval.high < criterion.chance) return n;
  }
  return null;
}
