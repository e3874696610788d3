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
    return this.tryTogether([lever])[0];
  }

  /**
   * Try levers that are all pulled in the same runs, each by its own measure: cheaper than one by one, and as good where they
   * have nothing to do with each other (see `batches`).
   * @throws Error as `try`
   */
  tryTogether(levers: readonly Lever[]): LeverOutcome[] {
    const given = levers.flatMap((lever) => lever.given ?? []);
    const pulled = levers.flatMap((lever) => lever.lever);
    const off = [...given, ...levers.flatMap((lever) => lever.off)];
    return levers.map((lever) => {
      const withIt = this.effect(lever, given, pulled);
      const without = this.effect(lever, off, pulled);
      const sign = lever.direction === 'higher' ? 1 : -1;
      const moves = ({ mean, halfWidth }: Effect) => sign * mean > halfWidth && Math.abs(mean) > 1e-9;
      return { lever, with: withIt, without, holds: moves(withIt) && !moves(without) };
    });
  }

  private effect({ id, measure }: Lever, before: readonly unknown[], pulled: readonly unknown[]): Effect {
    const start = this.measure(before, measure);
    const differences = this.measure([...before, ...pulled], measure).map((value, i) => value - start[i]);
    const interval = meanInterval(differences);
    if (interval === null || Number.isNaN(interval.mean))
      throw new Error(`Lever ${id}: ${measure} is not seen in every replication.`);
    return interval;
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

/** Levers in as few batches as it takes that no two of one batch touch the same path or have measures of the same service. */
export function batches(levers: readonly Lever[]): Lever[][] {
  const found: { levers: Lever[]; taken: string[] }[] = [];
  for (const lever of levers) {
    const operations = [...lever.lever, ...lever.off, ...(lever.given ?? [])] as { path: string }[];
    const touched = [lever.measure.split('.')[0], ...operations.map(({ path }) => path)];
    const fits = ({ taken }: { taken: string[] }) =>
      !touched.some((path) =>
        taken.some((other) => `${path}.`.startsWith(`${other}.`) || other.startsWith(`${path}.`)),
      );
    const batch = found.find(fits);
    if (batch === undefined) found.push({ levers: [lever], taken: touched });
    else {
      batch.levers.push(lever);
      batch.taken.push(...touched);
    }
  }
  return found.map((batch) => batch.levers);
}
