/** Reading the comparison solved beforehand, a line at a time: it is long, and the page must not stand still meanwhile. */
import type { Comparison, MeasureLayout, RunSummary } from '../../engine/results/measures';
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
  if (!parts) return JSON.parse(text) as ExampleFile;
  const values: unknown[] = [];
  const [head, runs, comparisons] = [[`${parts[0]}}`], parts[1].split(',\n'), parts[2].split(',\n')];
  for (const line of [...head, ...runs, ...comparisons]) {
    await rest();
    values.push(JSON.parse(line));
  }
  const [first, ...others] = values;
  const solved = { runs: others.slice(0, runs.length), comparisons: others.slice(runs.length) };
  return { ...(first as object), ...solved } as ExampleFile;
}
