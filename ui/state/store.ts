/** The one store of the page: holds the state, and does what people ask. */
import type { SourceIssue } from '../../workers/protocol';
import type { Baseline } from './baseline';
import { changesOf, titlesOf, type AvailableChange } from './changes';
import { checkChoices, MOST_SETS, type ChangeSet, type Choices } from './choices';
import type { ExampleFile } from './example';
import { openInto } from './opening';
import { EMPTY, madeOfNow, type PageState } from './page-state';
import { pause } from './pause';
import { problemWithFile, problemWithProgram, problemWithScenario, problemWithSettings } from './problems';
import { SavedStore } from './saved';
import {
  choicesFromExample,
  loadExample,
  loadShippedBaseline,
  loadShippedChanges,
  solutionFromExample,
} from './shipped';
import { replicationsIn, type Solution, type SolutionOrigin } from './solution';
import { Solver, type ScenarioRequest } from './solver';

const SAVE_AFTER_MS = 300;

/** Holds the page's state and tells listeners of `change`. */
export class Store extends EventTarget {
  #state: PageState = EMPTY;
  readonly #solver = new Solver();
  readonly #saved = new SavedStore();
  #example: ExampleFile | undefined;
  #shippedBaseline: Baseline | undefined;
  #cancel: AbortController | undefined;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;

  /** The state as it is now. */
  get state(): PageState {
    return this.#state;
  }

