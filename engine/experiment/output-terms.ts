/** What the twelve outputs are written in: which measures of which parts of the service make the rows of a figure. */
import type { GoodDirection } from '../results/measures';
import type { OutputRole } from '../scenario/output-roles';

/** A measure summed over services of a part, each times another measure of the same service where a weight is named. */
export interface Term {
  role: OutputRole;
  measure: string;
  weight?: string;
  /** Default 1. */
  times?: number;
}

/** What one line of a figure is, and how its value comes about. */
export type Rows =
  /** All services of a place together, or of all places. */
  | { by: 'place' | 'all'; top: Term[]; under?: Term[]; series?: string }
  /** Each service by itself. */
  | { by: 'service'; role: OutputRole; measure: string; series?: string }
  /** Each part of each service: `measure[part=…]`. */
  | { by: 'part'; role: OutputRole; measure: string; part: string }
  /** Each part of what belongs to no service: `<own>.<measure>[part=…]`, over another measure's same part where one is named. */
  | {
      by: 'own';
      own: 'workforce' | 'money' | 'network';
      measure: string;
      part?: string;
      over?: string;
      series?: string;
    }
  /** Posts of each profession in each place. */
  | { by: 'posts'; measure: string };

/** One figure. `{target}` in its title is the waiting-time line that a service counts against. */
export interface FigureDefinition {
  id: string;
  title: string;
  about: string;
  good: GoodDirection;
  rows: Rows;
  /** Unit where it is not the measure's own. */
  unit?: string;
  /** Why it may not be there: said where no measure of the scenario makes it. */
  otherwise?: string;
}

/** One of the twelve. */
export interface OutputDefinition {
  id: string;
  title: string;
  about: string;
  figures: FigureDefinition[];
  /** What is part of the output and not counted by any model of this kind. */
  never: { title: string; because: string }[];
}

/** All services of a part in a place together. */
export const sum = (role: OutputRole, measure: string, series?: string): Rows => ({
  by: 'place',
  top: [{ role, measure }],
  ...(series === undefined ? {} : { series }),
});
/** Each service of a part by itself. */
export const each = (role: OutputRole, measure: string, series?: string): Rows => ({
  by: 'service',
  role,
  measure,
  series,
});
