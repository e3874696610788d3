/** Draws an element anew whenever a job that it shows gets on. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Job } from '../state/job';

/** Watches one job while its element is on the page. */
export class WatchJob<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #find: () => Job<T>;
  #job: Job<T> | undefined;

  /** @param find gives the job; asked for once the element is on the page */
  constructor(host: ReactiveControllerHost, find: () => Job<T>) {
    this.#host = host;
    this.#find = find;
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

  readonly #draw = () => this.#host.requestUpdate();
}