  #set(patch: Partial<PageState>): void {
    this.#state = { ...this.#state, ...patch };
    this.dispatchEvent(new Event('change'));
  }

  /** Show what was there last time, or else the comparison solved beforehand. */
  async start(): Promise<void> {
    try {
      await this.#begin();
    } catch (error) {
      this.#set({ problem: problemWithProgram(error), isLoading: false });
    }
  }

  async #begin(): Promise<void> {
    const restoring = this.#restore();
    const [example, shipped, changes] = await Promise.all([loadExample(), loadShippedBaseline(), loadShippedChanges()]);
    const [work, results] = await restoring;
    // Reading the example took a while. Each step from here on has a turn of its own.
    await pause();
    this.#example = example;
    this.#shippedBaseline = shipped;
    const baseline = work?.baseline ?? shipped;
    const available = [...changes, ...(work?.changes ?? [])];
    this.#set({ baseline, available, choices: work?.choices ?? this.#defaultChoices(baseline) });
    await pause();
    if (results) {
      const { baseline: info, ...rest } = results;
      this.#set({ results: { ...rest, info } });
    } else this.showExample();
    this.#set({ isLoading: false });
    // When the browser is at rest: the first check starts a worker.
    setTimeout(() => void this.#checkSets(), 500);
  }

  async #restore() {
    try {
      return await Promise.all([this.#saved.work(), this.#saved.results()]);
    } catch {
      this.#set({ isKept: false });
      return [undefined, undefined] as const;
    }
  }

  #defaultChoices(baseline: Baseline | undefined): Choices {
    if (this.#example && baseline?.origin !== 'file') return choicesFromExample(this.#example);
    if (!baseline) return EMPTY.choices;
    const { horizonDays, replications, seed } = baseline.info;
    return { sets: [], horizonDays, replications, seed };
  }

  /** Show the comparison solved beforehand, if the page has one. */
  showExample(): void {
    const [example, baseline] = [this.#example, this.#shippedBaseline];
    if (!example || !baseline) return;
    const choices = choicesFromExample(example);
    const madeOf = madeOfNow({ ...EMPTY, baseline, choices });
    const solution = solutionFromExample(example, this.#state.available);
    this.#set({ results: { solution, origin: 'beforehand', madeOf, info: baseline.info } });
  }

  /** Go back to the choices and results the page came with. */
  reset(): void {
    this.cancel();
    const baseline = this.#shippedBaseline;
    const choices = this.#defaultChoices(baseline);
    this.#change({ baseline, choices, problem: undefined }, 'Back to what the page came with.');
    this.showExample();
    void this.#saved.clear().catch(() => undefined);
  }

  /** Take the last change back that could be taken back. */
  undo(): void {
    const { undo } = this.#state;
    if (!undo) return;
    this.#change({ ...undo.before, problem: undefined, announcement: 'Undone.' });
    void this.#saveResults();
  }

  /**
   * Change what is chosen; it is kept, and checked by a worker.
   *
   * @param what what is done, in words, where a person may want it back
   */
  #change(patch: Partial<PageState>, what?: string): void {
    const { baseline, available, choices, results } = this.#state;
    const undo = what === undefined ? undefined : { what, before: { baseline, available, choices, results } };
    this.#set({ undo, announcement: what ?? this.#state.announcement, ...patch });
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => void this.#saveWork(), SAVE_AFTER_MS);
    void this.#checkSets();
  }

  async #saveWork(): Promise<void> {
    const { choices, baseline, available } = this.#state;
    const own = baseline?.origin === 'file' ? baseline : undefined;
    const changes = available.filter(({ origin }) => origin === 'file');
    await this.#saved.saveWork({ choices, baseline: own, changes }).catch(() => this.#set({ isKept: false }));
  }

  async #saveResults(): Promise<void> {
    const { results } = this.#state;
    if (!results || results.origin === 'beforehand') return;
    const { info, ...kept } = results;
    await this.#saved.saveResults({ ...kept, baseline: info }).catch(() => this.#set({ isKept: false }));
  }

  /** Change a run setting. */
  choose(patch: Partial<Omit<Choices, 'sets'>>): void {
    this.#change({ choices: { ...this.#state.choices, ...patch } });
  }

  /** Add a scenario, or replace the one with this id. */
  putSet(set: ChangeSet): void {
    const { choices } = this.#state;
    const isThere = choices.sets.some(({ id }) => id === set.id);
    if (!isThere && choices.sets.length >= MOST_SETS) return;
    const sets = isThere ? choices.sets.map((one) => (one.id === set.id ? set : one)) : [...choices.sets, set];
    this.#change({ choices: { ...choices, sets } });
  }

  /** Take a scenario out of the comparison. */
  removeSet(id: string): void {
    const { choices } = this.#state;
    const removed = choices.sets.find((set) => set.id === id);
    if (!removed) return;
    const sets = choices.sets.filter((set) => set !== removed);
    this.#change({ choices: { ...choices, sets } }, `Removed “${this.titleOf(removed)}”.`);
  }

  /** Titles of a scenario's changes, or its own name. */
  titleOf(set: ChangeSet): string {
    return set.name || titlesOf(set.changes, this.#state.available).join(' + ') || 'No change';
  }

  /** Ask the engine whether some changes go together on the baseline; its sentences if not. */
  async check(ids: readonly string[]): Promise<SourceIssue[]> {
    const { baseline, available } = this.#state;
    if (!baseline) return [];
    const changes = changesOf(ids, available);
    if (changes.length < ids.length) {
      const gone = ids.filter((id) => !changes.some((change) => change.id === id));
      return [{ code: 'change-not-here', path: '', message: `the change “${gone[0]}” is not here; open its file.` }];
    }
    const answer = await this.#solver.describe({ scenario: baseline.text, changes: changes.map(({ text }) => text) });
    return answer.ok ? [] : answer.issues;
  }

  async #checkSets(): Promise<void> {
    const { sets } = this.#state.choices;
    try {
      const entries = await Promise.all(sets.map(async (set) => [set.id, await this.check(set.changes)] as const));
      if (sets !== this.#state.choices.sets) return;
      this.#set({ refusals: new Map(entries.filter(([, issues]) => issues.length > 0)) });
    } catch {
      // A worker that cannot be reached shows itself, with its reason, when a run is asked for.
    }
  }

  /** Run the comparison that is chosen. */
  async run(): Promise<void> {
    const { baseline, choices, available, run } = this.#state;
    const problems = checkChoices(choices);
    if (problems.length > 0) return this.#set({ problem: problemWithSettings(problems) });
    if (!baseline || run.status !== 'idle') return;

    const madeOf = madeOfNow(this.#state);
    const show = (solution: Solution, origin: SolutionOrigin) => {
      const isSameAsBeforehand = this.#isAsExample(solution);
      this.#set({ results: { solution, origin, madeOf, info: baseline.info, isSameAsBeforehand } });
    };
    this.#cancel = new AbortController();
    const wanted = (choices.sets.length + 1) * choices.replications;
    const fresh = { problem: undefined, undo: undefined, announcement: 'Running.' };
    this.#set({ run: { status: 'running', done: 0, wanted }, ...fresh });
    try {
      const end = await this.#solver.solve(
        {
          scenarios: this.#requests(baseline, choices, available),
          replications: choices.replications,
          seed: choices.seed,
        },
        {
          signal: this.#cancel.signal,
          onProgress: (done, of) => this.#set({ run: { ...this.#state.run, done, wanted: of } }),
          onSolution: (solution) => show(solution, 'partial'),
        },
      );
      if (end.status === 'refused') {
        return this.#set({ problem: problemWithScenario(end.scenario.title, end.issues) });
      }
      const isComplete = end.status === 'complete';
      if (end.solution) {
        show(end.solution, isComplete ? 'complete' : 'partial');
        void this.#saveResults();
      }
      const count = end.solution ? replicationsIn(end.solution) : 0;
      const cancelled = `Cancelled. ${count === 0 ? 'No results yet.' : `Results of ${count} replications are kept.`}`;
      this.#set({ announcement: isComplete ? `Done: ${count} replications.` : cancelled });
    } catch (error) {
      this.#set({ problem: problemWithProgram(error) });
    } finally {
      this.#set({ run: { status: 'idle', done: 0, wanted: 0 } });
    }
  }

  /** Stop the run; what is done stays. */
  cancel(): void {
    if (this.#state.run.status !== 'running') return;
    this.#set({ run: { ...this.#state.run, status: 'cancelling' } });
    this.#cancel?.abort();
  }

  #isAsExample(solution: Solution): boolean {
    const hashes = (runs: readonly { summary: { hash: string } }[] = []) =>
      runs.map(({ summary }) => summary.hash).join();
    return hashes(solution.runs) === hashes(this.#example?.runs);
  }

  #requests(baseline: Baseline, choices: Choices, available: readonly AvailableChange[]): ScenarioRequest[] {
    const { horizonDays } = choices;
    const source = { scenario: baseline.text, changes: [] as string[], horizonDays };
    return [
      { id: 'baseline', title: 'Baseline', changes: [], source },
      ...choices.sets.map((set): ScenarioRequest => {
        const changes = changesOf(set.changes, available);
        return {
          id: set.id,
          title: this.titleOf(set),
          changes: changes.map(({ title }) => title),
          about: changes.length === 1 ? changes[0].about : undefined,
          source: { ...source, changes: changes.map(({ text }) => text) },
        };
      }),
    ];
  }

  /** Open a scenario, change or comparison from disk. Anything wrong leaves everything as it was. */
  async open(file: File): Promise<void> {
    this.#set({ announcement: `Checking ${file.name}.` });
    try {
      const context = { solver: this.#solver, state: this.#state, shipped: this.#shippedBaseline };
      const opened = await openInto(context, file);
      if (!opened.ok) return this.#set({ problem: problemWithFile(opened.name, opened.issues), announcement: '' });
      if (opened.patch.baseline) this.cancel();
      this.#change({ ...opened.patch, problem: undefined }, opened.announcement);
    } catch (error) {
      this.#set({ problem: problemWithProgram(error) });
    }
  }

  /** Take the error summary away. */
  dismissProblem(): void {
    this.#set({ problem: undefined });
  }
}
