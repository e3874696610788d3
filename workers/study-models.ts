/** The scenarios of a study in a worker: compiled once, and given the values of one setting after the other. */
import {
  Replication,
  ScenarioError,
  SettableModel,
  atSetting,
  inputsAt,
  type Model,
  type Scenario,
  type ScenarioIssue,
  type Setting,
} from '../engine/index';
import { assembleFrom, readTexts, type ReadTexts } from './assemble';
import type { Answer, ScenarioSource, StudyQuestion, StudyTaskOutcome } from './protocol';
import { advanceInSlices } from './slices';

/** A setting will not do. */
class Refused extends Error {
  constructor(readonly issues: ScenarioIssue[]) {
    super('a setting was refused');
    this.name = 'Refused';
  }
}

/** One scenario of a study, and its replication at the setting that it was given last. */
class SettableScenario {
  private readonly settable: SettableModel;
  private model: Model;
  private replication: Replication;

  constructor(
    readonly texts: ReadTexts,
    private readonly source: ScenarioSource,
    readonly scenario: Scenario,
  ) {
    this.settable = new SettableModel(scenario);
    this.model = this.settable.first;
    this.replication = new Replication(this.model);
  }

  /** @throws Refused when the model does not take the setting */
  set(setting: Setting): void {
    this.model = this.settable.at(this.scenarioAt(setting));
    this.replication = new Replication(this.model);
  }

  private scenarioAt(setting: Setting): Scenario {
    // Without changes nothing but values differs from what was read and checked, and values are within their ranges.
    if (this.texts.changes.length === 0) return atSetting(this.scenario, setting);
    const baseline = atSetting(this.texts.baseline, setting);
    const assembled = assembleFrom({ ...this.texts, baseline }, this.source);
    if (!assembled.ok) throw new Refused(assembled.issues);
    return assembled.value.scenario;
  }

  /** @returns the measure, NaN where it was not seen; null when cancelled */
  async run(measure: string, seed: string, number: number, isCancelled: () => boolean): Promise<number | null> {
    const info = this.model.layout.measures.find(({ id, shape }) => id === measure && shape === 'scalar');
    if (info === undefined) throw new Error(`This is a bug in Headroom: there is no measure ${measure}.`);
    this.replication.reset(seed, number);
    if (!(await advanceInSlices(this.replication, isCancelled))) return null;
    return this.replication.result().values[info.offset];
  }
}

/** @see the file's comment */
export class StudyModels {
  private present = '';

  private constructor(
    private readonly scenarios: SettableScenario[],
    private readonly measure: string,
  ) {}

  /** Compile all scenarios of a question at their own values; what a person can mend comes as issues. */
  static prepare({ sources, measure }: StudyQuestion): Answer<StudyModels> {
    const scenarios: SettableScenario[] = [];
    for (const source of sources) {
      const read = readTexts(source);
      if (!read.ok) return read;
      const assembled = assembleFrom(read.value, source);
      if (!assembled.ok) return assembled;
      try {
        scenarios.push(new SettableScenario(read.value, source, assembled.value.scenario));
      } catch (error) {
        if (error instanceof ScenarioError) return { ok: false, issues: [...error.issues] };
        throw error;
      }
    }
    return { ok: true, value: new StudyModels(scenarios, measure) };
  }

  /** One replication of every scenario at a setting, or why the setting will not do. */
  async run(setting: Setting, seed: string, number: number, isCancelled: () => boolean): Promise<StudyTaskOutcome> {
    try {
      this.set(setting);
      const values: number[] = [];
      for (const scenario of this.scenarios) {
        const value = await scenario.run(this.measure, seed, number, isCancelled);
        if (value === null) return { kind: 'cancelled' };
        values.push(value);
      }
      return { kind: 'done', values };
    } catch (error) {
      if (error instanceof Refused || error instanceof ScenarioError) return this.refusal([...error.issues], setting);
      throw error;
    }
  }

  private set(setting: Setting): void {
    const wanted = JSON.stringify(setting);
    if (wanted === this.present) return;
    this.present = '';
    for (const scenario of this.scenarios) scenario.set(setting);
    this.present = wanted;
  }

  private refusal(issues: ScenarioIssue[], setting: Setting): StudyTaskOutcome {
    const named = this.scenarios.flatMap(({ scenario }) => issues.flatMap(({ path }) => inputsAt(scenario, path)));
    const inputs = [...new Set(named)].filter((id) => Object.hasOwn(setting, id));
    return { kind: 'refused', issues, inputs };
  }
}
