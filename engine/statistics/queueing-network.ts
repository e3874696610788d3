/** Known answers for open networks of queues. */
import { mmcWait, type QueueMeans } from './queueing';

/** An open network in steady state. */
export interface NetworkMeans {
  /** Arrivals at each station in a unit of time, from outside and from other stations. */
  rates: number[];
  /** Each station by itself. */
  stations: QueueMeans[];
  /** Mean number in the network. */
  L: number;
  /** Mean time from entering the network to leaving it, over all visits. */
  W: number;
}

/**
 * An open network of M/M/c stations with feedback (Jackson 1957, Operations Research 5(4)): each station behaves as an
 * M/M/c queue by itself, at the rate that solves rates = external + rates · routing.
 *
 * @param externalRates Arrivals from outside at each station in a unit of time.
 * @param routing Row i: the probability of going from station i to each station; what is short of 1 leaves.
 * @param mu Services of one busy server at each station in a unit of time.
 * @param servers Servers at each station.
 * @throws RangeError if the lengths differ, or if somebody who enters can never leave.
 */
export function jacksonNetwork(
  externalRates: readonly number[],
  routing: readonly (readonly number[])[],
  mu: readonly number[],
  servers: readonly number[],
): NetworkMeans {
  const count = externalRates.length;
  for (const [name, list] of Object.entries({ routing, mu, servers })) {
    if (list.length !== count) throw new RangeError(`${name} must have ${count} stations, got ${list.length}`);
  }
  for (const [i, row] of routing.entries()) {
    if (row.length !== count) throw new RangeError(`routing[${i}] must have ${count} stations, got ${row.length}`);
  }
  const rates = solveTraffic(externalRates, routing);
  const stations = rates.map((rate, i) => mmcWait(rate, mu[i], servers[i]));
  const L = stations.reduce((sum, station) => sum + station.L, 0);
  return { rates, stations, L, W: L / externalRates.reduce((sum, rate) => sum + rate, 0) };
}

/** Solve (I - routingᵀ) rates = external by elimination with the largest pivot. */
function solveTraffic(external: readonly number[], routing: readonly (readonly number[])[]): number[] {
  const count = external.length;
  const rows = external.map((rate, i) => [...routing.map((row, j) => (i === j ? 1 : 0) - row[i]), rate]);
  for (let column = 0; column < count; column++) {
    let pivot = column;
    for (let i = column + 1; i < count; i++) {
      if (Math.abs(rows[i][column]) > Math.abs(rows[pivot][column])) pivot = i;
    }
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    const top = rows[column];
    if (!(Math.abs(top[column]) > 1e-12)) {
      throw new RangeError('routing must let everybody leave in the end; some stations keep all who come');
    }
    for (let i = 0; i < count; i++) {
      if (i === column) continue;
      const factor = rows[i][column] / top[column];
      for (let k = column; k <= count; k++) rows[i][k] -= factor * top[k];
    }
  }
  return rows.map((row, i) => row[count] / row[i]);
}
