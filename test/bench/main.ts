/**
 * `npm run bench`: what the engine costs, one line of JSON for each question. Compare lines of one run, never of two
 * machines or two days.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Replication, compile, readScenario, summarise, type Model, type ReplicationResult } from '../../engine/index';
import { createNodePool } from '../../workers/spawn-node';
import { costOf, median, report } from './measure';
import { ONE_DESK } from './one-desk';

const COUNTY = 'scenarios/coventry-warwickshire/scenario.json';
const THREE_YEARS = 1096;
const WEEKS_PER_YEAR = 365.25 / 7;
const SEED = 'bench';

function modelOf(text: string, horizonDays?: number): Model {
  const read = readScenario(text);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  const { run } = read.value;
  return compile({ ...read.value, run: { ...run, horizonDays: horizonDays ?? run.horizonDays } });
}

/** Replications one after another in this thread. The first ones only warm the compiler up. */
async function benchReplications(model: Model, measured: number) {
  const replication = new Replication(model);
  const results: ReplicationResult[] = [];
  const costs = [];
  for (let number = 0; number < measured + 2; number += 1) {
    const cost = await costOf(() => {
      replication.reset(SEED, number);
      while (!replication.advance(1_000_000));
    });
    results.push(replication.result());
    if (number >= 2) costs.push(cost);
  }
  const events = median(results.map((result) => result.events));
  const cpuSeconds = median(costs.map((cost) => cost.cpuSeconds));
  const wallSeconds = median(costs.map((cost) => cost.wallSeconds));
  return { results, figures: { events, eventsPerSecond: events / cpuSeconds, cpuSeconds, wallSeconds } };
}

async function benchCounty(text: string): Promise<void> {
  const model = modelOf(text, THREE_YEARS);
  const { results, figures } = await benchReplications(model, 5);
  const { measures } = summarise(model.layout, results);
  const sumOf = (fits: (id: string) => boolean) =>
    measures.filter(({ id }) => fits(id)).reduce((sum, { mean }) => sum + mean, 0);
  report('county, 3 years, one replication', {
    ...figures,
    peopleEnteringPerYear: sumOf((id) => id === 'network.arrivals') * WEEKS_PER_YEAR,
    contactsPerYear: sumOf((id) => id.endsWith('.contactsPerWeek')) * WEEKS_PER_YEAR,
    wteInPost: sumOf((id) => id.startsWith('workforce.inPost[posts=')),
    postGroups: Object.keys(model.scenario.posts).length,
    services: Object.keys(model.scenario.services).length,
  });
}

async function benchOneDesk(): Promise<void> {
  const { figures } = await benchReplications(modelOf(JSON.stringify(ONE_DESK)), 5);
  report('M/M/1 at 0.9, one replication', figures);
}

/** Memory has a process of its own, so that nothing before it counts. */
function benchMemory(): void {
  spawnSync(process.execPath, [process.argv[1], 'memory'], { stdio: 'inherit' });
}

async function measureMemory(text: string): Promise<void> {
  const pool = createNodePool(1);
  const run = pool.open({ scenario: text, changes: [], horizonDays: THREE_YEARS }, SEED);
  await pool.extend([run], 100);
  const [{ values, histograms }] = run.results;
  const summary = await pool.summarise(run);
  pool.dispose();
  report('county, 3 years, 100 replications and their summary', {
    replications: summary.replications,
    peakRssMB: process.resourceUsage().maxRSS / 1024,
    valuesKB: values.byteLength / 1024,
    histogramsKB: histograms.byteLength / 1024,
  });
}

/** The same work on one worker and on two, in turn, so that a slow minute of the machine hits both. */
async function benchPool(text: string): Promise<void> {
  const source = { scenario: text, changes: [], horizonDays: THREE_YEARS };
  const pools = [createNodePool(1), createNodePool(2)];
  const batch = (pool: (typeof pools)[number], round: number) =>
    costOf(() => pool.extend([pool.open(source, `${SEED} ${round}`)], 6));
  for (const pool of pools) await batch(pool, 0);
  const ratios: number[] = [];
  const wall: number[][] = [[], []];
  for (let round = 1; round <= 4; round += 1) {
    const costs = [await batch(pools[0], round), await batch(pools[1], round)];
    costs.forEach(({ wallSeconds }, i) => wall[i].push(wallSeconds));
    ratios.push(costs[0].wallSeconds / costs[1].wallSeconds);
  }
  for (const pool of pools) pool.dispose();
  report('county, 3 years, 6 replications on a pool', {
    wallSecondsOneWorker: median(wall[0]),
    wallSecondsTwoWorkers: median(wall[1]),
    speedUp: median(ratios),
    efficiency: median(ratios) / 2,
  });
}

const county = readFileSync(COUNTY, 'utf8');
if (process.argv[2] === 'memory') {
  await measureMemory(county);
} else {
  await benchOneDesk();
  await benchCounty(county);
  benchMemory();
  await benchPool(county);
}
