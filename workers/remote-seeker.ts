/** A search that a worker holds, run by the pool: the page asks it and never has it. */
import type { Pressure, Solved, Wanted } from '../engine/index';
import { onlyMeasures } from './only-measures';
import type { Answer, ScenarioSource } from './protocol';
import { seek, type Seeker, type SeekEnd, type SeekOptions } from './seek';
import type { SeekFound, SeekOpened, SeekQuestion, SeekStep, SeekTaken } from './seek-session';
import type { Pool } from './pool';

/** Numbers that searches are told apart by in the workers. */
let last = 0;

class RemoteSeeker implements Seeker {
  readonly #pool: Pool;
  readonly #key: string;
  readonly #question: SeekQuestion;
  readonly #source: ScenarioSource;
  readonly made: SeekTaken[] = [];
  readonly #counts = new Map<number, number>();
  readonly #changes = new Map<number, string>();
  #settled: ReadonlySet<number> = new Set();
  #step: SeekStep | undefined;

  constructor(pool: Pool, key: string, question: SeekQuestion, source: ScenarioSource) {
    this.#pool = pool;
    this.#key = key;
    this.#question = question;
    this.#source = source;
  }

  async next(): Promise<Wanted[]> {
    const step = await this.#ask();
    return step.wanted;
  }

  async edge(): Promise<number[]> {
    // What was taken since may have changed it.
    const { edge } = this.#step && this.made.length === this.#asked ? this.#step : await this.#ask();
    return edge.map(({ setting }) => setting);
  }

  #asked = 0;

  async #ask(): Promise<SeekStep> {
    const step = await this.#pool.ask((engine) => engine.seekStep(this.#key, this.#question, this.made));
    this.#asked = this.made.length;
    this.#step = step;
    this.#settled = new Set(step.settled);
    for (const { setting, change } of [...step.wanted, ...step.edge]) this.#changes.set(setting, change);
    return step;
  }

  take(setting: number, values: readonly number[], costs: readonly number[]): void {
    this.made.push({ setting, values: [...values], costs: [...costs] });
    this.#counts.set(setting, this.taken(setting) + values.length);
  }

  taken(setting: number): number {
    return this.#counts.get(setting) ?? 0;
  }

  isSettled(setting: number): boolean {
    return this.#settled.has(setting);
  }

  sourceOf(setting: number): ScenarioSource {
    const change = this.#changes.get(setting);
    if (change === undefined) throw new Error(`This is a bug in Headroom: setting ${setting} was not asked for.`);
    return { ...this.#source, changes: [...this.#source.changes, change] };
  }

  get tried(): number {
    return this.#counts.size;
  }

  get cheapest(): readonly number[] | null {
    return this.#step?.cheapest ?? null;
  }
}

/** How far a search has come. */
export interface RemoteProgress {
  phase: 'screening' | 'edge';
  replications: number;
  /** Settings that were run, and all there are. */
  settings: number;
  all: number;
  /** Values of the cheapest setting that looks to meet the target so far. */
  cheapest: readonly number[] | null;
}

/** What a search came to. */
export interface RemoteFound {
  opened: SeekOpened;
  found: SeekFound;
  stopped: Extract<SeekEnd, { status: 'done' }>['stopped'];
  replications: { screening: number; edge: number };
  /** Limits at the dearest setting that was run anew. */
  pressures: Pressure[];
}

/**
 * Search for the setting of least effort that meets a target.
 *
 * @param title of the change that makes the answer
 * @returns the issues where the question, or the scenario of a setting, is at fault
 */
export async function seekRemotely(
  pool: Pool,
  question: SeekQuestion,
  seed: string,
  title: string,
  { onProgress, ...options }: Omit<SeekOptions, 'onProgress'> & { onProgress: (progress: RemoteProgress) => void },
): Promise<Answer<RemoteFound>> {
  last += 1;
  const key = `seek-${last}`;
  const answer = await pool.ask((engine) => engine.openSeek(key, question));
  if (!answer.ok) return answer;
  const opened = answer.value;
  const seeker = new RemoteSeeker(pool, key, question, opened.source);
  const { places, valuesLength } = opened;
  const seeds = { screening: seed, edge: `${seed}, edge` };
  const end = await seek(
    pool,
    { seeker, seeds, places, valuesLength },
    {
      ...options,
      onProgress: ({ phase, screening, edge, settings }) =>
        onProgress({
          phase,
          replications: screening + edge,
          settings,
          all: opened.settings,
          cheapest: seeker.cheapest,
        }),
    },
  );
  if (end.status === 'refused') return { ok: false, issues: end.issues };
  const atEdge = end.runs.map(({ setting, results }) => ({
    setting,
    values: results.map(({ values }) => values[places.measure]),
  }));
  const { layout, info, limits } = opened;
  const dearest: Solved = onlyMeasures({ layout, results: end.runs.at(-1)?.results ?? [] }, limits);
  const pressures = await pool.ask((engine) => engine.pressing(dearest, info.service));
  const found = await pool.ask((engine) => engine.seekAnswer(key, question, seeker.made, atEdge, title));
  for (const { run } of end.runs) pool.close(run);
  return {
    ok: true,
    value: {
      opened,
      found,
      stopped: end.stopped,
      replications: { screening: end.screening, edge: end.edge },
      pressures,
    },
  };
}
