/** The measures that decisions rest on: reads their margins and precisions, and finds them among what is measured. */
import { DIMENSIONLESS, MONEY_RATE, PERSON, TIME, WTE, type Dimension } from '../expression/units';
import type { Quantities } from '../expression/quantities';
import type { MeasureInfo, MeasureLayout } from '../results/measures';
import type { ScenarioIssue } from '../scenario/issue';
import type { FieldReader } from '../scenario/reader';
import { nearest } from '../scenario/reference-reader';
import type { PrimaryMeasure } from './model';

/** Read the fields. @returns what to call when quantities and measures are known: the measures, or what is wrong */
export function readPrimaryMeasures(
  reader: FieldReader,
): (quantities: Quantities, layout: MeasureLayout) => { measures: PrimaryMeasure[]; issues: ScenarioIssue[] } {
  const fields = reader.scenario.primaryMeasures.map(({ measure, margin, precision }, i) => {
    const path = `primaryMeasures.${i}`;
    const dimension = measureDimension(measure);
    return {
      path,
      measure,
      margin: reader.quantity(`${path}.margin`, margin, dimension),
      precision: precision === undefined ? undefined : reader.quantity(`${path}.precision`, precision, dimension),
    };
  });
  return (quantities, layout) => {
    const issues: ScenarioIssue[] = [];
    const measures = fields.map((field): PrimaryMeasure => {
      const { path, measure } = field;
      const info = layout.measures.find(({ id, shape }) => id === measure && shape === 'scalar');
      if (info === undefined) {
        const ids = layout.measures.filter(({ shape }) => shape === 'scalar').map(({ id }) => id);
        const message = `there is no measure "${measure}"${nearest(measure, ids)}.`;
        issues.push({ code: 'unknown-measure', path: `${path}.measure`, message });
      }
      const margin = inUnitOf(info, quantities.values[field.margin]);
      const precision = field.precision === undefined ? margin : inUnitOf(info, quantities.values[field.precision]);
      if (field.precision !== undefined && !(precision > 0)) {
        const message = `the half-width of an interval that is narrow enough must be above 0, got ${precision}; leave "precision" out to use the margin.`;
        issues.push({ code: 'precision', path: `${path}.precision`, message });
      }
      return { measure, margin, precision };
    });
    return { measures, issues };
  };
}

/** From base units to the unit of a measure. */
const PER_BASE_UNIT: Record<string, number> = {
  days: 1,
  weeks: 1 / 7,
  hours: 24,
  'hours per week': 168,
  '£ per year': 365.25,
};

/** A quantity in the unit of a measure. */
export function inUnitOf(info: MeasureInfo | undefined, value: number): number {
  return value * (PER_BASE_UNIT[info?.unit ?? ''] ?? 1);
}

/** The dimension of a measure's values, by what its name says it counts. */
export function measureDimension(measure: string): Dimension {
  const name = measure.slice(measure.lastIndexOf('.') + 1).replace(/\[.*$/, '');
  if (/^(wait(?!ing|Over|ed$)|delay(?!ed)|episode|timeIn|vacancyLength)/.test(name)) return TIME;
  if (
    /^(waiting$|waitingAtEnd|waitingMean|waitingForCoordinator|caseload|inside|queueMean|inSystem|achieved|planned)/.test(
      name,
    )
  )
    return PERSON;
  if (/^(inPost|established|filled|vacant|agency|sick|studying)$/.test(name)) return WTE;
  return name === 'agencyPay' || name === 'cost' ? MONEY_RATE : DIMENSIONLESS;
}
