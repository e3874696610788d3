/** A yardstick model and its native programs in turn, and the line that comes of it. */
import { readFileSync } from 'node:fs';
import { readScenario, type ScenarioInput } from '../../engine/index';
import { meanInterval } from '../../engine/statistics/intervals';
import type { Ran } from './child';
import { median, report, type Figures } from './measure';
import { runNative } from './native';
import type { Options } from './options';
import { Subject } from './subject';
import { customersOf, type KnownAnswer, type Yardstick } from './yardsticks';

const WEEKS_PER_YEAR = 365.25 / 7;
/** Half-width of a 95 % interval in standard errors, from a large sample. */
const NORMAL_975 = 1.959964;
/** Replications that only warm the compiler up, and rounds in which everybody runs once. */
const WARM_UPS = 3;
const ROUNDS = 7;

/** One way of running a model: its process, and the costs per unit (customer or replication) in the measured rounds. */
interface Contestant {
  subject: Subject;
  unitCosts: number[];
  measured: Ran[];
}

/** Measure a yardstick model and print its line. */
export async function compareCosts(yardstick: Yardstick, { against, short }: Options): Promise<void> {
  const days = short ? yardstick.shortDays : yardstick.horizonDays;
  const [usual, stream] = await Promise.all(
    waysToDraw(yardstick, days).map(async (text): Promise<Contestant> => ({
      subject: await Subject.start(text),
      unitCosts: [],
      measured: [],
    })),
  );
  const contestants = stream === undefined ? [usual] : [usual, stream];
  const natives = against === undefined ? [] : Object.entries(yardstick.natives);
  const nativeCosts = natives.map((): number[] => []);
  try {
    for (let i = 0; i < (short ? 1 : WARM_UPS); i += 1) for (const { subject } of contestants) await subject.run();
    for (let round = 0; round < (short ? 1 : ROUNDS); round += 1) {
      // In turn, so that a slow minute of the machine hits everybody.
      for (let turn = 0; turn < Math.max(natives.length, contestants.length); turn += 1) {
        if (turn < natives.length) {
          const [, program] = natives[turn];
          const cpuSeconds = runNative(against ?? '', program);
          nativeCosts[turn].push(yardstick.perCustomer ? cpuSeconds / program.customers : cpuSeconds);
        }
        if (turn < contestants.length) await measure(contestants[turn], yardstick);
      }
    }
    if (!short) for (const { subject } of contestants) await runUpTo(subject, yardstick.answersFrom);
    const ratios: Figures = {};
    natives.forEach(([name], i) => {
      ratios[name] = medianRatio(usual.unitCosts, nativeCosts[i]);
      if (stream !== undefined) ratios[`${name}Stream`] = medianRatio(stream.unitCosts, nativeCosts[i]);
    });
    if (stream !== undefined) ratios.ratioKeyedToStream = medianRatio(usual.unitCosts, stream.unitCosts);
    // Known answers are those of the whole length.
    const known = short ? {} : yardstick.answers;
    report(yardstick.name, {
      draws: 'keyed',
      ...costs(usual.measured),
      ...facts(usual),
      ...ratios,
      answers: answers(usual.subject.runs, known),
      ...(stream !== undefined && {
        stream: { ...costs(stream.measured), answers: answers(stream.subject.runs, known) },
      }),
    });
  } finally {
    for (const { subject } of contestants) subject.end();
  }
}

async function runUpTo(subject: Subject, replications: number): Promise<void> {
  while (subject.runs.length < replications) await subject.run();
}

async function measure({ subject, unitCosts, measured }: Contestant, { perCustomer }: Yardstick): Promise<void> {
  const ran = await subject.run();
  measured.push(ran);
  unitCosts.push(perCustomer ? ran.cpuSeconds / customersOf(ran.measures, subject.facts) : ran.cpuSeconds);
}

/** The scenario with keyed draws and, where it is asked for and the format knows of it, with draws from one stream. */
function waysToDraw({ file, bothDraws }: Yardstick, horizonDays: number): string[] {
  const scenario = JSON.parse(readFileSync(file, 'utf8')) as ScenarioInput;
  // Targets are judged after the runs, and may be dated beyond a short one.
  const drawing = (draws: object) =>
    JSON.stringify({ ...scenario, targets: {}, run: { ...scenario.run, horizonDays, ...draws } });
  const knowsDraws = readScenario(drawing({ draws: 'stream' })).ok;
  const keyed = drawing(knowsDraws ? { draws: 'keyed' } : {});
  return bothDraws && knowsDraws ? [keyed, drawing({ draws: 'stream' })] : [keyed];
}

/** Middle of the ratios of the rounds. */
function medianRatio(ours: readonly number[], theirs: readonly number[]): number {
  return median(ours.map((cost, round) => cost / theirs[round]));
}

/** What replications cost: medians, except for the longest pause and the most memory. */
export function costs(measured: readonly Ran[]): Figures {
  const middle = (of: (ran: Ran) => number) => median(measured.map(of));
  return {
    events: middle(({ events }) => events),
    eventsPerSecond: middle(({ events, cpuSeconds }) => events / cpuSeconds),
    cpuSeconds: middle(({ cpuSeconds }) => cpuSeconds),
    wallSeconds: middle(({ wallSeconds }) => wallSeconds),
    peakMemoryMB: Math.max(...measured.map((ran) => ran.peakMemoryMB)),
    gcPauses: middle(({ pauses }) => pauses.count),
    gcLongestMs: Math.max(...measured.map(({ pauses }) => pauses.longestMs)),
  };
}

function facts({ subject, measured }: Contestant): Figures {
  const sum = (ran: Ran, fits: (id: string) => boolean) =>
    Object.entries(ran.measures).reduce((total, [id, value]) => total + (fits(id) ? value : 0), 0);
  const middle = (of: (ran: Ran) => number) => median(measured.map(of));
  const { posts, postGroups, services } = subject.facts;
  return {
    peopleEnteringPerYear: middle(({ measures }) => measures['network.arrivals'] * WEEKS_PER_YEAR),
    contactsPerYear: middle((ran) => sum(ran, (id) => id.endsWith('.contactsPerWeek')) * WEEKS_PER_YEAR),
    services,
    posts,
    postGroups,
    wteInPost: middle((ran) => sum(ran, (id) => id.startsWith('workforce.inPost[posts='))),
  };
}

/** Means over all replications with the half-width of their 95 % interval, beside what is known. */
function answers(runs: readonly Ran[], known: Record<string, KnownAnswer>): Figures {
  return Object.fromEntries(
    Object.entries(known).map(([name, { measure, times = 1, answer, halfWidth }]) => {
      const interval = meanInterval(runs.map(({ measures }) => measures[measure] * times));
      if (interval === null) throw new Error(`${measure} was not seen.`);
      const figures: Figures = { mean: interval.mean, halfWidth: interval.halfWidth, known: answer };
      if (halfWidth === undefined) return [name, figures];
      const standardError = Math.hypot(interval.standardDeviation / Math.sqrt(runs.length), halfWidth / NORMAL_975);
      const off = (interval.mean - answer) / standardError;
      return [name, { ...figures, knownHalfWidth: halfWidth, standardErrorsOff: off, agrees: Math.abs(off) < 4 }];
    }),
  );
}
