/** People who are at a desk when a run begins. */
import type { Desk } from './desk';
import type { DeskStartSpec } from './desk-spec';
import { applyMix } from './mix';
import { ARRIVED_AT, REFERRED_AT, TIMES } from './people';
import { pick } from './routes';

/**
 * Place those who are there at the start. Work of those in service is what is left of it for somebody found in the
 * middle: a uniform share of a length-biased service; who finds no server has the work suspended. Those who wait came
 * evenly over the time that the first of them has waited. Nobody of them counts as an arrival.
 */
export function placeAtStart(desk: Desk, start: DeskStartSpec): void {
  const { values } = desk.world.quantities;
  const inService = Math.round(values[start.inService]);
  for (let i = 0; i < inService; i++) placeInService(desk, start, i);
  const waiting = Math.round(values[start.waiting]);
  const longest = values[start.waited];
  for (let i = 0; i < waiting; i++) {
    // Negative numbers, so that one person more in service moves nobody in the line.
    const person = enter(desk, start, -1 - i, -longest * (1 - (i + 0.5) / waiting));
    desk.joinLine(person);
    desk.watchWaiting(person);
  }
}

function placeInService(desk: Desk, start: DeskStartSpec, ordinal: number): void {
  const { world, spec } = desk;
  const person = enter(desk, start, ordinal, 0);
  const generator = world.draws.seekPerson(person, desk.serviceDraw);
  const whole = pick(spec.service, world.people, person).sampleLengthBiased(generator);
  const left = whole * generator.uniform();
  world.people.times[(person << TIMES) + ARRIVED_AT] = left - whole;
  world.people.times[(person << TIMES) + REFERRED_AT] = left - whole;
  desk.goOn(person, left);
}

function enter(desk: Desk, start: DeskStartSpec, ordinal: number, since: number): number {
  const { world } = desk;
  const person = world.network.enter(desk.startEntity, ordinal);
  world.people.enter(person, desk.index);
  applyMix(world, start.mix, person);
  world.people.times[(person << TIMES) + ARRIVED_AT] = since;
  world.people.times[(person << TIMES) + REFERRED_AT] = since;
  return person;
}
