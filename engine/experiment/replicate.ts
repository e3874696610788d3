/** One replication: a pure function of model, seed and number, in slices if need be. */
import { rootState } from '../random/seed';
import type { ReplicationResult } from '../results/measures';
import type { Model } from '../services/model';
import type { FlowTally } from '../services/flow-tally';
import { World, type PersonNumber, type TraceEntry } from '../services/world';
import { hashResult } from './result-hash';

/** Worlds are built once per model and used again; `reset` begins each replication. */
const worlds = new WeakMap<Model, World>();
const running = new WeakMap<Model, Replication>();

/**
 * A replication that can be advanced in slices. Only one at a time may run on a model (a model's quantities follow the
 * run); beginning another one ends the first.
 */
export class Replication {
  private readonly world: World;
  private number = 0;
  private done = false;

  constructor(private readonly model: Model) {
    const known = worlds.get(model);
    this.world = known ?? new World(model);
    worlds.set(model, this.world);
  }

  /**
   * Begin replication `number` (from 0) of a seed. With `trace` an exact event log is kept: of everybody, or of one person
   * with the reasons of waits. Routes taken are counted where `flows` is given, from the end of the warm-up on.
   */
  reset(seed: string, number: number, trace: boolean | PersonNumber = false, flows: FlowTally | null = null): void {
    running.set(this.model, this);
    this.number = number;
    this.done = false;
    this.world.trace = trace === false ? null : [];
    this.world.watched = typeof trace === 'object' ? trace : null;
    this.world.people.flows = flows;
    this.world.reset(rootState(seed), number);
  }

  /**
   * Run on for at most so many events.
   * @returns whether the replication is finished
   */
  advance(maxEvents: number): boolean {
    if (running.get(this.model) !== this)
      throw new Error('This replication was ended by another one on the same model; reset it first.');
    if (!this.done) this.done = this.world.clockwork.run(maxEvents);
    return this.done;
  }

  /** Share of the horizon that has passed, 0 to 1. */
  get progress(): number {
    return this.done ? 1 : Math.min(1, this.world.clock[0] / this.model.horizonDays);
  }

  /** The event log, if one was asked for. */
  get trace(): readonly TraceEntry[] {
    return this.world.trace ?? [];
  }

  /** Take the lines that the event log has so far, so that a long one need not be held. */
  takeTrace(): TraceEntry[] {
    return this.world.trace?.splice(0) ?? [];
  }

  /** The numbers of the finished replication. @throws Error when it is not finished */
  result(): ReplicationResult {
    if (!this.done) throw new Error('The replication is not finished; advance it until it is.');
    const { layout } = this.model;
    const values = new Float64Array(layout.valuesLength).fill(NaN);
    const histograms = new Float64Array(layout.histogramsLength);
    this.world.clockwork.collect(values, histograms);
    for (let i = 0; i < values.length; i++) {
      // NaN has many bit patterns and infinity says "not seen" here, too: one pattern for the hash.
      if (!Number.isFinite(values[i])) values[i] = NaN;
      else if (values[i] === 0) values[i] = 0;
    }
    const { events } = this.world.clockwork;
    return { number: this.number, events, values, histograms, hash: hashResult(events, values, histograms) };
  }
}

/** Run one replication from beginning to end. */
export function replicate(model: Model, seed: string, number: number): ReplicationResult {
  const replication = new Replication(model);
  replication.reset(seed, number);
  replication.advance(Infinity);
  return replication.result();
}
