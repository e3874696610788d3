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
  /** Only those loaded from files. */
  changes: AvailableChange[];
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

  /** The person's last results. */
  results(): Promise<SavedResults | undefined> {
    return this.#get('results');
  }

  /** Keep results. */
  saveResults(results: SavedResults): Promise<void> {
    return this.#put('results', results);
  }

  /** Forget everything. */
  async clear(): Promise<void> {
    await (await this.#open()).clear(STORE);
  }
}
