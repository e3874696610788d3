/** The models that are timed beside native programs, and what is read off each of them. */
import type { Held } from './child';
import type { NativeProgram } from './native';

/** An answer that is known of a model. */
export interface KnownAnswer {
  /** Measure, and what turns its value into the unit of the answer. */
  measure: string;
  times?: number;
  answer: number;
  /** Half-width of the answer's own 95 % interval; absent where the answer is only given to so many digits. */
  halfWidth?: number;
}

/** A model that is timed. */
export interface Yardstick {
  name: 'referral-network' | 'caseload' | 'county';
  file: string;
  /** Days to run, instead of what the file says. */
  horizonDays: number;
  shortDays: number;
  /** Whether costs are compared for each customer, or for each replication. */
  perCustomer: boolean;
  /** Native programs by the name of the ratio. */
  natives: Record<string, NativeProgram>;
  /** Whether both ways of drawing random numbers are timed. */
  bothDraws: boolean;
  answers: Record<string, KnownAnswer>;
  /** Replications that the answers rest on at least; those beyond the timed ones follow untimed. */
  answersFrom: number;
}

const DAYS_PER_WEEK = 7;
const CASELOAD_YEARS = 4;
const WEEKS = (CASELOAD_YEARS * 365) / DAYS_PER_WEEK;

function referrals(program: string): NativeProgram {
  return { file: program, args: ['400000', '2'], customers: 400_000 };
}

/** Four years of the caseload model: mode 1 works contacts off by days, mode 0 has an event for each of them. */
function caseload(mode: '0' | '1'): NativeProgram {
  const args = [mode, mode === '1' ? '3' : '1', String(CASELOAD_YEARS), '116', '0.85'];
  return { file: 'caseload', args, customers: 50_000 * CASELOAD_YEARS };
}

/** @see the file's comment */
export const YARDSTICKS: Yardstick[] = [
  {
    name: 'referral-network',
    file: 'scenarios/yardsticks/referral-network.json',
    horizonDays: 40_000,
    shortDays: 2_000,
    perCustomer: true,
    natives: {
      ratioToNativeHeap: referrals('referral-heap'),
      ratioToNativeLadder: referrals('referral-ladder'),
    },
    bothDraws: true,
    answersFrom: 30,
    answers: {
      waitTriageDays: { measure: 'triage.waitServedMean', answer: 0.324, halfWidth: 0.0014 },
      waitTeam1Days: { measure: 'team1.waitServedMean', answer: 0.316, halfWidth: 0.001 },
      waitTeam2Days: { measure: 'team2.waitServedMean', answer: 0.5508, halfWidth: 0.0023 },
      waitTeam3Days: { measure: 'team3.waitServedMean', answer: 0.706, halfWidth: 0.0041 },
    },
  },
  {
    name: 'caseload',
    file: 'scenarios/yardsticks/caseload.json',
    horizonDays: 365 * CASELOAD_YEARS,
    shortDays: 60,
    perCustomer: true,
    natives: {
      ratioToNativeSessions: caseload('1'),
      ratioToNativeTextbook: caseload('0'),
    },
    bothDraws: true,
    answersFrom: 8,
    answers: {
      contacts: { measure: 'team.contactsPerWeek', times: WEEKS, answer: 2.71e6 },
      discharges: { measure: 'discharged.arrivals', times: WEEKS, answer: 130_300 },
      waitAssessmentDays: { measure: 'assessment.waitMean', times: DAYS_PER_WEEK, answer: 1.55 },
    },
  },
  {
    name: 'county',
    file: 'scenarios/coventry-warwickshire/scenario.json',
    horizonDays: 1461,
    shortDays: 60,
    perCustomer: false,
    natives: { ratioToNativeSessions: caseload('1') },
    bothDraws: false,
    answersFrom: 0,
    answers: {},
  },
];

/** People who entered in one replication. */
export function customersOf(measures: Record<string, number>, { horizonDays }: Held): number {
  return (measures['network.arrivals'] * horizonDays) / DAYS_PER_WEEK;
}
