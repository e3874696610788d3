/** Routes taken in the comparison that was solved beforehand, counted beforehand too. */
import type { Flow } from '../../engine/experiment/flows';
import type { Solution } from './solution';

/** What `npm run examples` writes beside the example. */
export interface ExampleFlows {
  engineVersion: string;
  seed: string;
  runs: { scenarioHash: string; flows: Flow[] }[];
}

// By address and not as a module, since it is data.
const files = import.meta.glob<string>('../example/*-flows.json', { query: '?url', import: 'default', eager: true });

/**
 * Routes taken in some runs of a solution, by position.
 *
 * @returns nothing unless all of them were counted beforehand, with this seed and version
 */
export async function flowsFromExample(
  solution: Solution,
  positions: readonly number[],
): Promise<Flow[][] | undefined> {
  const [address] = Object.values(files);
  if (address === undefined) return undefined;
  try {
    const response = await fetch(address);
    return response.ok ? flowsOf((await response.json()) as ExampleFlows, solution, positions) : undefined;
  } catch {
    // They are counted anew instead.
    return undefined;
  }
}

/** @see flowsFromExample */
export function flowsOf(
  { engineVersion, seed, runs }: ExampleFlows,
  solution: Solution,
  positions: readonly number[],
): Flow[][] | undefined {
  if (engineVersion !== solution.engineVersion || seed !== solution.seed) return undefined;
  const found = positions.flatMap((position) => {
    const hash = solution.runs[position]?.scenarioHash;
    return runs.filter(({ scenarioHash }) => scenarioHash === hash).slice(0, 1);
  });
  return found.length === positions.length ? found.map(({ flows }) => flows) : undefined;
}
