/** What is sent of replications to a worker that is asked about a few measures: a thousandth of all there is. */
import type { MeasureInfo, Solved } from '../engine/index';

/** The same replications with nothing but these measures, of which each has one value. */
export function onlyMeasures({ layout, results }: Solved, ids: readonly string[]): Solved {
  const found = ids.flatMap((id) => layout.measures.find((one) => one.id === id && one.shape === 'scalar') ?? []);
  return {
    layout: {
      measures: found.map((info, offset): MeasureInfo => ({ ...info, offset })),
      valuesLength: found.length,
      histogramsLength: 0,
    },
    results: results.map((result) => ({
      ...result,
      values: Float64Array.from(found, ({ offset }) => result.values[offset]),
      histograms: new Float64Array(0),
    })),
  };
}
