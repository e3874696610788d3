/** Quarters of a run in words. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const QUARTER_DAYS = 365.25 / 4;

/**
 * What the quarters of a run are called: by their months where the run starts on the first of one, else by number.
 *
 * @param endsDay day of the run on which each ends
 * @example quarterNames([91.3, 182.6], '2017-04-01') // ['Apr–Jun 2017', 'Jul–Sep 2017']
 */
export function quarterNames(endsDay: readonly number[], startDate?: string): string[] {
  const [year, month, day] = (startDate ?? '').split('-').map(Number);
  return endsDay.map((end, i) => {
    if (day !== 1) return `Quarter ${i + 1}`;
    const first = month - 1 + 3 * Math.round((end - QUARTER_DAYS) / QUARTER_DAYS);
    const last = first + 2;
    return `${MONTHS[first % 12]}–${MONTHS[last % 12]} ${year + Math.floor(last / 12)}`;
  });
}
