/** The kinds of service, as they stand in a scenario file. One schema per kind; `kind` tells them apart. */
import * as v from 'valibot';
import {
  assignmentSchema,
  casesOf,
  deskPrioritySchema,
  distributionSchema,
  expressionSchema,
  idSchema,
  prioritySchema,
  routeSchema,
  selectorSchema,
  structuralInteger,
  structuralNumber,
  textSchema,
  titleSchema,
} from './fields';
import { OUTPUT_ROLE_NAMES } from './output-roles';

const e = expressionSchema;
/** Attribute values: one value for everybody, or shares of several (one may be `rest`). */
export const mixSchema = v.record(idSchema, v.union([idSchema, v.record(idSchema, v.union([v.literal('rest'), e]))]));
/** @see mixSchema */
export type MixField = v.InferOutput<typeof mixSchema>;
const everyService = {
  title: titleSchema,
  note: v.optional(textSchema),
  place: v.optional(idSchema),
  /** Group under which results are shown together, e.g. the IPU a clinic and a team belong to. */
  group: v.optional(idSchema),
  /** Part that it plays in the twelve outputs, where that is not what services of its kind usually play. */
  shownAs: v.optional(v.picklist(OUTPUT_ROLE_NAMES)),
};
/** What services in which people wait for something have as well. */
const waits = {
  /** Width in days of a bin of the waiting-time histogram (default: an hour for desks and duties, a day for teams, a week for clinics; 520 bins and an overflow). */
  waitBinDays: v.optional(structuralNumber(1e-6, 100)),
  /** Waiting times to count against: the shares within each, with and without those still waiting. Unit: time. */
  waitTargets: v.optional(v.pipe(v.array(e), v.maxLength(8))),
  /** Attributes by which the waits of this service are shown separately, instead of those in `run.splitBy`. */
  splitBy: v.optional(v.pipe(v.array(idSchema), v.maxLength(5))),
};
const hourOfDay = structuralNumber(0, 24);

/** Where referrals come from. `rate` is people per time; an interval makes a renewal process; `at` lists days. */
export const sourceSchema = v.strictObject({
  kind: v.literal('source'),
  ...everyService,
  arrivals: v.union([
    v.strictObject({
      rate: e,
      /** Weekly or daily shapes that multiply the rate. */
      profiles: v.optional(v.pipe(v.array(idSchema), v.maxLength(4))),
      /** Candidates per day in one layer of the thinning; fixed so that more demand moves nobody. */
      candidatesPerDay: v.optional(structuralNumber(1e-6, 1e7)),
      /** Evaluate the rate at each candidate (exactly), up to this ceiling, instead of once a week. */
      ceiling: v.optional(e),
    }),
    v.strictObject({ interval: distributionSchema, limit: v.optional(structuralInteger(1, 1e8)) }),
    v.strictObject({ at: v.pipe(v.array(structuralNumber(0, 40000)), v.minLength(1), v.maxLength(10000)) }),
  ]),
  attributes: v.optional(mixSchema),
  to: routeSchema,
});

/** Pooled staff who work items off one at a time. Any queueing station can be written as one. */
export const deskSchema = v.strictObject({
  kind: v.literal('desk'),
  ...everyService,
  ...waits,
  /**
   * Who serves. `count`: that many, always or in a calendar's open hours. `shifts`: several of these together. `posts`: the people of these
   * post groups who are in today, each until the hours on their ledger are spent, within the calendar if one is given.
   */
  servers: v.union([
    v.strictObject({ count: e, calendar: v.optional(idSchema) }),
    v.strictObject({
      shifts: v.pipe(v.array(v.strictObject({ count: e, calendar: idSchema })), v.minLength(1), v.maxLength(20)),
    }),
    v.strictObject({
      posts: v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(20)),
      calendar: v.optional(idSchema),
    }),
  ]),
  /** Service time in working time. */
  service: casesOf(distributionSchema),
  /** Among those of one rank: first come, last come, or at random. */
  order: v.optional(v.picklist(['first', 'last', 'random']), 'first'),
  priority: v.optional(deskPrioritySchema),
  /**
   * What becomes of those who still wait after a time: attributes are set anew, and the rank with them. The first entry that fits a person applies,
   * then the next from that instant. The wait, its patience and the place by date of arrival are kept.
   */
  becomes: v.optional(
    v.pipe(
      v.array(v.strictObject({ when: v.optional(selectorSchema), after: distributionSchema, set: assignmentSchema })),
      v.minLength(1),
      v.maxLength(20),
    ),
  ),
  /** How long a person waits before giving up; the timer stops when service starts. */
  patience: v.optional(casesOf(distributionSchema)),
  patienceTo: v.optional(routeSchema),
  /** Places for people in all, waiting and in service; who finds it full goes to `fullTo`. */
  room: v.optional(e),
  fullTo: v.optional(routeSchema),
  /** finish: overtime; suspend: stop and resume; handOver: back to the head of the line with the rest of the work; doNotStart: nothing starts that cannot end. */
  shiftEnd: v.optional(v.picklist(['finish', 'suspend', 'handOver', 'doNotStart']), 'finish'),
  /** Absences of servers that no calendar knows; for servers given as a count or as shifts. */
  absence: v.optional(
    v.strictObject({
      /** Whoever finds nobody waiting goes away for this long, and again when nobody waits on coming back. */
      betweenJobs: v.optional(distributionSchema),
      /** Each server is there for a time and away for a time, busy or not; work in hand follows the shift-end rule. */
      spells: v.optional(v.strictObject({ present: distributionSchema, away: distributionSchema })),
    }),
  ),
  /** People at the desk at the start: in service, and waiting, the longest of them for `waited`. */
  start: v.optional(
    v.strictObject({ inService: v.optional(e, 0), waiting: e, waited: e, attributes: v.optional(mixSchema) }),
  ),
  to: routeSchema,
});

