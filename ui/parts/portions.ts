/** Lets a long table be drawn in portions, one in each turn, so that the page never stands still for long. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { takeTurn } from './turns';

/** Rows drawn in one turn: to lay long texts out takes several times as long as to write them. */
const PORTION = 15;

/** Says how many rows of a list are to be drawn by now. */
export class Portions implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #portion: number;
  #drawn: number;
  #wanted = 0;
  #isWaiting = false;

  /** @param portion drawn in one turn: fewer where each is large */
  constructor(host: ReactiveControllerHost, portion = PORTION) {
    this.#host = host;
    this.#portion = portion;
    this.#drawn = portion;
    host.addController(this);
  }

  /** The rows to draw now; the others follow. */
  of<T>(rows: readonly T[]): readonly T[] {
    this.#wanted = rows.length;
    return rows.length <= this.#drawn ? rows : rows.slice(0, this.#drawn);
  }

  /** Begin anew, for another list. */
  reset(): void {
    this.#drawn = this.#portion;
  }

  /** @internal */
  hostUpdated(): void {
    if (this.#isWaiting || this.#drawn >= this.#wanted) return;
    this.#isWaiting = true;
    const more = () => {
      this.#isWaiting = false;
      this.#drawn += this.#portion;
      this.#host.requestUpdate();
    };
    // The browser lays a portion out with the next frame; two of them in one frame would be twice the work. A hidden page has none.
    if (document.hidden) takeTurn(more);
    else requestAnimationFrame(() => takeTurn(more));
  }
}
