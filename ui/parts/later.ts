/** Fetches elements only when the place where they stand comes near: most people never scroll there. */

const NEAR = '600px';

/** Watches the places of elements that have not been fetched yet. */
export class Later {
  readonly #fetch: Readonly<Record<string, () => Promise<unknown>>>;
  readonly #near = new IntersectionObserver((entries) => this.#onNear(entries), { rootMargin: NEAR });

  /** @param fetch how to fetch the elements with a tag */
  constructor(fetch: Readonly<Record<string, () => Promise<unknown>>>) {
    this.#fetch = fetch;
  }

  /** Watch the places in a view; those that are watched already stay so. */
  watch(view: Element): void {
    for (const tag of Object.keys(this.#fetch)) {
      if (customElements.get(tag)) continue;
      for (const place of view.querySelectorAll(tag)) this.#near.observe(place);
    }
  }

  #onNear(entries: readonly IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      this.#near.unobserve(target);
      // Without the network it is tried again the next time that it comes near.
      void this.#fetch[target.localName]().catch(() => this.#near.observe(target));
    }
  }
}
