/** How much of a post somebody new fills: a share that grows with the time since the first day. */

/** A compiled `rampUp`; `at` and `share` are indices of quantities. */
export interface RampUpSpec {
  linear: boolean;
  points: { at: number; share: number }[];
}

/**
 * The share at a time since the first day: before the first point that of the first, after the last that of the last.
 *
 * @param values values of quantities
 * @param age days since the first day
 */
export function rampShare({ linear, points }: RampUpSpec, values: Float64Array, age: number): number {
  let i = points.length - 1;
  while (i > 0 && values[points[i].at] > age) i--;
  const share = values[points[i].share];
  if (!linear || i === points.length - 1) return share;
  const from = values[points[i].at];
  if (age <= from) return share;
  const next = points[i + 1];
  return share + ((values[next.share] - share) * (age - from)) / (values[next.at] - from);
}
