/**
 * The scenario file, format 1. This schema is the single source of the TypeScript types, of the JSON Schema that
 * `headroom schema` prints, and of what the page can edit.
 */
import * as v from 'valibot';
import { bandSchema, costSchema, employerSchema, payerSchema } from './costs';
import {
  DAYS,
  expressionSchema,
  idSchema,
  structuralInteger,
  structuralNumber,
  textSchema,
  titleSchema,
} from './fields';
import { postGroupSchema, qualificationSchema } from './posts';
import { serviceSchema } from './services';
import { loopSchema, stockSchema, weekMeasureSchema } from './stocks';

const e = expressionSchema;
const dateSchema = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is written YYYY-MM-DD'), v.isoDate());

/** How well a figure is known. */
export const GRADES = ['published locally', 'published elsewhere', 'derived', 'assumption'] as const;

/** A quantity with its evidence. `source` is a key of `sources`, with its section, or `assumption`. */
export const parameterSchema = v.strictObject({
  title: titleSchema,
  value: v.pipe(v.number(), v.finite()),
  unit: v.pipe(v.string(), v.maxLength(60)),
  low: v.pipe(v.number(), v.finite()),
  high: v.pipe(v.number(), v.finite()),
  source: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  year: v.optional(structuralInteger(1900, 2100)),
  grade: v.picklist(GRADES),
  note: v.optional(textSchema),
});
/** @see parameterSchema */
export type Parameter = v.InferOutput<typeof parameterSchema>;

/** A publication that parameters cite by key. */
const sourceTextSchema = v.strictObject({
  title: titleSchema,
  author: v.optional(titleSchema),
  year: v.optional(structuralInteger(1900, 2100)),
  note: v.optional(textSchema),
});

/** Open hours in a week. With `holidays` the days of that set are closed. */
const calendarSchema = v.strictObject({
  title: titleSchema,
  open: v.pipe(
    v.array(
      v.strictObject({
        days: v.pipe(v.array(v.picklist(DAYS)), v.minLength(1)),
        from: structuralNumber(0, 24),
        to: structuralNumber(0, 24),
      }),
    ),
    v.minLength(1),
    v.maxLength(30),
  ),
  holidays: v.optional(idSchema),
});
/** @see calendarSchema */
export type CalendarField = v.InferOutput<typeof calendarSchema>;

/** How a rate is spread over a cycle of steps: weights are scaled to mean 1 unless `normalise` is false. */
const profileSchema = v.strictObject({
  title: titleSchema,
  stepHours: structuralNumber(0.01, 168),
  weights: v.pipe(v.array(structuralNumber(0, 1e6)), v.minLength(1), v.maxLength(2016)),
  normalise: v.optional(v.boolean(), true),
  /** On the days of this set the rate is multiplied by `factor`. */
  holidays: v.optional(v.strictObject({ set: idSchema, factor: structuralNumber(0, 10) })),
  source: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  note: v.optional(textSchema),
});
/** @see profileSchema */
export type ProfileField = v.InferOutput<typeof profileSchema>;

/** Everything about one run that is not the service itself. */
const runSchema = v.strictObject({
  /** Day 0. Without it day 0 is a Monday and there are no holidays. */
  startDate: v.optional(dateSchema),
  horizonDays: structuralNumber(1e-6, 40000),
  warmUpDays: v.optional(structuralNumber(0, 40000), 0),
  replications: v.optional(structuralInteger(2, 10000), 20),
  seed: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200)), 'headroom'),
  /**
   * keyed: every draw belongs to a person or post, so that the same person meets the same fate in every scenario. stream: people's draws
   * come one after another; scenarios then do not pair, and it is of use only to measure what keys cost.
   */
  draws: v.optional(v.picklist(['keyed', 'stream']), 'keyed'),
  /** Days from one step of stocks, and of expressions that follow time or stocks, to the next (default: 7); a week is a whole number of steps. */
  stepDays: v.optional(structuralNumber(0.5, 7)),
  /** Length in days of one step of the series (default: a twelfth of a year). */
  seriesDays: v.optional(structuralNumber(1e-6, 3660)),
  /** Steps after which the series starts again and is averaged (e.g. hours of a day). */
  seriesCycle: v.optional(structuralInteger(1, 2016)),
  /** Instants within a repeating cycle at which the numbers in each service are read. */
  observeAt: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          id: idSchema,
          everyDays: structuralNumber(1e-6, 3660),
          offsetDays: structuralNumber(0, 3660),
        }),
      ),
      v.maxLength(24),
    ),
  ),
  /** Count hours, absences and vacancies of staff by profession and team; without it, only where posts have more than the plain fields. */
  staffMeasures: v.optional(v.boolean()),
  /** Whether these are shown step by step too (default), or for the whole run only, which makes results much smaller. */
  staffSeries: v.optional(v.boolean(), true),
  /** Attributes by which waits are shown separately. */
  splitBy: v.optional(v.pipe(v.array(idSchema), v.maxLength(3)), []),
});

