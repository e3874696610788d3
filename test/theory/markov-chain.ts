/** Markov chains in continuous time, solved without simulation: the ground on which truths of small systems stand. */

/** A state as whole numbers; a rate at which the chain goes from one to another. */
export type State = readonly number[];
export type Move = readonly [to: State, rate: number];

/** Where the stationary solution is left: the largest relative change of a sweep. */
const SETTLED = 1e-14;
const MOST_SWEEPS = 200_000;
/** Weights of the Poisson distribution that are left out of a transient solution. */
const NEGLIGIBLE = 1e-15;

/** A chain, found by following all moves from one state. Moves must lead to finitely many states: cut them off far out. */
export class MarkovChain {
  readonly states: State[] = [];
  private readonly places = new Map<string, number>();
  private readonly moves: { to: number; rate: number }[][] = [];
  private readonly entries: { from: number; rate: number }[][] = [];
  private readonly exitRates: number[] = [];

  /**
   * @param start a state that can be reached
   * @param movesFrom all moves from a state; those with rate 0 are ignored
   */
  constructor(start: State, movesFrom: (state: State) => Move[]) {
    this.place(start);
    for (let i = 0; i < this.states.length; i++) {
      for (const [to, rate] of movesFrom(this.states[i])) {
        if (rate === 0) continue;
        const place = this.place(to);
        if (place === i) continue;
        this.moves[i].push({ to: place, rate });
        this.entries[place].push({ from: i, rate });
        this.exitRates[i] += rate;
      }
    }
  }

  /** All of the probability in one state. */
  certain(state: State): Float64Array {
    const p = new Float64Array(this.states.length);
    p[this.placeOf(state)] = 1;
    return p;
  }

  /** The stationary distribution, by Gauss-Seidel sweeps over the balance equations. */
  stationary(): Float64Array {
    const count = this.states.length;
    const p = new Float64Array(count).fill(1 / count);
    for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      let change = 0;
      // To and fro, so that news travels both ways.
      for (let k = 0; k < count; k++) {
        const i = sweep % 2 === 0 ? k : count - 1 - k;
        let inflow = 0;
        for (const { from, rate } of this.entries[i]) inflow += p[from] * rate;
        const value = inflow / this.exitRates[i];
        change = Math.max(change, Math.abs(value - p[i]));
        p[i] = value;
      }
      let sum = 0;
      for (let i = 0; i < count; i++) sum += p[i];
      for (let i = 0; i < count; i++) p[i] /= sum;
      if (change < SETTLED) return p;
    }
    throw new Error('The balance equations did not settle.');
  }

  /** The distribution a time later, by uniformisation (Jensen 1953, Skandinavisk Aktuarietidskrift 36). */
  after(p: Float64Array, time: number): Float64Array {
    const fastest = Math.max(...this.exitRates) || 1;
    // In parts, so that the first Poisson weight is no smaller than a double can hold.
    const parts = Math.max(1, Math.ceil((fastest * time) / 200));
    let now = p;
    for (let part = 0; part < parts; part++) now = this.uniformised(now, (fastest * time) / parts, fastest);
    return now;
  }

  /** The mean of something over a distribution. */
  mean(p: Float64Array, of: (state: State) => number): number {
    let sum = 0;
    for (let i = 0; i < p.length; i++) sum += p[i] * of(this.states[i]);
    return sum;
  }

  private uniformised(p: Float64Array, jumps: number, fastest: number): Float64Array {
    let term = p;
    let weight = Math.exp(-jumps);
    const sum = p.map((value) => value * weight);
    for (let n = 1; n < jumps || weight > NEGLIGIBLE; n++) {
      const next = new Float64Array(term.length);
      for (let i = 0; i < term.length; i++) {
        if (term[i] === 0) continue;
        next[i] += term[i] * (1 - this.exitRates[i] / fastest);
        for (const { to, rate } of this.moves[i]) next[to] += (term[i] * rate) / fastest;
      }
      term = next;
      weight *= jumps / n;
      for (let i = 0; i < sum.length; i++) sum[i] += weight * term[i];
    }
    return sum;
  }

  private placeOf(state: State): number {
    const place = this.places.get(state.join());
    if (place === undefined) throw new Error(`The chain never comes to ${state.join()}.`);
    return place;
  }

  private place(state: State): number {
    const key = state.join();
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const place = this.states.length;
    this.places.set(key, place);
    this.states.push(state);
    this.moves.push([]);
    this.entries.push([]);
    this.exitRates.push(0);
    return place;
  }
}
