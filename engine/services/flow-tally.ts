/**
 * Routes taken: how many people went from each service to each other one. Kept only for a replication that is asked for it, so
 * that it costs a run nothing and no result changes by it.
 */

/** Counts of routes taken, by service left and service entered. */
export class FlowTally {
  /** Routes taken from service i to service j stand at `i * services + j`. */
  readonly counts: Float64Array;
  /** The service in which each person is, by row; −1 for none yet. */
  private at = new Int32Array(1024).fill(-1);

  /** @param services services of the model */
  constructor(readonly services: number) {
    this.counts = new Float64Array(services * services);
  }

  /** Forget what was counted; who is where is kept. */
  restart(): void {
    this.counts.fill(0);
  }

  /** The row is a new person's, who is in this service (−1: in none yet); nothing is counted. */
  begin(row: number, service: number): void {
    if (row >= this.at.length) {
      const longer = new Int32Array(2 * Math.max(row, this.at.length)).fill(-1);
      longer.set(this.at);
      this.at = longer;
    }
    this.at[row] = service;
  }

  /** The person goes to a service. Whoever comes from none, as those do who are inside at the start, counts on no route. */
  move(row: number, service: number): void {
    const from = this.at[row];
    if (from >= 0) this.counts[from * this.services + service]++;
    this.at[row] = service;
  }
}
