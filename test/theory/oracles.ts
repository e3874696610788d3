/**
 * Truths that no book tabulates, worked out from the definition of each system by a Markov chain or a formula. Nothing
 * here knows the engine. Times are in the unit of the rates.
 */
import { erlangC, mmcWait } from '../../engine/statistics/queueing';
import { MarkovChain, type Move, type State } from './markov-chain';

/** People beyond this many are so unlikely in these systems that they do not count. */
const FAR = 60;

/** Mean number present at some instants: c servers, exponential patience (rate `theta`, 0 for none). */
export function transientMeans(
  { lam, mu, c, theta = 0 }: { lam: number; mu: number; c: number; theta?: number },
  startsWith: number,
  instants: readonly number[],
  most = 400,
): number[] {
  const chain = new MarkovChain([startsWith], ([n]) => [
    ...(n < most ? [[[n + 1], lam] as const] : []),
    ...(n > 0 ? [[[n - 1], mu * Math.min(n, c) + theta * Math.max(0, n - c)] as const] : []),
  ]);
  let p = chain.certain([startsWith]);
  let now = 0;
  return instants.map((instant) => {
    p = chain.after(p, instant - now);
    now = instant;
    return chain.mean(p, ([n]) => n);
  });
}

/** M/M/1 whose server is off at a rate, busy or idle, and back at another; service is resumed. Mean number present. */
export function sickServer(lam: number, mu: number, off: number, back: number): number {
  const chain = new MarkovChain([0, 1], ([n, up]) => [
    ...(n < 300 ? [[[n + 1, up], lam] as const] : []),
    [[Math.max(0, n - 1), up], n > 0 ? mu * up : 0],
    [[n, 1 - up], up === 1 ? off : back],
  ]);
  return chain.mean(chain.stationary(), ([n]) => n);
}

/**
 * Mean waits of an M/G/1 queue whose priority grows with waiting (Kleinrock 1964, Naval Research Logistics Quarterly
 * 11(4); Queueing Systems II, 1976, §3.7): W_p = (W0/(1-rho) - sum over lower i of rho_i W_i (1 - b_i/b_p)) /
 * (1 - sum over higher i of rho_i (1 - b_p/b_i)).
 *
 * @param classes arrival rate, mean and squared coefficient of variation of service, weight b; smallest weight first
 */
export function growingPriorityWaits(
  classes: readonly { rate: number; mean: number; cv2: number; weight: number }[],
): number[] {
  const residual = classes.reduce((sum, { rate, mean, cv2 }) => sum + (rate * mean * mean * (1 + cv2)) / 2, 0);
  const rho = classes.map(({ rate, mean }) => rate * mean);
  const fifo = residual / (1 - rho.reduce((sum, use) => sum + use, 0));
  const waits: number[] = [];
  classes.forEach(({ weight }, p) => {
    let above = fifo;
    let below = 1;
    for (let i = 0; i < p; i++) above -= rho[i] * waits[i] * (1 - classes[i].weight / weight);
    for (let i = p + 1; i < classes.length; i++) below -= rho[i] * (1 - weight / classes[i].weight);
    waits.push(above / below);
  });
  return waits;
}

/**
 * GI/M/1 (Kendall 1953, Annals of Mathematical Statistics 24; Kleinrock, Queueing Systems I, 1975, §6.4): an arrival waits
 * with probability sigma, the root of sigma = A*(mu - mu sigma), and the wait is sigma / (mu (1 - sigma)) in the mean.
 *
 * @param transform Laplace transform of the time between arrivals
 */
export function renewalArrivals(transform: (s: number) => number, mu: number): { sigma: number; wait: number } {
  let sigma = 0.5;
  for (let i = 0; i < 10_000; i++) sigma = transform(mu * (1 - sigma));
  return { sigma, wait: sigma / (mu * (1 - sigma)) };
}

/** M/M/c, urgent before routine with interruption and one mean service time (Buzen & Bondi 1983, Operations Research 31(3)). */
export function interruptingClasses(urgent: number, routine: number, mu: number, c: number) {
  const all = mmcWait(urgent + routine, mu, c);
  const first = mmcWait(urgent, mu, c);
  return {
    stayUrgent: first.W,
    stayRoutine: (all.L - first.L) / routine,
    present: all.L,
    // An urgent arrival interrupts when all servers are busy, and not all of them with urgent people.
    interruptions: urgent * (erlangC(c, (urgent + routine) / mu) - erlangC(c, urgent / mu)),
  };
}

