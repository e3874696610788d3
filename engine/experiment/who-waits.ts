/** Who waits: median waits of parts of the people, one figure for each attribute that a scenario splits waits by. */
import type { OutputFigure } from '../results/outputs';
import { figureFrom } from './output-levels';
import type { SampledRow } from './output-rows';
import { partOf, type Samples } from './output-samples';

/** Names of the measures that a split stands under: the median where there is one. */
const MEDIANS = ['waitMedian', 'delayMedian'] as const;

/** One figure for each attribute and unit, with a row for each service and value. */
export function whoWaitsOf(samples: readonly Samples[]): OutputFigure[] {
  const [baseline] = samples;
  return Object.entries(baseline.scenario.attributes).flatMap(([attribute, { title }]) => {
    const found = samples.map((one) => rowsOf(attribute, one));
    const units = [...new Set(found.flatMap((rows) => rows.map(({ unit }) => unit)))];
    return units.map((unit) =>
      figureFrom(
        {
          id: units.length === 1 ? attribute : `${attribute}-${unit}`,
          title,
          about: 'Median wait of those seen, by the part of the people they belong to.',
          good: 'lower',
        },
        found.map((rows) => rows.filter((row) => row.unit === unit)),
      ),
    );
  });
}

function rowsOf(attribute: string, samples: Samples): SampledRow[] {
  const { services } = samples.scenario;
  return samples.measures().flatMap((info): SampledRow[] => {
    const service = services[info.service];
    if (service === undefined || info.shape !== 'scalar' || !(MEDIANS as readonly string[]).includes(info.name))
      return [];
    if (partOf(info.id).key !== attribute) return [];
    const values = samples.scalar(info.id);
    // A part that nobody of ever came here is no row.
    if (values === undefined || values.every(Number.isNaN)) return [];
    const { place = '' } = service;
    return [
      {
        key: info.id,
        place,
        label: samples.partTitle(info),
        within: samples.withoutPlace(service.title, place),
        unit: info.unit,
        target: '',
        values,
      },
    ];
  });
}
