/**
 * Does an event cost more when thousands of people wait, each with a time at which they give up? The same replication
 * is run again and again; only the events between two lengths of the list are timed.
 */
import { readFileSync } from 'node:fs';
import { Replication, replicate, type Model, type ScenarioInput } from '../../engine/index';
import { costs } from './compare-costs';
import { measureRun, modelOf, SEED } from './child';
import { median, PauseWatch, report } from './measure';

const FILE = 'scenarios/yardsticks/long-list.json';
/** People waiting, from and to. */
const SHORT_LIST = [200, 400];
const LONG_LIST = [7000, 7700];
const ROUNDS = 60;

/** A part of the replication in which so many people wait: how many events come before it and within it. */
interface Part {
  before: number;
  within: number;
}

/** Measure the long list and print its line. */
export async function benchLongList(short: boolean): Promise<void> {
  const scale = short ? 10 : 1;
  const model = modelWith({});
  const parts = [SHORT_LIST, LONG_LIST].map(([low, high]) => partOf(low / scale, high / scale));
  // Pieces of one size, each so short that a busy machine leaves most of them alone.
  const piece = Math.min(...parts.map(({ within }) => within));
  const replication = new Replication(model);
  const watch = new PauseWatch();
  const runs = [];
  for (let number = 0; number < (short ? 1 : 8); number += 1) {
    runs.push(await measureRun(model, replication, watch, number));
  }
  const speeds: number[][] = [[], []];
  for (let round = 0; round < (short ? 2 : ROUNDS); round += 1) {
    parts.forEach((part, i) => speeds[i].push(...speedsOf(replication, part, piece)));
  }
  const [few, many] = speeds.map(median);
  report('long-list', {
    ...costs(runs.slice(short ? 0 : 3)),
    eventsShort: parts[0].within,
    eventsLong: parts[1].within,
    eventsPerSecondShort: few,
    eventsPerSecondLong: many,
    ratioLongToShort: many / few,
  });
}

function modelWith(run: Partial<ScenarioInput['run']>): Model {
  const scenario = JSON.parse(readFileSync(FILE, 'utf8')) as ScenarioInput;
  return modelOf(JSON.stringify({ ...scenario, run: { ...scenario.run, ...run } }));
}

/** Events per second of each piece of a part, by the clock on the wall: a piece is too short for the CPU's. */
function speedsOf(replication: Replication, { before, within }: Part, piece: number): number[] {
  replication.reset(SEED, 0);
  replication.advance(before);
  const speeds: number[] = [];
  for (let done = piece; done <= within; done += piece) {
    const began = performance.now();
    replication.advance(piece);
    speeds.push((piece / (performance.now() - began)) * 1e3);
  }
  return speeds;
}

/** Find the part in which the list grows from `low` to `high`, by its mean length on each day. */
function partOf(low: number, high: number): Part {
  const daily = modelWith({ seriesDays: 1 });
  const queue = daily.layout.measures.find(({ id, shape }) => id === 'desk.queue' && shape === 'series');
  if (queue === undefined) throw new Error('The desk has no series of its queue.');
  const { values } = replicate(daily, SEED, 0);
  const lengths = values.subarray(queue.offset, queue.offset + queue.length);
  const first = lengths.findIndex((length) => length >= low);
  if (first < 0) throw new Error(`The list never grows to ${low} people.`);
  // Near its end the run may or may not see the last of them: in half of all replications the list ends above 7,770.
  const beyond = lengths.findIndex((length) => length > high);
  const last = beyond < 0 ? lengths.length : beyond;
  // A run that ends there is the same run up to that day.
  const before = replicate(modelWith({ horizonDays: first }), SEED, 0).events;
  return { before, within: replicate(modelWith({ horizonDays: last }), SEED, 0).events - before };
}
