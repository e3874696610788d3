/** What the map shows, put together from results, descriptions and routes taken. */
import type { Flow } from '../../engine/experiment/flows';
import type { ScenarioDescription } from '../../workers/protocol';
import type { Results } from '../state/page-state';
import type { ServiceInfo } from '../state/baseline';
import { shortTitle } from '../words/map';
import { differencesOf, figuresOf, type ServiceDifference, type ServiceFigures } from './figures';
import type { MapService, MapWay } from './columns';

/** Which of two scenarios the map shows. */
export type Shown = 'before' | 'after' | 'difference';

/** A service with all that is shown of it. */
export interface ShownService extends MapService {
  /** Title without the place. */
  short: string;
  placeTitle?: string;
  before: ServiceFigures;
  after: ServiceFigures;
  difference: ServiceDifference;
  /** People a week who come and go; absent while routes are not counted. */
  inBefore?: number;
  inAfter?: number;
  outBefore?: number;
  outAfter?: number;
}

/** A route; people a week are absent while routes are not counted. */
export interface ShownRoute {
  from: string;
  to: string;
  before?: number;
  after?: number;
}

/** @see the file's comment */
export interface MapModel {
  services: Map<string, ShownService>;
  routes: ShownRoute[];
  places: { id: string; title: string }[];
}

/**
 * Put the map together.
 *
 * @param position of the scenario that is compared with the baseline, from 1; 0 where there is none
 * @param described the baseline and that scenario, as far as they are known
 * @param flows routes taken in the same two
 */
export function mapModel(
  results: Results,
  position: number,
  described: readonly (ScenarioDescription | undefined)[],
  flows: readonly (readonly Flow[] | undefined)[],
): MapModel {
  const { solution, info } = results;
  const added = (described[1]?.services ?? []).filter(({ id }) => !info.services.some((one) => one.id === id));
  const services: ServiceInfo[] = [...info.services, ...added];
  const [before, after] = [solution.runs[0], solution.runs[position] ?? solution.runs[0]];
  const figures = [figuresOf(services, before.summary), figuresOf(services, after.summary)];
  const differences = differencesOf(services, solution, position);
  const places = Object.entries(info.places).map(([id, { title }]) => ({ id, title }));
  const routes = routesOf(described, flows);
  const sum = (id: string, end: 'from' | 'to', when: 'before' | 'after') =>
    flows[when === 'before' ? 0 : 1] &&
    routes.reduce((total, route) => total + (route[end] === id ? (route[when] ?? 0) : 0), 0);
  return {
    places,
    routes,
    services: new Map(
      services.map(({ id, kind, title, place }): [string, ShownService] => {
        const placeTitle = place === undefined ? undefined : info.places[place]?.title;
        return [
          id,
          {
            id,
            kind,
            title,
            place,
            placeTitle,
            short: shortTitle(title, placeTitle),
            before: figures[0].get(id) ?? {},
            after: figures[1].get(id) ?? {},
            difference: differences.get(id) ?? {},
            inBefore: sum(id, 'to', 'before'),
            inAfter: sum(id, 'to', 'after'),
            outBefore: sum(id, 'from', 'before'),
            outAfter: sum(id, 'from', 'after'),
          },
        ];
      }),
    ),
  };
}

function routesOf(
  described: readonly (ScenarioDescription | undefined)[],
  flows: readonly (readonly Flow[] | undefined)[],
): ShownRoute[] {
  const routes = new Map<string, ShownRoute>();
  const routeAt = (from: string, to: string) => {
    const key = `${from} ${to}`;
    const known = routes.get(key) ?? { from, to };
    routes.set(key, known);
    return known;
  };
  for (const one of described) for (const { from, to } of one?.ways ?? []) routeAt(from, to);
  for (const flow of flows[0] ?? []) routeAt(flow.from, flow.to).before = flow.perWeek;
  for (const flow of flows[1] ?? []) routeAt(flow.from, flow.to).after = flow.perWeek;
  for (const route of routes.values()) {
    // Counted, and nobody took it.
    if (flows[0]) route.before ??= 0;
    if (flows[1]) route.after ??= 0;
  }
  return [...routes.values()];
}

/** People a week whom a line stands for. */
export function shownFlow({ before, after }: ShownRoute, shown: Shown): number {
  if (shown === 'before') return before ?? 0;
  if (shown === 'after') return after ?? 0;
  return Math.abs((after ?? 0) - (before ?? 0));
}

/** How many a week take a route in either scenario, which decides where things stand: the map does not move when it is switched. */
const size = ({ before, after }: ShownRoute): number => Math.max(before ?? 0, after ?? 0);

/** The services and routes of one place, or of all; what belongs to no place stays where people of the place come through it. */
export function ofPlace(model: MapModel, place: string): { services: ShownService[]; ways: MapWay[] } {
  const isHere = (service: ShownService | undefined) =>
    service !== undefined && (place === '' || service.place === undefined || service.place === place);
  const routes = model.routes.filter(
    ({ from, to }) => isHere(model.services.get(from)) && isHere(model.services.get(to)),
  );
  const touched = new Set(routes.flatMap(({ from, to }) => [from, to]));
  const services = [...model.services.values()].filter(
    (service) => isHere(service) && (place === '' || routes.length === 0 || touched.has(service.id)),
  );
  return { services, ways: routes.map((route) => ({ from: route.from, to: route.to, perWeek: size(route) })) };
}
