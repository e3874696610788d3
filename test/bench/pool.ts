/** Workers: two against one, what it costs to hand a result over, and the memory that many results take. */
import { readFileSync } from 'node:fs';
import { MessageChannel, Worker } from 'node:worker_threads';
import { replicate, type ReplicationResult, type ScenarioInput } from '../../engine/index';
import { createNodePool } from '../../workers/spawn-node';
import { modelOf, SEED } from './child';
import { costOf, median, peakMemoryMB, report } from './measure';

const COUNTY = 'scenarios/coventry-warwickshire/scenario.json';
const THREE_YEARS = 1096;
const SHORT_DAYS = 60;

const sourceOf = (short: boolean) => ({
  scenario: readFileSync(COUNTY, 'utf8'),
  changes: [],
  horizonDays: short ? SHORT_DAYS : THREE_YEARS,
});

/** The same work on one worker and on two, in turn, so that a slow minute of the machine hits both. */
export async function benchPool(short: boolean): Promise<void> {
  const replications = short ? 2 : 6;
  const pools = [createNodePool(1), createNodePool(2)];
  const batch = (pool: (typeof pools)[number], round: number) =>
    costOf(() => pool.extend([pool.open(sourceOf(short), `${SEED} ${round}`)], replications));
  for (const pool of pools) await batch(pool, 0);
  const ratios: number[] = [];
  const wall: number[][] = [[], []];
  for (let round = 1; round <= (short ? 1 : 5); round += 1) {
    const costs = [await batch(pools[0], round), await batch(pools[1], round)];
    costs.forEach(({ wallSeconds }, i) => wall[i].push(wallSeconds));
    ratios.push(costs[0].wallSeconds / costs[1].wallSeconds);
  }
  for (const pool of pools) pool.dispose();
  const result = replicate(modelOf(withDays(short)), SEED, 0);
  const resultKB = (result.values.byteLength + result.histograms.byteLength) / 1024;
  report('pool', {
    replications,
    wallSecondsOneWorker: median(wall[0]),
    wallSecondsTwoWorkers: median(wall[1]),
    speedUp: median(ratios),
    efficiency: median(ratios) / 2,
    transferMs: await transferMs(result, short ? 20 : 400),
    resultKB,
  });
}

function withDays(short: boolean): string {
  const { scenario, horizonDays } = sourceOf(short);
  const parsed = JSON.parse(scenario) as ScenarioInput;
  return JSON.stringify({ ...parsed, targets: {}, run: { ...parsed.run, horizonDays } });
}

/** Milliseconds that a result takes from one thread to another: half a round trip, in the form in which the pool sends it. */
async function transferMs(result: ReplicationResult, rounds: number): Promise<number> {
  const echo = new Worker(
    `require('node:worker_threads').parentPort.once('message', ({ port }) =>
       port.on('message', (m) => port.postMessage(m, [m.value.result.values.buffer, m.value.result.histograms.buffer])))`,
    { eval: true },
  );
  const { port1, port2 } = new MessageChannel();
  echo.postMessage({ port: port2 }, [port2]);
  let message = { id: '0', type: 'RAW', value: { kind: 'done', result } };
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { values, histograms } = message.value.result;
    const began = performance.now();
    const back = new Promise<typeof message>((resolve) => port1.once('message', resolve));
    port1.postMessage(message, [values.buffer as ArrayBuffer, histograms.buffer as ArrayBuffer]);
    message = await back;
    times.push((performance.now() - began) / 2);
  }
  port1.close();
  await echo.terminate();
  return median(times);
}

/** A hundred replications and their summary in one worker. To be run in a process of its own. */
export async function benchMemory(short: boolean): Promise<void> {
  const pool = createNodePool(1);
  const run = pool.open(sourceOf(short), SEED);
  await pool.extend([run], short ? 4 : 100);
  const [{ values, histograms }] = run.results;
  const summary = await pool.summarise(run);
  pool.dispose();
  report('memory', {
    replications: summary.replications,
    peakMemoryMB: peakMemoryMB(),
    valuesKB: values.byteLength / 1024,
    histogramsKB: histograms.byteLength / 1024,
  });
}
