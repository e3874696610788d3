/** How a team starts (rule 8): a caseload in its stationary state and a back-dated list, not an empty service. */
import { hashText } from '../random/key';
import { CASE_TIMES, STARTED_AT } from './cases';
import { applyMix } from './mix';
import { ARRIVED_AT, REFERRED_AT, TIMES } from './people';
import type { Team } from './team';

/** Ordinals of people on a caseload at the start, by coordinator, so that one more post moves nobody's number. */
const ORDINALS_PER_COORDINATOR = 4096;

/** Rule 8: coordinators filled to their stated caseloads, in a stationary state. */
export function fillCaseload(team: Team): void {
  const { world, spec, cases, coordinators } = team;
  const { workforce, quantities } = world;
  for (let coordinator = 0; coordinator < coordinators.count; coordinator++) {
    let stated = 0;
    coordinators.posts[coordinator].forEach((post, i) => {
      if (workforce.effective[post] > 0)
        stated +=
          quantities.values[spec.staff[coordinators.entry(coordinator, i)].startCases] * workforce.effective[post];
    });
    // Fractions are settled by the coordinator's own uniform, so that the sum is right on average.
    // Keyed by post, not by place among the coordinators, so that a post added before it changes nothing.
    const post = coordinators.posts[coordinator][0];
    const entity = coordinators.pooled ? team.startEntity : hashText(`start:${team.id}:${workforce.group(post).id}`);
    const ordinal = coordinators.pooled ? 0 : workforce.postsOf(workforce.groupOf[post]).indexOf(post);
    const people = Math.floor(stated + world.things.uniformOf(entity, ordinal, team.episodes.stayDraw, 0));
    for (let k = 0; k < people; k++) {
      const person = world.network.enter(entity, ordinal * ORDINALS_PER_COORDINATOR + k);
      world.people.enter(person, team.index);
      if (spec.start !== null) applyMix(world, spec.start.mix, person);
      const row = team.episodes.openBegun(person);
      const began = cases.times[row * CASE_TIMES + STARTED_AT];
      world.people.times[(person << TIMES) + ARRIVED_AT] = began;
      world.people.times[(person << TIMES) + REFERRED_AT] = began;
      team.settle(row, coordinator);
    }
  }
}

/** People who wait for a place at the start, decided on evenly over the time that the first of them has waited. */
export function fillList(team: Team): void {
  const { world, spec } = team;
  if (spec.start === null) return;
  const people = Math.round(world.quantities.values[spec.start.waiting]);
  const longest = world.quantities.values[spec.start.waited];
  for (let i = 0; i < people; i++) {
    const person = world.network.enter(team.startEntity, -1 - i);
    world.people.enter(person, team.index);
    applyMix(world, spec.start.mix, person);
    const decided = -longest * (1 - (i + 0.5) / people);
    world.people.times[(person << TIMES) + ARRIVED_AT] = decided;
    world.people.times[(person << TIMES) + REFERRED_AT] = decided;
    team.joinList(person);
  }
}
