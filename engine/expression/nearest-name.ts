/** Suggests the name that was probably meant. */

/** Longer names are not compared: the work grows with the square of the length. */
const LONGEST = 80;

/**
 * The candidate that is fewest slips away from `name` (a letter missing, added, wrong, or two swapped; upper and lower
 * case count as one letter), or null when none is within a third of the name's length, at most 3 slips. The first
 * candidate wins a tie.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | null {
  if (name.length > LONGEST) return null;
  const wanted = name.toLowerCase();
  let best: string | null = null;
  let fewest = Math.min(Math.ceil(name.length / 3), 3) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= fewest) continue;
    const slips = countSlips(wanted, candidate.toLowerCase());
    if (slips < fewest) {
      fewest = slips;
      best = candidate;
    }
  }
  return best;
}

/** Optimal string alignment distance between two short texts. */
function countSlips(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const wrong = a[i - 1] === b[j - 1] ? 0 : 1;
      let slips = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + wrong);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) slips = Math.min(slips, beforeLast[j - 2] + 1);
      row.push(slips);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length];
}
