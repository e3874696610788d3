/**
 * Quantiles and shares of a histogram of fixed bins. Bin i holds what was at least i and less than i + 1 widths; the
 * last bin is the overflow and has no upper end. Counts may be weights. Within a bin values count as evenly spread.
 */

/**
 * The value below which a share p of the histogram lies, by linear interpolation within its bin; where it lies between two
 * bins, the end of the lower.
 *
 * @param counts The histogram, or an array that holds it among others; each count 0 or more.
 * @param from Index of its first bin.
 * @param to Index one past its last bin, the overflow.
 * @param binWidth Width of a bin, in the unit of the result.
 * @param p The share, 0 to 1; 0 gives the lower end of the first bin that is not empty.
 * @returns NaN for an empty histogram and for p outside 0 to 1. Where the quantile falls into the overflow, the lower
 * end of the overflow: the value is at least that.
 */
export function histogramQuantile(
  counts: ArrayLike<number>,
  from: number,
  to: number,
  binWidth: number,
  p: number,
): number {
  const total = totalOf(counts, from, to);
  if (!(total > 0) || !(p >= 0 && p <= 1)) return NaN;
  const rank = p * total;
  let below = 0;
  for (let i = from; i < to - 1; i++) {
    const count = counts[i];
    if (count === 0) continue;
    if (below + count >= rank) return (i - from + (rank - below) / count) * binWidth;
    below += count;
  }
  return (to - 1 - from) * binWidth;
}

/**
 * The share of a histogram that lies above x, by linear interpolation within the bin of x.
 *
 * @param counts As in {@link histogramQuantile}; from and to likewise.
 * @param binWidth Width of a bin, in the unit of x.
 * @param x Any number.
 * @returns From 0 to 1, NaN for an empty histogram. All of the overflow counts as above x, however large x is, for
 * nothing is known of it but where it starts: choose bins so that targets lie below it.
 */
export function shareAbove(counts: ArrayLike<number>, from: number, to: number, binWidth: number, x: number): number {
  const total = totalOf(counts, from, to);
  if (!(total > 0) || x !== x) return NaN;
  const place = x / binWidth;
  let above = counts[to - 1];
  for (let i = to - 2; i >= from; i--) {
    // How much of the bin lies above x: nothing, a part, or all of it.
    above += counts[i] * Math.min(1, Math.max(0, i - from + 1 - place));
  }
  return above / total;
}

function totalOf(counts: ArrayLike<number>, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i++) total += counts[i];
  return total;
}
