/**
 * Links: what a loop does to a quantity or a parameter (rule 11). At strength 0 a link leaves the very bits of what it is
 * applied to; an effect that comes to no usable number does so too, and is counted.
 */
import type { CompiledExpression } from './compile';

/** A link ready to be applied. */
export interface Link {
  /** Where it stands in the scenario, for messages. */
  readonly path: string;
  /** The loop's strength: 0 is off. */
  readonly strength: CompiledExpression;
  /** A factor of 0 or more when `adds` is false, else something in the dimension of the target. */
  readonly effect: CompiledExpression;
  readonly adds: boolean;
}

/** A link whose target is a parameter, by its slot. */
export interface ParameterLink {
  readonly slot: number;
  readonly link: Link;
}

/**
 * Apply links one after another.
 *
 * @param value what stands there without them
 * @param held where effects that could not be used are counted
 */
export function applyLinks(value: number, links: readonly Link[], slots: Float64Array, held: Float64Array): number {
  let result = value;
  for (let i = 0; i < links.length; i++) result = applyLink(result, links[i], slots, held);
  return result;
}

/** Apply one link. @see applyLinks */
export function applyLink(value: number, link: Link, slots: Float64Array, held: Float64Array): number {
  const strength = link.strength.evaluate(slots);
  if (!(strength > 0)) return value;
  const effect = link.effect.evaluate(slots);
  const result = link.adds ? value + strength * effect : value * (1 + strength * (effect - 1));
  // A factor may take all of it, and not more: a hazard has no sign.
  const isUsable = Number.isFinite(result) && (link.adds || (effect >= 0 && 1 + strength * (effect - 1) >= 0));
  if (isUsable) return result;
  held[0]++;
  return value;
}
