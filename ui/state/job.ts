/** Something that workers are asked and that takes a while: it shows how far it is, can be cancelled, and outlives the view. */

/** How a job stands. `T` is what comes of it. */
export interface JobState<T> {
  status: 'idle' | 'running' | 'cancelling';
  done: number;
  wanted: number;
  /** Where it stands, in words. */
  note?: string;
  /** What came of it last. */
  result?: T;
  /** Why nothing came of it, in sentences. */
  problem?: string;
}

/** What a job is given while it runs. */
export interface JobTools {
  /** Aborted when a person cancels. */
  signal: AbortSignal;
  onProgress: (done: number, wanted: number, note?: string) => void;
}

/** Something that stands in the way and that a person can do something about. */
export class JobProblem extends Error {
  override name = 'JobProblem';
}

/** One at a time; tells listeners of `change`. */
export class Job<T> extends EventTarget {
  #state: JobState<T> = { status: 'idle', done: 0, wanted: 0 };
  #cancel: AbortController | undefined;

  /** How it stands now. */
  get state(): JobState<T> {
    return this.#state;
  }

  #set(patch: Partial<JobState<T>>): void {
    this.#state = { ...this.#state, ...patch };
    this.dispatchEvent(new Event('change'));
  }

  /**
   * Begin; does nothing while it runs. What came of it before stays until something new does.
   *
   * @param work gives nothing when it was cancelled before there was anything
   */
  async start(work: (tools: JobTools) => Promise<T | undefined>): Promise<void> {
    if (this.#state.status !== 'idle') return;
    const cancel = new AbortController();
    this.#cancel = cancel;
    this.#set({ status: 'running', done: 0, wanted: 0, note: undefined, problem: undefined });
    try {
      const onProgress: JobTools['onProgress'] = (done, wanted, note) => this.#set({ done, wanted, note });
      const result = await work({ signal: cancel.signal, onProgress });
      if (result !== undefined) this.#set({ result });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#set({ problem: error instanceof JobProblem ? message : `The workers stopped: ${message}` });
    } finally {
      this.#set({ status: 'idle' });
    }
  }

  /** Stop it; what it has so far may still come of it. */
  cancel(): void {
    if (this.#state.status !== 'running') return;
    this.#set({ status: 'cancelling' });
    this.#cancel?.abort();
  }

  /** Forget what came of it. */
  clear(): void {
    this.#set({ result: undefined, problem: undefined });
  }
}
