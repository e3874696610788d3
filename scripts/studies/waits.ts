/**
 * Study of two errors of a curve of waits in a queue: Greenwood's of all people together, which takes them as independent,
 * and that of the replications' curves.
 */
import { curveBand } from '../../engine/statistics/curves';
import { waitAbove } from '../../engine/statistics/queueing';
import { kaplanMeier } from '../../engine/statistics/survival';
import { SingleServers } from './single-server';
import { macroRunsAt, percent, type StudyTable } from './table';

const MACRO_RUNS = 2000;
const NOMINAL = 0.95;
const TOLERANCE = 0.015;
const LINE = { arrival: 0.8, service: 1 };
const REPLICATIONS = 20;
const CUSTOMERS = 1000;
/** Bins of one unit of time, the last the overflow. */
const BINS = 13;
/** Bins at whose ends the share still waiting is looked at. */
const ENDS = [1, 4, 8];

/** Run the study. */
export function waitsStudy(effort = 1): StudyTable {
  const macroRuns = macroRunsAt(effort, MACRO_RUNS);
  const servers = new SingleServers('waits study');
  const found = ENDS.map((end) => {
    return { end, truth: waitAbove(LINE.arrival, LINE.service, 1, end), byPeople: 0, byReplications: 0 };
  });
  for (let macroRun = 0; macroRun < macroRuns; macroRun++) {
    const histograms = Array.from({ length: REPLICATIONS }, (_, replication) => {
      const counts = new Float64Array(BINS);
      servers.waits(
        [LINE],
        CUSTOMERS,
        macroRun,
        replication,
        ([wait]) => counts[Math.min(BINS - 1, Math.floor(wait))]++,
      );
      return counts;
    });
    const withdrawn = new Float64Array(BINS);
    const all = new Float64Array(BINS);
    for (const counts of histograms) counts.forEach((count, bin) => (all[bin] += count));
    const pooled = kaplanMeier({ started: REPLICATIONS * CUSTOMERS, withdrawn }, all);
    const band = curveBand(histograms.map((counts) => kaplanMeier({ started: CUSTOMERS, withdrawn }, counts).value));
    for (const one of found) {
      const bin = one.end - 1;
      if (pooled.low[bin] <= one.truth && one.truth <= pooled.high[bin]) one.byPeople++;
      if (band.low[bin] <= one.truth && one.truth <= band.high[bin]) one.byReplications++;
    }
  }
  // With few macro-runs chance alone goes further.
  const tolerance = Math.max(TOLERANCE, 4 * Math.sqrt((NOMINAL * (1 - NOMINAL)) / macroRuns));
  const faults = found.flatMap(({ end, byReplications }) =>
    Math.abs(byReplications / macroRuns - NOMINAL) <= tolerance
      ? []
      : [`Waiting longer than ${end}: the band covers ${percent(byReplications / macroRuns)}, not ${percent(NOMINAL)}`],
  );
  return {
    title: 'How often the band of a curve of waits covers the truth',
    words: [
      `The share who wait longer than so many mean service times at a single server under 80 % load, ${REPLICATIONS} replications of ${CUSTOMERS} customers, ${macroRuns} experiments. Everybody is followed to the end, so that only the errors differ: Greenwood's over all people together, and the t-interval over the curves of replications. A row fails when the latter covers less or more than 95 % by ${percent(TOLERANCE)}.`,
      `People in a queue wait together, so that many of them say little more than a few. An error that takes them as independent is several times too small, and the interval covers a truth that it says it nearly always covers less than half the time.`,
    ],
    headings: ['Waiting longer than', 'Truth', 'Greenwood over all people covers', 'Band over replications covers'],
    rows: found.map(({ end, truth, byPeople, byReplications }) => [
      `${end} service times`,
      percent(truth),
      percent(byPeople / macroRuns),
      percent(byReplications / macroRuns),
    ]),
    faults,
  };
}
