/** What is counted of the workforce: WTE in post by group and profession, leavers and starters. */
import type { MeasureBuilder } from '../results/measure-builder';
import { LevelTally } from '../results/tally';
import type { Workforce } from './workforce';

const DAYS_PER_YEAR = 365.25;
const SERVICE = 'workforce';

/** The tallies of all posts. */
export class WorkforceTallies {
  private readonly levels: LevelTally[];
  private readonly counts = new Float64Array(2);
  private readonly professionSteps: Float64Array[];
  private readonly at: {
    groups: number[];
    professions: number[];
    series: number[];
    vacancy: number;
    leavers: number;
    starters: number;
  } | null;

  constructor(
    private readonly workforce: Workforce,
    clock: Float64Array,
    measures: MeasureBuilder,
  ) {
    const { groups, professions, steps } = workforce.spec;
    this.levels = groups.map(() => new LevelTally(clock));
    this.professionSteps = professions.map(() => new Float64Array(steps));
    const scalar = (
      name: string,
      title: string,
      unit: string,
      definition: string,
      good: 'lower' | 'higher' | 'none',
      part?: string,
    ) => measures.scalar(SERVICE, { name, title, unit, definition, good, part });
    this.at =
      groups.length === 0
        ? null
        : {
            groups: groups.map(({ id, title }) =>
              scalar(
                'inPost',
                `${title}: in post at the end`,
                'WTE',
                'WTE in post when the run ends.',
                'higher',
                `posts=${id}`,
              ),
            ),
            professions: professions.map(({ id, title }) =>
              scalar(
                'inPost',
                `${title}: in post at the end`,
                'WTE',
                'WTE in post when the run ends, all groups of the profession.',
                'higher',
                `profession=${id}`,
              ),
            ),
            series: professions.map(({ id, title }) =>
              measures.series(SERVICE, {
                name: 'inPost',
                title: `${title}: in post`,
                unit: 'WTE',
                definition: 'WTE in post at the end of the step.',
                good: 'higher',
                part: `profession=${id}`,
              }),
            ),
            vacancy: scalar(
              'vacancy',
              'Vacancy rate',
              'share',
              'Vacant ÷ established WTE, time average over all groups.',
              'lower',
            ),
            leavers: scalar('leavers', 'Leavers', 'people per year', 'People who left a post, per year.', 'lower'),
            starters: scalar('starters', 'Starters', 'people per year', 'People who took up a post, per year.', 'none'),
          };
  }

  /** A new replication. */
  reset(): void {
    for (const level of this.levels) level.reset(0);
    this.counts.fill(0);
  }

  /** Forget what was counted. */
  restart(): void {
    for (const level of this.levels) level.restart();
    this.counts.fill(0);
  }

  /** WTE in post of a group, times days. */
  area(group: number): number {
    return this.levels[group].area();
  }

  /** A post is filled (+1) or falls vacant (−1). */
  filled(post: number, sign: 1 | -1): void {
    this.levels[this.workforce.groupOf[post]].add(sign * this.workforce.wte[post]);
  }

  /** Somebody left. */
  left(_post: number): void {
    this.counts[0]++;
  }

  /** Somebody started. */
  started(_post: number): void {
    this.counts[1]++;
  }

  /** A step of the series ends. */
  endStep(step: number): void {
    this.workforce.spec.professions.forEach(({ id }, i) => {
      this.professionSteps[i][step] = this.inProfession(id);
    });
  }

  /** Write the replication's values. */
  collect(values: Float64Array, countedDays: number): void {
    const { at, workforce } = this;
    if (at === null) return;
    const { groups, professions } = workforce.spec;
    let established = 0;
    let inPost = 0;
    groups.forEach((group, i) => {
      values[at.groups[i]] = this.levels[i].level;
      established += workforce.established(group.index);
      inPost += this.levels[i].mean();
    });
    professions.forEach(({ id }, i) => {
      values[at.professions[i]] = this.inProfession(id);
      values.set(this.professionSteps[i], at.series[i]);
    });
    values[at.vacancy] = 1 - inPost / established;
    values[at.leavers] = (this.counts[0] / countedDays) * DAYS_PER_YEAR;
    values[at.starters] = (this.counts[1] / countedDays) * DAYS_PER_YEAR;
  }

  private inProfession(profession: string): number {
    let sum = 0;
    for (const group of this.workforce.spec.groups)
      if (group.profession === profession) sum += this.levels[group.index].level;
    return sum;
  }
}
