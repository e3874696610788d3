/** The outputs on crisis, the Act, beds, statutory care, workforce and money: the last six of the twelve. */
import { each, sum, type FigureDefinition, type OutputDefinition } from './output-terms';

/** Weeks in a year of 365.25 days. */
const WEEKS_A_YEAR = 365.25 / 7;

const urgentWithin = (n: number): FigureDefinition => ({
  id: `urgentWithin${n}`,
  title: 'Urgent referrals seen within {target}',
  about: 'Those seen in time ÷ all seen and all who still wait for longer.',
  good: 'higher',
  rows: each('urgentAssessments', `within${n}`),
});

/** The last six, in their order. */
export const CRISIS_AND_MEANS: readonly OutputDefinition[] = [
  {
    id: 'crisis',
    title: 'Crisis',
    about: 'How full home treatment is, and how soon urgent people are seen.',
    figures: [
      {
        id: 'homeTreatment',
        title: 'Home-treatment caseload',
        about: 'People in home treatment at the end of each month.',
        good: 'lower',
        rows: sum('crisisTeams', 'caseloadAtEnd', 'caseload'),
        otherwise: 'The scenario names no home-treatment team.',
      },
      {
        id: 'heldForHandOver',
        title: 'Person-days held only for hand-over',
        about: 'Days a week that people stayed only because the next team had no place.',
        good: 'lower',
        rows: sum('crisisTeams', 'blockedDays'),
      },
      urgentWithin(1),
      urgentWithin(2),
    ],
    never: [
      {
        title: 'Share of episodes over 42 days',
        because: 'Lengths of home-treatment episodes are counted as a mean, and not against a line.',
      },
    ],
  },
  {
    id: 'mentalHealthAct',
    title: 'Mental Health Act',
    about: 'How soon assessments begin, what delays them, and what the rota takes.',
    figures: [
      {
        id: 'delayMedian',
        title: 'Referral to start, median',
        about: 'Median time from the referral to the start of the assessment.',
        good: 'lower',
        rows: each('actAssessments', 'delayMedian', 'delayMedian'),
        otherwise: 'The scenario has no rota for assessments.',
      },
      {
        id: 'delayP90',
        title: 'Referral to start, 90th percentile',
        about: 'Nine in ten assessments started sooner after the referral.',
        good: 'lower',
        rows: each('actAssessments', 'delayP90'),
      },
      {
        id: 'assessments',
        title: 'Assessments a year',
        about: 'Assessments completed, per year.',
        good: 'none',
        rows: sum('actAssessments', 'assessmentsPerYear'),
      },
      {
        id: 'delayedBy',
        title: 'Waits for each assessment, by cause',
        about: 'Waits of a kind ÷ assessments completed.',
        good: 'lower',
        rows: { by: 'part', role: 'actAssessments', measure: 'delayedBy', part: 'cause' },
      },
      {
        id: 'shortDays',
        title: 'Days below the planned roster',
        about: 'Share of open days on which somebody planned was away.',
        good: 'lower',
        rows: each('actAssessments', 'shortDays'),
      },
      {
        id: 'pulledHours',
        title: 'Hours pulled at short notice',
        about: 'Hours a week of people pulled out of their teams on the day.',
        good: 'lower',
        rows: sum('actAssessments', 'pulledHours'),
      },
      {
        id: 'withoutAdmission',
        title: 'Assessments without admission',
        about: 'People who go without admission after an assessment ÷ assessments completed.',
        good: 'none',
        unit: 'share',
        rows: {
          by: 'all',
          top: [{ role: 'withoutAdmission', measure: 'arrivals', times: WEEKS_A_YEAR }],
          under: [{ role: 'actAssessments', measure: 'assessmentsPerYear' }],
        },
        otherwise: 'The scenario names no way on without admission.',
      },
    ],
    never: [],
  },
  {
    id: 'beds',
    title: 'Beds',
    about: 'How full the beds are, and how many people are sent elsewhere.',
    figures: [
      {
        id: 'outOfAreaDays',
        title: 'Out-of-area bed-days',
        about: 'Bed-days a week in beds elsewhere, from the average number of people in them.',
        good: 'lower',
        unit: 'bed-days per week',
        rows: { by: 'all', top: [{ role: 'outOfArea', measure: 'insideMean', times: 7 }] },
        otherwise: 'The scenario names no beds out of area.',
      },
      {
        id: 'outOfAreaStarts',
        title: 'Out-of-area starts',
        about: 'People a week who found every bed taken and were sent on.',
        good: 'lower',
        rows: sum('beds', 'overflow'),
        otherwise: 'The scenario names no beds that can be full.',
      },
      {
        id: 'occupancy',
        title: 'Occupancy',
        about: 'People in a bed ÷ beds, time average.',
        good: 'lower',
        rows: each('beds', 'occupancy'),
      },
      {
        id: 'inBeds',
        title: 'People in beds',
        about: 'People in a bed at the end of each month; in numbers, the time average.',
        good: 'none',
        rows: sum('beds', 'insideMean', 'inside'),
      },
      {
        id: 'delayedDays',
        title: 'Delayed bed-days',
        about: 'Bed-days a week of people who were ready to leave.',
        good: 'lower',
        unit: 'bed-days per week',
        rows: { by: 'all', top: [{ role: 'beds', measure: 'held', times: 7 }] },
        otherwise: 'Stays in this scenario have one length, without a day on which people were ready to leave.',
      },
    ],
    never: [
      {
        title: 'Follow-up within 7 days of discharge',
        because: 'Whether somebody was contacted after leaving a bed is not counted by day.',
      },
    ],
  },
  {
    id: 'socialCare',
    title: 'Statutory social care',
    about: 'Whether duties under the Care Act are done in time.',
    figures: [],
    never: [
      {
        title: 'Reviews overdue',
        because: 'Reviews are part of coordinators’ hours; which of them are due or overdue is not followed.',
      },
      {
        title: 'Care Act needs assessed within 28 days',
        because: 'The work is part of the hours of those who do it; its dates are not followed.',
      },
      { title: 'Safeguarding decisions late', because: 'Concerns and decisions are not followed one by one.' },
      { title: 'Deprivation of liberty: backlog', because: 'Applications are not followed one by one.' },
    ],
  },
  {
    id: 'workforce',
    title: 'Workforce',
    about: 'Who is there, who leaves, and who is off sick.',
    figures: [
      {
        id: 'inPost',
        title: 'In post, by profession',
        about: 'WTE in post when the run ends. Approved mental health professionals stand under their own profession.',
        good: 'higher',
        rows: { by: 'posts', measure: 'inPost' },
        otherwise: 'The scenario has no posts.',
      },
      {
        id: 'filled',
        title: 'In post ÷ established, by team',
        about: 'WTE of posts that somebody holds ÷ established WTE, mean over days.',
        good: 'higher',
        unit: 'share',
        rows: { by: 'own', own: 'workforce', measure: 'filled', part: 'team', over: 'established' },
        otherwise: 'The scenario does not count staff by team.',
      },
      {
        id: 'sickness',
        title: 'Hours lost to sickness, by profession',
        about: 'Contracted hours lost to sickness ÷ contracted hours of posts that somebody holds.',
        good: 'lower',
        rows: { by: 'own', own: 'workforce', measure: 'sickShare', part: 'profession' },
        otherwise: 'The scenario does not count sickness.',
      },
      {
        id: 'leavers',
        title: 'Leavers',
        about: 'People who left a post, per year.',
        good: 'lower',
        rows: { by: 'own', own: 'workforce', measure: 'leavers' },
      },
      {
        id: 'vacancy',
        title: 'Vacancy rate',
        about: 'Vacant ÷ established WTE, time average over all groups of posts.',
        good: 'lower',
        rows: { by: 'own', own: 'workforce', measure: 'vacancy' },
      },
    ],
    never: [
      {
        title: 'Leavers and sickness by employer',
        because: 'They are counted by profession and by team; posts of a team may belong to several employers.',
      },
      {
        title: 'Share of hours on duty, on recording and on care',
        because: 'Recording is part of the hours of a contact, and is not counted apart.',
      },
    ],
  },
  {
    id: 'money',
    title: 'Money',
    about: 'What it costs, and who pays.',
    figures: [
      {
        id: 'byPayer',
        title: 'Cost a year, by payer',
        about: 'All that the scenario gives a price and this payer bears, per year.',
        good: 'lower',
        rows: { by: 'own', own: 'money', measure: 'cost', part: 'payer' },
        otherwise: 'The scenario has no prices.',
      },
      {
        id: 'inAll',
        title: 'Cost a year, in all',
        about: 'All that the scenario gives a price, whoever pays, per year.',
        good: 'lower',
        rows: { by: 'own', own: 'money', measure: 'cost' },
      },
      {
        id: 'byCategory',
        title: 'Cost a year, by what it is for',
        about: 'All that the scenario gives a price, by category, per year.',
        good: 'lower',
        rows: { by: 'own', own: 'money', measure: 'cost', part: 'category' },
      },
    ],
    never: [],
  },
];
