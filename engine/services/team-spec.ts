/** A team as compiled; numbers named after fields are indices of quantities. */
import {
  CONTACT_RATE_PER_PERSON,
  DIMENSIONLESS,
  PERSON,
  PERSON_PER_WTE,
  RATE,
  TIME,
  TIME_PER_CONTACT,
  type Dimension,
} from '../expression/units';
import type { Distribution } from '../random/distribution';
import { purposeOf } from '../random/keyed-draws';
import { COUNT, SHARE, type CompiledCase, type FieldReader } from '../scenario/reader';
import { type CompiledPriority, type Condition } from '../scenario/reference-reader';
import type { TeamField } from '../scenario/services';
import { compileMix, type Mix } from './mix';
import { compileRoute, type Route } from './routes';

/** Hours per person and time: a share of time per person. */
const TIME_SHARE_PER_PERSON: Dimension = [0, -1, 0, 0, 0];
/** Rates that may not be 0, since their inverse is an interval. */
const POSITIVE = { low: 1e-9, high: 1e6 };

/** @see the file's comment */
export interface TeamSpec {
  title: string;
  waitBinDays: number;
  targets: number[];
  pooled: boolean;
  staff: { group: number; profession: string; caseLimit: number; weight: number; startCases: number }[];
  allocation: TeamField['allocation'];
  skill: { when: Condition; groups: number[] }[];
  rate: CompiledCase<number>[];
  hours: number;
  otherHours: number;
  missedShare: number;
  missedHours: number;
  priority: CompiledPriority;
  sessionHour: number;
  /** Times between contacts and until the first one, where they are not simply the inverse of the rate. */
  interval: Distribution | null;
  first: Distribution | null;
  /** A contact on a day off moves to the next working day, not to the nearest. */
  movesOn: boolean;
  end: TeamField['episode']['end'];
  stay: CompiledCase<Distribution>[];
  ceiling: number;
  cover: boolean;
  /** Time by which contacts move while the coordinator is away, or −1. */
  moveDays: number;
  standingWork: { hours: number; groups: number[] }[];
  urgent: {
    hazard: CompiledCase<number>[];
    hours: number;
    to: Route | null;
    purpose: number;
    title: string;
    id: string;
  }[];
  /** Which cases of a leaver go first, and whether they count as waiting; null: the last one first, and they do not. */
  reallocation: NonNullable<TeamField['reallocation']> | null;
  waitHazard: number;
  waitTo: Route;
  handOversFirst: boolean;
  overLimit: Route | null;
  start: { waiting: number; waited: number; mix: Mix } | null;
  to: Route;
  toPath: string;
}

/** Compile a team's fields. */
export function compileTeamSpec(reader: FieldReader, id: string, field: TeamField): TeamSpec {
  const path = `services.${id}`;
  const quantity = reader.quantity.bind(reader);
  const { contacts, episode } = field;
  const groupsOf = (at: string, ids: readonly string[]): number[] =>
    ids.map((group, i) => reader.postGroup(`${at}.${i}`, group));
  const ownGroups = field.staff.map((entry, i) => reader.postGroup(`${path}.staff.${i}.posts`, entry.posts));
  return {
    title: field.title,
    waitBinDays: field.waitBinDays ?? 1,
    targets: (field.waitTargets ?? []).map((target, i) => quantity(`${path}.waitTargets.${i}`, target, TIME)),
    pooled: field.coordinators === 'pooled',
    staff: field.staff.map((entry, i) => ({
      group: ownGroups[i],
      profession: reader.scenario.posts[entry.posts]?.profession ?? '',
      caseLimit: quantity(`${path}.staff.${i}.caseLimit`, entry.caseLimit, PERSON_PER_WTE, COUNT),
      weight: quantity(`${path}.staff.${i}.weight`, entry.weight, DIMENSIONLESS),
      startCases: quantity(`${path}.staff.${i}.startCases`, entry.startCases, PERSON_PER_WTE, COUNT),
    })),
    allocation: field.allocation,
    skill: (field.skill ?? []).map((rule, i) => ({
      when: reader.condition(`${path}.skill.${i}.when`, rule.when),
      groups: groupsOf(`${path}.skill.${i}.posts`, rule.posts),
    })),
    rate: reader.cases(`${path}.contacts.rate`, contacts.rate, (at, rate) =>
      quantity(at, rate, CONTACT_RATE_PER_PERSON, POSITIVE),
    ),
    hours: quantity(`${path}.contacts.hours`, contacts.hours, TIME_PER_CONTACT),
    otherHours: quantity(`${path}.contacts.otherHours`, contacts.otherHours, TIME_SHARE_PER_PERSON),
    missedShare: quantity(`${path}.contacts.missedShare`, contacts.missedShare, DIMENSIONLESS, SHARE),
    missedHours: quantity(`${path}.contacts.missedHours`, contacts.missedHours, DIMENSIONLESS, SHARE),
    priority: reader.priority(`${path}.contacts.priority`, contacts.priority),
    sessionHour: contacts.sessionHour,
    interval:
      contacts.interval === undefined ? null : reader.distribution(`${path}.contacts.interval`, contacts.interval),
    first: contacts.first === undefined ? null : reader.distribution(`${path}.contacts.first`, contacts.first),
    movesOn: contacts.onDayOff === 'next',
    end: episode.end,
    stay: reader.cases(`${path}.episode.stay`, episode.stay, reader.distribution.bind(reader)),
    ceiling: episode.ceiling === undefined ? -1 : quantity(`${path}.episode.ceiling`, episode.ceiling, TIME),
    cover: field.whenAbsent === 'cover',
    moveDays:
      typeof field.whenAbsent === 'string'
        ? -1
        : quantity(`${path}.whenAbsent.moveDays`, field.whenAbsent.moveDays, TIME),
    standingWork: (field.standingWork ?? []).map((work, i) => ({
      hours: quantity(`${path}.standingWork.${i}.hours`, work.hours, DIMENSIONLESS, { low: 0, high: 1000 }),
      groups: work.posts === undefined ? ownGroups : groupsOf(`${path}.standingWork.${i}.posts`, work.posts),
    })),
    urgent: (field.urgent ?? []).map((need, i) => ({
      id: need.id,
      title: need.title,
      hazard: reader.cases(`${path}.urgent.${i}.hazard`, need.hazard, (at, hazard) => quantity(at, hazard, RATE)),
      hours: quantity(`${path}.urgent.${i}.hours`, need.hours, TIME),
      to: need.to === undefined ? null : compileRoute(reader, `${path}.urgent.${i}.to`, need.to),
      purpose: purposeOf(id, `urgent:${need.id}`),
    })),
    reallocation: field.reallocation ?? null,
    waitHazard: quantity(`${path}.waiting.hazard`, field.waiting.hazard, RATE),
    waitTo: compileRoute(reader, `${path}.waiting.to`, field.waiting.to),
    handOversFirst: field.waiting.order === 'handOversFirst',
    overLimit: field.overLimit === undefined ? null : compileRoute(reader, `${path}.overLimit`, field.overLimit),
    start:
      field.start === undefined
        ? null
        : {
            waiting: quantity(`${path}.start.waiting`, field.start.waiting, PERSON, COUNT),
            waited: quantity(`${path}.start.waited`, field.start.waited, TIME),
            mix: compileMix(reader, `${path}.start.attributes`, field.start.attributes),
          },
    to: compileRoute(reader, `${path}.to`, field.to),
    toPath: `${path}.to`,
  };
}
