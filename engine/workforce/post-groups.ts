/** Post groups as compiled: a profession of one employer at one home, split into keyed posts. */
import type { Calendar } from '../events/calendar';
import type { AgencySpec } from './agency';
import type { QualificationSpec } from './courses';
import type { ProtectedTimeSpec } from './protected-time';
import type { RampUpSpec } from './ramp-up';
import type { HireSpec } from './recruitment';
import type { SickSpec } from './sick-spells';
import type { SpellsSpec } from './spells';

/** A compiled post group; numbers named after fields are indices of quantities. */
export interface PostGroupSpec {
  index: number;
  id: string;
  title: string;
  profession: string;
  employer: string;
  /** Pay band, as the scenario names it. */
  band: string | null;
  calendar: Calendar;
  openWeekdays: number;
  established: number;
  inPost: number;
  contracted: number;
  overhead: number;
  protectedTime: ProtectedTimeSpec[];
  leave: number;
  sickness: number;
  sickSpells: SickSpec[];
  spells: SpellsSpec | null;
  leavers: number;
  hire: HireSpec | null;
  agency: AgencySpec | null;
  rampUp: RampUpSpec | null;
}

/** All staff of a model. */
export interface WorkforceSpec {
  groups: PostGroupSpec[];
  qualifications: QualificationSpec[];
  professions: { id: string; title: string }[];
  /** Teams with the indices of the groups whose home they are. */
  teams: { id: string; title: string; groups: number[] }[];
  /** Weekday of day 0, so that leave is taken in calendar weeks. */
  startWeekday: number;
  steps: number;
  /** Whether what is accounted for is shown step by step too. */
  showsSteps: boolean;
  /** Whether hours, absences and vacancies are accounted for. */
  isDetailed: boolean;
}

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
