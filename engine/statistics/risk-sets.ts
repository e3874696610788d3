/**
 * How many people were there to leave at each age, from histograms of the age at which they entered and left. Shared by
 * Kaplan-Meier and Aalen-Johansen.
 */

/**
 * What is known of people who wait, by age (time since their wait began) in bins of one width. All histograms have the
 * same bins; bin i holds ages from i to i + 1 widths, and the last is the overflow, of which curves say nothing.
 * Counts may be weights, 0 or more.
 */
export interface EntriesAndWithdrawals {
  /** People who were followed from age 0. */
  started: number;
  /** Late entries, by age when they were first followed: those who already waited at the start. None if left out. */
  entered?: ArrayLike<number>;
  /** People who were no longer followed, though they had not left: those who still waited at the end. */
  withdrawn: ArrayLike<number>;
}

/**
 * What is known within a bin. `spread`: entries, exits and withdrawals are spread evenly over it, so that late entries and
 * withdrawals count for half of it (the life table of Cutler & Ederer 1958, Journal of Chronic Diseases 8(6)). `whole`:
 * every age is exactly i widths, and at one age exits come first, then withdrawals and late entries (Klein & Moeschberger
 * 2003, Survival Analysis, §4.2 and §4.6).
 */
export type AgesWithin = 'spread' | 'whole';

/**
 * The number at risk in each bin but the overflow; NaN after the last bin with anybody in it.
 *
 * @param people Entries and withdrawals.
 * @param exits How many left, whatever the reason, by bin.
 * @param ages What is known within a bin. With `spread` the number is never below the exits of its bin.
 * @throws RangeError if histograms differ in length, a count is not a number of 0 or more, or more people leave than
 * have entered; it names the bin.
 */
export function riskSets(people: EntriesAndWithdrawals, exits: ArrayLike<number>, ages: AgesWithin): Float64Array {
  const { started, entered, withdrawn } = people;
  const bins = exits.length - 1;
  demandCounts('started', [started], 1);
  demandCounts('exits', exits, bins + 1);
  demandCounts('withdrawn', withdrawn, bins + 1);
  if (entered !== undefined) demandCounts('entered', entered, bins + 1);
  const atRisk = new Float64Array(Math.max(0, bins)).fill(NaN);
  let present = started;
  // Weights may leave a rounding error behind where everybody has left.
  let seen = started;
  for (let bin = 0, empty = 0; bin < bins; bin++) {
    const late = entered?.[bin] ?? 0;
    const onTime = ages === 'spread' ? present + (late - withdrawn[bin]) / 2 : present;
    const leaving = exits[bin] + withdrawn[bin];
    const there = ages === 'spread' ? present + late : present;
    seen += late;
    if (leaving > there + seen * 1e-12) {
      throw new RangeError(`exits: ${leaving} people leave in bin ${bin}, but only ${there} were there to leave`);
    }
    const number = Math.max(onTime, exits[bin]);
    if (number > seen * 1e-12) {
      // Nobody for a while, and then late entries: nobody left meanwhile, as far as is known.
      atRisk.fill(0, empty, bin);
      atRisk[bin] = number;
      empty = bin + 1;
    }
    present = Math.max(0, present + late - leaving);
  }
  return atRisk;
}

function demandCounts(name: string, counts: ArrayLike<number>, length: number): void {
  if (counts.length !== length)
    throw new RangeError(`${name} must have ${length} bins as exits has, got ${counts.length}`);
  for (let i = 0; i < length; i++) {
    if (!(counts[i] >= 0 && counts[i] < Infinity)) {
      throw new RangeError(`${name}[${i}] must be a number of 0 or more, got ${counts[i]}`);
    }
  }
}
