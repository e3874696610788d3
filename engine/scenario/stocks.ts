/**
 * System dynamics beside the events, as it stands in a scenario file: stocks, the measures of a week that they follow,
 * and loops, each of which scales one behavioural link (rules 10 and 11).
 */
import * as v from 'valibot';
import { expressionSchema, idSchema, textSchema, titleSchema } from './fields';
import { WEEK_MEASURE_NAMES } from './week-measure-table';

const e = expressionSchema;

/** A quantity that accumulates: fatigue, a backlog elsewhere, pressure on thresholds. */
export const stockSchema = v.strictObject({
  title: titleSchema,
  unit: v.pipe(v.string(), v.maxLength(60)),
  /** What it is at the start, from parameters and the starts of other stocks. */
  start: e,
  /** What flows in and out, per time. At least one of the two. */
  inflow: v.optional(e),
  outflow: v.optional(e),
  /** Without it the stock stops at 0, and each time that it does is counted. */
  mayBeNegative: v.optional(v.boolean(), false),
  note: v.optional(textSchema),
});
/** @see stockSchema */
export type StockField = v.InferOutput<typeof stockSchema>;

/** A measure of the week that has just closed, under a name that expressions can use. */
export const weekMeasureSchema = v.strictObject({
  title: titleSchema,
  measure: v.picklist(WEEK_MEASURE_NAMES),
  /** Of what: a service, a group of posts, or a profession; of a team, of one profession in it. */
  service: v.optional(idSchema),
  posts: v.optional(idSchema),
  profession: v.optional(idSchema),
  /** Its value until the first week has closed; a week in which there was nothing to measure leaves it as it was. */
  start: e,
  note: v.optional(textSchema),
});
/** @see weekMeasureSchema */
export type WeekMeasureField = v.InferOutput<typeof weekMeasureSchema>;

/**
 * One behavioural link of a loop. `times`: what stands there × (1 + strength × (effect − 1)); `plus`: what stands there +
 * strength × effect. A target is `parameters.<name>` or the path of a field that holds an expression.
 */
const linkSchema = v.strictObject({
  to: v.pipe(v.array(v.pipe(v.string(), v.maxLength(300))), v.minLength(1), v.maxLength(100)),
  times: v.optional(e),
  plus: v.optional(e),
  note: v.optional(textSchema),
});
/** @see linkSchema */
export type LinkField = v.InferOutput<typeof linkSchema>;

/** A feedback loop. Its strength scales the behavioural link only; at 0 the model is a plain queueing network there. */
export const loopSchema = v.strictObject({
  title: titleSchema,
  /** The loop's strength: 0 is off, 1 the link as stated. Made of parameters whose range starts at 0. */
  strength: e,
  links: v.pipe(v.array(linkSchema), v.minLength(1), v.maxLength(40)),
  source: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  note: v.optional(textSchema),
});
/** @see loopSchema */
export type LoopField = v.InferOutput<typeof loopSchema>;