/**
 * Two servers; urgent before routine, not interrupting; who is routine and waits becomes urgent; all give up in time.
 * State: urgent and routine in service, urgent and routine waiting.
 */
export function becomingUrgent(given: {
  urgent: number;
  routine: number;
  muUrgent: number;
  muRoutine: number;
  theta: number;
  becomes: number;
}) {
  const { urgent, routine, muUrgent, muRoutine, theta, becomes } = given;
  const freed = (a: number, b: number, i: number, j: number): State => {
    if (i > 0) return [a + 1, b, i - 1, j];
    if (j > 0) return [a, b + 1, i, j - 1];
    return [a, b, i, j];
  };
  const chain = new MarkovChain([0, 0, 0, 0], ([a, b, i, j]) => {
    const free = a + b < 2;
    const moves: Move[] = [];
    if (i + j < FAR) {
      moves.push([free ? [a + 1, b, i, j] : [a, b, i + 1, j], urgent]);
      moves.push([free ? [a, b + 1, i, j] : [a, b, i, j + 1], routine]);
    }
    if (a > 0) moves.push([freed(a - 1, b, i, j), muUrgent * a]);
    if (b > 0) moves.push([freed(a, b - 1, i, j), muRoutine * b]);
    if (i > 0) moves.push([[a, b, i - 1, j], theta * i]);
    if (j > 0) moves.push([[a, b, i, j - 1], theta * j], [[a, b, i + 1, j - 1], becomes * j]);
    return moves;
  });
  const p = chain.stationary();
  const lam = urgent + routine;
  const waiting = chain.mean(p, ([, , i, j]) => i + j);
  return {
    wait: waiting / lam,
    givenUp: (theta * waiting) / lam,
    changes: (becomes * chain.mean(p, ([, , , j]) => j)) / lam,
    use: chain.mean(p, ([a, b]) => a + b) / 2,
    present: waiting + chain.mean(p, ([a, b]) => a + b),
  };
}

/**
 * One server for some hours of each day; urgent before routine; at closing time the person in service goes back to the
 * line. Mean times at the desk by class, and numbers at opening, at closing and at midnight. Rates are per day.
 * State: who is in service (0 nobody, 1 urgent, 2 routine), urgent and routine waiting.
 */
export function handedOverDaily(given: { urgent: number; routine: number; mu: number; opens: number; closes: number }) {
  const { urgent, routine, mu, opens, closes } = given;
  // People of each class in the line beyond whom nothing counts.
  const most = [20, 60];
  const next = (i: number, j: number): State => (i > 0 ? [1, i - 1, j] : j > 0 ? [2, i, j - 1] : [0, 0, 0]);
  const arrivals = (s: number, i: number, j: number): Move[] => [
    ...(i < most[0] ? [[[s, i + 1, j], urgent] as const] : []),
    ...(j < most[1] ? [[[s, i, j + 1], routine] as const] : []),
  ];
  const closed = new MarkovChain([0, 0, 0], ([, i, j]) => arrivals(0, i, j));
  const open = new MarkovChain([0, 0, 0], ([s, i, j]) =>
    s === 0
      ? [
          [[1, 0, 0], urgent],
          [[2, 0, 0], routine],
        ]
      : [...arrivals(s, i, j), [next(i, j), mu]],
  );
  const moved = (p: Float64Array, from: MarkovChain, to: MarkovChain, image: (state: State) => State) => {
    const result = new Float64Array(to.states.length);
    const places = new Map(to.states.map((state, place) => [state.join(), place]));
    from.states.forEach((state, i) => {
      const place = places.get(image(state).join());
      if (place !== undefined) result[place] += p[i];
    });
    return result;
  };
  const inClass = ([s, i, j]: State): [number, number] => [i + (s === 1 ? 1 : 0), j + (s === 2 ? 1 : 0)];
  const means = (chain: MarkovChain, p: Float64Array): [number, number] => [
    chain.mean(p, (state) => inClass(state)[0]),
    chain.mean(p, (state) => inClass(state)[1]),
  ];
  const opening = ([, i, j]: State) => next(i, j);
  const closing = (state: State): State => [
    0,
    ...(inClass(state).map((n, k) => Math.min(n, most[k])) as [number, number]),
  ];
  let atOpening: Float64Array = closed.certain([0, 0, 0]);
  for (let day = 0, before = -1; ; day++) {
    const atClosing = open.after(moved(atOpening, closed, open, opening), closes - opens);
    atOpening = closed.after(moved(atClosing, open, closed, closing), 1 - (closes - opens));
    const [u, r] = means(closed, atOpening);
    if (Math.abs(u + r - before) < 1e-10) break;
    if (day > 5000) throw new Error('The days did not settle.');
    before = u + r;
  }
  // Numbers over the day: Simpson's rule while open, a straight line while closed.
  const INTERVALS = 64;
  const step = (closes - opens) / INTERVALS;
  let p: Float64Array = moved(atOpening, closed, open, opening);
  const areas: [number, number] = [0, 0];
  for (let k = 0; k <= INTERVALS; k++) {
    const weight = k === 0 || k === INTERVALS ? 1 : k % 2 === 1 ? 4 : 2;
    means(open, p).forEach((mean, i) => (areas[i] += (weight * mean * step) / 3));
    if (k < INTERVALS) p = open.after(p, step);
  }
  const endOfDay = means(open, p);
  const rest = 1 - (closes - opens);
  areas[0] += (endOfDay[0] + (urgent * rest) / 2) * rest;
  areas[1] += (endOfDay[1] + (routine * rest) / 2) * rest;
  const numberAtClosing = endOfDay[0] + endOfDay[1];
  return {
    stayUrgent: areas[0] / urgent,
    stayRoutine: areas[1] / routine,
    present: areas[0] + areas[1],
    atOpening: numberAtClosing + (urgent + routine) * rest,
    atClosing: numberAtClosing,
    atMidnight: numberAtClosing + (urgent + routine) * (1 - closes),
  };
}

