/** What is reported of the account of staff: by profession, by team, and by post group where agency may cover. */
import type { MeasureBuilder } from '../results/measure-builder';
import type { GoodDirection } from '../results/measures';
import type { PostGroupSpec, WorkforceSpec } from './post-groups';
import * as column from './staff-account';
import type { StaffAccount } from './staff-account';

const SERVICE = 'workforce';
const DAYS_PER_WEEK = 7;
const DAYS_PER_YEAR = 365.25;
type Part = 'profession' | 'team' | 'posts';

/** A measure: sums of columns, by days or by other columns. */
interface Definition {
  name: string;
  text: string;
  unit: string;
  definition: string;
  good?: GoodDirection;
  over: readonly number[];
  /** Columns taken off again. */
  less?: readonly number[];
  /** Columns to divide by; without them the mean over days. */
  by?: readonly number[];
  times?: number;
  /** Reported where one of the groups has what it is about. */
  where: (group: PostGroupSpec) => boolean;
  parts?: readonly Part[];
}

const everywhere = (): boolean => true;
const hires = ({ hire }: PostGroupSpec): boolean => hire !== null;
const hasAgency = ({ agency }: PostGroupSpec): boolean => agency !== null;
const protects =
  (kind: number) =>
  ({ protectedTime }: PostGroupSpec): boolean =>
    protectedTime.some((time) => time.kind === kind);

/** @param students whether a group's posts can be on a course */
const definitions = (students: (group: PostGroupSpec) => boolean): Definition[] => [
  {
    name: 'established',
    text: 'established',
    unit: 'WTE',
    definition: 'Established WTE.',
    over: [column.ESTABLISHED],
    where: everywhere,
  },
  {
    name: 'filled',
    text: 'in post',
    unit: 'WTE',
    definition: 'WTE of posts that somebody holds, mean over days.',
    good: 'higher',
    over: [column.FILLED],
    where: everywhere,
  },
  {
    name: 'vacant',
    text: 'vacant',
    unit: 'WTE',
    definition: 'WTE of posts that nobody holds, those covered by agency included, mean over days.',
    good: 'lower',
    over: [column.ESTABLISHED],
    less: [column.FILLED],
    where: everywhere,
  },
  {
    name: 'agency',
    text: 'covered by agency',
    unit: 'WTE',
    definition: 'WTE of vacant posts in which agency works, mean over days.',
    good: 'lower',
    over: [column.AGENCY_WTE],
    where: hasAgency,
    parts: ['profession', 'team', 'posts'],
  },
  {
    name: 'agencyHours',
    text: 'agency hours',
    unit: 'hours per week',
    definition: 'Contracted hours of the posts in which agency works, on their working days; what is paid for.',
    good: 'lower',
    over: [column.AGENCY_HOURS],
    times: DAYS_PER_WEEK,
    where: hasAgency,
    parts: ['profession', 'team', 'posts'],
  },
  {
    name: 'agencyPay',
    text: 'paid to agency',
    unit: '£ per year',
    definition: 'Agency hours times their price, per year.',
    good: 'lower',
    over: [column.AGENCY_PAY],
    times: DAYS_PER_YEAR,
    where: ({ agency }) => agency !== null && agency.price >= 0,
    parts: ['profession', 'team', 'posts'],
  },
  {
    name: 'sick',
    text: 'off sick',
    unit: 'WTE',
    definition: 'WTE of holders who are sick, mean over days, days off included.',
    good: 'lower',
    over: [column.SICK_WTE],
    where: everywhere,
  },
  {
    name: 'sickShare',
    text: 'hours lost to sickness',
    unit: 'share',
    definition: 'Contracted hours lost to sickness ÷ contracted hours of posts that somebody holds.',
    good: 'lower',
    over: [column.SICK],
    by: [column.CONTRACTED],
    where: everywhere,
  },
  {
    name: 'studying',
    text: 'on a course',
    unit: 'WTE',
    definition: 'WTE of holders who are on a course towards a qualification, mean over days.',
    over: [column.STUDENT_WTE],
    where: students,
  },
  {
    name: 'trainingHours',
    text: 'hours in training',
    unit: 'hours per week',
    definition: 'Contracted hours that training and days of courses took.',
    over: [column.PROTECTED, column.STUDY],
    times: DAYS_PER_WEEK,
    where: (group) => protects(0)(group) || students(group),
  },
  {
    name: 'supervisionHours',
    text: 'hours of supervision',
    unit: 'hours per week',
    definition: 'Contracted hours that supervision took.',
    over: [column.PROTECTED + 1],
    times: DAYS_PER_WEEK,
    where: protects(1),
  },
  {
    name: 'meetingHours',
    text: 'hours in meetings',
    unit: 'hours per week',
    definition: 'Contracted hours that meetings took.',
    over: [column.PROTECTED + 2],
    times: DAYS_PER_WEEK,
    where: protects(2),
  },
  {
    name: 'rampUpHours',
    text: 'hours that starters do not give yet',
    unit: 'hours per week',
    definition: 'Hours of starters, overhead and absence taken off, that do not count yet.',
    good: 'lower',
    over: [column.RAMP_UP],
    times: DAYS_PER_WEEK,
    where: ({ rampUp }) => rampUp !== null,
  },
  {
    name: 'hoursGiven',
    text: 'hours for work',
    unit: 'hours per week',
    definition: 'Hours that came on the ledger, of holders and of agency.',
    good: 'higher',
    over: [column.GIVEN, column.AGENCY_GIVEN],
    times: DAYS_PER_WEEK,
    where: everywhere,
  },
  {
    name: 'hoursUnused',
    text: 'hours that nobody used',
    unit: 'share',
    definition: 'Ledger hours left at the end of a day ÷ ledger hours.',
    over: [column.UNUSED],
    by: [column.GIVEN, column.AGENCY_GIVEN],
    where: everywhere,
  },
  {
    name: 'adverts',
    text: 'adverts',
    unit: 'adverts per year',
    definition: 'Rounds of advertising that began, per year.',
    over: [column.ADVERTS],
    times: DAYS_PER_YEAR,
    where: hires,
  },
  {
    name: 'advertsFailed',
    text: 'adverts that failed',
    unit: 'adverts per year',
    definition: 'Rounds of advertising that ended without an appointment, per year.',
    good: 'lower',
    over: [column.FAILED_ADVERTS],
    times: DAYS_PER_YEAR,
    where: hires,
  },
  {
    name: 'vacancyLength',
    text: 'time from vacancy to start',
    unit: 'weeks',
    definition:
      'Mean time from the day a post fell vacant to the first day of the next holder, of vacancies that ended.',
    good: 'lower',
    over: [column.VACANT_DAYS],
    by: [column.VACANCIES_ENDED],
    times: 1 / DAYS_PER_WEEK,
    where: everywhere,
  },
];

