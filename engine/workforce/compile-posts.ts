/** From the posts and qualifications of a scenario to compiled groups. */
import { DIMENSIONLESS, MONEY_RATE, PERSON, PERSON_RATE, RATE, TIME, WTE, type Dimension } from '../expression/units';
import type { Calendar } from '../events/calendar';
import { purposeOf } from '../random/keyed-draws';
import { DAYS } from '../scenario/fields';
import { PROTECTED_KINDS, type HireField, type ProtectedTimeField, type QualificationField } from '../scenario/posts';
import { COUNT, SHARE, type FieldReader } from '../scenario/reader';
import type { PostGroupField } from '../scenario/posts';
import type { QualificationSpec, StageSpec } from './courses';
import type { PostGroupSpec, WorkforceSpec } from './post-groups';
import type { AwayDays, ProtectedTimeSpec } from './protected-time';
import type { HireSpec } from './recruitment';

/** Hours per week per WTE: a share of time per WTE. */
const TIME_SHARE_PER_WTE: Dimension = [0, 0, 0, -1, 0];
/** One group holds at most this many WTE; more is a mistyped figure, and each post costs memory. */
const MOST_WTE = { low: 0, high: 5000 };
/** Nobody falls sick more than ten times a day; a larger hazard is a mistyped unit. */
const SICK_RATE = { low: 0, high: 10 };
/** A ramp-up is over within ten years. */
const RAMP_TIME = { low: 0, high: 3652.5 };

/** Compile post groups and qualifications. */
export function compileWorkforce(reader: FieldReader, startWeekday: number, steps: number): WorkforceSpec {
  const { scenario } = reader;
  const groups = Object.entries(scenario.posts).map(([id, field], index) => compileGroup(reader, id, index, field));
  const qualifications = Object.entries(scenario.qualifications).map(([id, field]) =>
    compileQualification(reader, id, field, groups),
  );
  const used = new Set(groups.map((group) => group.profession));
  const professions = Object.entries(scenario.professions)
    .filter(([id]) => used.has(id))
    .map(([id, { title }]) => ({ id, title }));
  const isDetailed =
    scenario.run.staffMeasures === true || groups.some(hasMore) || qualifications.some(({ stages }) => stages !== null);
  const showsSteps = scenario.run.staffSeries;
  const teams = teamsOf(reader, groups);
  return { groups, qualifications, professions, teams, startWeekday, steps, isDetailed, showsSteps };
}

function compileGroup(reader: FieldReader, id: string, index: number, field: PostGroupField): PostGroupSpec {
  const { scenario } = reader;
  const path = `posts.${id}`;
  const calendar = reader.calendar(`${path}.calendar`, field.calendar);
  const { agency, rampUp } = field;
  reader.known(`${path}.profession`, 'profession', field.profession, scenario.professions);
  reader.known(`${path}.employer`, 'employer', field.employer, scenario.employers);
  return {
    index,
    id,
    title: field.title,
    profession: field.profession,
    employer: field.employer,
    band: field.band ?? null,
    calendar,
    openWeekdays: Math.max(1, calendar.openWeekdays()),
    established: reader.quantity(`${path}.established`, field.established, WTE, MOST_WTE),
    inPost: reader.quantity(`${path}.inPost`, field.inPost, WTE, MOST_WTE),
    contracted: reader.quantity(`${path}.contracted`, field.contracted, TIME_SHARE_PER_WTE, SHARE),
    overhead: reader.quantity(`${path}.overhead`, field.overhead, TIME_SHARE_PER_WTE, SHARE),
    protectedTime: (field.protectedTime ?? []).map((entry, i) =>
      compileProtectedTime(reader, `${path}.protectedTime.${i}`, entry, calendar),
    ),
    leave: reader.quantity(`${path}.leave`, field.leave, DIMENSIONLESS, SHARE),
    sickness: reader.quantity(`${path}.sickness`, field.sickness, DIMENSIONLESS, SHARE),
    sickSpells: (field.sickSpells ?? []).map((spell, i) => ({
      rate: reader.quantity(`${path}.sickSpells.${i}.rate`, spell.rate, RATE, SICK_RATE),
      length: reader.distribution(`${path}.sickSpells.${i}.length`, spell.length),
      purpose: purposeOf('post', `sick:${spell.id}`),
    })),
    spells:
      field.spells === undefined
        ? null
        : {
            present: reader.distribution(`${path}.spells.present`, field.spells.present),
            away: reader.distribution(`${path}.spells.away`, field.spells.away),
          },
    leavers: reader.quantity(`${path}.leavers`, field.leavers, RATE),
    hire: field.hire === undefined ? null : compileHire(reader, `${path}.hire`, field.hire),
    agency:
      agency === undefined
        ? null
        : {
            share: reader.quantity(`${path}.agency.share`, agency.share, DIMENSIONLESS, SHARE),
            after: reader.distribution(`${path}.agency.after`, agency.after),
            yield: reader.quantity(`${path}.agency.yield`, agency.yield, DIMENSIONLESS, SHARE),
            price: agency.price === undefined ? -1 : reader.quantity(`${path}.agency.price`, agency.price, MONEY_RATE),
          },
    rampUp:
      rampUp === undefined
        ? null
        : {
            linear: rampUp.shape === 'linear',
            points: rampUp.points.map((point, i) => ({
              at: reader.quantity(`${path}.rampUp.points.${i}.at`, point.at, TIME, RAMP_TIME),
              share: reader.quantity(`${path}.rampUp.points.${i}.share`, point.share, DIMENSIONLESS, SHARE),
            })),
          },
  };
}

