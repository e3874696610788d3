/** What ships with the page: scenarios, their changes, and a comparison solved beforehand. Each is fetched when needed. */
import type { CurveSummary, SeriesSummary } from '../../engine/results/measures';
import type { Change, ScenarioInput } from '../../engine/scenario/schema';
import shipped from '../../scenarios/shipped.json';
import { infoFromShipped, type Baseline } from './baseline';
import { availableChange, changesOf, type AvailableChange } from './changes';
import type { Choices } from './choices';
import { readExample, type ExampleFile } from './example';
import type { SolvedRun, Solution } from './solution';

/** The scenario that the page opens with. */
export const FIRST_SCENARIO = 'coventry-warwickshire';

/** The scenarios that ship with the page, as a list names them. */
export const SHIPPED: readonly { id: string; title: string; about: string }[] = shipped;

// By address and not as a module, since it is data: half of the page's scripts would otherwise be numbers.
const examples = import.meta.glob<string>('../example/*.json', { query: '?url', import: 'default', eager: true });
const scenarios = import.meta.glob<string>('../../scenarios/*/scenario.json', { query: '?raw', import: 'default' });

/** Fetch the comparison solved beforehand; undefined when the page was built without one. */
export async function loadExample(): Promise<ExampleFile | undefined> {
  const address = examples[`../example/${FIRST_SCENARIO}.json`];
  if (address === undefined) return undefined;
  const response = await fetch(address);
  return response.ok ? readExample(await response.text()) : undefined;
}

/** Fetch a shipped scenario; undefined when the page was built without it. */
export async function loadShippedBaseline(id = FIRST_SCENARIO): Promise<Baseline | undefined> {
  // The name may come from a file: only one of ours is looked up.
  if (!SHIPPED.some((scenario) => scenario.id === id)) return undefined;
  const text = await scenarios[`../../scenarios/${id}/scenario.json`]?.();
  if (text === undefined) return undefined;
  const scenario = JSON.parse(text) as ScenarioInput;
  return {
    origin: 'shipped',
    fileName: `${scenario.id}.json`,
    text,
    info: infoFromShipped(scenario),
    key: `shipped:${scenario.id}`,
  };
}

/** Fetch every shipped change of a scenario, by title. */
export async function loadShippedChanges(id = FIRST_SCENARIO): Promise<AvailableChange[]> {
  const { textsOfShippedChanges } = await import('./shipped-changes');
  return textsOfShippedChanges(id)
    .map((text) => availableChange(JSON.parse(text) as Change, text, 'shipped'))
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}

/** The example in the form of every other solution. */
export function solutionFromExample(example: ExampleFile, changes: readonly AvailableChange[]): Solution {
  return {
    ...example,
    runs: example.runs.map((run): SolvedRun => {
      const made = changesOf(run.changes, changes);
      return {
        id: run.id,
        title: run.title,
        changes: made.length > 0 ? made.map(({ title }) => title) : run.changes.slice(0, 1).map(() => run.title),
        about: made.length === 1 ? made[0].about : undefined,
        scenarioHash: run.scenarioHash,
        summary: {
          ...run.summary,
          series: run.summary.series.map(withGaps),
          curves: run.summary.curves?.map(curveWithGaps),
        },
        samples: run.samples?.map((sample) => ({ ...sample, values: revive(sample.values) })),
      };
    }),
    comparisons: example.comparisons.map((one) => ({ ...one, series: one.series.map(withGaps) })),
  };
}

/** In the file a step or a point without a value is null. */
const revive = (values: readonly (number | null)[]) => values.map((value) => value ?? NaN);

function curveWithGaps(curve: CurveSummary): CurveSummary {
  return { ...curve, mean: revive(curve.mean), low: revive(curve.low), high: revive(curve.high) };
}

function withGaps(series: SeriesSummary): SeriesSummary {
  return { ...series, mean: revive(series.mean), halfWidth: revive(series.halfWidth) };
}

/** The choices that the example was made with. */
export function choicesFromExample({ runs, horizonDays, replications, seed }: ExampleFile): Choices {
  const sets = runs.slice(1).map(({ id, changes }) => ({ id, name: '', changes }));
  return { sets, horizonDays, replications, seed };
}
