/** What a search is of, for whoever asks: the command line or a worker of the page. */
import {
  changeFor,
  type ChangeTexts,
  type Criterion,
  type MeasureLayout,
  type ResolvedLever,
  type Scenario,
  type Search,
} from '../engine/index';

/** Everything that is needed to run a search and to say what came of it. */
export interface SeekBasis {
  /** With the changes that the search starts from. */
  scenario: Scenario;
  layout: MeasureLayout;
  levers: ResolvedLever[];
  criterion: Criterion;
  search: Search;
  /** Service of the measure of the target. */
  service: string;
  /** Where the measure of the target and the costs to add up stand among the values of a replication. */
  place: number;
  costPlaces: readonly number[];
}

/** Of the bound, where the scenario names no margin of the measure. */
const MARGIN_OF_BOUND = 0.05;

/** The smallest difference of a measure that matters to a search: that of the primary measure, else a part of the bound. */
export function marginFor(
  measure: string,
  bound: number,
  primary: readonly { measure: string; margin: number }[],
): number {
  const named = primary.find((one) => one.measure === measure)?.margin ?? 0;
  return named > 0 ? named : Math.abs(bound) * MARGIN_OF_BOUND;
}

/** What the services themselves have; the rest (beds elsewhere, say) is what comes of it, and varies too much to order settings by. */
const OWN_COSTS = ['staff', 'agency', 'beds'].map((category) => `money.cost[category=${category}]`);

/** Places of the costs that settings are ordered by; none in a scenario without costs. */
export function costPlacesOf({ measures }: MeasureLayout): number[] {
  const scalars = measures.filter(({ shape }) => shape === 'scalar');
  const own = scalars.filter(({ id }) => OWN_COSTS.includes(id));
  const chosen = own.length > 0 ? own : scalars.filter(({ id }) => id === 'money.cost');
  return chosen.map(({ offset }) => offset);
}

/** Values of the levers at a setting. */
export function valuesAt({ search, levers }: Pick<SeekBasis, 'search' | 'levers'>, setting: number): number[] {
  return search.grid.positions(setting).map((position, lever) => levers[lever].values[position]);
}

const TRIED = { id: 'seek-setting', title: 'A setting of the search', rationale: 'Tried by a search.' };

/** The change that makes a setting, as text. */
export function changeAt(
  { scenario, levers, search }: Pick<SeekBasis, 'scenario' | 'levers' | 'search'>,
  setting: number,
  texts: ChangeTexts = TRIED,
): string {
  return JSON.stringify(changeFor(scenario, levers, valuesAt({ search, levers }, setting), texts));
}