/** Bookable slots: initial assessments. Slots come from rostered posts, or are given per open day. */
export const clinicSchema = v.strictObject({
  kind: v.literal('clinic'),
  ...everyService,
  ...waits,
  slots: v.union([
    /** Slots each post offers in a week in which nobody is away (WTE share applies); they cost ledger hours. */
    v.strictObject({
      posts: v.pipe(v.array(v.strictObject({ posts: idSchema, perWeek: e })), v.minLength(1), v.maxLength(20)),
    }),
    /**
     * Slots on each open day of the calendar, drawing on no post: so many (fractions add up over days), or a number drawn for each
     * day and rounded to the nearest whole one, so that a uniform from 189.5 to 210.5 gives 190 to 210 with equal chance.
     */
    v.strictObject({
      perDay: v.union([e, v.strictObject({ draw: distributionSchema })]),
      calendar: v.optional(idSchema),
    }),
  ]),
  /** Ledger hours of an attended and of a missed appointment. */
  hours: v.strictObject({ attended: e, missed: e }),
  /** Hour of the day at which appointments take place. */
  sessionHour: v.optional(hourOfDay, 10),
  /** Slot i of the day's n slots, from 0, is at `sessionHour` + `spreadHours` · i ÷ n; without it all are at `sessionHour`. */
  spreadHours: v.optional(hourOfDay),
  /** diary: booked on referral into the first free slot; priority: the list is pulled by rank, then date. */
  booking: v.optional(v.picklist(['diary', 'priority']), 'diary'),
  priority: v.optional(prioritySchema),
  /** How far ahead slots are published. */
  diaryOpen: e,
  /**
   * Least time between booking and appointment; later gaps are lost. A diary books for the next day at the earliest; with booking by
   * priority and a notice of 0 the list is pulled as the day begins.
   */
  notice: e,
  /** Share of the slots held back for these people until `release` before the day; without `release` to the last. */
  heldBack: v.optional(v.strictObject({ share: e, who: selectorSchema, release: v.optional(e) })),
  /** Freed and new slots bring routine bookings forward, the earliest referral first; otherwise bookings stay where they are. */
  bringForward: v.optional(v.boolean()),
  missed: v.strictObject({
    /** Share of appointments that the person does not attend. */
    share: casesOf(e),
    /** Share of those who are offered another; after `limit` missed ones nobody is. */
    rebook: e,
    limit: structuralInteger(1, 20),
    to: routeSchema,
  }),
  /** Hazard of leaving the list unseen, and where to. */
  leaves: v.strictObject({ hazard: e, to: routeSchema }),
  /** Hazards while waiting that take the person elsewhere at once, e.g. a crisis. */
  turns: v.optional(
    v.pipe(v.array(v.strictObject({ id: idSchema, hazard: casesOf(e), to: routeSchema })), v.maxLength(5)),
  ),
  /** The list at the start: people, and the time the longest of them has waited. */
  start: v.optional(v.strictObject({ waiting: e, waited: e, attributes: v.optional(mixSchema) })),
  to: routeSchema,
});

