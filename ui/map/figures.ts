/** The figures that the map shows of each service: who waits there, and how full it is. */
import type { MeasureDifference, RunSummary, Verdict } from '../../engine/results/measures';
import type { Solution } from '../state/solution';

/** A measure as the map shows it. */
export interface Figure {
  /** Id of the measure; empty for one that is worked out of two. */
  measure: string;
  value: number;
  unit: string;
}

/** What the map shows of one service in one scenario. */
export interface ServiceFigures {
  /** People who wait, or are inside where nobody waits. */
  queue?: Figure;
  /** How full it is: 1 is all there is. */
  load?: Figure;
}

/** A difference; `small` is one that is sure, but that nobody would notice. */
export interface FigureDifference {
  mean: number;
  verdict: Verdict | 'small';
}

/** How a service differs from the baseline. */
export interface ServiceDifference {
  queue?: FigureDifference;
  load?: FigureDifference;
}

/** How full a service is, in words for eyes and ears. */
export type LoadState = 'free' | 'near' | 'over';

/** The measure of the queue of a kind of service, and what it says of the people. */
export const QUEUE: Record<string, { name: string; words: string; title: string } | undefined> = {
  desk: { name: 'queueMean', words: 'waiting', title: 'People waiting, on average over the run' },
  clinic: { name: 'waitingAtEnd', words: 'waiting', title: 'People waiting when the run ends' },
  team: { name: 'waitingForCoordinator', words: 'waiting', title: 'People waiting for a place when the run ends' },
  delay: { name: 'insideMean', words: 'inside', title: 'People inside, on average over the run' },
};

/** The measure of the load of a kind of service; a pair is divided. */
export const LOAD: Record<string, { names: string[]; title: string } | undefined> = {
  desk: { names: ['utilisation'], title: 'Time at work ÷ time on shift' },
  clinic: { names: ['slotsUsed', 'slotsOffered'], title: 'Slots used ÷ slots staffed' },
  team: { names: ['hoursNeeded'], title: 'Hours needed ÷ hours left for casework' },
  duty: { names: ['utilisation'], title: 'Hours at work ÷ hours on duty' },
  delay: { names: ['occupancy'], title: 'People inside ÷ places' },
};

/** From this load on a service is nearly full; at 1 it has more to do than it can. */
const NEAR = 0.9;

/** Differences below this part of the baseline, this many people and this much load are small. */
const SMALL = 0.01;
const SMALL_QUEUE = 0.5;
const SMALL_LOAD = 0.005;

/** How full a load is. */
export function loadState(load: number): LoadState {
  // What is rounded to 100% is called full.
  if (load >= 0.995) return 'over';
  return load >= NEAR ? 'near' : 'free';
}

/** Figures of services in one scenario, by service. */
export function figuresOf(
  services: readonly { id: string; kind: string }[],
  summary: RunSummary,
): Map<string, ServiceFigures> {
  const known = new Map(summary.measures.map((measure) => [measure.id, measure]));
  const figure = (id: string): Figure | undefined => {
    const found = known.get(id);
    return found && Number.isFinite(found.mean) ? { measure: id, value: found.mean, unit: found.unit } : undefined;
  };
  return new Map(
    services.map(({ id, kind }): [string, ServiceFigures] => {
      const queue = QUEUE[kind];
      const [over, under] = (LOAD[kind]?.names ?? []).map((name) => figure(`${id}.${name}`));
      const isPair = (LOAD[kind]?.names.length ?? 0) > 1;
      const load =
        isPair && over && under && under.value > 0
          ? { measure: '', value: over.value / under.value, unit: 'share' }
          : isPair
            ? undefined
            : over;
      return [id, { queue: queue && figure(`${id}.${queue.name}`), load }];
    }),
  );
}

/** Differences from the baseline by service, of the scenario in this position. */
export function differencesOf(
  services: readonly { id: string; kind: string }[],
  { comparisons }: Solution,
  position: number,
): Map<string, ServiceDifference> {
  const known = new Map((comparisons[position - 1]?.differences ?? []).map((one) => [one.id, one]));
  const difference = (found: MeasureDifference | undefined, least: number): FigureDifference | undefined => {
    if (!found || !Number.isFinite(found.mean)) return undefined;
    const { mean, verdict } = found;
    const isSmall = Math.abs(mean) < Math.max(least, SMALL * Math.abs(found.baseline));
    return { mean, verdict: isSmall && verdict !== 'too close to call' ? 'small' : verdict };
  };
  return new Map(
    services.map(({ id, kind }): [string, ServiceDifference] => {
      const names = LOAD[kind]?.names ?? [];
      return [
        id,
        {
          queue: difference(known.get(`${id}.${QUEUE[kind]?.name ?? ''}`), SMALL_QUEUE),
          load: names.length === 1 ? difference(known.get(`${id}.${names[0]}`), SMALL_LOAD) : undefined,
        },
      ];
    }),
  );
}

/** What a difference is drawn as: that of the queue where it can be told, else that of the load. */
export function lookOf({ queue, load }: ServiceDifference): 'better' | 'worse' | 'higher' | 'lower' | 'none' {
  for (const verdict of [queue?.verdict, load?.verdict]) {
    if (verdict !== undefined && verdict !== 'small' && verdict !== 'too close to call') return verdict;
  }
  return 'none';
}

/** How a route differs: a difference is told when it is both a fiftieth of the route and a tenth of a person a week. */
export type RouteState = 'more' | 'fewer' | 'same';

/** @see RouteState */
export function routeState(before: number, after: number): RouteState {
  const difference = after - before;
  if (Math.abs(difference) < Math.max(0.1, 0.02 * Math.max(before, after))) return 'same';
  return difference > 0 ? 'more' : 'fewer';
}
