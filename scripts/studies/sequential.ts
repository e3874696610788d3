/**
 * Study of the sequential rule: how often the 95 % interval at the replication where it stops covers the true mean, where
 * that is known. Stopping when an interval happens to be short makes intervals too short; the fewest replications before
 * the rule may stop are chosen here.
 */
import { SEQUENTIAL, SequentialRule, type SequentialSettings } from '../../engine/experiment/precision';
import { Generator } from '../../engine/random/generator';
import { rootState } from '../../engine/random/seed';
import { SingleServers, serverOfWait, trueWait } from './single-server';
import { macroRunsAt, percent, type StudyTable } from './table';

const SEED = 'sequential study';
/** Whole experiments, each from its first replication to where the rule stops. */
const MACRO_RUNS = { draws: 10_000, queue: 2000 };
/** Candidates for the fewest replications; for each precision, replications that a fixed number would need. */
const FEWEST = [3, 5, 10, 15, 20, 30];
const NEEDED = [5, 10, 20, 40];
/** Cut off here, which no case comes near. */
const MOST = 1000;
const WANTED = 0.935;
/** For comparison: a number of replications that is fixed beforehand. */
const FIXED = 20;
/** Replications that a mean of skewed values needs, as a multiple of the squared skewness (Cochran 1977, §2.15). */
const COCHRAN = 25;

/** Something whose means are known: one experiment draws its replications one after the other. */
interface KnownAnswer {
  title: string;
  skewness: number;
  means: number[];
  sds: number[];
  macroRuns: number;
  replication: (macroRun: number, number: number) => ArrayLike<number>;
}

/**
 * Run the study; with other settings only to see what it would notice.
 *
 * @param effort as of every study
 * @param settings of the rule
 */
export function sequentialStudy(effort = 1, settings: SequentialSettings = SEQUENTIAL): StudyTable {
  const candidates = FEWEST.map((fewest) => ({ ...settings, fewest }));
  const found = knownAnswers(effort).map((answer) => {
    const counts = settings.fewest >= COCHRAN * answer.skewness ** 2;
    const lowest = lowestCoverages(answer, [...candidates, settings]);
    // With few experiments chance alone gives less.
    const noise = 4 * Math.sqrt((WANTED * (1 - WANTED)) / answer.macroRuns) * (1 - Math.min(1, effort));
    return { answer, counts, lowest, enough: lowest.map(({ coverage }) => coverage >= WANTED - noise) };
  });
  const counting = found.filter(({ counts }) => counts);
  const least = FEWEST.find((_, i) => counting.every(({ enough }) => enough[i]));
  return {
    title: 'How often the interval covers the truth where the sequential rule stops',
    words: [
      `Replications are made until the half-width is at most the precision asked for and stays so for ${settings.lookAhead} more (Hoad, Robinson & Davies 2010). Each figure is the lowest coverage over precisions for which ${NEEDED.join(', ')} replications would do, in brackets the number at which it is lowest, from ${macroRunsAt(effort, MACRO_RUNS.draws)} whole experiments for each (${macroRunsAt(effort, MACRO_RUNS.queue)} of the single server); the standard error is about 0.2 (0.5) percentage points. Columns are the fewest replications before the rule may stop; the last is for a number fixed beforehand.`,
      `A row counts where the fewest replications are at least 25 times the squared skewness. The fewest of these columns that give at least ${percent(WANTED)} in every row that counts: ${least ?? 'none'}. Headroom uses ${settings.fewest}, since skewness is not known beforehand. In the other rows no interval keeps its promise, whether the number is fixed or not.`,
    ],
    headings: ['Known answer', 'Skewness', ...FEWEST.map(String), `${FIXED} fixed`],
    rows: found.map(({ answer, lowest, counts }) => [
      answer.title,
      `${answer.skewness.toFixed(1)}${counts ? '' : ' (does not count)'}`,
      ...lowest.slice(0, -1).map(({ coverage, needed }) => `${percent(coverage)} (${needed})`),
      percent(coverages(answer, Infinity, [{ fewest: FIXED, lookAhead: 0 }])[0]),
    ]),
    faults: counting
      .filter(({ enough }) => enough.at(-1) !== true)
      .map(
        ({ answer, lowest }) => `${answer.title}: covers ${percent(lowest.at(-1)!.coverage)}, not ${percent(WANTED)}`,
      ),
  };
}

