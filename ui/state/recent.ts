/** Keeps the answers that were asked for last. */

/** At most so many values by key; the one that was not asked for longest goes first. */
export class Recent<T> {
  readonly #values = new Map<string, T>();
  readonly #most: number;
  readonly #drop: (value: T) => void;

  /** @param drop called with each value that goes */
  constructor(most: number, drop: (value: T) => void = () => {}) {
    this.#most = most;
    this.#drop = drop;
  }

  /** The value of a key; made when there is none. */
  get(key: string, make: () => T): T {
    const known = this.#values.get(key);
    const value = known ?? make();
    this.#values.delete(key);
    this.#values.set(key, value);
    for (const [oldest, gone] of this.#values) {
      if (this.#values.size <= this.#most) break;
      this.#values.delete(oldest);
      this.#drop(gone);
    }
    return value;
  }

  /** Forget a key, so that it is made anew. */
  forget(key: string): void {
    this.#values.delete(key);
  }
}
