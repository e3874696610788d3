/** Draws an element anew whenever a job that it shows gets on. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Job } from '../state/job';

/** Watches one job while its element is on the page. */
export class WatchJob<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #find: () => Job<T>;
  readonly #onlyResult: boolean;
  #job: Job<T> | undefined;

  /**
   * @param find gives the job; asked for once the element is on the page
   * @param onlyResult whether nothing but what comes of it is shown, and not how far it is
   */
  constructor(host: ReactiveControllerHost, find: () => Job<T>, onlyResult = false) {
    this.#host = host;
    this.#find = find;
    this.#onlyResult = onlyResult;
    host.addController(this);
  }

  /** The job. */
  get job(): Job<T> {
    if (!this.#job) {
      this.#job = this.#find();
      this.#job.addEventListener('change', this.#draw);
    }
    return this.#job;
  }

  /** @internal */
  hostDisconnected(): void {
    this.#job?.removeEventListener('change', this.#draw);
    this.#job = undefined;
  }

  #shown: T | undefined;

  readonly #draw = () => {
    const { result } = this.job.state;
    if (this.#onlyResult && result === this.#shown) return;
    this.#shown = result;
    this.#host.requestUpdate();
  };
}
