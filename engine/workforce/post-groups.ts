/** Post groups as compiled: a profession of one employer at one home, split into keyed posts. */
import type { Calendar } from '../events/calendar';
import { DIMENSIONLESS, PERSON_RATE, RATE, WTE, type Dimension } from '../expression/units';
import type { Distribution } from '../random/distribution';
import { COUNT, SHARE, type FieldReader } from '../scenario/reader';
import type { SpellsSpec } from './spells';

/** Hours per week per WTE: a share of time per WTE. */
const TIME_SHARE_PER_WTE: Dimension = [0, 0, 0, -1, 0];

/** A compiled post group; numbers named after fields are indices of quantities. */
export interface PostGroupSpec {
  index: number;
  id: string;
  title: string;
  profession: string;
  employer: string;
  calendar: Calendar;
  openWeekdays: number;
  established: number;
  inPost: number;
  contracted: number;
  overhead: number;
  leave: number;
  sickness: number;
  spells: SpellsSpec | null;
  leavers: number;
  hire: { time: Distribution; success: number; open: number } | null;
}

/** People who qualify into vacant posts of a group. */
export interface QualificationSpec {
  id: string;
  /** Group they leave, or −1. */
  from: number;
  to: number;
  rate: number;
}

/** All staff of a model. */
export interface WorkforceSpec {
  groups: PostGroupSpec[];
  qualifications: QualificationSpec[];
  professions: { id: string; title: string }[];
  /** Weekday of day 0, so that leave is taken in calendar weeks. */
  startWeekday: number;
  steps: number;
}

/** Compile post groups and qualifications. */
export function compileWorkforce(reader: FieldReader, startWeekday: number, steps: number): WorkforceSpec {
  const { scenario } = reader;
  const groups = Object.entries(scenario.posts).map(([id, field], index): PostGroupSpec => {
    const path = `posts.${id}`;
    const calendar = reader.calendar(`${path}.calendar`, field.calendar);
    reader.known(`${path}.profession`, 'profession', field.profession, scenario.professions);
    reader.known(`${path}.employer`, 'employer', field.employer, scenario.employers);
    return {
      index,
      id,
      title: field.title,
      profession: field.profession,
      employer: field.employer,
      calendar,
      openWeekdays: Math.max(1, calendar.openWeekdays()),
      established: reader.quantity(`${path}.established`, field.established, WTE, MOST_WTE),
      inPost: reader.quantity(`${path}.inPost`, field.inPost, WTE, MOST_WTE),
      contracted: reader.quantity(`${path}.contracted`, field.contracted, TIME_SHARE_PER_WTE, SHARE),
      overhead: reader.quantity(`${path}.overhead`, field.overhead, TIME_SHARE_PER_WTE, SHARE),
      leave: reader.quantity(`${path}.leave`, field.leave, DIMENSIONLESS, SHARE),
      sickness: reader.quantity(`${path}.sickness`, field.sickness, DIMENSIONLESS, SHARE),
      spells:
        field.spells === undefined
          ? null
          : {
              present: reader.distribution(`${path}.spells.present`, field.spells.present),
              away: reader.distribution(`${path}.spells.away`, field.spells.away),
            },
      leavers: reader.quantity(`${path}.leavers`, field.leavers, RATE),
      hire:
        field.hire === undefined
          ? null
          : {
              time: reader.distribution(`${path}.hire.time`, field.hire.time),
              success: reader.quantity(`${path}.hire.success`, field.hire.success, DIMENSIONLESS, SHARE),
              open: reader.quantity(`${path}.hire.open`, field.hire.open, DIMENSIONLESS, SHARE),
            },
    };
  });
  const qualifications = Object.entries(scenario.qualifications).map(([id, field]): QualificationSpec => {
    const path = `qualifications.${id}`;
    return {
      id,
      from: field.from === undefined ? -1 : reader.postGroup(`${path}.from`, field.from),
      to: reader.postGroup(`${path}.to`, field.to),
      rate: reader.quantity(`${path}.rate`, field.rate, PERSON_RATE, COUNT),
    };
  });
  const used = new Set(groups.map((group) => group.profession));
  const professions = Object.entries(scenario.professions)
    .filter(([id]) => used.has(id))
    .map(([id, { title }]) => ({ id, title }));
  return { groups, qualifications, professions, startWeekday, steps };
}

/** One group holds at most this many WTE; more is a mistyped figure, and each post costs memory. */
const MOST_WTE = { low: 0, high: 5000 };

/** A post of a group at the start. */
export interface PostShare {
  wte: number;
  filled: boolean;
}

/** Split established WTE into posts: 12.6 are 12 posts and one of 0.6; filled ones first. Shares under 0.001 WTE are dropped. */
export function splitPosts(established: number, inPost: number): PostShare[] {
  const posts: PostShare[] = [];
  const split = (wte: number, filled: boolean): void => {
    const whole = Math.floor(wte + 1e-9);
    for (let i = 0; i < whole; i++) posts.push({ wte: 1, filled });
    const rest = wte - whole;
    if (rest > 1e-3) posts.push({ wte: rest, filled });
  };
  split(Math.min(established, inPost), true);
  split(Math.max(0, established - inPost), false);
  return posts;
}
