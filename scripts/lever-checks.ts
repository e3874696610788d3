/**
 * Levers of a scenario (`levers.json`): each moves a named measure in a stated direction, and no longer does when the mechanism
 * that carries it is switched off. Both comparisons are paired by common random numbers.
 */
import {
  applyChanges,
  compile,
  describeIssue,
  readChange,
  readScenario,
  replicate,
  type ReadResult,
  type Scenario,
} from '../engine/index';
import { meanInterval } from '../engine/statistics/intervals';

/** One lever. Operations are those of a change file. */
export interface Lever {
  id: string;
  /** Row of the list of services, e.g. S7. */
  service: string;
  title: string;
  measure: string;
  direction: 'higher' | 'lower';
  lever: readonly unknown[];
  /** What switches the mechanism off. */
  off: readonly unknown[];
  /** What has to be there before the lever can work; part of every run of this lever. */
  given?: readonly unknown[];
}

/** A paired difference: mean and half-width of its interval. */
export interface Effect {
  mean: number;
  halfWidth: number;
}

/** What a lever does, with its mechanism and without it. `holds`: as stated, beyond the interval, and only with the mechanism. */
export interface LeverOutcome {
  lever: Lever;
  with: Effect;
  without: Effect;
  holds: boolean;
}

const SEED = 'levers';

function valueOf<T>(result: ReadResult<T>): T {
  if (!result.ok) throw new Error(result.issues.map(describeIssue).join('\n'));
  return result.value;
}

/** Runs a scenario with operations; runs that several levers share are made once. */
export class LeverBench {
  private readonly scenario: Scenario;
  private readonly runs = new Map<string, Map<string, number[]>>();

  /** @param text of the scenario file; `days` and `replications` of every run */
  constructor(
    text: string,
    days: number,
    private readonly replications: number,
  ) {
    const scenario = valueOf(readScenario(text));
    this.scenario = { ...scenario, run: { ...scenario.run, horizonDays: days }, targets: undefined };
  }

  /** Try one lever. @throws Error where an operation does not fit the scenario, or the measure is not seen */
  try(lever: Lever): LeverOutcome {
    const given = lever.given ?? [];
    const effect = (before: readonly unknown[]): Effect => {
      const without = this.measure(before, lever.measure);
      const differences = this.measure([...before, ...lever.lever], lever.measure).map(
        (value, i) => value - without[i],
      );
      const interval = meanInterval(differences);
      if (interval === null || Number.isNaN(interval.mean))
        throw new Error(`Lever ${lever.id}: ${lever.measure} is not seen in every replication.`);
      return interval;
    };
    const on = effect(given);
    const off = effect([...given, ...lever.off]);
    const sign = lever.direction === 'higher' ? 1 : -1;
    const moves = sign * on.mean > on.halfWidth && Math.abs(on.mean) > 1e-9;
    const still = sign * off.mean > off.halfWidth && Math.abs(off.mean) > 1e-9;
    return { lever, with: on, without: off, holds: moves && !still };
  }

  /** Values of a measure by replication, after these operations. */
  private measure(operations: readonly unknown[], measure: string): number[] {
    const key = JSON.stringify(operations);
    let run = this.runs.get(key);
    if (run === undefined) this.runs.set(key, (run = this.run(operations)));
    const values = run.get(measure);
    if (values === undefined) throw new Error(`There is no measure ${measure}.`);
    return values;
  }

  private run(operations: readonly unknown[]): Map<string, number[]> {
    let { scenario } = this;
    if (operations.length > 0) {
      const about = { format: 1, id: 'lever', title: 'Lever', rationale: 'A lever.', source: 'assumption' };
      const change = valueOf(readChange(JSON.stringify({ ...about, operations })));
      scenario = valueOf(applyChanges(scenario, [change]));
    }
    const model = compile(scenario);
    const results = Array.from({ length: this.replications }, (_, number) => replicate(model, SEED, number));
    return new Map(
      model.layout.measures
        .filter(({ shape }) => shape === 'scalar')
        .map(({ id, offset }) => [id, results.map(({ values }) => values[offset])]),
    );
  }
}
