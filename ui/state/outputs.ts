/** The outputs of the results on the screen: those that came with a run, or those of the solved example. */
import type { LevelSeries, OutputFigure, Outputs } from '../../engine/results/outputs';
import type { Solution } from './solution';

/** What `npm run examples` writes beside the example. */
export interface ExampleOutputs {
  engineVersion: string;
  seed: string;
  /** Of the baseline and the scenarios, in order. */
  scenarioHashes: string[];
  outputs: Outputs;
}

// By address and not as a module, since it is data.
const files = import.meta.glob<string>('../example/*-outputs.json', { query: '?url', import: 'default', eager: true });

/** The outputs of a solution; nothing where they were worked out neither with it nor beforehand. */
export async function outputsFor(solution: Solution): Promise<Outputs | undefined> {
  if (solution.outputs) return solution.outputs;
  const [address] = Object.values(files);
  if (address === undefined) return undefined;
  try {
    const response = await fetch(address);
    return response.ok ? fromExample((await response.json()) as ExampleOutputs, solution) : undefined;
  } catch {
    // A run gives them instead.
    return undefined;
  }
}

/** Those of the example, if the solution is the example's. */
export function fromExample(
  { engineVersion, seed, scenarioHashes, outputs }: ExampleOutputs,
  solution: Solution,
): Outputs | undefined {
  const isSame =
    engineVersion === solution.engineVersion &&
    seed === solution.seed &&
    outputs.replications === Math.min(...solution.runs.map(({ summary }) => summary.replications)) &&
    scenarioHashes.length === solution.runs.length &&
    solution.runs.every(({ scenarioHash }, i) => scenarioHash === scenarioHashes[i]);
  return isSame ? withGaps(outputs) : undefined;
}

/** In a file, what is not known is null. */
function withGaps({ outputs, whoWaits, scorecard, ...others }: Outputs): Outputs {
  return {
    ...others,
    outputs: outputs.map((output) => ({ ...output, figures: output.figures.map(figureWithGaps) })),
    whoWaits: whoWaits.map(figureWithGaps),
    scorecard: scorecard.map((line) => ({
      ...line,
      rows: line.rows.map((row) => ({ ...row, ...(row.quarters && { quarters: row.quarters.map(seriesWithGaps) }) })),
    })),
  };
}

const figureWithGaps = (figure: OutputFigure): OutputFigure => ({
  ...figure,
  rows: figure.rows.map((row) => ({ ...row, ...(row.series && { series: row.series.map(seriesWithGaps) }) })),
});

function seriesWithGaps(series: LevelSeries | null): LevelSeries | null {
  const fill = (values: readonly (number | null)[]) => values.map((value) => value ?? NaN);
  return series && { mean: fill(series.mean), halfWidth: fill(series.halfWidth) };
}