/** M/M/c with room for so many in all; urgent before routine, not interrupting. State: in service, urgent and routine waiting. */
export function priorityWithRoom(urgent: number, routine: number, mu: number, c: number, room: number) {
  const chain = new MarkovChain([0, 0, 0], ([n, i, j]) => {
    const moves: Move[] = [];
    if (n < c) moves.push([[n + 1, i, j], urgent + routine]);
    else if (n + i + j < room) moves.push([[n, i + 1, j], urgent], [[n, i, j + 1], routine]);
    if (n > 0) moves.push([i > 0 ? [n, i - 1, j] : j > 0 ? [n, i, j - 1] : [n - 1, 0, 0], mu * n]);
    return moves;
  });
  const p = chain.stationary();
  const turnedAway = chain.mean(p, ([n, i, j]) => (n + i + j === room ? 1 : 0));
  return {
    turnedAway,
    waitUrgent: chain.mean(p, ([, i]) => i) / (urgent * (1 - turnedAway)),
    waitRoutine: chain.mean(p, ([, , j]) => j) / (routine * (1 - turnedAway)),
    present: chain.mean(p, ([n, i, j]) => n + i + j),
  };
}

/** Two desks in a row: two servers and patience at the first; one server and room for so many at the second. */
export function tandem(given: { lam: number; mu: number; theta: number; nextMu: number; room: number }) {
  const { lam, mu, theta, nextMu, room } = given;
  const chain = new MarkovChain([0, 0], ([n, m]) => [
    ...(n < FAR ? [[[n + 1, m], lam] as const] : []),
    [[Math.max(0, n - 1), Math.min(m + 1, room)], mu * Math.min(n, 2)],
    [[n - 1, m], theta * Math.max(0, n - 2)],
    [[n, Math.max(0, m - 1)], m > 0 ? nextMu : 0],
  ]);
  const p = chain.stationary();
  const through = chain.mean(p, ([n]) => mu * Math.min(n, 2));
  const full = chain.mean(p, ([n, m]) => (m === room ? mu * Math.min(n, 2) : 0));
  const second = chain.mean(p, ([, m]) => m);
  return {
    givenUp: 1 - through / lam,
    turnedAway: full / through,
    secondPresent: second,
    secondStay: second / (through - full),
    present: chain.mean(p, ([n, m]) => n + m),
  };
}

/**
 * Two servers who fall ill and recover, each alone; work in hand is handed over; who waits for work to begin gives up in
 * time. State: servers there, people with whom work has begun, people who wait for it to begin.
 */