/** Caseload of named workers (or of a team that shares its cases). */
export const teamSchema = v.strictObject({
  kind: v.literal('team'),
  ...everyService,
  ...waits,
  /** named: each post has its own cases; pooled: the team shares them. */
  coordinators: v.optional(v.picklist(['named', 'pooled']), 'named'),
  staff: v.pipe(
    v.array(
      v.strictObject({
        posts: idSchema,
        /** Most cases per WTE. */
        caseLimit: e,
        /** Hours of a case with this profession against the standard case. */
        weight: e,
        /** Cases per WTE at the start. */
        startCases: e,
      }),
    ),
    v.minLength(1),
    v.maxLength(20),
  ),
  /**
   * capacity: largest share of places free; weighted: least weighted load per hour left after duty; skill: first fitting rule, then
   * capacity; random: any free place.
   */
  allocation: v.optional(v.picklist(['capacity', 'weighted', 'skill', 'random']), 'capacity'),
  skill: v.optional(
    v.pipe(v.array(v.strictObject({ when: v.optional(selectorSchema), posts: v.array(idSchema) })), v.maxLength(20)),
  ),
  contacts: v.strictObject({
    /** Contacts per person and time that the plan foresees. */
    rate: casesOf(e),
    /** Time from one contact to the next, and from allocation to the first; without them they follow from the rate. */
    interval: v.optional(distributionSchema),
    first: v.optional(distributionSchema),
    /** A contact that falls on a day off moves to the nearest working day, or to the next. */
    onDayOff: v.optional(v.picklist(['nearest', 'next']), 'nearest'),
    /** Ledger hours of one contact, all in. */
    hours: e,
    /** Other ledger hours per case and time (plans, reviews, meetings about the person). */
    otherHours: e,
    /** Share of contacts that the person does not attend, and the share of the hours they still cost. */
    missedShare: e,
    missedHours: e,
    /** Whom to see first when hours are short. */
    priority: v.optional(prioritySchema),
    sessionHour: v.optional(hourOfDay, 16),
  }),
  /**
   * contacts: over when the contacts planned for the stay have been made; stay: over at the end of the stay; nextContact: over with the
   * first contact after the stay, attended or not.
   */
  episode: v.strictObject({
    end: v.optional(v.picklist(['contacts', 'stay', 'nextContact']), 'contacts'),
    stay: casesOf(distributionSchema),
    /** Longest stay allowed, counted from the start of the episode. */
    ceiling: v.optional(e),
  }),
  /** While the coordinator is away, contacts wait, colleagues cover, or they move by a number of days. */
  whenAbsent: v.optional(v.union([v.picklist(['wait', 'cover']), v.strictObject({ moveDays: e })]), 'wait'),
  /** Standing work that takes ledger hours before contacts: duty desk, Care Act work, reports. */
  standingWork: v.optional(
    v.pipe(
      v.array(v.strictObject({ id: idSchema, title: titleSchema, hours: e, posts: v.optional(v.array(idSchema)) })),
      v.maxLength(20),
    ),
  ),
  /** Urgent need that arises on the caseload: hours of a duty contact, or a step-up elsewhere with the place kept. */
  urgent: v.optional(
    v.pipe(
      v.array(
        v.strictObject({ id: idSchema, title: titleSchema, hazard: casesOf(e), hours: e, to: v.optional(idSchema) }),
      ),
      v.maxLength(5),
    ),
  ),
  /**
   * The cases of a coordinator who leaves go to colleagues with room by the team's allocation rule, and those who find none wait, without
   * contacts, before anybody new. Here: who of them goes first (longest on the caseload, newest, or by the priority of contacts and
   * then the longest), and whether those who wait count among the people waiting for a place.
   */
  reallocation: v.optional(
    v.strictObject({ order: v.picklist(['longest', 'newest', 'urgent']), countsAsWaiting: v.boolean() }),
  ),
  /** The list of people who wait for a coordinator. */
  waiting: v.strictObject({
    hazard: e,
    to: routeSchema,
    /** date: hand-overs and list together by date of decision; handOversFirst: fast hand-over. */
    order: v.optional(v.picklist(['date', 'handOversFirst']), 'date'),
  }),
  /** Where somebody goes who finds no place; naming this team itself takes them over the limit. Without it they wait. */
  overLimit: v.optional(routeSchema),
  start: v.optional(v.strictObject({ waiting: e, waited: e, attributes: v.optional(mixSchema) })),
  to: routeSchema,
});

