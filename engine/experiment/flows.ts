/** Routes taken in one replication: people a week from each service to each other one. */
import { FlowTally } from '../services/flow-tally';
import type { Model } from '../services/model';
import { Replication } from './replicate';

/** People a week who took the way from one service to another. */
export interface Flow {
  from: string;
  to: string;
  perWeek: number;
}

/** What is counted, for whoever shows it. It is no measure of a run: it is counted on request and enters no hash. */
export const FLOW = {
  title: 'People on a route',
  unit: 'people per week',
  definition:
    'People who went from one service straight to the other, per week since the start (or the end of the warm-up). Whoever ' +
    'takes the route twice counts twice; people who are inside at the start count from their first step on.',
} as const;

const DAYS_PER_WEEK = 7;

/** Counts routes in slices: a replication of its own, with the same people and the same chance as any other of its number. */
export class FlowCount {
  private readonly replication: Replication;
  private readonly tally: FlowTally;

  /** @param number the replication, from 0 */
  constructor(
    private readonly model: Model,
    seed: string,
    number: number,
  ) {
    this.tally = new FlowTally(model.services.length);
    this.replication = new Replication(model);
    this.replication.reset(seed, number, false, this.tally);
  }

  /** Run on for at most so many events. @returns whether the run is over */
  advance(maxEvents: number): boolean {
    return this.replication.advance(maxEvents);
  }

  /** Every route that somebody has taken, in the order of the services. Once `advance` has said that the run is over. */
  result(): Flow[] {
    const { model, tally } = this;
    const ids = Object.keys(model.scenario.services);
    const weeks = (model.horizonDays - model.warmUpDays) / DAYS_PER_WEEK;
    return ids.flatMap((from, i) =>
      ids.flatMap((to, j) => {
        const count = tally.counts[i * tally.services + j];
        return count > 0 ? [{ from, to, perWeek: count / weeks }] : [];
      }),
    );
  }
}