function compileHire(reader: FieldReader, path: string, field: HireField): HireSpec {
  const { before, starts, pause } = field;
  return {
    time: reader.distribution(`${path}.time`, field.time),
    success: reader.quantity(`${path}.success`, field.success, DIMENSIONLESS, SHARE),
    open: reader.quantity(`${path}.open`, field.open, DIMENSIONLESS, SHARE),
    before: before === undefined ? null : reader.distribution(`${path}.before`, before),
    starts: starts === undefined ? null : reader.distribution(`${path}.starts`, starts),
    pause:
      pause === undefined
        ? null
        : { afterRounds: pause.afterRounds, length: reader.distribution(`${path}.pause.length`, pause.length) },
  };
}

function compileProtectedTime(
  reader: FieldReader,
  path: string,
  field: ProtectedTimeField,
  calendar: Calendar,
): ProtectedTimeSpec {
  const spec = { id: field.id, kind: PROTECTED_KINDS.indexOf(field.kind) };
  if ('days' in field) return { ...spec, time: compileAwayDays(reader, path, field.on, field.days, calendar) };
  return {
    ...spec,
    time: {
      hours: reader.quantity(`${path}.hours`, field.hours, TIME_SHARE_PER_WTE, SHARE),
      weekdays: weekdaysOf(reader, path, field.on, calendar),
    },
  };
}

function compileAwayDays(
  reader: FieldReader,
  path: string,
  on: readonly (typeof DAYS)[number][] | undefined,
  days: QualificationDays,
  calendar: Calendar,
): AwayDays {
  const weekdays = weekdaysOf(reader, path, on, calendar);
  const most = { low: 0, high: weekdays.length / DAYS.length };
  return {
    weekdays,
    days: days === undefined ? -1 : reader.quantity(`${path}.days`, days, DIMENSIONLESS, most),
  };
}

type QualificationDays = QualificationField['rate'] | undefined;

/** Weekdays that are named, or all on which the posts work. */
function weekdaysOf(
  reader: FieldReader,
  path: string,
  on: readonly (typeof DAYS)[number][] | undefined,
  calendar: Calendar,
): number[] {
  DAYS.forEach((day, weekday) => {
    if (on?.includes(day) && !calendar.opensOn(weekday))
      reader.fail('weekday', `${path}.on`, `these posts do not work on ${day}; name days of their calendar.`);
  });
  if (on !== undefined && new Set(on).size < on.length)
    reader.fail('duplicate-id', `${path}.on`, 'a day stands twice in this list; name it once.');
  return DAYS.flatMap((day, weekday) =>
    calendar.opensOn(weekday) && (on === undefined || on.includes(day)) ? [weekday] : [],
  );
}

function compileQualification(
  reader: FieldReader,
  id: string,
  field: QualificationField,
  groups: readonly PostGroupSpec[],
): QualificationSpec {
  const path = `qualifications.${id}`;
  const from = field.from === undefined ? -1 : reader.postGroup(`${path}.from`, field.from);
  return {
    id,
    title: field.title,
    from,
    to: reader.postGroup(`${path}.to`, field.to),
    rate: reader.quantity(`${path}.rate`, field.rate, PERSON_RATE, COUNT),
    stages:
      field.course?.stages.map((stage, i): StageSpec => {
        const at = `${path}.course.stages.${i}`;
        const takesDays = stage.on !== undefined || stage.days !== undefined;
        if (takesDays && from < 0)
          reader.fail(
            'course-days',
            at,
            'the people on this course hold no post that days could be taken from; name their posts in "from", or leave "on" and "days" out.',
          );
        return {
          length: reader.distribution(`${at}.length`, stage.length),
          away:
            takesDays && from >= 0 && groups[from] !== undefined
              ? compileAwayDays(reader, at, stage.on, stage.days, groups[from].calendar)
              : null,
          pass: reader.quantity(`${at}.pass`, stage.pass, DIMENSIONLESS, SHARE),
          start: stage.start === undefined ? -1 : reader.quantity(`${at}.start`, stage.start, PERSON, MOST_WTE),
        };
      }) ?? null,
  };
}

/** Whether a group has more than the plain fields: then its staff are accounted for in detail. */
function hasMore(group: PostGroupSpec): boolean {
  const { hire } = group;
  return (
    group.sickSpells.length > 0 ||
    group.protectedTime.length > 0 ||
    group.agency !== null ||
    group.rampUp !== null ||
    (hire !== null && (hire.before !== null || hire.starts !== null || hire.pause !== null))
  );
}

/** The teams that have staff, each with its groups; a group belongs to the first team that names it. */
function teamsOf(reader: FieldReader, groups: readonly PostGroupSpec[]): WorkforceSpec['teams'] {
  const taken = new Set<string>();
  return Object.entries(reader.scenario.services).flatMap(([id, field]) => {
    if (field.kind !== 'team') return [];
    const own = field.staff.map(({ posts }) => posts).filter((posts) => !taken.has(posts));
    for (const posts of own) taken.add(posts);
    const members = groups.flatMap((group) => (own.includes(group.id) ? [group.index] : []));
    return members.length === 0 ? [] : [{ id, title: field.title, groups: members }];
  });
}
