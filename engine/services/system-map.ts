/** What a model is made of, for pictures and lists: ways between services, and what each parameter is used by. */
import type { Model } from './model';
import { PathsOfPeople } from './paths-of-people';
import { StartingValues } from './starting-values';

/** A way that people can take from one service to another. */
export interface Way {
  from: string;
  to: string;
}

/** What uses a parameter. */
export interface ParameterUse {
  parameter: string;
  /** Services whose own fields use it, or whose posts do, in the order of the scenario. */
  services: string[];
  /** Other parts of the scenario that use it: `posts`, `stocks`, `loops`, `costs` and the like. */
  parts: string[];
}

/**
 * Every way that people can take. Shares and hazards that are 0 for the whole run lead nowhere. The way back to a coordinator, which
 * depends on the person, is not among them: only counted routes show it.
 */
export function waysOf({ scenario, quantities }: Model): Way[] {
  quantities.reset();
  const paths = new PathsOfPeople(scenario, new StartingValues(quantities));
  return Object.keys(scenario.services).flatMap((from) => {
    const targets = new Set([
      ...paths.onward(from, 'yes'),
      ...paths.onward(from, 'no'),
      ...paths.urgentTargets(from, 'yes'),
    ]);
    return [...targets].map((to) => ({ from, to }));
  });
}

/** What uses each parameter, in the order of the scenario's parameters. */
export function usesOf({ scenario, uses }: Model): ParameterUse[] {
  const employers = servicesOfPosts(scenario);
  return Object.keys(scenario.parameters).map((parameter) => {
    const services = new Set<string>();
    const parts = new Set<string>();
    for (const path of uses.get(parameter) ?? []) {
      const [part, id] = path.split('.');
      if (part === 'services') services.add(id);
      else parts.add(part);
      if (part === 'posts') for (const service of employers.get(id) ?? []) services.add(service);
    }
    const ordered = Object.keys(scenario.services).filter((id) => services.has(id));
    return { parameter, services: ordered, parts: [...parts] };
  });
}

/** The services that draw on each group of posts. */
function servicesOfPosts(scenario: Model['scenario']): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [id, field] of Object.entries(scenario.services)) {
    for (const group of new Set(postsOf(field))) found.set(group, [...(found.get(group) ?? []), id]);
  }
  return found;
}

function postsOf(field: Model['scenario']['services'][string]): string[] {
  switch (field.kind) {
    case 'desk':
      return 'posts' in field.servers ? field.servers.posts : [];
    case 'clinic':
      return 'posts' in field.slots ? field.slots.posts.map(({ posts }) => posts) : [];
    case 'team':
      return field.staff.map(({ posts }) => posts);
    case 'duty':
      return [...field.roster.map(({ posts }) => posts), ...(field.pull?.posts ?? [])];
    default:
      return [];
  }
}
