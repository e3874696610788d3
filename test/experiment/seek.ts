/** Runs a search to its end in this thread, as the pool would. */
import {
  Search,
  applyChanges,
  changeFor,
  compile,
  conclude,
  edgeOf,
  locateTarget,
  outcomeOf,
  replicate,
  resolveLevers,
  type Conclusion,
  type Criterion,
  type LeverWish,
  type Model,
  type Scenario,
  type SettingOutcome,
} from '../../engine/index';

/** What came of it. */
export interface Found extends Conclusion {
  search: Search;
  outcomes: SettingOutcome[];
  /** Values of the levers at a setting. */
  valuesOf: (setting: number) => number[];
  replications: number;
}

/** Search with numbers from anywhere: the value and the costs of a setting's replication. */
export function searchNumbers(
  search: Search,
  criterion: Criterion,
  numbers: (setting: number, replication: number, isEdge: boolean) => { value: number; cost?: number },
  atEdge: number,
): Omit<Found, 'valuesOf'> {
  let replications = 0;
  for (let round = search.next(); round.length > 0; round = search.next()) {
    const made = round.map(({ setting, replications: wanted }) => {
      const from = search.recordOf(setting)?.values.length ?? 0;
      return { setting, results: Array.from({ length: wanted - from }, (_, i) => numbers(setting, from + i, false)) };
    });
    for (const { setting, results } of made) {
      replications += results.length;
      const costs = results.flatMap(({ cost }) => cost ?? []);
      search.take(
        setting,
        results.map(({ value }) => value),
        costs,
      );
    }
    if (replications > 20_000) throw new Error('The search does not end.');
  }
  const outcomes = edgeOf(search).map((setting) => {
    const values = Array.from({ length: atEdge }, (_, r) => numbers(setting, r, true).value);
    return outcomeOf(setting, values, criterion);
  });
  return { search, outcomes, replications, ...conclude(search, outcomes) };
}

/** Search a scenario. */
export function searchScenario(
  scenario: Scenario,
  wishes: readonly LeverWish[],
  measure: string,
  criterion: Criterion,
  atEdge: number,
): Found {
  const { levers, issues } = resolveLevers(scenario, wishes);
  if (issues.length > 0) throw new Error(issues.map(({ message }) => message).join('\n'));
  const search = new Search(levers, criterion);
  const valuesOf = (setting: number) =>
    search.grid.positions(setting).map((position, lever) => levers[lever].values[position]);
  const models = new Map<number, { model: Model; place: number }>();
  const modelOf = (setting: number) => {
    const known = models.get(setting);
    if (known !== undefined) return known;
    const texts = { id: 'setting', title: 'Setting', rationale: 'For tests.' };
    const changed = applyChanges(scenario, [changeFor(scenario, levers, valuesOf(setting), texts)]);
    if (!changed.ok) throw new Error(JSON.stringify(changed.issues));
    const model = compile(changed.value);
    const located = locateTarget(model.layout, changed.value.run, measure);
    if (typeof located === 'string') throw new Error(located);
    models.set(setting, { model, place: located.place });
    return models.get(setting)!;
  };
  const numbers = (setting: number, replication: number, isEdge: boolean) => {
    const { model, place } = modelOf(setting);
    return { value: replicate(model, isEdge ? 'edge' : 'screening', replication).values[place] };
  };
  return { ...searchNumbers(search, criterion, numbers, atEdge), valuesOf };
}
