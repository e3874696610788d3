/** The running sums that costs are taken of: nothing is counted for them alone. */
import { AGENCY_HOURS } from '../workforce/staff-account';
import { sumFor } from '../costs/compile';
import type { CostBase } from '../costs/spec';
import { sumsOfService } from './week-measures';
import type { World } from './world';

const HOURS_PER_DAY = 24;

/** The running sum of each cost of the model, in order; each begins again with a replication and after the warm-up. */
export function costTotals(world: World): (() => number)[] {
  return world.model.costs.items.map(({ base }) => totalOf(world, base));
}

function totalOf(world: World, base: CostBase): () => number {
  if (base.kind === 'time') return () => world.clock[0];
  if (base.kind === 'posts') return world.workforce.areas([base.group]).inPost;
  if (base.kind === 'agency') {
    const { account } = world.workforce;
    const group = [base.group];
    return () => (account?.sum(group, AGENCY_HOURS, -1) ?? 0) / HOURS_PER_DAY;
  }
  const { service, per } = base;
  const measure = sumFor(world.model.scenario.services[service].kind, per);
  const sums = measure === undefined ? null : sumsOfService(world, service, measure);
  if (sums === null) throw new Error(`This is a bug in the engine: a cost per ${per} of ${service} has no sums.`);
  return () => (per === 'placeDay' ? sums.over() : sums.total());
}
