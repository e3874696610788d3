/** What is counted of courses: people on them, and how courses ended, by qualification. */
import type { MeasureBuilder } from '../results/measure-builder';
import { LevelTally } from '../results/tally';
import { FAILED, LEFT, QUALIFIED, type Courses, type QualificationSpec } from './courses';

const SERVICE = 'workforce';
const DAYS_PER_YEAR = 365.25;

/** The tallies of qualifications that have a course. */
export class CourseTallies {
  private readonly rows: {
    qualification: number;
    level: LevelTally;
    steps: Float64Array;
    mean: number;
    series: number;
    ended: number[];
  }[];

  constructor(
    qualifications: readonly QualificationSpec[],
    private readonly courses: Courses,
    clock: Float64Array,
    measures: MeasureBuilder,
    steps: number,
  ) {
    this.rows = qualifications.flatMap(({ id, title, stages }, qualification) => {
      if (stages === null) return [];
      const part = `qualification=${id}`;
      const people = { name: 'students', title: `${title}: people on the course`, unit: 'people', part };
      const year = (name: string, text: string, definition: string, good: 'lower' | 'higher') =>
        measures.scalar(SERVICE, { name, title: `${title}: ${text}`, unit: 'people per year', definition, good, part });
      const row = {
        qualification,
        level: new LevelTally(clock),
        steps: new Float64Array(steps),
        mean: measures.scalar(SERVICE, { ...people, definition: 'Time average of people on the course.' }),
        series: measures.series(SERVICE, { ...people, definition: 'People on the course at the end of the step.' }),
        ended: [0, 0, 0],
      };
      row.ended[QUALIFIED] = year(
        'qualified',
        'qualified',
        'People who took up the post they qualified for.',
        'higher',
      );
      row.ended[FAILED] = year('failedCourse', 'failed', 'People who ended the course without qualifying.', 'lower');
      row.ended[LEFT] = year('leftCourse', 'left', 'People who left their post before they had moved on.', 'lower');
      return [row];
    });
  }

  /** A new replication; those on courses at the start are on them. */
  reset(): void {
    for (const { level, qualification } of this.rows) level.reset(this.courses.studentsOf(qualification));
  }

  /** Forget what was counted. */
  restart(): void {
    this.courses.restart();
    for (const { level, steps } of this.rows) {
      level.restart();
      steps.fill(0);
    }
  }

  /** People have begun, moved on or left. */
  startDay(): void {
    for (const { level, qualification } of this.rows) level.set(this.courses.studentsOf(qualification));
  }

  /** A step of the series ends. */
  endStep(step: number): void {
    for (const { level, steps } of this.rows) steps[step] = level.level;
  }

  /** Write the replication's values. */
  collect(values: Float64Array, countedDays: number): void {
    for (const { qualification, level, steps, mean, series, ended } of this.rows) {
      values[mean] = level.mean();
      values.set(steps, series);
      ended.forEach((place, how) => {
        values[place] = (this.courses.ended[qualification][how] / countedDays) * DAYS_PER_YEAR;
      });
    }
  }
}
