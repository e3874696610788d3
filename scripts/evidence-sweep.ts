/** Whether a quantity of a scenario counts: moved to an end of its range, does it move a result? */
import { ScenarioError, compile, replicate, type Model, type ReplicationResult, type Scenario } from '../engine/index';

/** What moving a quantity to one end of its range does. `same` when low or high is the value itself. */
export type EndOutcome = { kind: 'moves' | 'still' | 'same' } | { kind: 'refused'; because: string };

/** What moving a quantity does, at either end. */
export interface Swept {
  low: EndOutcome;
  high: EndOutcome;
}

const SEED = 'evidence';

/** The hash of one replication. @throws ScenarioError when the scenario cannot be run */
export function hashOfRun(scenario: Scenario): ReplicationResult['hash'] {
  const model: Model = compile(scenario);
  return replicate(model, SEED, 0).hash;
}

/** Move a quantity to its low and to its high. @param hash that of the scenario as it stands, by `hashOfRun` */
export function sweep(scenario: Scenario, name: string, hash: ReplicationResult['hash']): Swept {
  const quantity = scenario.parameters[name];
  const at = (value: number): EndOutcome => {
    if (value === quantity.value) return { kind: 'same' };
    try {
      const parameters = { ...scenario.parameters, [name]: { ...quantity, value } };
      return { kind: hashOfRun({ ...scenario, parameters }) === hash ? 'still' : 'moves' };
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      return { kind: 'refused', because: error.issues[0].message };
    }
  };
  return { low: at(quantity.low), high: at(quantity.high) };
}

/** Whether a quantity moves nothing at an end of its range that differs from its value. */
export function isStill({ low, high }: Swept): boolean {
  return low.kind === 'still' || high.kind === 'still';
}

/** Names of the quantities that only judge results (margins, precisions, bounds of targets) and so can move none. */
export function judges({ primaryMeasures, targets = {} }: Scenario): Set<string> {
  const fields = [
    ...primaryMeasures.flatMap(({ margin, precision }) => [margin, precision]),
    ...Object.values(targets).flatMap(({ atMost, atLeast }) => [atMost, atLeast]),
  ];
  return new Set(fields.filter((field) => typeof field === 'string'));
}