/** Rota'd duty such as an AMHP hub: people drawn out of their teams for a day, jobs worked off in hours. */
export const dutySchema = v.strictObject({
  kind: v.literal('duty'),
  ...everyService,
  ...waits,
  roster: v.pipe(
    v.array(
      v.strictObject({
        posts: idSchema,
        /** Days on the rota per time, for each post of one WTE. */
        days: e,
        /** Days on the rota in one go. */
        block: v.optional(structuralInteger(1, 31), 1),
        /** Ledger hours of writing on the first working day after a block. */
        writing: v.optional(e),
      }),
    ),
    v.minLength(1),
    v.maxLength(20),
  ),
  /** Open hours; outside them nobody of this rota works. */
  calendar: idSchema,
  /** Hours that a person on the rota has for jobs in one day. */
  hoursOnDuty: e,
  /** Pull more people out of their teams at short notice when the hours of waiting work exceed this per person on duty. */
  pull: v.optional(v.strictObject({ posts: v.array(idSchema), whenHours: e, atMost: e })),
  /** Jobs that do not become an assessment: share that does, hours of one that does not, and where it goes. */
  screening: v.strictObject({ proceeds: casesOf(e), hours: e, to: routeSchema }),
  /** What an assessment takes, in order. `work` holds a person on duty; `wait` releases them. */
  steps: v.pipe(
    v.array(
      v.variant('kind', [
        v.strictObject({
          kind: v.literal('work'),
          id: idSchema,
          title: titleSchema,
          hours: distributionSchema,
          share: v.optional(e),
          /** The assessment counts as started when this step begins (default: the first work step). */
          starts: v.optional(v.boolean(), false),
        }),
        v.strictObject({
          kind: v.literal('wait'),
          id: idSchema,
          title: titleSchema,
          duration: distributionSchema,
          share: v.optional(e),
          /** Wait only when this delay has no free place. */
          unlessFree: v.optional(idSchema),
        }),
      ]),
    ),
    v.minLength(1),
    v.maxLength(12),
  ),
  /** Jobs not begun at closing time: head of next morning's line, or handed to another duty. */
  unstarted: v.optional(
    v.pipe(
      v.array(v.strictObject({ when: v.optional(selectorSchema), to: v.union([v.literal('nextMorning'), idSchema]) })),
      v.maxLength(5),
    ),
  ),
  priority: v.optional(prioritySchema),
  /** A call-out that ends after this hour takes the next morning's hours off the ledger. */
  lateAfterHour: v.optional(hourOfDay),
  to: routeSchema,
});

/** Time spent elsewhere; with a capacity it can be full. */
export const delaySchema = v.strictObject({
  kind: v.literal('delay'),
  ...everyService,
  duration: casesOf(distributionSchema),
  capacity: v.optional(e),
  /** Where those go who find it full; without it they wait. */
  fullTo: v.optional(routeSchema),
  /** Those who are held after their stay, and keep the place: share and length by cause, each person for one cause at most. */
  held: v.optional(
    v.pipe(
      v.array(v.strictObject({ id: idSchema, title: titleSchema, share: e, duration: distributionSchema })),
      v.minLength(1),
      v.maxLength(10),
    ),
  ),
  /** People inside at the start. */
  start: v.optional(v.strictObject({ inside: e, attributes: v.optional(mixSchema) })),
  to: routeSchema,
});

/** The end of a person's way through the model; some come back as a new referral. */
export const exitSchema = v.strictObject({
  kind: v.literal('exit'),
  ...everyService,
  returns: v.optional(v.strictObject({ share: casesOf(e), after: distributionSchema, to: routeSchema })),
});

/** Any kind of service. */
export const serviceSchema = v.variant('kind', [
  sourceSchema,
  deskSchema,
  clinicSchema,
  teamSchema,
  dutySchema,
  delaySchema,
  exitSchema,
]);
export type SourceField = v.InferOutput<typeof sourceSchema>;
export type DeskField = v.InferOutput<typeof deskSchema>;
export type ClinicField = v.InferOutput<typeof clinicSchema>;
export type TeamField = v.InferOutput<typeof teamSchema>;
export type DutyField = v.InferOutput<typeof dutySchema>;
export type DelayField = v.InferOutput<typeof delaySchema>;
export type ExitField = v.InferOutput<typeof exitSchema>;
export type ServiceField = v.InferOutput<typeof serviceSchema>;

/** Attributes by which a service says that its waits are shown separately; undefined where it does not, or nobody waits. */
export function splitOf(service: ServiceField): readonly string[] | undefined {
  return 'splitBy' in service ? service.splitBy : undefined;
}
