/** Giving a comparison to somebody else, and taking one. In a chunk of its own: most visits do neither. */
import { comparisonOf, type ComparisonFile } from '../export/comparison-file';
import { readLink } from '../export/link';
import { describeDrift, YEAR } from './choices';
import { currentHashes, LINK } from './expected';
import { kindOf } from './files';
import { madeOfNow } from './page-state';
import type { Store } from './store';

/** A link's comparison is run without asking up to this many simulated years, over all scenarios and replications. */
const MOST_YEARS_UNASKED = 400;

/** Open the comparison in a link, and run it unless that would take long. Anything wrong leaves everything as it was. */
export async function openLink(store: Store, packed: string): Promise<void> {
  const read = await readLink(packed);
  if (!read.ok) return store.refuse(LINK, [{ path: '', message: read.message }]);
  if (kindOf(read.text) !== 'comparison') {
    return store.refuse(LINK, [{ path: '', message: 'It holds no comparison; ask whoever made it for the file.' }]);
  }
  if (!(await store.open(new File([read.text], LINK)))) return;
  const { choices, results } = store.state;
  const isThere = results && describeDrift(results.madeOf, madeOfNow(store.state)).length === 0;
  const years = ((choices.sets.length + 1) * choices.replications * choices.horizonDays) / YEAR;
  if (!isThere && years <= MOST_YEARS_UNASKED) void store.run();
}

/** What is chosen as a file, with what tells whoever opens it whether their results are the same. */
export async function comparisonFrom(store: Store): Promise<ComparisonFile> {
  // Without workers a file is still better than none.
  const identity = await store.identify().catch(() => undefined);
  const hashes = identity?.scenarioHashes.filter((hash) => hash !== undefined) ?? [];
  const isWhole = hashes.length > 0 && hashes.length === identity?.scenarioHashes.length;
  const made = isWhole ? { scenarioHashes: hashes, resultHashes: currentHashes(store.state) } : undefined;
  return comparisonOf(store.state, identity?.engineVersion, made);
}