/** For each setting the lowest coverage, and for how many replications the precision was. */
function lowestCoverages(answer: KnownAnswer, settings: readonly SequentialSettings[]) {
  const all = NEEDED.map((needed) => ({ needed, found: coverages(answer, 1.96 / Math.sqrt(needed), settings) }));
  return settings.map((_, i) =>
    all
      .map(({ needed, found }) => ({ needed, coverage: found[i] }))
      .reduce((lowest, one) => (one.coverage < lowest.coverage ? one : lowest)),
  );
}

/**
 * Coverage of each mean, averaged over them: the promise is made for each interval by itself. All settings see the same
 * values.
 *
 * @param precision in standard deviations; Infinity stops as soon as the settings allow
 */
function coverages(answer: KnownAnswer, precision: number, settings: readonly SequentialSettings[]): number[] {
  const { means, sds, macroRuns } = answer;
  const precisions = sds.map((sd) => precision * sd);
  const covered = settings.map(() => 0);
  for (let macroRun = 0; macroRun < macroRuns; macroRun++) {
    const going = settings.map((one, i) => ({ i, rule: new SequentialRule(precisions, one) }));
    const sums = means.map(() => 0);
    for (let number = 0; going.length > 0 && number < MOST; number++) {
      const values = answer.replication(macroRun, number);
      means.forEach((_, j) => (sums[j] += values[j]));
      for (let k = going.length - 1; k >= 0; k--) {
        const { i, rule } = going[k];
        if (!rule.add(values)) continue;
        going.splice(k, 1);
        means.forEach((mean, j) => {
          if (Math.abs(sums[j] / rule.replications - mean) <= rule.halfWidth(j)) covered[i] += 1;
        });
      }
    }
  }
  return covered.map((count) => count / macroRuns / means.length);
}

/** Values drawn from laws, alone and six at once, and the waits of a single server beside a faster one. */
function knownAnswers(effort: number): KnownAnswer[] {
  const generator = new Generator();
  generator.seek(rootState(SEED), 0, 0, 0, 0);
  const uniform = () => 1 - generator.uniform();
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  /** Of this shape; mean and variance are the shape, skewness is 2 / √shape. */
  const gamma = (shape: number) => () => {
    let sum = 0;
    for (let i = 0; i < shape; i++) sum += generator.exponential();
    return sum;
  };
  const law = (title: string, skewness: number, mean: number, sd: number, draw: () => number, count = 1) => ({
    title,
    skewness,
    means: Array.from({ length: count }, () => mean),
    sds: Array.from({ length: count }, () => sd),
    macroRuns: macroRunsAt(effort, MACRO_RUNS.draws / count),
    replication: () => Array.from({ length: count }, draw),
  });
  return [
    law('Normal values', 0, 0, 1, normal),
    law('Six independent normal values at once', 0, 0, 1, normal, 6),
    law('Gamma values of shape 16', 0.5, 16, 4, gamma(16)),
    serverAndFaster(macroRunsAt(effort, MACRO_RUNS.queue)),
    law('Gamma values of shape 4', 1, 4, 2, gamma(4)),
    law('Exponential values', 2, 1, 1, gamma(1)),
  ];
}

const CUSTOMERS = 2000;

/** The mean wait of a single server at half load, and the paired difference that a faster one makes. */
function serverAndFaster(macroRuns: number): KnownAnswer {
  const lines = [{ arrival: 0.5, service: 1 }, serverOfWait(0.5, 0.8)];
  const servers = new SingleServers(SEED);
  const replication = (macroRun: number, number: number): number[] => {
    const [wait, shorter] = servers.meanWaits(lines, CUSTOMERS, macroRun, number);
    return [wait, shorter - wait];
  };
  // A pilot of its own for the spread, which only scales the precisions.
  const pilot = Array.from({ length: 2000 }, (_, i) => replication(macroRuns, i));
  const moments = [0, 1].map((i) => momentsOf(pilot.map((values) => values[i])));
  const [wait, shorter] = lines.map(trueWait);
  return {
    title: `Waits of ${CUSTOMERS} customers at half load, and the paired difference of a faster server`,
    skewness: Math.max(...moments.map(({ skewness }) => Math.abs(skewness))),
    means: [wait, shorter - wait],
    sds: moments.map(({ sd }) => sd),
    macroRuns,
    replication,
  };
}

function momentsOf(values: readonly number[]): { sd: number; skewness: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const moment = (power: number) => values.reduce((sum, value) => sum + (value - mean) ** power, 0) / values.length;
  return { sd: Math.sqrt(moment(2)), skewness: moment(3) / moment(2) ** 1.5 };
}
