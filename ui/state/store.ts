/** The one store of the page: holds the state, and does what people ask. */
import type { SourceIssue } from '../../workers/protocol';
import { Asking } from './asking';
import type { Baseline } from './baseline';
import { Checks } from './checks';
import { checkChoices, MOST_SETS, type ChangeSet, type Choices } from './choices';
import type { ExampleFile } from './example';
import { identify, type Identity } from './expected';
import { record, stepBack, stepForth, type Stepped } from './history';
import { findWork, Keeping } from './keeping';
import { openInto } from './opening';
import type { Work } from './own-changes';
import { EMPTY, madeOfNow, titleOfSet, type PageState, type Snapshot } from './page-state';
import { pause } from './pause';
import { problemWithFile, problemWithProgram, problemWithScenario, problemWithSettings } from './problems';
import type { RecentWork } from './saved';
import {
  choicesFromExample,
  FIRST_SCENARIO,
  loadExample,
  loadShippedBaseline,
  loadShippedChanges,
  solutionFromExample,
} from './shipped';
import { replicationsIn, type Solution, type SolutionOrigin } from './solution';
import { requestsOf } from './requests';
import { Solver } from './solver';

const SAVE_AFTER_MS = 300;

/** Holds the page's state and tells listeners of `change`. */
export class Store extends EventTarget {
  #state: PageState = EMPTY;
  readonly #solver = new Solver();
  readonly #checks = new Checks(this.#solver);
  readonly #keeping = new Keeping();
  /** What is asked of workers beside runs. */
  readonly asking = new Asking(this.#solver.workers);
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
    window.addEventListener('pagehide', () => void this.#saveNow());
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
    const first = { baseline: shipped, available: changes };
    this.#set(work ?? { ...first, choices: this.#defaultChoices(shipped) });
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
      const [work, results] = await this.#keeping.last();
      return [work && (await findWork(work)), results] as const;
    } catch {
      this.#set({ isKept: false });
      return [undefined, undefined] as const;
    }
  }

  #defaultChoices(baseline: Baseline | undefined): Choices {
    if (this.#example && baseline?.key === this.#shippedBaseline?.key) return choicesFromExample(this.#example);
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

  /** Go back to the choices and results the page came with. Changes of the person's own stay to be chosen. */
  async reset(): Promise<void> {
    if (!(await this.startFrom(FIRST_SCENARIO, 'Back to what the page came with.'))) return;
    this.showExample();
    void this.#keeping.forgetResults().catch(() => undefined);
  }

  /**
   * Take up a shipped scenario, with no changes but, on the one that the page opens with, those of the solved example.
   *
   * @returns whether it could be fetched
   */
  async startFrom(id: string, what?: string): Promise<boolean> {
    try {
      const [baseline, shipped] = await Promise.all([loadShippedBaseline(id), loadShippedChanges(id)]);
      if (!baseline) return false;
      this.cancel();
      const own = this.#state.available.filter(({ origin }) => origin !== 'shipped');
      const patch = { baseline, available: [...shipped, ...own], choices: this.#defaultChoices(baseline) };
      this.#change({ ...patch, problem: undefined }, what ?? `Started from ${baseline.info.title}.`, 'notice');
      return true;
    } catch (error) {
      this.#set({ problem: problemWithProgram(error) });
      return false;
    }
  }

  /** Works of this browser, the latest first. */
  recent(): Promise<RecentWork[]> {
    return this.#keeping.recent().catch(() => []);
  }

  /** Take up a recent work where it was left. */
  async openRecent(key: string): Promise<void> {
    const work = await this.#keeping.open(key).catch(() => undefined);
    if (!work?.baseline) return;
    this.cancel();
    // What has been made or edited since is not lost.
    const newer = this.#state.available.filter(({ origin }) => origin !== 'shipped');
    const older = work.available.filter(({ id }) => !newer.some((change) => change.id === id));
    const patch = { ...work, available: [...older, ...newer], problem: undefined };
    this.#change(patch, `Went on with ${work.baseline.info.title}.`, 'notice');
  }

  /** Forget a recent work. */
  async forgetRecent(key: string): Promise<void> {
    await this.#keeping.forget(key).catch(() => undefined);
  }

  /** Take the last step back. */
  undo(): void {
    this.#step(stepBack, 'Undone');
  }

  /** Do again what was taken back last. */
  redo(): void {
    this.#step(stepForth, 'Done again');
  }

  #step(step: (h: PageState['history'], now: Snapshot) => Stepped<Snapshot> | undefined, word: string): void {
    const { history, baseline, available, choices, results } = this.#state;
    // Which of two results was replaced is known only by looking at both.
    const stepped = step(history, { baseline, available, choices, results });
    if (!stepped) return;
    const { to, what } = stepped;
    const isOtherBaseline = to.baseline !== baseline;
    if (isOtherBaseline) this.cancel();
    const { results: otherResults, ...chosen } = to;
    const shown = isOtherBaseline && otherResults ? { results: otherResults } : {};
    this.#set({ ...chosen, ...shown, history: stepped.history, problem: undefined, notice: undefined });
    this.#set({ announcement: `${word}: ${what}` });
    this.#afterwards();
    if (isOtherBaseline) void this.#saveResults();
  }

  /**
   * Change what is chosen; it can be taken back, is kept, and is checked by a worker.
   *
   * @param what what is done, in words
   * @param show `notice`: it is shown with a way back, since a person may not have meant it
   */
  #change(patch: Partial<PageState>, what: string, show?: 'notice'): void {
    const { baseline, available, choices, results } = this.#state;
    const history = record(this.#state.history, what, { baseline, available, choices, results });
    this.#set({ history, notice: show && what, announcement: what, ...patch });
    this.#afterwards();
  }

  #afterwards(): void {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => void this.#saveNow(), SAVE_AFTER_MS);
    void this.#checkSets();
  }