/**
 * A measure that a decision rests on, with the difference that matters, and the half-width of the interval at which it is
 * known well enough (default: the margin).
 */
const primaryMeasureSchema = v.strictObject({
  measure: v.pipe(v.string(), v.maxLength(200)),
  margin: e,
  precision: v.optional(e),
});

/**
 * A target: the measure is to be at most or at least a bound, at the end of the run or, with `by`, in the last step of its
 * series that is over by the end of a date. The answer is the share of replications that meet it.
 */
const targetSchema = v.strictObject({
  title: titleSchema,
  measure: v.pipe(v.string(), v.maxLength(200)),
  atMost: v.optional(e),
  atLeast: v.optional(e),
  by: v.optional(v.union([dateSchema, structuralNumber(0, 40000)])),
  note: v.optional(textSchema),
});

/**
 * A line of a scorecard: measures of the model that give it, or why the model does not. In the id of a measure one `*` stands
 * for any text, so that one line has a value for each team.
 */
const scorecardLineSchema = v.strictObject({
  /** Heading under which it stands. */
  group: titleSchema,
  title: titleSchema,
  measures: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(200))), v.minLength(1), v.maxLength(20)),
  ),
  notSimulated: v.optional(textSchema),
  note: v.optional(textSchema),
});
/** @see scorecardLineSchema */
export type ScorecardLineField = v.InferOutput<typeof scorecardLineSchema>;

/** A parameter that changes during the run; made from changes with `at` and `until`. */
const timedChangeSchema = v.strictObject({
  parameter: idSchema,
  op: v.picklist(['to', 'times', 'plus']),
  value: v.pipe(v.number(), v.finite()),
  at: v.union([dateSchema, structuralNumber(0, 40000)]),
  until: v.optional(v.union([dateSchema, structuralNumber(0, 40000)])),
});

