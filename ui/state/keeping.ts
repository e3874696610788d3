/** Keeps what a person has chosen and solved, and finds it again: between the page's state and the browser's storage. */
import type { Baseline } from './baseline';
import type { AvailableChange } from './changes';
import type { Choices } from './choices';
import { titleOfSet, type PageState, type Results } from './page-state';
import { SavedStore, type RecentWork, type SavedWork } from './saved';
import { FIRST_SCENARIO, loadShippedBaseline, loadShippedChanges } from './shipped';

/** What was kept, with what ships with the page put back. */
export interface FoundWork {
  baseline: Baseline | undefined;
  available: AvailableChange[];
  choices: Choices;
}

type Chosen = Pick<PageState, 'baseline' | 'available' | 'choices'>;

/** Every call may fail where storage is forbidden. */
export class Keeping {
  readonly #saved = new SavedStore();

  /** What was in use when the page was last used, and its results. */
  last(): Promise<[SavedWork | undefined, Awaited<ReturnType<SavedStore['results']>>]> {
    return Promise.all([this.#saved.work(), this.#saved.results()]);
  }

  /** Keep what is chosen now. */
  async keep(chosen: Chosen): Promise<void> {
    const work = savedWork(chosen);
    await this.#saved.saveWork(work);
    const { baseline, available, choices } = chosen;
    // What the page came with is always to be had.
    if (!baseline || (baseline.origin === 'shipped' && !hasOwn(chosen))) return;
    const scenarios = choices.sets.map((set) => titleOfSet(set, available));
    const entry = { key: baseline.key, title: baseline.info.title, when: Date.now(), scenarios };
    await this.#saved.saveRecent(entry, work);
  }

  /** Keep results of a person's own run. */
  async keepResults(results: Results | undefined): Promise<void> {
    if (!results || results.origin === 'beforehand') return;
    const { info, ...kept } = results;
    await this.#saved.saveResults({ ...kept, baseline: info });
  }

  /** Forget the person's last results. */
  forgetResults(): Promise<void> {
    return this.#saved.forgetResults();
  }

  /** Works of this browser, the latest first. */
  recent(): Promise<RecentWork[]> {
    return this.#saved.recent();
  }

  /** One of them. */
  async open(key: string): Promise<FoundWork | undefined> {
    const work = await this.#saved.recentWork(key);
    return work && findWork(work);
  }

  /** Forget one of them. */
  forget(key: string): Promise<void> {
    return this.#saved.forgetRecent(key);
  }
}

/** What has to be kept of what is chosen: nothing that ships with the page. */
export function savedWork({ baseline, available, choices }: Chosen): SavedWork {
  return {
    choices,
    baseline: baseline?.origin === 'file' ? baseline : undefined,
    shipped: baseline?.origin === 'shipped' ? baseline.info.id : undefined,
    changes: available.filter(({ origin }) => origin !== 'shipped'),
  };
}

function hasOwn({ available, choices }: Chosen): boolean {
  const own = new Set(available.filter(({ origin }) => origin !== 'shipped').map(({ id }) => id));
  return choices.sets.some(({ changes }) => changes.some((id) => own.has(id)));
}

/** Put back what ships with the page. */
export async function findWork(work: SavedWork): Promise<FoundWork> {
  const id = work.shipped ?? FIRST_SCENARIO;
  const [shipped, changes] = await Promise.all([
    work.baseline ? undefined : loadShippedBaseline(id),
    loadShippedChanges(work.baseline ? FIRST_SCENARIO : id),
  ]);
  return { baseline: work.baseline ?? shipped, available: [...changes, ...work.changes], choices: work.choices };
}
