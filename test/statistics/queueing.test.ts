/** Queueing formulas against the known answers of the verification cases (V numbers), published where they could be. */
import { describe, expect, it } from 'vitest';
import {
  cobham,
  erlangA,
  erlangB,
  erlangC,
  mmcPriorityWaits,
  mmcWait,
  pollaczekKhinchine,
  waitAbove,
  waitQuantile,
} from '../../engine/statistics/queueing';
import { jacksonNetwork } from '../../engine/statistics/queueing-network';

/** Equal to all the digits that the case prints. */
function expectPrinted(value: number, printed: string): void {
  const decimals = printed.split('.')[1]?.length ?? 0;
  expect(value.toFixed(decimals)).toBe(printed);
}

describe('the M/M/c queue', () => {
  it('V1: M/M/1 at 0.9', () => {
    const { Wq, W, Lq, L } = mmcWait(0.9, 1, 1);
    [Wq, W, Lq, L].forEach((value, i) => expect(value).toBeCloseTo([9, 10, 8.1, 9][i], 12));
    expectPrinted(waitAbove(0.9, 1, 1, 10), '0.331091');
    expectPrinted(waitAbove(0.9, 1, 1, 20), '0.121802');
    expect(waitAbove(0.9, 1, 1, 0)).toBeCloseTo(0.9, 12);
  });

  it('V2a: two servers', () => {
    const { pWait, Wq, L } = mmcWait(1.8, 1, 2);
    expectPrinted(pWait, '0.852632');
    expectPrinted(Wq, '4.263158');
    expectPrinted(L, '9.473684');
  });

  it('V2b: five servers, with the quantiles of the wait', () => {
    const { pWait, Wq, Lq, L } = mmcWait(4.5, 1, 5);
    expectPrinted(pWait, '0.762493');
    expectPrinted(Wq, '1.524986');
    expectPrinted(Lq, '6.862439');
    expectPrinted(L, '11.362439');
    expectPrinted(waitQuantile(4.5, 1, 5, 0.9), '4.06285');
    expectPrinted(waitQuantile(4.5, 1, 5, 0.95), '5.44914');
    expectPrinted(waitQuantile(4.5, 1, 5, 0.99), '8.66802');
    // Almost a quarter do not wait at all.
    expect([waitQuantile(4.5, 1, 5, 0.23), waitQuantile(4.5, 1, 5, 0), waitQuantile(4.5, 1, 5, 1)]).toEqual([
      0,
      0,
      Infinity,
    ]);
  });

  it.each([
    [8, '0.80725', '484.35'],
    [9, '0.50915', '101.83'],
    [10, '0.30661', '36.79'],
    [11, '0.17581', '15.07'],
    [12, '0.09578', '6.39'],
  ])('V3: a crisis line of 90 calls an hour and %d servers', (c, pWait, seconds) => {
    const means = mmcWait(90 / 3600, 1 / 300, c);
    expectPrinted(means.pWait, pWait);
    expectPrinted(means.Wq, seconds);
  });

  it('has no steady state from full use up', () => {
    for (const lam of [2, 3]) {
      expect(mmcWait(lam, 1, 2)).toEqual({ pWait: 1, Wq: Infinity, Lq: Infinity, L: Infinity, W: Infinity });
      expect(waitQuantile(lam, 1, 2, 0.5)).toBe(Infinity);
      expect(waitAbove(lam, 1, 2, 1e9)).toBe(1);
    }
  });

  it('is NaN for servers that cannot be counted', () => {
    expect([erlangC(0, 1), erlangC(1.5, 1), erlangC(2, -1), erlangB(-1, 1), erlangB(2, NaN)]).toEqual([
      NaN,
      NaN,
      NaN,
      NaN,
      NaN,
    ]);
    expect(waitQuantile(1, 1, 2, 1.5)).toBe(NaN);
  });
});

describe('Erlang B', () => {
  it.each([
    [2, 1, '0.200000'],
    [10, 5, '0.018385'],
    [20, 20, '0.158892'],
    [100, 90, '0.026957'],
  ])('V4: %d servers at a load of %d lose %s', (c, load, lost) => {
    expectPrinted(erlangB(c, load), lost);
  });

  it('loses everybody without servers and nobody without load', () => {
    expect([erlangB(0, 3), erlangB(4, 0)]).toEqual([1, 0]);
  });
});

describe('Erlang A', () => {
  it('V5a: the call centre of Garnett, Mandelbaum & Reiman (2002), table 1', () => {
    const { abandoned, Wq, Lq, use } = erlangA(48, 1, 0.5, 50);
    expectPrinted(abandoned * 100, '3.0912');
    expectPrinted(Wq * 60, '3.7095');
    expectPrinted(Lq, '2.9676');
    expectPrinted(use, '0.93032');
    expectPrinted(mmcWait(48, 1, 50).Wq * 60, '20.834');
    expectPrinted(mmcWait(48, 1, 50).Lq, '16.667');
  });

  it('V5b: as many arrivals as servers', () => {
    const { pWait, abandoned, Wq, WqServed, use } = erlangA(10, 1, 0.5, 10);
    expectPrinted(pWait, '0.619655');
    expectPrinted(abandoned, '0.103913');
    expectPrinted(Wq, '0.207826');
    expectPrinted(WqServed, '0.199581');
    expectPrinted(use, '0.896087');
  });

  it('nears Erlang C for the patient, M/M/∞ where patience is as long as service, and Erlang B for the impatient', () => {
    expect(erlangA(4.5, 1, 1e-7, 5).Wq).toBeCloseTo(mmcWait(4.5, 1, 5).Wq, 4);
    // theta = mu: the number present is Poisson of mean 3, so use = 3 / 2 less who waits, whatever the servers.
    const poisson = [0, 1, 2].map((n) => (Math.exp(-3) * 3 ** n) / [1, 1, 2][n]);
    expect(erlangA(3, 1, 1, 2).pWait).toBeCloseTo(1 - poisson[0] - poisson[1], 12);
    expect(erlangA(8, 1, 1e9, 10).abandoned).toBeCloseTo(erlangB(10, 8), 7);
  });

  it('serves what does not leave, also when overloaded tenfold', () => {
    const { abandoned, use, Wq } = erlangA(100, 1, 0.01, 10);
    expect(100 * (1 - abandoned)).toBeCloseTo(10 * use, 8);
    expect(use).toBeCloseTo(1, 10);
    expect(Wq * 0.01).toBeCloseTo(abandoned, 12);
  });

  it('stays finite with many servers and little to do', () => {
    expect(erlangA(1, 1, 1, 500)).toMatchObject({ pWait: 0, abandoned: 0, Wq: 0, use: 1 / 500 });
    expect(erlangA(1, 1, 0, 5).use).toBe(NaN);
  });
});