export function sickServersAndPatience(given: { lam: number; mu: number; off: number; back: number; theta: number }) {
  const { lam, mu, off, back, theta } = given;
  const start = (k: number, s: number, w: number): State => {
    const begin = Math.max(0, Math.min(w, k - s));
    return [k, s + begin, w - begin];
  };
  const chain = new MarkovChain([2, 0, 0], ([k, s, w]) => {
    const moves: Move[] = [
      [start(k - 1, s, w), off * k],
      [start(k + 1, s, w), back * (2 - k)],
      [start(k, s - 1, w), mu * Math.min(k, s)],
      [[k, s, w - 1], theta * w],
    ];
    if (s + w < FAR) moves.push([start(k, s, w + 1), lam]);
    return moves.filter(([, rate]) => rate > 0);
  });
  const p = chain.stationary();
  const busy = chain.mean(p, ([k, s]) => Math.min(k, s));
  return {
    givenUp: (theta * chain.mean(p, ([, , w]) => w)) / lam,
    wait: chain.mean(p, ([, , w]) => w) / lam,
    present: chain.mean(p, ([, s, w]) => s + w),
    use: busy / 2,
    useWorked: busy / chain.mean(p, ([k]) => k),
    away: chain.mean(p, ([k]) => 2 - k),
  };
}

/** Servers who go away (exponential) whenever nobody waits; people give up in time. State: busy servers, people waiting. */
export function holidaysAndPatience(given: { lam: number; mu: number; back: number; theta: number; c: number }) {
  const { lam, mu, back, theta, c } = given;
  const chain = new MarkovChain([0, 0], ([b, w]) => {
    const moves: Move[] = [];
    if (w < FAR) moves.push([[b, w + 1], lam]);
    // Whoever comes back to nobody goes away again.
    if (w > 0) moves.push([[b + 1, w - 1], back * (c - b)], [[b, w - 1], theta * w]);
    if (b > 0) moves.push([w > 0 ? [b, w - 1] : [b - 1, 0], mu * b]);
    return moves;
  });
  const p = chain.stationary();
  const waiting = chain.mean(p, ([, w]) => w);
  const busy = chain.mean(p, ([b]) => b);
  return {
    wait: waiting / lam,
    givenUp: (theta * waiting) / lam,
    use: busy / c,
    away: c - busy,
    present: waiting + busy,
  };
}

/**
 * Two servers; urgent interrupts routine, which is resumed; who waits for work to begin gives up in time. State: urgent
 * people, routine people with whom work has begun, routine people with whom it has not.
 */
export function interruptionAndPatience(given: { urgent: number; routine: number; mu: number; theta: number }) {
  const { urgent, routine, mu, theta } = given;
  const left = (u: number) => 2 - Math.min(u, 2);
  const start = (u: number, x: number, y: number): State => {
    const begin = Math.max(0, Math.min(y, left(u) - x));
    return [u, x + begin, y - begin];
  };
  const chain = new MarkovChain([0, 0, 0], ([u, x, y]) => {
    const moves: Move[] = [];
    if (u < FAR) moves.push([[u + 1, x, y], urgent]);
    if (x + y < FAR) moves.push([start(u, x, y + 1), routine]);
    if (u > 0) moves.push([start(u - 1, x, y), mu * Math.min(u, 2) + theta * Math.max(0, u - 2)]);
    const atWork = Math.min(left(u), x);
    if (atWork > 0) moves.push([start(u, x - 1, y), mu * atWork]);
    if (y > 0) moves.push([[u, x, y - 1], theta * y]);
    return moves;
  });
  const p = chain.stationary();
  const urgentWaiting = chain.mean(p, ([u]) => Math.max(0, u - 2));
  const routineWaiting = chain.mean(p, ([, , y]) => y);
  return {
    waitUrgent: urgentWaiting / urgent,
    waitRoutine: routineWaiting / routine,
    givenUp: (theta * (urgentWaiting + routineWaiting)) / (urgent + routine),
    inLine: urgentWaiting + routineWaiting + chain.mean(p, ([u, x]) => x - Math.min(left(u), x)),
    present: chain.mean(p, ([u, x, y]) => u + x + y),
    use: chain.mean(p, ([u, x]) => Math.min(u, 2) + Math.min(left(u), x)) / 2,
    interruptions: urgent * chain.mean(p, ([u, x]) => (u < 2 && x >= left(u) ? 1 : 0)),
  };
}
