/**
 * Known answers of queueing theory for a single station in steady state: what the simulator is checked against. Rates
 * and times are in any one unit of time. Where there is no steady state, waits and numbers are Infinity; arguments out
 * of range give NaN.
 */
import { exp, ln } from '../random/elementary';

/** Means of a station in steady state. */
export interface QueueMeans {
  /** The probability that an arrival has to wait. */
  pWait: number;
  /** Mean wait before service of all who come. */
  Wq: number;
  /** Mean number waiting. */
  Lq: number;
  /** Mean number waiting or in service. */
  L: number;
  /** Mean time from arrival to end of service. */
  W: number;
}

/** Means of a station whose customers leave if they have to wait too long. */
export interface AbandonmentMeans {
  /** The probability that an arrival has to wait. */
  pWait: number;
  /** The share of arrivals that leave unserved. */
  abandoned: number;
  /** Mean wait of all who come, served or not. */
  Wq: number;
  /** Mean wait of those who are served. */
  WqServed: number;
  /** Mean number waiting. */
  Lq: number;
  /** The share of servers' time that is busy. */
  use: number;
}

/** A class of customers of an M/G/1 station. */
export interface CustomerClass {
  /** Arrivals in a unit of time. */
  rate: number;
  /** Mean service time. */
  mean: number;
  /** Squared coefficient of variation of the service time: 0 if fixed, 1 if exponential. */
  cv2: number;
}

/**
 * The share of arrivals lost at an M/G/c/c station, whatever the service distribution (Erlang 1917, B formula; by the
 * recurrence in c of Cooper 1981, Introduction to Queueing Theory, §3.3).
 *
 * @param c Servers, a whole number of 0 or more.
 * @param load Arrival rate times mean service time, 0 or more.
 */
export function erlangB(c: number, load: number): number {
  if (!isCount(c) || !(load >= 0)) return NaN;
  let loss = 1;
  for (let servers = 1; servers <= c; servers++) loss = (load * loss) / (servers + load * loss);
  return loss;
}

/**
 * The probability that an arrival at an M/M/c queue waits (Erlang 1917, C formula); 1 from a load of c up.
 *
 * @param c Servers, a whole number of 1 or more.
 * @param load Arrival rate times mean service time, 0 or more.
 */
export function erlangC(c: number, load: number): number {
  if (!isCount(c) || c === 0 || !(load >= 0)) return NaN;
  if (load >= c) return 1;
  const loss = erlangB(c, load);
  return loss / (1 - (load / c) * (1 - loss));
}

/**
 * The M/M/c queue (Cooper 1981, §3.5).
 *
 * @param lam Arrivals in a unit of time, above 0.
 * @param mu Services of one busy server in a unit of time, above 0.
 * @param c Servers.
 * @example mmcWait(0.9, 1, 1).Wq // 9
 */
export function mmcWait(lam: number, mu: number, c: number): QueueMeans {
  const pWait = erlangC(c, lam / mu);
  const Wq = lam < c * mu ? pWait / (c * mu - lam) : pWait * Infinity;
  const W = Wq + 1 / mu;
  return { pWait, Wq, Lq: lam * Wq, L: lam * W, W };
}

/**
 * The probability of a wait of more than t at a first-come-first-served M/M/c queue (Cooper 1981, §3.5).
 *
 * @param lam Arrivals in a unit of time; mu, c as in {@link mmcWait}.
 * @param t A time of 0 or more.
 */
export function waitAbove(lam: number, mu: number, c: number, t: number): number {
  const pWait = erlangC(c, lam / mu);
  return lam < c * mu ? pWait * exp(-(c * mu - lam) * t) : pWait;
}

/**
 * The wait that a share p of arrivals at a first-come-first-served M/M/c queue do not exceed; 0 where that share does
 * not wait at all.
 *
 * @param lam Arrivals in a unit of time; mu, c as in {@link mmcWait}.
 * @param p A probability, 0 to 1; NaN outside.
 */
export function waitQuantile(lam: number, mu: number, c: number, p: number): number {
  const pWait = erlangC(c, lam / mu);
  if (!(p >= 0 && p <= 1) || pWait !== pWait) return NaN;
  if (p <= 1 - pWait) return 0;
  return lam < c * mu ? ln(pWait / (1 - p)) / (c * mu - lam) : Infinity;
}

