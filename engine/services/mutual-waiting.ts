/**
 * Teams that could wait for each other for ever (rule 4). Two kinds of waiting hold a place: somebody who steps up from a
 * named team keeps the place there while on the list of a shared team, and somebody whom a shared team hands over keeps
 * the place there until the named team has one. A ring of the two can stand still with every place taken, unless a
 * shared team on it takes people over its limit, or people leave its list.
 */
import type { ScenarioIssue } from '../scenario/issue';
import type { Scenario } from '../scenario/schema';
import { PathsOfPeople, type Coordinated } from './paths-of-people';
import type { StartingValues } from './starting-values';

/** Rings of teams that nothing would release, one issue for each. */
export function mutualWaiting(scenario: Scenario, values: StartingValues): ScenarioIssue[] {
  const paths = new PathsOfPeople(scenario, values);
  const teams = Object.keys(scenario.services).filter((id) => paths.team(id) !== null);
  const isNamed = (id: string): boolean => paths.team(id)?.coordinators === 'named';
  const reached = reachable(scenario, paths, isNamed);
  const waitsFor = new Map(
    teams.map((id) => {
      if (!isNamed(id))
        return [
          id,
          reached.has(key(id, 'no'))
            ? paths.targets(`services.${id}.to`, paths.team(id)?.to, 'no').filter(isNamed)
            : [],
        ];
      const lists = reached.has(key(id, 'no')) ? stepUpsTo(paths, id, isNamed) : [];
      return [id, lists.filter((shared) => isClosed(paths, values, shared))];
    }),
  );
  const issues: ScenarioIssue[] = [];
  const told = new Set<string>();
  for (const id of teams) {
    if (isNamed(id)) continue;
    const ring = shortestRing(waitsFor, id);
    if (ring === null || ring.some((other) => told.has(other) && !isNamed(other))) continue;
    for (const other of ring) told.add(other);
    issues.push(issueOf(ring));
  }
  return issues;
}

/** A shared team whose list nobody leaves but into a place. */
function isClosed(paths: PathsOfPeople, values: StartingValues, id: string): boolean {
  return paths.team(id)?.overLimit === undefined && values.certain(`services.${id}.waiting.hazard`) === 0;
}

const key = (id: string, coordinated: Coordinated): string => `${id} ${coordinated}`;

/** Everywhere that people can be, with a coordinator's place kept for them or without. */
function reachable(scenario: Scenario, paths: PathsOfPeople, isNamed: (id: string) => boolean): Set<string> {
  const found = new Set<string>();
  const open: [string, Coordinated][] = [];
  const visit = (id: string, coordinated: Coordinated): void => {
    // A named team takes people on as its own, and whoever leaves for good has no coordinator.
    const state = isNamed(id) || scenario.services[id].kind === 'exit' ? 'no' : coordinated;
    if (found.has(key(id, state))) return;
    found.add(key(id, state));
    open.push([id, state]);
  };
  for (const [id, { kind }] of Object.entries(scenario.services))
    if (kind === 'source' || paths.hasStart(id)) visit(id, 'no');
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [id, coordinated] = next;
    for (const target of paths.onward(id, coordinated)) visit(target, coordinated);
    if (isNamed(id)) for (const target of paths.urgentTargets(id, 'yes')) visit(target, 'yes');
  }
  return found;
}

/** Shared teams that somebody whose place a named team keeps can come to. */
function stepUpsTo(paths: PathsOfPeople, from: string, isNamed: (id: string) => boolean): string[] {
  const found = new Set<string>();
  const open = paths.urgentTargets(from, 'yes');
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id) || isNamed(id)) continue;
    found.add(id);
    if (paths.keepsPlace(id)) open.push(...paths.onward(id, 'yes'));
  }
  return [...found].filter((id) => paths.team(id) !== null);
}

/** The shortest way from a team back to itself; each team waits for the next, and the last for the first. */
function shortestRing(waitsFor: ReadonlyMap<string, string[]>, start: string): string[] | null {
  const rings: string[][] = [[start]];
  const seen = new Set<string>();
  for (let ring = rings.shift(); ring !== undefined; ring = rings.shift()) {
    for (const next of waitsFor.get(ring[ring.length - 1]) ?? []) {
      if (next === start) return ring;
      if (seen.has(next)) continue;
      seen.add(next);
      rings.push([...ring, next]);
    }
  }
  return null;
}

/** @param ring a shared team first, then named and shared in turn */
function issueOf(ring: readonly string[]): ScenarioIssue {
  const steps = ring.map((id, i) => {
    const next = ring[(i + 1) % ring.length];
    return i % 2 === 0
      ? `people whom "${id}" hands over keep their place there until "${next}" has one`
      : `people who step up from "${id}" keep theirs there while they wait for "${next}"`;
  });
  return {
    code: 'mutual-waiting',
    path: `services.${ring[0]}.overLimit`,
    message: `full teams could wait for each other for ever: ${steps.join(', and ')}. Give "${ring[0]}" an overLimit (naming "${ring[0]}" itself takes people over the limit), or let people leave its list with a waiting.hazard above 0.`,
  };
}
