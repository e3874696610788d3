/** Keeps what a person has chosen, loaded and solved in this browser, so that a refresh loses nothing. */
import { openDB, type IDBPDatabase } from 'idb';
import type { Baseline } from './baseline';
import type { AvailableChange } from './changes';
import type { Choices, MadeOf } from './choices';
import type { Solution, SolutionOrigin } from './solution';

/** Raised when the form of what is kept changes; what an older page kept is then left alone. */
const FORMAT = 1;
const STORE = 'work';

/** Choices, and what was loaded from files. */
export interface SavedWork {
  choices: Choices;
  /** Only when loaded from a file. */
  baseline?: Baseline;
  /** Id of the shipped scenario in use; absent for the one that the page opens with. */
  shipped?: string;
  /** Only those that do not ship with the page. */
  changes: AvailableChange[];
}

/** Work that was kept, as a list names it. */
export interface RecentWork {
  /** Key of its baseline, under which it is kept. */
  key: string;
  title: string;
  /** When it was last changed, in milliseconds since 1970. */
  when: number;
  /** What its scenarios are called. */
  scenarios: string[];
}

/** Results of a person's own run. */
export interface SavedResults {
  solution: Solution;
  origin: SolutionOrigin;
  madeOf: MadeOf;
  baseline: Baseline['info'];
}

interface Kept<T> {
  format: number;
  value: T;
}

/** Works that are kept besides the one in use. */
const MOST_RECENT = 8;

/** What the browser keeps. Every call may fail where storage is forbidden; the caller decides what that means. */
export class SavedStore {
  #database: Promise<IDBPDatabase> | undefined;

  #open(): Promise<IDBPDatabase> {
    this.#database ??= openDB('headroom', 1, {
      upgrade: (database) => {
        database.createObjectStore(STORE);
      },
    });
    return this.#database;
  }

  async #get<T>(key: string): Promise<T | undefined> {
    const kept = (await (await this.#open()).get(STORE, key)) as Kept<T> | undefined;
    return kept?.format === FORMAT ? kept.value : undefined;
  }

  async #put<T>(key: string, value: T): Promise<void> {
    await (await this.#open()).put(STORE, { format: FORMAT, value } satisfies Kept<T>, key);
  }

  /** What was chosen when the page was last used. */
  work(): Promise<SavedWork | undefined> {
    return this.#get('work');
  }

  /** Keep what is chosen now. */
  saveWork(work: SavedWork): Promise<void> {
    return this.#put('work', work);
  }

  /** Works of this browser, the latest first. */
  async recent(): Promise<RecentWork[]> {
    return (await this.#get<RecentWork[]>('recent')) ?? [];
  }

  /** Keep what is chosen now among the recent works too, in place of what was kept for its baseline. */
  async saveRecent(entry: RecentWork, work: SavedWork): Promise<void> {
    const others = (await this.recent()).filter(({ key }) => key !== entry.key);
    for (const { key } of others.splice(MOST_RECENT - 1)) await this.forgetRecent(key);
    await this.#put(`recent:${entry.key}`, work);
    await this.#put('recent', [entry, ...others]);
  }

  /** What was chosen on a baseline when it was last in use. */
  recentWork(key: string): Promise<SavedWork | undefined> {
    return this.#get(`recent:${key}`);
  }

  /** Forget a recent work. */
  async forgetRecent(key: string): Promise<void> {
    const others = (await this.recent()).filter((entry) => entry.key !== key);
    await this.#put('recent', others);
    await (await this.#open()).delete(STORE, `recent:${key}`);
  }

  /** The person's last results. */
  results(): Promise<SavedResults | undefined> {
    return this.#get('results');
  }

  /** Keep results. */
  saveResults(results: SavedResults): Promise<void> {
    return this.#put('results', results);
  }

  /** Forget results, which then are those computed beforehand again. */
  async forgetResults(): Promise<void> {
    await (await this.#open()).delete(STORE, 'results');
  }

  /** Forget everything. */
  async clear(): Promise<void> {
    await (await this.#open()).clear(STORE);
  }
}
