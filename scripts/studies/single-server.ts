/**
 * Exact draws of a single server's line (M/M/1) by Lindley's recursion (1952, Proceedings of the Cambridge Philosophical
 * Society 48(2)): the next wait is max(0, wait + service - time to the next arrival). Lines that share their random
 * numbers differ only in their rates.
 */
import { ln } from '../../engine/random/elementary';
import { Generator } from '../../engine/random/generator';
import { rootState } from '../../engine/random/seed';
import { mmcWait } from '../../engine/statistics/queueing';

/** A line in steady state from its first customer on, so that the mean wait of any number of customers is known exactly. */
export interface SingleServer {
  /** Arrivals in a unit of time, below `service`. */
  arrival: number;
  /** Services that a busy server completes in a unit of time. */
  service: number;
}

/** The true mean wait before service. */
export function trueWait({ arrival, service }: SingleServer): number {
  return mmcWait(arrival, service, 1).Wq;
}

/** The line whose mean wait is this. */
export function serverOfWait(arrival: number, wait: number): SingleServer {
  // wait = arrival / (service (service - arrival)), solved for service.
  return { arrival, service: (arrival + Math.sqrt(arrival * arrival + (4 * arrival) / wait)) / 2 };
}

/** Replications of lines, each with its own key. */
export class SingleServers {
  private readonly generator = new Generator();
  private readonly root: Int32Array;

  /** @param seed any text */
  constructor(seed: string) {
    this.root = rootState(seed);
  }

  /**
   * The mean wait of the first customers of each line, all lines from the same random numbers.
   *
   * @param lines which lines
   * @param customers how many to average, 1 or more
   * @param macroRun which experiment the replication belongs to
   * @param replication its number within the experiment
   */
  meanWaits(lines: readonly SingleServer[], customers: number, macroRun: number, replication: number): number[] {
    const sums = lines.map(() => 0);
    this.waits(lines, customers, macroRun, replication, (waits) => {
      for (let i = 0; i < sums.length; i++) sums[i] += waits[i];
    });
    return sums.map((sum) => sum / customers);
  }

  /**
   * The waits themselves, as {@link SingleServers.meanWaits} has them.
   *
   * @param use is given the waits at each line, customer by customer, in an array that is used again
   */
  waits(
    lines: readonly SingleServer[],
    customers: number,
    macroRun: number,
    replication: number,
    use: (waits: readonly number[]) => void,
  ): void {
    const { generator } = this;
    generator.seek(this.root, macroRun, replication, 0, 0);
    const first = generator.uniform();
    const waits = lines.map((line) => stationaryWait(line, first));
    use(waits);
    for (let customer = 1; customer < customers; customer++) {
      const work = generator.exponential();
      const gap = generator.exponential();
      for (let i = 0; i < lines.length; i++) {
        const wait = waits[i] + work / lines[i].service - gap / lines[i].arrival;
        waits[i] = wait > 0 ? wait : 0;
      }
      use(waits);
    }
  }
}

/** The wait that is exceeded with probability u in steady state: none with one less the load, else exponential. */
function stationaryWait({ arrival, service }: SingleServer, u: number): number {
  const load = arrival / service;
  return u >= load ? 0 : -ln(u / load) / (service - arrival);
}
