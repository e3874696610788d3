/**
 * What becomes of the hours of staff: one row of sums for each post group, added to once a day. Of every contracted hour it
 * says whether it was lost, and to what, or given to the ledger; WTE are summed by days, so that sums over days are means.
 */

// WTE, by days.
export const ESTABLISHED = 0;
export const FILLED = 1;
export const AGENCY_WTE = 2;
export const SICK_WTE = 3;
export const STUDENT_WTE = 4;
// Hours. Contracted = lost in any way + given.
export const CONTRACTED = 5;
export const LEAVE = 6;
export const SICK = 7;
export const AWAY = 8;
export const OVERHEAD = 9;
/** Training, supervision and meetings, in the order of `PROTECTED_KINDS`. */
export const PROTECTED = 10;
export const STUDY = 13;
export const RAMP_UP = 14;
export const GIVEN = 15;
/** Hours paid to agency, and those of them that the ledger got. */
export const AGENCY_HOURS = 16;
export const AGENCY_GIVEN = 17;
/** Hours of the ledger that nobody used. */
export const UNUSED = 18;
// Numbers of things that happened.
export const ADVERTS = 19;
export const FAILED_ADVERTS = 20;
export const VACANCIES_ENDED = 21;
/** Days of the vacancies that ended. */
export const VACANT_DAYS = 22;
/** £ paid to agency. */
export const AGENCY_PAY = 23;
export const COLUMNS = 24;

/** @see the file's comment */
export class StaffAccount {
  /** Sums of this step so far, of finished steps together, and of each step; `COLUMNS` for each group. */
  readonly now: Float64Array;
  private readonly past: Float64Array;
  private readonly steps: Float64Array;
  private readonly days: Float64Array;
  private readonly daysNow = new Float64Array(1);

  /** @param stepCount steps of a series */
  constructor(
    readonly groups: number,
    readonly stepCount: number,
  ) {
    this.now = new Float64Array(groups * COLUMNS);
    this.past = new Float64Array(groups * COLUMNS);
    this.steps = new Float64Array(groups * COLUMNS * stepCount);
    this.days = new Float64Array(stepCount);
  }

  /** Forget what was counted. */
  restart(): void {
    this.now.fill(0);
    this.past.fill(0);
    this.steps.fill(0);
    this.days.fill(0);
    this.daysNow[0] = 0;
  }

  /** A day begins. */
  beginDay(): void {
    this.daysNow[0]++;
  }

  /** Add to a column of a group. */
  add(group: number, column: number, amount: number): void {
    this.now[group * COLUMNS + column] += amount;
  }

  /** Add to all columns of a group. @param amounts of each column; 0 changes nothing */
  addAll(group: number, amounts: Float64Array): void {
    const { now } = this;
    const from = group * COLUMNS;
    for (let i = 0; i < COLUMNS; i++) now[from + i] += amounts[i];
  }

  /** A step of the series ends. */
  endStep(step: number): void {
    const { now, past, steps } = this;
    const from = step * now.length;
    for (let i = 0; i < now.length; i++) {
      steps[from + i] += now[i];
      past[i] += now[i];
    }
    now.fill(0);
    this.days[step] += this.daysNow[0];
    this.daysNow[0] = 0;
  }

  /** Days counted in a step, or in all (`step` −1). */
  daysIn(step: number): number {
    return step >= 0 ? this.days[step] : this.days.reduce((sum, days) => sum + days, this.daysNow[0]);
  }

  /** Sum of a column over groups, in a step or in all (`step` −1). */
  sum(groups: readonly number[], column: number, step: number): number {
    const { now, past, steps } = this;
    let sum = 0;
    for (const group of groups) {
      const at = group * COLUMNS + column;
      sum += step >= 0 ? steps[step * now.length + at] : past[at] + now[at];
    }
    return sum;
  }
}
