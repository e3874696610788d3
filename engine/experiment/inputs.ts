/** The quantities of a scenario as uncertain inputs: which can be varied, over what, and what a setting of them is. */
import { inputAt, latinHypercube, type InputRange } from '../statistics/latin-hypercube';
import type { Parameter, Scenario } from '../scenario/schema';

/**
 * What can be done with a quantity. `range`: it can be varied. `none`: its low is its high. `loop off`: it is part of the
 * strength of a loop that is off in this scenario, so that moving it would switch on a mechanism.
 */
export type InputKind = 'range' | 'none' | 'loop off';

/** A quantity that is not known exactly. */
export interface UncertainInput extends InputRange {
  id: string;
  title: string;
  unit: string;
  grade: Parameter['grade'];
  source: string;
  kind: InputKind;
}

/** Values of quantities by id, in their own units; those not named stay at what the scenario says. */
export type Setting = Record<string, number>;

/** How values are drawn from low, value and high. */
export type InputShape = 'triangular' | 'uniform';

const NAME = /[A-Za-z_][A-Za-z0-9_]*/g;

/** All quantities of a scenario, in its order. */
export function uncertainInputs(scenario: Scenario): UncertainInput[] {
  const strengths = new Set(Object.values(scenario.loops).flatMap(({ strength }) => namesIn(strength)));
  return Object.entries(scenario.parameters).map(([id, { title, unit, low, value, high, grade, source }]) => {
    const kind = low === high ? 'none' : strengths.has(id) && value === 0 ? 'loop off' : 'range';
    return { id, title, unit, low, value, high, grade, source, kind };
  });
}

/** Ids of the inputs of a kind. */
export function uncertainIds(inputs: readonly UncertainInput[], kind: InputKind): string[] {
  return inputs.filter((input) => input.kind === kind).map(({ id }) => id);
}

/** The scenario at a setting: quantities that it does not have are passed over. */
export function atSetting(scenario: Scenario, setting: Setting): Scenario {
  const parameters = { ...scenario.parameters };
  for (const [id, value] of Object.entries(setting))
    if (Object.hasOwn(parameters, id)) parameters[id] = { ...parameters[id], value };
  return { ...scenario, parameters };
}

/**
 * The quantities that a field of a scenario hangs on, as far as its text tells: every id of a quantity that stands in an
 * expression at the path or below it.
 *
 * @param path ids and positions joined by dots; where it leads nowhere the nearest field above it is meant
 */
export function inputsAt(scenario: Scenario, path: string): string[] {
  let place: unknown = scenario;
  const keys = path.split('.');
  if (keys[0] === 'parameters' && keys.length > 1) return Object.hasOwn(scenario.parameters, keys[1]) ? [keys[1]] : [];
  for (const key of keys) {
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, key)) break;
    place = (place as Record<string, unknown>)[key];
  }
  if (place === scenario) return [];
  return [...new Set(namesIn(place))].filter((name) => Object.hasOwn(scenario.parameters, name));
}

/** Every name that stands in a text, or in the texts of an object. */
function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return value.match(NAME) ?? [];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(namesIn);
  return [];
}

/** What a sample of settings is drawn by. */
export interface SampleWish {
  seed: string;
  /** How many settings, 1 or more. */
  settings: number;
  shape: InputShape;
}

/**
 * Settings drawn from the ranges of inputs as a Latin hypercube. Where a model refuses one, the inputs at fault are drawn
 * again: what comes of it is a draw from the ranges as far as the model allows them together.
 */
export class SampledSettings {
  private readonly uniforms: Map<string, Float64Array>[] = [];
  /** For each setting and input how often it was drawn again. */
  private readonly again = new Map<string, number>();
  private readonly refusals = new Map<number, number>();

  constructor(
    private readonly inputs: readonly UncertainInput[],
    private readonly wish: SampleWish,
  ) {}

  /** The values of a setting, counted from 0. */
  at(setting: number): Setting {
    return Object.fromEntries(
      this.inputs.map((input) => {
        const attempt = this.again.get(`${setting} ${input.id}`) ?? 0;
        if (attempt > MOST_DRAWS) return [input.id, input.value];
        return [input.id, inputAt(input, this.uniformsOf(attempt).get(input.id)![setting], this.wish.shape)];
      }),
    );
  }

  /**
   * The model refuses a setting: draw the inputs at fault again. After a few draws they stay at their values, which the
   * model is known to take.
   * @param ids inputs at fault; where none of them is known, all are drawn again
   */
  refuse(setting: number, ids: readonly string[]): void {
    this.refusals.set(setting, (this.refusals.get(setting) ?? 0) + 1);
    const named = this.ids.filter((id) => ids.includes(id));
    for (const id of named.length > 0 ? named : this.ids) {
      const key = `${setting} ${id}`;
      this.again.set(key, (this.again.get(key) ?? 0) + 1);
    }
  }

  /** Leave a setting out, since the model refuses it in a way that other draws would not mend. */
  giveUp(setting: number): void {
    this.refusals.set(setting, Infinity);
  }

  /** Whether a setting is left out: it was refused again and again. */
  isGivenUp(setting: number): boolean {
    return (this.refusals.get(setting) ?? 0) > MOST_REFUSALS;
  }

  /** How many values had to be drawn again. */
  get drawnAgain(): number {
    return this.again.size;
  }

  /** Ids of the inputs. */
  get ids(): string[] {
    return this.inputs.map(({ id }) => id);
  }

  private uniformsOf(attempt: number): Map<string, Float64Array> {
    this.uniforms[attempt] ??= new Map(
      latinHypercube(
        attempt === 0 ? this.wish.seed : `${this.wish.seed}, draw ${attempt}`,
        this.ids,
        this.wish.settings,
      ).map((uniforms, i) => [this.inputs[i].id, uniforms]),
    );
    return this.uniforms[attempt];
  }
}

/** An input of a refused setting is drawn again so often. */
const MOST_DRAWS = 12;
/** A setting is refused so often before it is left out; by then everything that was at fault stands at its value. */
const MOST_REFUSALS = 40;
