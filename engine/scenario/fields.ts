/**
 * The small building blocks that scenario fields are made of: ids, expressions, selectors, distributions, routes.
 *
 * A quantity is never a bare number in a scenario: a field holds an *expression* over named parameters, and each
 * parameter carries its own unit, range and source. Only 0 and 1 (none, all) may be written as numbers.
 */
import * as v from 'valibot';

/** Ids start with a letter, so that object order is insertion order in every browser. */
export const idSchema = v.pipe(
  v.string(),
  v.maxLength(80),
  v.regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'an id starts with a letter and holds letters, digits, - and _'),
);

/** Text for people; never rendered as HTML. */
export const textSchema = v.pipe(v.string(), v.maxLength(4000));
/** A one-line title. */
export const titleSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** Weekdays as they are written in calendars; Monday is 0. */
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** An expression over parameters (see `engine/expression`), or the structural constants 0 and 1. */
export const expressionSchema = v.union([
  v.pipe(v.string(), v.minLength(1), v.maxLength(1000)),
  v.literal(0),
  v.literal(1),
]);
/** @see expressionSchema */
export type ExpressionField = v.InferOutput<typeof expressionSchema>;

/** A structural number: a count or an hour of the day, not a quantity. */
export const structuralNumber = (low: number, high: number) =>
  v.pipe(v.number(), v.finite(), v.minValue(low), v.maxValue(high));
/** A structural whole number. */
export const structuralInteger = (low: number, high: number) => v.pipe(structuralNumber(low, high), v.integer());

/**
 * Which people something applies to: every attribute named must have (one of) the value(s) given.
 * The built-in attribute `coordinated` is `yes` while a team's coordinator keeps a place for the person.
 */
export const selectorSchema = v.record(idSchema, v.union([idSchema, v.array(idSchema)]));
/** @see selectorSchema */
export type Selector = v.InferOutput<typeof selectorSchema>;

/** Either one value for everybody, or a list of cases of which the first that fits a person counts. */
export const casesOf = <T extends v.GenericSchema>(value: T) =>
  v.union([
    value,
    v.pipe(v.array(v.strictObject({ when: v.optional(selectorSchema), value })), v.minLength(1), v.maxLength(50)),
  ]);
/** @see casesOf */
export type Cases<T> = T | { when?: Selector; value: T }[];

const e = expressionSchema;
const simpleDistributions = [
  v.strictObject({ kind: v.literal('fixed'), value: e }),
  v.strictObject({ kind: v.literal('exponential'), mean: e }),
  /** The sum of so many equal exponential stages. */
  v.strictObject({ kind: v.literal('erlang'), mean: e, stages: structuralInteger(1, 1000) }),
  v.strictObject({ kind: v.literal('uniform'), low: e, high: e }),
  v.strictObject({ kind: v.literal('triangular'), low: e, mode: e, high: e }),
  v.strictObject({ kind: v.literal('lognormal'), mean: e, cv: e }),
  v.strictObject({ kind: v.literal('gamma'), mean: e, shape: e }),
  v.strictObject({ kind: v.literal('weibull'), mean: e, shape: e }),
  /** A normal of this mean and standard deviation, cut off at `low` and `high`, which moves its mean. */
  v.strictObject({ kind: v.literal('normal'), mean: e, sd: e, low: e, high: e }),
  /** The mean lies alpha / (alpha + beta) of the way from low to high. */
  v.strictObject({ kind: v.literal('beta'), alpha: e, beta: e, low: e, high: e }),
  /** Counts, for fields that take a number of people or contacts; not for times. */
  v.strictObject({ kind: v.literal('poisson'), mean: e }),
  v.strictObject({ kind: v.literal('binomial'), trials: e, probability: e }),
  /** One of several values; their shares add up to 1. */
  v.strictObject({
    kind: v.literal('discrete'),
    values: v.pipe(v.array(v.strictObject({ value: e, share: e })), v.minLength(1), v.maxLength(50)),
  }),
  /**
   * Observed values, with a unit and a source of their own. With `between` any value between two neighbours in order of
   * size may come up, in straight lines; else only those observed, each as likely as any other.
   */
  v.strictObject({
    kind: v.literal('empirical'),
    values: v.pipe(v.array(v.pipe(v.number(), v.finite())), v.minLength(2), v.maxLength(5000)),
    unit: v.pipe(v.string(), v.maxLength(60)),
    source: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
    note: v.optional(textSchema),
    between: v.optional(v.boolean(), true),
  }),
] as const;
const simpleDistribution = v.variant('kind', simpleDistributions);
/**
 * A distribution, of a time unless the field says otherwise; `cv` is standard deviation over mean; a mixture's shares
 * add up to 1.
 */
export const distributionSchema = v.variant('kind', [
  ...simpleDistributions,
  v.strictObject({
    kind: v.literal('mixture'),
    parts: v.pipe(v.array(v.strictObject({ share: e, of: simpleDistribution })), v.minLength(1), v.maxLength(10)),
  }),
]);
/** @see distributionSchema */
export type DistributionField = v.InferOutput<typeof distributionSchema>;

/** New values of attributes, given to a person on the way. */
export const assignmentSchema = v.record(idSchema, idSchema);

const branchSchema = v.strictObject({
  /** Share of the people who take this branch; exactly one branch may say `rest`. */
  share: v.union([v.literal('rest'), expressionSchema]),
  /** A service id, or `coordinator`: back to the coordinator who kept the place. */
  to: idSchema,
  set: v.optional(assignmentSchema),
  title: v.optional(titleSchema),
});

/**
 * Where people go next: rules in order, the first whose `when` fits a person applies. A rule names one service or
 * branches with shares.
 */
export const routeSchema = v.union([
  idSchema,
  v.pipe(
    v.array(
      v.strictObject({
        when: v.optional(selectorSchema),
        to: v.union([idSchema, v.pipe(v.array(branchSchema), v.minLength(1), v.maxLength(30))]),
        set: v.optional(assignmentSchema),
      }),
    ),
    v.minLength(1),
    v.maxLength(50),
  ),
]);
/** @see routeSchema */
export type RouteField = v.InferOutput<typeof routeSchema>;

/** Ranks people by an attribute: first value in `order` goes first. */
export const prioritySchema = v.strictObject({
  by: idSchema,
  order: v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(20)),
});
/** @see prioritySchema */
export type PriorityField = v.InferOutput<typeof prioritySchema>;

/** Ranks at a desk. Some may interrupt those after them; or the rank counts for more the longer somebody has waited. */
export const deskPrioritySchema = v.strictObject({
  ...prioritySchema.entries,
  /** Who interrupts work with those of later ranks: everybody (`true`), or these values, which must be the first of `order`. */
  interrupts: v.optional(v.union([v.boolean(), v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(20))]), false),
  /**
   * A weight for each value: next comes whoever has the largest product of weight and time waited; at equal products
   * the rank decides. Values without a weight have 0.
   */
  grows: v.optional(v.record(idSchema, e)),
});
/** @see deskPrioritySchema */
export type DeskPriorityField = v.InferOutput<typeof deskPrioritySchema>;
