/**
 * The process in which a model is measured: it holds one compiled scenario and nothing else, and runs a replication
 * whenever its parent asks, so that parent and native programs take turns with it.
 */
import { Replication, compile, readScenario, type Model } from '../../engine/index';
import { splitPosts } from '../../engine/workforce/post-groups';
import { costOf, PauseWatch, peakMemoryMB, type Cost, type Pauses } from './measure';

/** What the parent asks: hold this scenario, or run this replication of it. */
export type Question = { kind: 'hold'; scenario: string } | { kind: 'run'; number: number };

/** Seed of everything that is measured. */
export const SEED = 'bench';

/** Facts of a model that do not change. */
export interface Held {
  kind: 'held';
  horizonDays: number;
  posts: number;
  postGroups: number;
  services: number;
}

/** One replication, and what it cost. */
export interface Ran extends Cost {
  kind: 'ran';
  events: number;
  pauses: Pauses;
  /** Most memory so far, in MB. */
  peakMemoryMB: number;
  /** Every scalar measure that was seen. */
  measures: Record<string, number>;
}

/** Compile a scenario. @throws Error with what is wrong with it */
export function modelOf(text: string): Model {
  const read = readScenario(text);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return compile(read.value);
}

/** Run one replication and say what it cost. It runs in slices as in a worker, but so long that slicing costs nothing. */
export async function measureRun(
  model: Model,
  replication: Replication,
  watch: PauseWatch,
  number: number,
): Promise<Ran> {
  const began = performance.now();
  const cost = await costOf(() => {
    replication.reset(SEED, number);
    while (!replication.advance(1_000_000));
  });
  const pauses = await watch.since(began);
  const { events, values } = replication.result();
  const seen = model.layout.measures.filter(({ shape, offset }) => shape === 'scalar' && !Number.isNaN(values[offset]));
  const measures = Object.fromEntries(seen.map(({ id, offset }) => [id, values[offset]]));
  return { kind: 'ran', events, ...cost, pauses, peakMemoryMB: peakMemoryMB(), measures };
}

/** Answer the parent until it goes away. */
export function answerParent(): void {
  const watch = new PauseWatch();
  let model: Model | undefined;
  let replication: Replication | undefined;

  process.on('message', (question: Question) => {
    void answer(question).then(
      (reply) => process.send?.(reply),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });

  async function answer(question: Question): Promise<Held | Ran> {
    if (question.kind === 'hold') {
      model = modelOf(question.scenario);
      replication = new Replication(model);
      return factsOf(model);
    }
    if (model === undefined || replication === undefined) throw new Error('Hold a model first.');
    return measureRun(model, replication, watch, question.number);
  }
}

function factsOf({ horizonDays, scenario, workforce, quantities }: Model): Held {
  let posts = 0;
  for (const { established, inPost } of workforce.groups)
    posts += splitPosts(quantities.values[established], quantities.values[inPost]).length;
  return {
    kind: 'held',
    horizonDays,
    posts,
    postGroups: workforce.groups.length,
    services: Object.keys(scenario.services).length,
  };
}