/** The whole scenario file. */
export const scenarioSchema = v.strictObject({
  format: v.literal(1),
  id: idSchema,
  title: titleSchema,
  description: v.optional(textSchema),
  /** A line shown wherever the scenario is shown, e.g. that it is dated. */
  caution: v.optional(textSchema),
  run: runSchema,
  sources: v.optional(v.record(idSchema, sourceTextSchema), {}),
  places: v.optional(v.record(idSchema, v.strictObject({ title: titleSchema })), {}),
  professions: v.optional(v.record(idSchema, v.strictObject({ title: titleSchema })), {}),
  employers: v.optional(v.record(idSchema, employerSchema), {}),
  groups: v.optional(v.record(idSchema, v.strictObject({ title: titleSchema })), {}),
  /** What is known of a person, as data: each attribute with its values, the first being the default. */
  attributes: v.optional(
    v.record(
      idSchema,
      v.strictObject({
        title: titleSchema,
        values: v.pipe(v.array(v.strictObject({ id: idSchema, title: titleSchema })), v.minLength(1), v.maxLength(60)),
      }),
    ),
    {},
  ),
  holidays: v.optional(
    v.record(
      idSchema,
      v.strictObject({ title: titleSchema, source: textSchema, dates: v.pipe(v.array(dateSchema), v.maxLength(400)) }),
    ),
    {},
  ),
  calendars: v.optional(v.record(idSchema, calendarSchema), {}),
  profiles: v.optional(v.record(idSchema, profileSchema), {}),
  parameters: v.record(idSchema, parameterSchema),
  payers: v.optional(v.record(idSchema, payerSchema), {}),
  bands: v.optional(v.record(idSchema, bandSchema), {}),
  costs: v.optional(v.record(idSchema, costSchema), {}),
  posts: v.optional(v.record(idSchema, postGroupSchema), {}),
  qualifications: v.optional(v.record(idSchema, qualificationSchema), {}),
  services: v.record(idSchema, serviceSchema),
  stocks: v.optional(v.record(idSchema, stockSchema), {}),
  weekMeasures: v.optional(v.record(idSchema, weekMeasureSchema), {}),
  loops: v.optional(v.record(idSchema, loopSchema), {}),
  timeline: v.optional(v.pipe(v.array(timedChangeSchema), v.maxLength(400)), []),
  primaryMeasures: v.optional(v.pipe(v.array(primaryMeasureSchema), v.maxLength(6)), []),
  targets: v.optional(v.record(idSchema, targetSchema)),
  /** The measures that a board reads, in its own order. */
  scorecard: v.optional(v.pipe(v.array(scorecardLineSchema), v.maxLength(100))),
});
/** A validated scenario. */
export type Scenario = v.InferOutput<typeof scenarioSchema>;
/** A scenario as it may be written, before defaults. */
export type ScenarioInput = v.InferInput<typeof scenarioSchema>;

const when = {
  at: v.optional(v.union([dateSchema, structuralNumber(0, 40000)])),
  until: v.optional(v.union([dateSchema, structuralNumber(0, 40000)])),
};
const pathSchema = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(300),
  v.regex(/^[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$/, 'a path is ids joined by dots, e.g. parameters.growth'),
);

/** How well the size of a change is known: `value` lies between them. The parameter's range is widened to hold both. */
const range = {
  low: v.optional(v.pipe(v.number(), v.finite())),
  high: v.optional(v.pipe(v.number(), v.finite())),
};

/** One operation of a change. `at` and `until` are dates or days from the start; they, `low` and `high` are for parameters only. */
export const operationSchema = v.variant('op', [
  v.strictObject({ op: v.literal('to'), path: pathSchema, value: v.unknown(), ...when, ...range }),
  v.strictObject({
    op: v.literal('times'),
    path: pathSchema,
    value: v.pipe(v.number(), v.finite()),
    ...when,
    ...range,
  }),
  v.strictObject({ op: v.literal('plus'), path: pathSchema, value: v.pipe(v.number(), v.finite()), ...when, ...range }),
  v.strictObject({ op: v.literal('add'), path: pathSchema, value: v.unknown() }),
  v.strictObject({ op: v.literal('remove'), path: pathSchema }),
]);
/** @see operationSchema */
export type Operation = v.InferOutput<typeof operationSchema>;

/** A change on a baseline: a redesign option as a small file. */
export const changeSchema = v.strictObject({
  format: v.literal(1),
  id: idSchema,
  title: titleSchema,
  /** Heading under which it stands in a list of changes. */
  group: v.optional(titleSchema),
  rationale: textSchema,
  source: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  /** What is expected to move, and why. */
  expected: v.optional(textSchema),
  /** The measure the change is about, and which way it should go. */
  about: v.optional(
    v.strictObject({ measure: v.pipe(v.string(), v.maxLength(200)), direction: v.picklist(['lower', 'higher']) }),
  ),
  /** Where the model answers otherwise than expected, why it does. */
  note: v.optional(textSchema),
  /** Ids of changes that it cannot be combined with, best with the reason. */
  excludes: v.optional(v.array(v.union([idSchema, v.strictObject({ change: idSchema, because: textSchema })])), []),
  operations: v.pipe(v.array(operationSchema), v.minLength(1), v.maxLength(200)),
});
/** @see changeSchema */
export type Change = v.InferOutput<typeof changeSchema>;
