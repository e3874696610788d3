/** Study of the search for what it takes: how often its answer is right where the right one is known. */
import { Search, type Criterion } from '../../engine/index';
import { normalQuantile } from '../../engine/random/normal-quantile';
import { normalCdf } from '../../engine/random/special';
import { SCREENING_ERROR } from '../../engine/experiment/seek-screen';
import { searchNumbers } from '../../test/experiment/seek';
import { NormalNoise } from './normal-noise';
import { macroRunsAt, percent, type StudyTable } from './table';

const SEARCHES = 500;
/** Replications of each setting at the edge. */
const AT_EDGE = 40;
/** An answer that misses is worse than none: each is tested at 2.5 %, and a little more is allowed for few replications. */
const MOST_WRONG = 0.05;

/** A search with a known answer: the value of a replication is normal around a mean that each step of a lever lowers. */
interface KnownSearch {
  title: string;
  /** Steps of each lever beyond its first value, and by how much each lowers the mean. */
  levers: { steps: number; lowers: number }[];
  /** Mean with no lever moved; the standard deviation is 1, and so is the margin. */
  start: number;
  criterion: Criterion;
}

const BOUND = 0;
const chance: Criterion = { kind: 'chance', chance: 0.8, bound: BOUND, meets: 'atMost', margin: 1 };
const mean: Criterion = { kind: 'mean', bound: BOUND, meets: 'atMost', margin: 1 };
/** The mean with which 80 in 100 replications meet the bound. */
const AT_CHANCE = -normalQuantile(0.8);

const KNOWN: readonly KnownSearch[] = [
  {
    title: 'Chance of 80 %, one lever of nine values, the answer well inside',
    levers: [{ steps: 8, lowers: 1 }],
    start: 3.5 + AT_CHANCE,
    criterion: chance,
  },
  {
    title: 'Chance of 80 %, one lever, a setting misses by two points',
    levers: [{ steps: 8, lowers: 0.5 }],
    start: 2.07 + AT_CHANCE,
    criterion: chance,
  },
  {
    title: 'Chance of 80 %, three levers of 7, 4 and 4 values',
    levers: [
      { steps: 6, lowers: 0.8 },
      { steps: 3, lowers: 0.4 },
      { steps: 3, lowers: 0 },
    ],
    start: 2.6 + AT_CHANCE,
    criterion: chance,
  },
  {
    title: 'Mean, three levers of 7, 4 and 4 values',
    levers: [
      { steps: 6, lowers: 1.6 },
      { steps: 3, lowers: 0.8 },
      { steps: 3, lowers: 0 },
    ],
    start: 5.2,
    criterion: mean,
  },
  {
    title: 'Chance of 80 %, out of reach of every setting',
    levers: [{ steps: 4, lowers: 0.5 }],
    start: 3 + AT_CHANCE,
    criterion: chance,
  },
];

/** Run the study of seek. */
export function seekStudy(effort = 1): StudyTable {
  const searches = macroRunsAt(effort, SEARCHES);
  const faults: string[] = [];
  const rows = KNOWN.map((known) => {
    const { wrong, right, oneMore, more, overlooked, none, replications } = searchOften(known, searches);
    if (wrong > MOST_WRONG * searches) faults.push(`${known.title}: a wrong answer in ${percent(wrong / searches)}`);
    if (overlooked / searches > SCREENING_ERROR + 3 * Math.sqrt((SCREENING_ERROR * (1 - SCREENING_ERROR)) / searches))
      faults.push(`${known.title}: the right answer overlooked in ${percent(overlooked / searches)}`);
    const shares = [right, oneMore, more, none, wrong, overlooked].map((count) => percent(count / searches));
    return [known.title, ...shares, (replications / searches).toFixed(0)];
  });
  return {
    title: 'How often the answer of a search is right (seek)',
    words: [
      `${searches} searches each, of normal values whose mean falls with every step of a lever, so that the setting of least effort that truly meets the target is known. Each step of a lever costs 1. A fifth of what varies is of the setting alone, the rest is shared; ${AT_EDGE} new replications of each setting at the edge.`,
      `The answer is the right one, or of more effort than needed, or there is none since the edge is too close to call; or it is wrong, since it truly misses the target. A row fails with more than ${percent(MOST_WRONG)} of wrong answers, or with surely more than ${percent(SCREENING_ERROR)} overlooked; in the last row any answer would be wrong. Overlooked: the answer is of more effort than needed and was said to be the cheapest, since screening had dropped the right one.`,
    ],
    headings: ['Known answer', 'Right', 'One step more', 'More', 'None', 'Wrong', 'Overlooked', 'Mean replications'],
    rows,
    faults,
  };
}

function searchOften({ title, levers, start, criterion }: KnownSearch, searches: number) {
  const noise = new NormalNoise(`seek study ${title}`);
  const values = levers.map(({ steps }) => Array.from({ length: steps + 1 }, (_, i) => i));
  const counts = { wrong: 0, right: 0, oneMore: 0, more: 0, overlooked: 0, none: 0, replications: 0 };
  for (let number = 0; number < searches; number++) {
    const search = new Search(
      values.map((of) => ({ values: of, unit: 'WTE' })),
      criterion,
    );
    const meanOf = (setting: number): number =>
      search.grid.positions(setting).reduce((sum, steps, lever) => sum - steps * levers[lever].lowers, start);
    const effortOf = (setting: number): number => search.grid.positions(setting).reduce((sum, steps) => sum + steps, 0);
    const isGood = (setting: number): boolean =>
      criterion.kind === 'mean' ? meanOf(setting) <= BOUND : normalCdf(BOUND - meanOf(setting)) >= criterion.chance;
    const found = searchNumbers(
      search,
      criterion,
      (setting, replication, isEdge) => {
        const at = replication + (isEdge ? EDGE : 0);
        const [shared] = noise.draw(1, 0, number, at);
        const [own] = noise.draw(1, 0, OWN * (1 + setting) + number, at);
        return { value: meanOf(setting) + Math.sqrt(0.8) * shared + Math.sqrt(0.2) * own };
      },
      AT_EDGE,
    );
    counts.replications += found.replications + AT_EDGE * found.outcomes.length;
    if (found.answer === undefined) counts.none++;
    else if (!isGood(found.answer)) counts.wrong++;
    else {
      const all = Array.from({ length: search.grid.size }, (_, setting) => setting).filter(isGood);
      const least = Math.min(...all.map(effortOf));
      const beyond = effortOf(found.answer) - least;
      if (beyond === 0) counts.right++;
      else if (beyond === 1) counts.oneMore++;
      else counts.more++;
      if (beyond > 0 && found.isCheapest) counts.overlooked++;
    }
  }
  return counts;
}

/** Numbers of the replications at the edge begin here; so many numbers are between the draws of two settings. */
const EDGE = 1_000_000;
const OWN = 1_000_000;
