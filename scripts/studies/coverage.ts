/**
 * Study of the t-interval at a number of replications that is fixed beforehand: how often it covers the true mean wait of a
 * single server, and the true difference between two that share their random numbers.
 */
import { type Interval, meanInterval, pairedInterval } from '../../engine/statistics/intervals';
import { type SingleServer, SingleServers, serverOfWait, trueWait } from './single-server';
import { macroRunsAt, percent, type StudyTable } from './table';

const MACRO_RUNS = 2500;
const NOMINAL = 0.95;
/** How far from the nominal coverage a row may lie that counts. */
const TOLERANCE = 0.015;
/** Replications of one experiment; smaller numbers of them are tried on each part of it. */
const REPLICATIONS = 30;
const PARTS = [5, 10, REPLICATIONS];

/** A line, and a faster one on the same random numbers. */
export interface System {
  line: SingleServer;
  faster: SingleServer;
  /** Customers whose waits make the mean of a replication. */
  customers: number;
}

/** What the page is about. */
export const SYSTEMS: readonly System[] = [
  { line: { arrival: 0.5, service: 1 }, faster: serverOfWait(0.5, 0.8), customers: 2000 },
  { line: { arrival: 0.8, service: 1 }, faster: serverOfWait(0.8, 3), customers: 10_000 },
  { line: { arrival: 0.8, service: 1 }, faster: serverOfWait(0.8, 3), customers: 50 },
];

/** The interval that is studied; another one only to see that the study would notice. */
export type IntervalMaker = (base: number[], changed: number[] | null) => Interval | null;

const tInterval: IntervalMaker = (base, changed) =>
  changed === null ? meanInterval(base, NOMINAL) : pairedInterval(base, changed, NOMINAL);

/** Run the study; with another interval or fewer systems only to see what it would notice. */
export function coverageStudy(
  effort = 1,
  interval: IntervalMaker = tInterval,
  systems: readonly System[] = SYSTEMS,
): StudyTable {
  const macroRuns = macroRunsAt(effort, MACRO_RUNS);
  const faults: string[] = [];
  const rows = systems.flatMap((system, place) => {
    const experiments = makeExperiments(system, macroRuns, place);
    return [false, true].flatMap((isPaired) => {
      const skewness = skewnessOf(
        experiments.flatMap(({ base, changed }) => base.map((x, i) => (isPaired ? changed[i] - x : x))),
      );
      const truth = isPaired ? trueWait(system.faster) - trueWait(system.line) : trueWait(system.line);
      return PARTS.map((replications) => {
        const { covered, halfWidth, intervals } = coverageOf(experiments, replications, isPaired, truth, interval);
        const needed = Math.ceil(25 * skewness * skewness);
        const name = nameOf(system, isPaired);
        // With few intervals chance alone goes further.
        const tolerance = Math.max(TOLERANCE, 4 * Math.sqrt((NOMINAL * (1 - NOMINAL)) / intervals));
        if (replications >= needed && !(Math.abs(covered - NOMINAL) <= tolerance)) {
          faults.push(`${name}, ${replications} replications: covers ${percent(covered)}, not ${percent(NOMINAL)}`);
        }
        return [
          name,
          truth.toFixed(3),
          skewness.toFixed(2),
          String(needed),
          String(replications),
          halfWidth.toFixed(3),
          `${percent(covered)}${replications >= needed ? '' : ' (too few)'}`,
        ];
      });
    });
  });
  return {
    title: 'How often the t-interval covers the truth',
    words: [
      `A single server in steady state from its first customer on (Lindley's recursion), so that the true mean wait is known exactly; and the difference that a faster server makes on the same random numbers. Each row rests on ${macroRuns} or more whole experiments of so many replications, fixed beforehand. The 95 % interval should cover the truth in 95 % of them.`,
      `Skewed values need more replications before they do: at least 25 times the square of the skewness of a single replication (Cochran 1977, Sampling Techniques, §2.15), which is the fourth column. A row with as many fails beyond ±${percent(TOLERANCE)}; with fewer the interval covers too seldom, and the page must not be read as if it did not. Means over many people are less skewed than means over few, as the last system shows.`,
    ],
    headings: ['System', 'Truth', 'Skewness', 'Needed', 'Replications', 'Mean half-width', 'Covers'],
    rows,
    faults,
  };
}

/** The mean waits of one experiment, replication by replication. */
interface Experiment {
  base: number[];
  changed: number[];
}

function makeExperiments({ line, faster, customers }: System, macroRuns: number, place: number): Experiment[] {
  const servers = new SingleServers(`coverage study ${place}`);
  return Array.from({ length: macroRuns }, (_, macroRun) => {
    const waits = Array.from({ length: REPLICATIONS }, (_unused, replication) =>
      servers.meanWaits([line, faster], customers, macroRun, replication),
    );
    return { base: waits.map(([wait]) => wait), changed: waits.map(([, wait]) => wait) };
  });
}

function coverageOf(
  experiments: Experiment[],
  replications: number,
  isPaired: boolean,
  truth: number,
  interval: IntervalMaker,
): { covered: number; halfWidth: number; intervals: number } {
  let covered = 0;
  let halfWidth = 0;
  let intervals = 0;
  for (const { base, changed } of experiments) {
    for (let from = 0; from + replications <= REPLICATIONS; from += replications) {
      const to = from + replications;
      const found = interval(base.slice(from, to), isPaired ? changed.slice(from, to) : null);
      intervals++;
      if (found === null) continue;
      if (found.low <= truth && truth <= found.high) covered++;
      halfWidth += found.halfWidth;
    }
  }
  return { covered: covered / intervals, halfWidth: halfWidth / intervals, intervals };
}

function skewnessOf(values: number[]): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const moment = (power: number) => values.reduce((sum, x) => sum + (x - mean) ** power, 0) / values.length;
  return moment(3) / moment(2) ** 1.5;
}

function nameOf({ line, customers }: System, isPaired: boolean): string {
  const load = `${Math.round((100 * line.arrival) / line.service)} % load, ${customers} customers`;
  return isPaired ? `Paired difference, ${load}` : `Mean wait, ${load}`;
}
