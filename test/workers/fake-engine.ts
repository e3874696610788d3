/** A stand-in for the engine that speaks the protocol: known numbers, known delays, and faults on demand. */
import * as Comlink from 'comlink';
import type { ReplicationResult, RunSummary } from '../../engine/index';
import { connect, type Connection } from '../../workers/connection';
import {
  BATCH_MS,
  type Answer,
  type EngineProtocol,
  type KeyedResults,
  type ReplicationsOutcome,
  type ScenarioDescription,
  type ScenarioSource,
} from '../../workers/protocol';

/** What happens to a replication before it answers. Return nothing for a plain success. */
export type Fault = (number: number, scenario: string) => 'die' | 'throw' | 'hang' | undefined;

/** How the fakes of one test behave, and what they were asked. */
export interface Behaviour {
  /** Milliseconds that a replication takes: 1 unless said, and none at all for 0. */
  takes?: (number: number) => number;
  /** Where it is there: how many replications each call asked for. */
  asked?: number[];
  fault?: Fault;
  /** Every replication begun, as `<scenario> <number>`, over all workers. */
  begun: string[];
  /** Every replication finished, likewise. */
  finished: string[];
  /** Models that workers were told to compile and to drop. */
  prepared: string[];
  forgotten: string[];
}

/** No faults, no delay. */
export const behaviour = (changes: Partial<Behaviour> = {}): Behaviour => ({
  begun: [],
  finished: [],
  prepared: [],
  forgotten: [],
  ...changes,
});

/** A text that the fake refuses. */
export const BROKEN = 'broken';
/** A text that the fake accepts, but refuses while it runs. */
export const BREAKS_LATER = 'breaks later';

const ISSUES = [{ code: 'broken', path: 'services', message: 'is broken' }];

class FakeEngine implements EngineProtocol {
  readonly #behaviour: Behaviour;
  readonly #die: (reason: string) => void;
  readonly #models = new Map<string, string>();
  readonly #cancelled = new Set<number>();

  constructor(how: Behaviour, die: (reason: string) => void) {
    this.#behaviour = how;
    this.#die = die;
  }

  describe(source: ScenarioSource): Answer<ScenarioDescription> {
    if (source.scenario === BROKEN) return { ok: false, issues: ISSUES };
    return { ok: true, value: { title: source.scenario } as ScenarioDescription };
  }

  countFlows(): never {
    throw new Error('not part of the fake');
  }

  openSeek(): never {
    throw new Error('not part of the fake');
  }

  seekStep(): never {
    throw new Error('not part of the fake');
  }

  seekAnswer(): never {
    throw new Error('not part of the fake');
  }

  openSensitivity(): never {
    throw new Error('not part of the fake');
  }

  sensitivityStep(): never {
    throw new Error('not part of the fake');
  }

  sensitivityResult(): never {
    throw new Error('not part of the fake');
  }

  pressing(): never {
    throw new Error('not part of the fake');
  }

  explain(): never {
    throw new Error('not part of the fake');
  }

  shareIntervals(): never {
    throw new Error('not part of the fake');
  }

  findPeople(): never {
    throw new Error('not part of the fake');
  }

  outputs(): never {
    throw new Error('not part of the fake');
  }

  follow(): never {
    throw new Error('not part of the fake');
  }

  readChange(): never {
    throw new Error('not part of the fake');
  }

  prepare(key: string, source: ScenarioSource): Answer<null> {
    this.#behaviour.prepared.push(source.scenario);
    if (source.scenario === BROKEN) return { ok: false, issues: ISSUES };
    this.#models.set(key, source.scenario);
    return { ok: true, value: null };
  }

  inputs(): never {
    throw new Error('not part of the fake');
  }

  prepareStudy(): never {
    throw new Error('not part of the fake');
  }

  runTask(): never {
    throw new Error('not part of the fake');
  }

  forget(key: string): void {
    this.#behaviour.forgotten.push(this.#models.get(key) ?? 'unknown');
    this.#models.delete(key);
  }

  async replicate(key: string, seed: string, numbers: readonly number[], ticket: number): Promise<ReplicationsOutcome> {
    const scenario = this.#models.get(key);
    if (scenario === undefined) throw new Error('not prepared');
    this.#behaviour.asked?.push(numbers.length);
    const began = performance.now();
    const results: ReplicationResult[] = [];
    const isLate = () => results.length > 0 && performance.now() - began > BATCH_MS;
    for (const number of numbers) {
      if (isLate()) break;
      const ended = await this.#one(scenario, number, () => this.#cancelled.has(ticket) || isLate());
      if (ended === 'done') results.push(fakeResult(scenario, seed, number));
      else if (results.length > 0) break;
      else return ended === 'stopped' ? { kind: 'cancelled' } : { kind: 'refused', issues: ISSUES };
    }
    const buffers = results.map(({ values }) => values.buffer as ArrayBuffer);
    return Comlink.transfer<ReplicationsOutcome>({ kind: 'done', results }, buffers);
  }

  async #one(scenario: string, number: number, isToStop: () => boolean): Promise<'done' | 'stopped' | 'refused'> {
    this.#behaviour.begun.push(`${scenario} ${number}`);
    const fault = this.#behaviour.fault?.(number, scenario);
    if (fault === 'throw') throw new Error('thrown in the engine');
    if (fault === 'die') {
      this.#die('it was killed');
      return new Promise(() => {});
    }
    const takes = fault === 'hang' ? Infinity : (this.#behaviour.takes?.(number) ?? 1);
    const until = performance.now() + takes;
    while (takes > 0) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (isToStop()) return 'stopped';
      if (performance.now() >= until) break;
    }
    if (scenario === BREAKS_LATER) return 'refused';
    this.#behaviour.finished.push(`${scenario} ${number}`);
    return 'done';
  }

  cancel(ticket: number): void {
    this.#cancelled.add(ticket);
  }

  summarise({ results }: KeyedResults): RunSummary {
    return { replications: results.length, hash: results.map(({ hash }) => hash).join(' ') } as RunSummary;
  }

  compare(baseline: KeyedResults, changed: KeyedResults[]) {
    const counts = [baseline, ...changed].map(({ results }) => results.length);
    return [
      {
        differences: [],
        series: [],
        waitPrices: [],
        notEstimable: [{ id: '', service: '', reason: counts.join(' ') }],
      },
    ];
  }
}

/** The numbers that the fake gives: they depend on scenario, seed and number, and on nothing else. */
export function fakeResult(scenario: string, seed: string, number: number): ReplicationResult {
  const hash = `${scenario}/${seed}/${number}`;
  return { number, events: 10 + number, values: Float64Array.of(number), histograms: new Float64Array(0), hash };
}

/** A worker in this thread, behind a real message port. */
export function fakeConnection(how: Behaviour): Connection & { kill: (reason: string) => void } {
  const { port1, port2 } = new MessageChannel();
  let die!: (reason: string) => void;
  const death = new Promise<string>((resolve) => {
    die = resolve;
  });
  const close = () => {
    port1.close();
    port2.close();
  };
  const kill = (reason: string) => {
    close();
    die(reason);
  };
  Comlink.expose(new FakeEngine(how, kill), port2);
  return { ...connect(port1, death, close), kill };
}
