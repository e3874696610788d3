/** The only file of the page that talks to the workers: checks scenarios, runs comparisons, hands on results. */
import type { MeasureLayout } from '../../engine/results/measures';
import type { Outputs } from '../../engine/results/outputs';
import type { Change } from '../../engine/scenario/schema';
import type { Pool } from '../../workers/pool';
import type { Answer, ScenarioDescription, ScenarioSource, SourceIssue } from '../../workers/protocol';
import type { ScenarioRun } from '../../workers/scenario-run';
import { samplesOf } from './samples';
import type { SolvedRun, Solution } from './solution';

/** One scenario to be solved. */
export interface ScenarioRequest {
  id: string;
  title: string;
  /** Titles of the changes. */
  changes: string[];
  about?: string;
  source: ScenarioSource;
}

/** A comparison to be solved; the baseline stands first. */
export interface SolveRequest {
  scenarios: ScenarioRequest[];
  replications: number;
  seed: string;
}

/** What is heard while a comparison is being solved. */
export interface SolveListener {
  signal: AbortSignal;
  onProgress(done: number, wanted: number): void;
  /** Called with results so far, about once a second. */
  onSolution(solution: Solution): void;
}

/** How solving ended. */
export type SolveEnd =
  | { status: 'complete' | 'cancelled'; solution: Solution | undefined }
  | { status: 'refused'; scenario: ScenarioRequest; issues: SourceIssue[] };

/** Fewest replications from which anything can be said. */
const FEWEST = 2;
/** Rest between two looks at unfinished results; a look that takes long is followed by a longer rest. */
const REST_MS = 500;

/** Keeps the workers, and the replications of the last comparison so that it can be extended. */
export class Solver {
  #pool: Promise<Pool> | undefined;
  #held: { key: string; runs: ScenarioRun[] } | undefined;

  /** The workers, started when first asked for. */
  readonly workers = (): Promise<Pool> => this.#workers();

  /** Validate a scenario with changes and describe it. */
  async describe(source: ScenarioSource): Promise<Answer<ScenarioDescription>> {
    return (await this.#workers()).describe(source);
  }

  /** Read and validate a change file. */
  async readChange(text: string): Promise<Answer<Change>> {
    return (await this.#workers()).readChange(text);
  }

  /** Solve a comparison. The same comparison with more replications goes on from where it was. */
  async solve(request: SolveRequest, listener: SolveListener): Promise<SolveEnd> {
    const pool = await this.#workers();
    const described: ScenarioDescription[] = [];
    for (const scenario of request.scenarios) {
      const answer = await pool.describe(scenario.source);
      if (!answer.ok) return { status: 'refused', scenario, issues: answer.issues };
      described.push(answer.value);
    }
    const runs = this.#runsFor(pool, request);
    const look = () => this.#look(pool, request, described, runs);
    let seen = 0;
    let last: Solution | undefined;
    const looking = repeatWithRest(async () => {
      // Each look sends everything there is to a worker: with more replications the looks become fewer.
      const there = Math.min(...runs.map(({ replications }) => replications));
      if (there < seen * 1.2) return;
      const solution = await look();
      if (!solution || listener.signal.aborted) return;
      seen = there;
      last = solution;
      listener.onSolution(solution);
    });
    listener.onProgress(sumOf(runs), runs.length * request.replications);
    try {
      const end = await pool.extend(runs, request.replications, {
        signal: listener.signal,
        onProgress: ({ done, wanted }) => {
          listener.onProgress(done, wanted);
          looking.wake();
        },
      });
      if (end.status === 'refused') {
        return { status: 'refused', scenario: request.scenarios[runs.indexOf(end.run)], issues: end.issues };
      }
      // Who cancels does not want to wait for another look; what was shown last is kept.
      if (end.status === 'cancelled' && last) return { status: 'cancelled', solution: last };
      await looking.stop();
      const [solution, outputs] = [await look(), await outputsOf(pool, runs)];
      return { status: end.status, solution: solution && { ...solution, outputs } };
    } finally {
      void looking.stop();
    }
  }

  /** End the workers. */
  async dispose(): Promise<void> {
    (await this.#pool)?.dispose();
  }

  #workers(): Promise<Pool> {
    this.#pool ??= import('../../workers/spawn').then(({ createBrowserPool }) => createBrowserPool());
    return this.#pool;
  }

  #runsFor(pool: Pool, { scenarios, seed }: SolveRequest): ScenarioRun[] {
    const key = JSON.stringify([seed, scenarios.map(({ source }) => source)]);
    if (this.#held?.key !== key) {
      for (const run of this.#held?.runs ?? []) pool.close(run);
      this.#held = { key, runs: scenarios.map(({ source }) => pool.open(source, seed)) };
    }
    return this.#held.runs;
  }

  async #look(
    pool: Pool,
    request: SolveRequest,
    described: ScenarioDescription[],
    runs: ScenarioRun[],
  ): Promise<Solution | undefined> {
    if (runs.some((run) => run.replications < FEWEST)) return undefined;
    const [baseline, ...changed] = runs;
    const summaries = await Promise.all(runs.map((run) => pool.summarise(run)));
    const comparisons = changed.length > 0 ? await pool.compare(baseline, changed) : [];
    const solved = request.scenarios.map(({ id, title, changes, about }, i): SolvedRun => ({
      id,
      title,
      changes,
      about,
      scenarioHash: described[i].scenarioHash,
      summary: summaries[i],
      samples: samplesOf(described[i], runs[i].results.slice(0, summaries[i].replications)),
    }));
    return {
      engineVersion: described[0].engineVersion,
      seed: request.seed,
      replications: request.replications,
      horizonDays: described[0].run.horizonDays,
      scenarioTitle: described[0].title,
      primary: described[0].primary.map(({ measure }) => measure),
      layout: mergeLayouts(described.map(({ layout }) => layout)),
      runs: solved,
      comparisons,
    };
  }
}

/** The outputs, once anything can be said. */
async function outputsOf(pool: Pool, runs: readonly ScenarioRun[]): Promise<Outputs | undefined> {
  return runs.some(({ replications }) => replications < FEWEST) ? undefined : pool.outputs(runs);
}

const sumOf = (runs: readonly ScenarioRun[]) => runs.reduce((sum, run) => sum + run.replications, 0);

/** The baseline's measures, and those of services that a change adds. */
function mergeLayouts([first, ...others]: MeasureLayout[]): MeasureLayout {
  const known = new Set(first.measures.map(({ id }) => id));
  const added = others.flatMap(({ measures }) => measures).filter(({ id }) => !known.has(id) && known.add(id));
  return { ...first, measures: [...first.measures, ...added] };
}

/** Repeats a job when woken, never two at once, with a rest between. */
function repeatWithRest(job: () => Promise<void>): { wake(): void; stop(): Promise<void> } {
  let isStopped = false;
  let isDue = false;
  let underWay: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const begin = () => {
    timer = undefined;
    if (isStopped || !isDue) return;
    isDue = false;
    const started = performance.now();
    underWay = job()
      // A look that fails is not the end: the last one, after all replications, says what is wrong.
      .catch(() => undefined)
      .then(() => {
        underWay = undefined;
        if (!isStopped) timer = setTimeout(begin, Math.max(REST_MS, 3 * (performance.now() - started)));
      });
  };
  return {
    wake() {
      isDue = true;
      if (timer === undefined && underWay === undefined) begin();
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
