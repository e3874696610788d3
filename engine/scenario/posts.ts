/** Posts and the people in them, as they stand in a scenario file. */
import * as v from 'valibot';
import {
  DAYS,
  distributionSchema,
  expressionSchema,
  idSchema,
  structuralInteger,
  textSchema,
  titleSchema,
} from './fields';

const e = expressionSchema;
const weekdays = v.pipe(v.array(v.picklist(DAYS)), v.minLength(1), v.maxLength(7));

/** What protected time is for; measures add it up by these. */
export const PROTECTED_KINDS = ['training', 'supervision', 'meetings'] as const;

/**
 * Time of every post in the group that comes off the ledger before duty rosters: hours per WTE and week, in equal parts on
 * its working days or on the weekdays given; or so many whole days per time, on these weekdays.
 */
const protectedTimeSchema = v.union([
  v.strictObject({
    id: idSchema,
    title: titleSchema,
    kind: v.picklist(PROTECTED_KINDS),
    hours: e,
    on: v.optional(weekdays),
  }),
  v.strictObject({ id: idSchema, title: titleSchema, kind: v.picklist(PROTECTED_KINDS), days: e, on: weekdays }),
]);
/** @see protectedTimeSchema */
export type ProtectedTimeField = v.InferOutput<typeof protectedTimeSchema>;

/** How a vacancy ends: by one round of advertising or more, with what goes before and comes after. */
const hireSchema = v.strictObject({
  /** One round: from the advert until it succeeds or fails. */
  time: distributionSchema,
  /** Share of rounds that succeed. */
  success: e,
  /** 1, or 0 while recruitment is frozen. */
  open: e,
  /** From the vacancy to the first advert (approval). */
  before: v.optional(distributionSchema),
  /** From the success of a round to the first day at work (notice, checks). A freeze does not withdraw an offer made. */
  starts: v.optional(distributionSchema),
  /** After so many failed rounds the post is held back for a time, and then advertised again. */
  pause: v.optional(v.strictObject({ afterRounds: structuralInteger(1, 100), length: distributionSchema })),
});
/** @see hireSchema */
export type HireField = v.InferOutput<typeof hireSchema>;

/** Agency cover of vacant posts. */
const agencySchema = v.strictObject({
  /** Share of vacancies that are covered. */
  share: e,
  /** From the vacancy to the first day of cover; posts vacant at the start have theirs already. */
  after: distributionSchema,
  /** Share of the post's hours and places that count. */
  yield: e,
  /** What an hour paid for costs, e.g. in £/hour; without it agency is counted in hours only. */
  price: v.optional(e),
});
/** @see agencySchema */
export type AgencyField = v.InferOutput<typeof agencySchema>;

/** Share of hours and places that somebody new has, by time since the first day: in straight lines between points, or in steps. */
const rampUpSchema = v.strictObject({
  shape: v.picklist(['linear', 'steps']),
  points: v.pipe(v.array(v.strictObject({ at: e, share: e })), v.minLength(1), v.maxLength(20)),
});
/** @see rampUpSchema */
export type RampUpField = v.InferOutput<typeof rampUpSchema>;

/** A kind of sickness spell, e.g. short or long; in calendar time, of the person and not of the WTE. */
const sickSpellSchema = v.strictObject({
  id: idSchema,
  title: titleSchema,
  /** Hazard of falling sick, per person at work. */
  rate: e,
  length: distributionSchema,
});
/** @see sickSpellSchema */
export type SickSpellField = v.InferOutput<typeof sickSpellSchema>;

/** A group of posts of one profession, employer and home. 12.6 WTE are 12 posts and one of 0.6. */
export const postGroupSchema = v.strictObject({
  title: titleSchema,
  profession: idSchema,
  employer: idSchema,
  place: v.optional(idSchema),
  /** Pay band. */
  band: v.optional(idSchema),
  /** Established and filled WTE at the start. */
  established: e,
  inPost: e,
  /** Contracted hours per WTE and week, and the part that no service sees (meetings, supervision, training). */
  contracted: e,
  overhead: e,
  /** Meetings, supervision and training besides, each counted by itself. */
  protectedTime: v.optional(v.pipe(v.array(protectedTimeSchema), v.maxLength(20))),
  /** Days on which this group works. */
  calendar: idSchema,
  /** Share of working time on annual leave (bank holidays apart), and of the rest off sick. */
  leave: e,
  sickness: e,
  /** Sickness in spells, besides `sickness` or instead of it. */
  sickSpells: v.optional(v.pipe(v.array(sickSpellSchema), v.minLength(1), v.maxLength(5))),
  /** Spells of absence besides: present for a time, away for a time. Who is away at noon is away that day. */
  spells: v.optional(v.strictObject({ present: distributionSchema, away: distributionSchema })),
  /** Hazard of leaving, per filled post. */
  leavers: e,
  hire: v.optional(hireSchema),
  agency: v.optional(agencySchema),
  rampUp: v.optional(rampUpSchema),
  note: v.optional(textSchema),
});
/** @see postGroupSchema */
export type PostGroupField = v.InferOutput<typeof postGroupSchema>;

/** A stage of a course. Its days are whole days away from the post: on these weekdays, or so many of them per time. */
const stageSchema = v.strictObject({
  id: idSchema,
  title: titleSchema,
  length: distributionSchema,
  on: v.optional(weekdays),
  days: v.optional(e),
  /** Share who pass; the others end the course without qualifying. */
  pass: e,
  /** People in this stage at the start. */
  start: v.optional(e),
});
/** @see stageSchema */
export type StageField = v.InferOutput<typeof stageSchema>;

/**
 * People who qualify from one group into vacant posts of another (e.g. social workers to AMHPs). `rate` is that of
 * qualifying; with a course it is that of beginning it.
 */
export const qualificationSchema = v.strictObject({
  title: titleSchema,
  from: v.optional(idSchema),
  to: idSchema,
  rate: e,
  course: v.optional(v.strictObject({ stages: v.pipe(v.array(stageSchema), v.minLength(1), v.maxLength(10)) })),
});
/** @see qualificationSchema */
export type QualificationField = v.InferOutput<typeof qualificationSchema>;