/**
 * The M/M/c+M queue, whose customers have exponential patience (Palm 1957; Garnett, Mandelbaum & Reiman 2002, Appendix):
 * the birth-and-death chain of the number present, summed until the rest is below rounding.
 *
 * @param lam Arrivals in a unit of time, above 0.
 * @param mu Services of one busy server in a unit of time, above 0.
 * @param theta One over the mean patience, above 0.
 * @param c Servers, 1 or more.
 */
export function erlangA(lam: number, mu: number, theta: number, c: number): AbandonmentMeans {
  if (!(lam > 0 && mu > 0 && theta > 0) || !isCount(c) || c === 0) {
    return { pWait: NaN, abandoned: NaN, Wq: NaN, WqServed: NaN, Lq: NaN, use: NaN };
  }
  // Weights relative to all states of up to c present, whose share of lost arrivals is Erlang's B.
  const load = lam / mu;
  const full = erlangB(c, load);
  let total = 1;
  let busy = load * (1 - full);
  let waiting = 0;
  let mustWait = 0;
  let servedWait = 0;
  let steps = 0;
  let weight = full;
  // An arrival that finds c + k present is served after k + 1 departures, if it outlasts them: with probability
  // c mu / (c mu + (k + 1) theta), and then after the sum of 1 / (c mu + (i + 1) theta), i = 0 to k, in the mean.
  for (let k = 0, rate = c * mu + theta; weight > 1e-18 * total || rate < lam; k++) {
    steps += 1 / rate;
    mustWait += weight;
    servedWait += ((weight * c * mu) / rate) * steps;
    waiting += k * weight;
    if (k > 0) {
      total += weight;
      busy += c * weight;
    }
    weight *= lam / rate;
    rate += theta;
    if (weight > 1e200) {
      // Only ratios count: an overloaded station would outgrow the doubles.
      total /= weight;
      busy /= weight;
      waiting /= weight;
      mustWait /= weight;
      servedWait /= weight;
      weight = 1;
    }
  }
  const Lq = waiting / total;
  const abandoned = (theta * Lq) / lam;
  return {
    pWait: mustWait / total,
    abandoned,
    Wq: Lq / lam,
    WqServed: servedWait / total / (1 - abandoned),
    Lq,
    use: busy / total / c,
  };
}

/**
 * Mean wait of an M/G/1 queue (Pollaczek 1930, Khinchine 1932), the same for every order of service that ignores length.
 *
 * @param lam Arrivals in a unit of time, above 0.
 * @param mean Mean service time.
 * @param cv2 Squared coefficient of variation of the service time.
 * @example pollaczekKhinchine(0.8, 1, 0.5) // 3
 */
export function pollaczekKhinchine(lam: number, mean: number, cv2: number): number {
  return cobham([{ rate: lam, mean, cv2 }])[0];
}

/**
 * Mean wait of each class of an M/G/1 queue with priorities that do not interrupt a service (Cobham 1954, Operations
 * Research 2(1)): W₀ / ((1 - σ before) (1 - σ with it)), W₀ the mean work left in service and σ the use by the classes.
 *
 * @param classes Most urgent first.
 * @returns One mean wait for each class; Infinity from the class on with which use reaches 1.
 */
export function cobham(classes: readonly CustomerClass[]): number[] {
  let residual = 0;
  let free = 1;
  for (const { rate, mean, cv2 } of classes) {
    // Of a class that overloads the station only what is served counts.
    const served = Math.min(rate, free / mean);
    residual += (served * mean * mean * (1 + cv2)) / 2;
    free = Math.max(0, free - served * mean);
  }
  let use = 0;
  return classes.map(({ rate, mean }) => {
    const before = 1 - use;
    use += rate * mean;
    return use >= 1 ? Infinity : residual / (before * (1 - use));
  });
}

/**
 * Mean wait of each class of an M/M/c queue with priorities that do not interrupt a service and one mean service time
 * (Kella & Yechiali 1985, Naval Research Logistics 32(1)).
 *
 * @param rates Arrivals of each class in a unit of time, most urgent first.
 * @param mu Services of one busy server in a unit of time, above 0.
 * @param c Servers.
 * @returns One mean wait for each class; Infinity from the class on with which use reaches 1.
 */
export function mmcPriorityWaits(rates: readonly number[], mu: number, c: number): number[] {
  const capacity = c * mu;
  const load = rates.reduce((sum, rate) => sum + rate, 0) / mu;
  let use = 0;
  return rates.map((rate) => {
    const before = 1 - use;
    use += rate / capacity;
    return use >= 1 ? Infinity : erlangC(c, load) / capacity / (before * (1 - use));
  });
}

function isCount(n: number): boolean {
  return n >= 0 && Math.floor(n) === n && n < Infinity;
}
