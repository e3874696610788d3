/** Reading the comparison solved beforehand, a line at a time: it is long, and the page must not stand still meanwhile. */
import type { Comparison, MeasureLayout, RunSummary } from '../../engine/results/measures';
import { filler } from './example-lean';
import { pause } from './pause';
import type { Sample } from './samples';

/** The comparison solved beforehand, as `npm run examples` writes it. */
export interface ExampleFile {
  engineVersion: string;
  seed: string;
  replications: number;
  horizonDays: number;
  scenarioTitle: string;
  layout: MeasureLayout;
  runs: {
    id: string;
    title: string;
    /** Ids of the changes, in order. */
    changes: string[];
    scenarioHash: string;
    summary: RunSummary;
    /** As in `Sample`; what was not seen is null. */
    samples?: (Omit<Sample, 'values'> & { values: (number | null)[] })[];
  }[];
  comparisons: Comparison[];
}

/** A line end stands nowhere else: in JSON it is never part of a text. */
const LINES = /^(.*),"runs":\[\n(.*)\n\],"comparisons":\[\n(.*)\n\]\}\n$/s;

/**
 * Read an example whose runs and comparisons each have a line of their own. One that was written otherwise is read at once.
 *
 * @param rest called between the lines; by default it lets the browser have its turn
 * @throws SyntaxError when the text is not JSON
 */
export async function readExample(text: string, rest: () => Promise<void> = pause): Promise<ExampleFile> {
  const parts = LINES.exec(text)?.slice(1);
  if (!parts) return filled(JSON.parse(text) as ExampleFile);
  const [runs, comparisons] = [parts[1].split(',\n'), parts[2].split(',\n')];
  await rest();
  const example = { ...(JSON.parse(`${parts[0]}}`) as ExampleFile), runs: [], comparisons: [] } as ExampleFile;
  const fill = filler(example);
  for (const line of runs) {
    await rest();
    const run = JSON.parse(line) as ExampleFile['runs'][number];
    fill(run.summary);
    example.runs.push(run);
  }
  for (const line of comparisons) {
    await rest();
    const comparison = JSON.parse(line) as Comparison;
    fill(comparison);
    example.comparisons.push(comparison);
  }
  return example;
}

function filled(example: ExampleFile): ExampleFile {
  for (const solved of [...example.runs.map(({ summary }) => summary), ...example.comparisons]) filler(example)(solved);
  return example;
}
