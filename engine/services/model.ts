/** A compiled model: everything a replication needs, worked out once from a scenario. */
import type { Quantities } from '../expression/quantities';
import type { MeasureLayout, TargetInfo } from '../results/measures';
import type { Scenario } from '../scenario/schema';
import type { StocksSpec } from '../stocks/spec';
import type { CostsSpec } from '../costs/spec';
import type { WorkforceSpec } from '../workforce/post-groups';
import type { Service } from './service';
import type { World } from './world';
import { splitOf } from '../scenario/services';

/** Instants at which the numbers in each service are read. */
export interface Reading {
  id: string;
  everyDays: number;
  offsetDays: number;
}

/** An attribute whose values are shown separately. */
export interface SplitSpec {
  attribute: number;
  values: { label: string; title: string }[];
}

/** The timing of a run, and how its series are cut into steps. */
export interface RunPlan {
  horizonDays: number;
  warmUpDays: number;
  /** Steps of a series, and their length. */
  steps: number;
  stepDays: number;
  /** Whether the steps are those of a cycle that repeats. */
  cyclic: boolean;
  readings: Reading[];
  /** By service: the attributes by which its waits are shown separately. */
  splits: ReadonlyMap<string, readonly SplitSpec[]>;
  /** Counted days of a step of the series. */
  daysInStep(step: number, countingFrom: number): number;
}

/** A compiled model. Not to be run by two replications at a time: its quantities follow the run. */
export interface Model extends RunPlan {
  scenario: Scenario;
  quantities: Quantities;
  /** Where each parameter is used: paths of the fields whose expressions name it. */
  uses: ReadonlyMap<string, readonly string[]>;
  workforce: WorkforceSpec;
  stocks: StocksSpec;
  costs: CostsSpec;
  services: ((world: World) => Service)[];
  attributeCount: number;
  /** Whether something works by days: posts, clinics, teams, duties. */
  hasDays: boolean;
  layout: MeasureLayout;
  primary: PrimaryMeasure[];
  targets: CompiledTarget[];
}

/** A bound on a measure that a replication meets or not. */
export interface CompiledTarget extends TargetInfo {
  /** Where the value stands in a replication's `values`. */
  place: number;
}

/** A measure that a decision rests on. Both numbers are in the measure's unit. */
export interface PrimaryMeasure {
  measure: string;
  /** The difference that matters, 0 or more; 0 lets every sure difference count. */
  margin: number;
  /** The half-width of an interval that is narrow enough, above 0; 0 where none was asked for. */
  precision: number;
}

const MONTH_DAYS = 365.25 / 12;

/** Work out a run's timing. */
export function planRun(scenario: Scenario): RunPlan {
  const { run } = scenario;
  const { horizonDays, warmUpDays } = run;
  const stepDays = run.seriesDays ?? MONTH_DAYS;
  const cyclic = run.seriesCycle !== undefined;
  const steps = run.seriesCycle ?? Math.max(1, Math.ceil(horizonDays / stepDays - 1e-9));
  const splitsBy = (attributes: readonly string[]): SplitSpec[] =>
    attributes.map((id) => ({
      attribute: Object.keys(scenario.attributes).indexOf(id),
      values: (scenario.attributes[id]?.values ?? []).map((value) => ({
        label: `${id}=${value.id}`,
        title: value.title.toLowerCase(),
      })),
    }));
  const usual = splitsBy(run.splitBy);
  const splits = new Map(
    Object.entries(scenario.services).map(([id, field]) => {
      const own = splitOf(field);
      return [id, own === undefined ? usual : splitsBy(own)];
    }),
  );
  return {
    horizonDays,
    warmUpDays,
    steps,
    stepDays,
    cyclic,
    readings: run.observeAt ?? [],
    splits,
    daysInStep(step, countingFrom) {
      if (cyclic) return (horizonDays - countingFrom) / steps;
      const from = Math.max(step * stepDays, countingFrom);
      return Math.max(0, Math.min((step + 1) * stepDays, horizonDays) - from);
    },
  };
}

/** The steps that a layout says are whole; nothing for a cycle that repeats. */
export function wholeSteps({ cyclic, horizonDays, warmUpDays, stepDays }: RunPlan): Pick<MeasureLayout, 'wholeSteps'> {
  if (cyclic) return {};
  // Steps need not be binary fractions of a run.
  const from = Math.max(0, Math.ceil(warmUpDays / stepDays - 1e-9));
  return { wholeSteps: { from, to: Math.max(from, Math.floor(horizonDays / stepDays + 1e-9)) } };
}
