/** Money, as it stands in a scenario file: who pays, and what things cost. Every price is an expression over parameters. */
import * as v from 'valibot';
import { expressionSchema, idSchema, textSchema, titleSchema } from './fields';

const e = expressionSchema;

/** Under which costs are added up, besides by payer. */
export const COST_CATEGORIES = ['staff', 'agency', 'beds', 'outOfArea', 'other'] as const;
/** @see COST_CATEGORIES */
export type CostCategory = (typeof COST_CATEGORIES)[number];

/** Whoever bears costs: a council, the commissioners of a trust. */
export const payerSchema = v.strictObject({ title: titleSchema, note: v.optional(textSchema) });

/** One payer for everything, or shares of several, of which one may be `rest`. */
const paidBySchema = v.union([idSchema, v.record(idSchema, v.union([v.literal('rest'), e]))]);
/** @see paidBySchema */
export type PaidByField = v.InferOutput<typeof paidBySchema>;

/** An employer, and who pays for its posts. */
export const employerSchema = v.strictObject({ title: titleSchema, paidBy: v.optional(paidBySchema) });

/** What a whole post costs. */
export const bandSchema = v.strictObject({
  title: titleSchema,
  /** £ per WTE and time that somebody is in post, on-costs included. */
  cost: e,
  note: v.optional(textSchema),
});
/** @see bandSchema */
export type BandField = v.InferOutput<typeof bandSchema>;

const everyCost = {
  title: titleSchema,
  category: v.picklist(COST_CATEGORIES),
  paidBy: paidBySchema,
  note: v.optional(textSchema),
};
/**
 * What something else than posts costs. `arrival`: £ per person who comes to a service. `personDay`: £ per person and
 * time inside a delay, or on the caseload of a team. `placeDay`: £ per place and time of a delay, used or not.
 * `time`: £ per time, whatever happens.
 */
export const costSchema = v.variant('per', [
  v.strictObject({ per: v.literal('arrival'), ...everyCost, service: idSchema, amount: e }),
  v.strictObject({ per: v.literal('personDay'), ...everyCost, service: idSchema, amount: e }),
  v.strictObject({ per: v.literal('placeDay'), ...everyCost, service: idSchema, amount: e }),
  v.strictObject({ per: v.literal('time'), ...everyCost, amount: e }),
]);
/** @see costSchema */
export type CostField = v.InferOutput<typeof costSchema>;
