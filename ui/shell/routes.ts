/** Views by hash, which works from any host and from a file. */

/** How a hash begins that holds a comparison, packed. */
export const OPENS = '#/open/';

/** A view of the page. */
export type Route = 'home' | 'compare' | 'outputs' | 'scenario' | 'map' | 'person' | 'evidence' | 'about' | 'report';

/** Views with the title that the window takes and the words in the navigation, of those that stand in it. */
export const ROUTES: { route: Route; label?: string; title: string }[] = [
  { route: 'home', label: 'Home', title: 'See what a redesign does' },
  { route: 'compare', label: 'Compare', title: 'Compare redesigns' },
  { route: 'outputs', label: 'Outputs', title: 'The twelve outputs' },
  { route: 'scenario', label: 'Scenario', title: 'Build a scenario' },
  { route: 'map', label: 'Map', title: 'Where people go, and where they wait' },
  { route: 'person', label: 'One person', title: 'Follow one person' },
  { route: 'evidence', label: 'Evidence', title: 'Where does that number come from?' },
  { route: 'about', label: 'About', title: 'What this is, and what it is not for' },
  // Reached from “Share and export”.
  { route: 'report', title: 'Report' },
];

/** The view that a hash names; a comparison is shown where comparisons are, and anything else is the first. */
export function routeOf(hash: string): Route {
  if (hash.startsWith(OPENS)) return 'compare';
  return ROUTES.find(({ route }) => hash === `#/${route}`)?.route ?? 'home';
}