describe('the M/G/1 queue', () => {
  it.each([
    [0, 2],
    [0.25, 2.5],
    [0.5, 3],
    [1, 4],
    [2, 6],
    [4, 10],
  ])('V7: at 0.8 with cv² %d waits %d', (cv2, wait) => {
    expect(pollaczekKhinchine(0.8, 1, cv2)).toBeCloseTo(wait, 12);
  });

  it('V8: urgent and routine', () => {
    const [urgent, routine] = cobham([
      { rate: 0.3, mean: 0.5, cv2: 0.5 },
      { rate: 0.7, mean: 1, cv2: 0.5 },
    ]);
    expectPrinted(urgent, '0.683824');
    expectPrinted(routine, '4.558824');
  });

  it('V9 and V56: exponential service, and the law of conservation', () => {
    const [first, second] = cobham([
      { rate: 0.2, mean: 1, cv2: 1 },
      { rate: 0.6, mean: 1, cv2: 1 },
    ]);
    expect(first).toBeCloseTo(1, 12);
    expect(second).toBeCloseTo(5, 12);
    expect(0.2 * first + 0.6 * second).toBeCloseTo(0.8 * pollaczekKhinchine(0.8, 1, 1), 12);
  });

  it('lets urgent classes keep their wait when a later class overloads the station', () => {
    const [urgent, routine, last] = cobham([
      { rate: 0.3, mean: 1, cv2: 1 },
      { rate: 5, mean: 1, cv2: 1 },
      { rate: 1, mean: 1, cv2: 1 },
    ]);
    // Somebody is always in service, with a mean of 1 to go.
    expect(urgent).toBeCloseTo(1 / 0.7, 12);
    expect([routine, last]).toEqual([Infinity, Infinity]);
  });
});

describe('priorities at several servers', () => {
  it('V10: two classes with one mean', () => {
    const [urgent, routine] = mmcPriorityWaits([1, 3.5], 1, 5);
    expectPrinted(urgent, '0.190623');
    expectPrinted(routine, '1.906233');
  });

  it('agree with Cobham at one server, and with M/M/c where there is one class', () => {
    expect(mmcPriorityWaits([0.2, 0.6], 1, 1)[1]).toBeCloseTo(5, 12);
    expect(mmcPriorityWaits([4.5], 1, 5)[0]).toBeCloseTo(mmcWait(4.5, 1, 5).Wq, 12);
    expect(mmcPriorityWaits([1, 9], 1, 5)[1]).toBe(Infinity);
  });
});

describe('a Jackson network', () => {
  it('V28: triage and two teams with feedback', () => {
    const routing = [
      [0, 0.6, 0.3],
      [0.2, 0, 0],
      [0, 0.25, 0],
    ];
    const { rates, stations, L, W } = jacksonNetwork([1.5, 0, 0], routing, [1.2, 0.5, 0.9], [2, 3, 1]);
    ['1.734104', '1.170520', '0.520231'].forEach((rate, i) => expectPrinted(rates[i], rate));
    ['0.910293', '1.868116', '1.522070'].forEach((wait, i) => expectPrinted(stations[i].Wq, wait));
    ['3.023630', '4.527708', '1.369863'].forEach((number, i) => expectPrinted(stations[i].L, number));
    expectPrinted(L, '8.921200');
    expectPrinted(W, '5.947467');
  });

  it('solves stations that are reached in any order', () => {
    // A chain entered at its last station: 3 → 1 → 2 → out, with half of station 2 going round again.
    const routing = [
      [0, 1, 0],
      [0, 0, 0.5],
      [1, 0, 0],
    ];
    expect(jacksonNetwork([0, 0, 1], routing, [5, 5, 5], [1, 1, 1]).rates).toEqual([2, 2, 2]);
  });

  it('refuses lists of different lengths and stations that nobody can leave', () => {
    expect(() => jacksonNetwork([1, 1], [[0, 0]], [1, 1], [1, 1])).toThrow('routing must have 2 stations, got 1');
    expect(() => jacksonNetwork([1, 1], [[0, 0], [0]], [1, 1], [1, 1])).toThrow(
      'routing[1] must have 2 stations, got 1',
    );
    expect(() => jacksonNetwork([1], [[0]], [1], [1, 1])).toThrow('servers must have 1 stations, got 2');
    expect(() =>
      jacksonNetwork(
        [1, 0],
        [
          [0, 1],
          [1, 0],
        ],
        [9, 9],
        [1, 1],
      ),
    ).toThrow(RangeError);
  });
});