/** @see the file's comment */
export class StaffMeasures {
  /** `series` is −1 where only the whole run is shown. */
  private readonly places: { scalar: number; series: number; groups: number[]; measure: Definition }[] = [];

  constructor(
    { groups, professions, teams, qualifications, showsSteps }: WorkforceSpec,
    private readonly account: StaffAccount,
    measures: MeasureBuilder,
  ) {
    const onCourses = new Set(qualifications.flatMap(({ from, stages }) => (stages === null ? [] : [from])));
    const parts: { part: Part; id: string; title: string; groups: number[] }[] = [
      ...professions.map(({ id, title }) => ({
        part: 'profession' as const,
        id,
        title,
        groups: groups.flatMap((group) => (group.profession === id ? [group.index] : [])),
      })),
      ...teams.map((team) => ({ part: 'team' as const, ...team })),
      ...groups.map(({ id, title, index }) => ({ part: 'posts' as const, id, title, groups: [index] })),
    ];
    for (const measure of definitions(({ index }) => onCourses.has(index)))
      for (const { part, id, title, groups: members } of parts) {
        const shown = measure.parts ?? ['profession', 'team'];
        if (!shown.includes(part) || !members.some((group) => measure.where(groups[group]))) continue;
        const { name, unit, definition, good } = measure;
        const text = {
          name,
          title: `${title}: ${measure.text}`,
          unit,
          definition,
          good,
          part: `${part}=${id}`,
        };
        this.places.push({
          scalar: measures.scalar(SERVICE, text),
          series: showsSteps ? measures.series(SERVICE, { ...text, definition: `${definition} Over the step.` }) : -1,
          groups: members,
          measure,
        });
      }
  }

  /** Write the replication's values. */
  collect(values: Float64Array): void {
    for (const { scalar, series, groups, measure } of this.places) {
      values[scalar] = this.valueOf(measure, groups, -1);
      if (series < 0) continue;
      for (let step = 0; step < this.account.stepCount; step++)
        values[series + step] = this.valueOf(measure, groups, step);
    }
  }

  private valueOf({ over, less = [], by, times = 1 }: Definition, groups: readonly number[], step: number): number {
    const sum = (columns: readonly number[]): number =>
      columns.reduce((total, one) => total + this.account.sum(groups, one, step), 0);
    return ((sum(over) - sum(less)) * times) / (by === undefined ? this.account.daysIn(step) : sum(by));
  }
}