  async #saveNow(): Promise<void> {
    if (this.#saveTimer === undefined) return;
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    await this.#keeping.keep(this.#state).catch(() => this.#set({ isKept: false }));
  }

  async #saveResults(): Promise<void> {
    const { results } = this.#state;
    const keeping =
      results?.origin === 'beforehand' ? this.#keeping.forgetResults() : this.#keeping.keepResults(results);
    await keeping.catch(() => this.#set({ isKept: false }));
  }

  /** Change a run setting. */
  choose(patch: Partial<Omit<Choices, 'sets'>>): void {
    this.#change({ choices: { ...this.#state.choices, ...patch } }, 'Changed the settings of the run.');
  }

  /**
   * Edit scenarios and changes of the person's own (`own-changes` has the ways to). Nothing happens where the edit leaves
   * the work as it is.
   *
   * @param what what is done, in words
   */
  edit(what: string, how: (work: Work) => Work, show?: 'notice'): void {
    const { choices, available } = this.#state;
    const before = { choices, available };
    const after = how(before);
    if (after.choices === choices && after.available === available) return;
    this.#change(after, what, show);
  }

  /**
   * Ask the engine what it would have against an edit of a scenario, beyond what it has against the scenario as it is.
   *
   * @param setId the scenario; empty for one that the edit adds at the end
   */
  async checkEdit(setId: string, how: (work: Work) => Work): Promise<SourceIssue[]> {
    const { choices, available, baseline, refusals } = this.#state;
    const after = how({ choices, available });
    const set = after.choices.sets.find(({ id }) => id === setId) ?? after.choices.sets.at(-1);
    const issues = set ? await this.#checks.check(set.changes, baseline, after.available) : [];
    const known = new Set(refusals.get(setId)?.map(({ message }) => message));
    return issues.filter(({ message }) => !known.has(message));
  }

  /** Add a scenario, or replace the one with this id. */
  putSet(set: ChangeSet): void {
    const { choices } = this.#state;
    const isThere = choices.sets.some(({ id }) => id === set.id);
    if (!isThere && choices.sets.length >= MOST_SETS) return;
    const sets = isThere ? choices.sets.map((one) => (one.id === set.id ? set : one)) : [...choices.sets, set];
    const title = titleOfSet(set, this.#state.available);
    this.#change({ choices: { ...choices, sets } }, isThere ? `Changed “${title}”.` : `Added “${title}”.`);
  }

  /** Take a scenario out of the comparison. */
  removeSet(id: string): void {
    const { choices } = this.#state;
    const removed = choices.sets.find((set) => set.id === id);
    if (!removed) return;
    const sets = choices.sets.filter((set) => set !== removed);
    this.#change({ choices: { ...choices, sets } }, `Removed “${this.titleOf(removed)}”.`, 'notice');
  }

  /** Titles of a scenario's changes, or its own name. */
  titleOf(set: ChangeSet): string {
    return titleOfSet(set, this.#state.available);
  }

  /** Ask the engine whether some changes go together on the baseline; its sentences if not. */
  check(ids: readonly string[]): Promise<SourceIssue[]> {
    const { baseline, available } = this.#state;
    return this.#checks.check(ids, baseline, available);
  }

  async #checkSets(): Promise<void> {
    const { sets } = this.#state.choices;
    const { available, baseline } = this.#state;
    try {
      const entries = await Promise.all(sets.map(async (set) => [set.id, await this.check(set.changes)] as const));
      const now = this.#state;
      if (sets !== now.choices.sets || available !== now.available || baseline !== now.baseline) return;
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
    const fresh = { problem: undefined, notice: undefined, announcement: 'Running.' };
    this.#set({ run: { status: 'running', done: 0, wanted }, ...fresh });
    try {
      const end = await this.#solver.solve(
        {
          scenarios: requestsOf(baseline, choices, available),
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

  /**
   * Open a scenario, change or comparison from disk. Anything wrong leaves everything as it was.
   *
   * @returns whether it was opened, and with the engine and scenarios it was made with
   */
  async open(file: File): Promise<boolean> {
    this.#set({ announcement: `Checking ${file.name}.` });
    try {
      const context = { solver: this.#solver, state: this.#state };
      const opened = await openInto(context, file);
      if (!opened.ok) {
        this.refuse(opened.name, opened.issues);
        return false;
      }
      if (opened.patch.baseline) this.cancel();
      this.#change({ ...opened.patch, problem: undefined }, opened.announcement, 'notice');
      return opened.isAsMade;
    } catch (error) {
      this.#set({ problem: problemWithProgram(error) });
      return false;
    }
  }

  /** Say why something that was to be opened cannot be. */
  refuse(name: string, issues: readonly { path: string; message: string }[]): void {
    this.#set({ problem: problemWithFile(name, issues), announcement: '' });
  }

  /** Ask the engine for what tells the chosen scenarios from all others. */
  identify(): Promise<Identity> {
    return identify(this.#solver, this.#state);
  }

  /** Take the error summary away. */
  dismissProblem(): void {
    this.#set({ problem: undefined });
  }
}
