/**
 * The measures of a week that stocks and expressions may follow: a small closed set, each a time average or a share over
 * the week that has just closed (rule 10), and each made of sums that the services keep anyway.
 */
import { DIMENSIONLESS, PERSON, PERSON_RATE, TIME, WTE, type Dimension } from '../expression/dimension';

/** What a measure of a week is taken of. */
export type MeasuredThing = 'source' | 'desk' | 'clinic' | 'team' | 'duty' | 'delay' | 'exit' | 'posts' | 'profession';

/** One measure of the closed set. */
export interface WeekMeasureInfo {
  /** Kinds of service (or `posts`, `profession`) that it exists for. */
  readonly of: readonly MeasuredThing[];
  /** Whether a team's can be narrowed to one profession. */
  readonly byProfession: boolean;
  readonly dimension: Dimension;
  /** Exactly what is counted. */
  readonly definition: string;
}

/** The names of the set, in the order of the reference. */
export const WEEK_MEASURE_NAMES = [
  'waiting',
  'waitSoFar',
  'wait',
  'pressure',
  'caseload',
  'placesUsed',
  'overLimit',
  'blocked',
  'cover',
  'contactsMade',
  'shortOfHours',
  'drawn',
  'onDuty',
  'attainment',
  'atCapacity',
  'inside',
  'arrivals',
  'foundFull',
  'returns',
  'inPost',
  'vacancy',
] as const;
/** The name of a measure of a week. */
export type WeekMeasureName = (typeof WEEK_MEASURE_NAMES)[number];

/** Every measure of the set. */
export const WEEK_MEASURES: Readonly<Record<WeekMeasureName, WeekMeasureInfo>> = {
  waiting: {
    of: ['desk', 'clinic', 'team'],
    byProfession: false,
    dimension: PERSON,
    definition: 'People waiting, time average. Of a team: for a place, blocked hand-overs included.',
  },
  waitSoFar: {
    of: ['clinic', 'team'],
    byProfession: false,
    dimension: TIME,
    definition:
      'How long those who wait have waited so far, mean over the people waiting on the mornings of the week. Of a clinic from the referral, of a team from the decision.',
  },
  wait: {
    of: ['desk', 'clinic', 'duty'],
    byProfession: false,
    dimension: TIME,
    definition:
      'Mean wait of those whose wait ended in the week. Of a clinic: by attending. Of a duty: from referral to the start of the assessment.',
  },
  pressure: {
    of: ['desk'],
    byProfession: false,
    dimension: DIMENSIONLESS,
    definition: 'People waiting ÷ people being worked with, time averages.',
  },
  caseload: { of: ['team'], byProfession: false, dimension: PERSON, definition: 'Open cases, time average.' },
  placesUsed: {
    of: ['team', 'delay'],
    byProfession: false,
    dimension: DIMENSIONLESS,
    definition:
      'Open cases ÷ places of the coordinators in post, mean of the mornings; of a delay with a capacity, people inside ÷ places, time average.',
  },
  overLimit: {
    of: ['team'],
    byProfession: false,
    dimension: PERSON,
    definition: 'Cases beyond the limits of their coordinators, mean of the mornings.',
  },
  blocked: {
    of: ['team'],
    byProfession: false,
    dimension: PERSON,
    definition: 'People held only for hand-over, time average.',
  },
  cover: {
    of: ['team'],
    byProfession: true,
    dimension: DIMENSIONLESS,
    definition: 'Ledger hours left for casework ÷ hours that planned contacts, other casework and standing work need.',
  },
  contactsMade: {
    of: ['team'],
    byProfession: true,
    dimension: DIMENSIONLESS,
    definition: 'Contacts made ÷ contacts that the plan foresees for the open cases.',
  },
  shortOfHours: {
    of: ['team'],
    byProfession: false,
    dimension: DIMENSIONLESS,
    definition: 'Share of coordinator-days at work on which due contacts were left for lack of hours.',
  },
  drawn: {
    of: ['duty'],
    byProfession: false,
    dimension: PERSON,
    definition: 'People drawn out of their teams, planned or at short notice, per open day.',
  },
  onDuty: { of: ['duty'], byProfession: false, dimension: PERSON, definition: 'People on duty, per open day.' },
  attainment: {
    of: ['duty'],
    byProfession: false,
    dimension: DIMENSIONLESS,
    definition: 'People on duty ÷ people planned.',
  },
  atCapacity: {
    of: ['duty'],
    byProfession: false,
    dimension: DIMENSIONLESS,
    definition: 'Share of open days that closed with work left.',
  },
  inside: { of: ['delay'], byProfession: false, dimension: PERSON, definition: 'People inside, time average.' },
  arrivals: {
    of: ['source', 'desk', 'clinic', 'delay', 'exit'],
    byProfession: false,
    dimension: PERSON_RATE,
    definition: 'People who came.',
  },
  foundFull: {
    of: ['delay'],
    byProfession: false,
    dimension: PERSON_RATE,
    definition: 'People who found no free place.',
  },
  returns: {
    of: ['exit'],
    byProfession: false,
    dimension: PERSON_RATE,
    definition: 'People who came back as a new referral.',
  },
  inPost: {
    of: ['posts', 'profession'],
    byProfession: false,
    dimension: WTE,
    definition: 'WTE in post, time average.',
  },
  vacancy: {
    of: ['posts', 'profession'],
    byProfession: false,
    dimension: DIMENSIONLESS,
    definition: 'Vacant ÷ established WTE, time average.',
  },
};
