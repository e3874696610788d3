/** Selection of the best: constants, every step against the procedure as it is written, and how often it is right. */
import { describe, expect, it } from 'vitest';
import { SelectionRace, selectionEta, type SelectionAim } from '../../engine/statistics/selection';
import type { Generator } from '../../engine/random/generator';
import { normalOf, streamOf } from './draws';

/** One replication of scenarios that share a part of their noise. */
function paired(means: number[], sd: number, correlation: number, stream: Generator): number[] {
  const shared = normalOf(stream);
  const own = Math.sqrt(1 - correlation);
  return means.map((mean) => mean + sd * (Math.sqrt(correlation) * shared + own * normalOf(stream)));
}

/** KN as in the paper, on the whole table of values, largest is best. */
function asWritten(rows: number[][], aim: SelectionAim): { selected: number; replications: number } {
  const { scenarios: k, firstReplications: n0, margin, alpha } = aim;
  const eta = 0.5 * (((2 * alpha) / (k - 1)) ** (-2 / (n0 - 1)) - 1);
  const h2 = 2 * eta * (n0 - 1);
  const mean = (i: number, r: number): number => rows.slice(0, r).reduce((sum, row) => sum + row[i], 0) / r;
  const variance = (i: number, l: number): number => {
    const centre = mean(i, n0) - mean(l, n0);
    return rows.slice(0, n0).reduce((sum, row) => sum + (row[i] - row[l] - centre) ** 2, 0) / (n0 - 1);
  };
  let inside = Array.from({ length: k }, (_, i) => i);
  const steps = inside.map((i) =>
    Math.max(...inside.filter((l) => l !== i).map((l) => Math.floor((h2 * variance(i, l)) / margin ** 2))),
  );
  for (let r = n0; ; r++) {
    if (r > Math.max(...inside.map((i) => steps[i]))) {
      const best = inside.reduce((one, i) => (mean(i, r) > mean(one, r) ? i : one));
      return { selected: best, replications: r };
    }
    const width = (i: number, l: number): number =>
      Math.max(0, (margin / (2 * r)) * ((h2 * variance(i, l)) / margin ** 2 - r));
    const old = inside;
    inside = old.filter((i) => old.every((l) => l === i || mean(i, r) >= mean(l, r) - width(i, l)));
    if (inside.length === 1) return { selected: inside[0], replications: r };
  }
}

describe('selectionEta', () => {
  it('solves the equation that the guarantee rests on', () => {
    for (const [k, alpha, n0] of [
      [2, 0.05, 10],
      [10, 0.05, 10],
      [25, 0.1, 24],
    ]) {
      const eta = selectionEta(k, alpha, n0);
      expect(0.5 * (1 + 2 * eta) ** (-(n0 - 1) / 2)).toBeCloseTo(alpha / (k - 1), 12);
    }
    // By hand: 90^(2/9) = e^0.99996, so η = 0.8591.
    expect(selectionEta(10, 0.05, 10)).toBeCloseTo(0.8591, 4);
  });
});

describe('SelectionRace', () => {
  const aim: SelectionAim = { scenarios: 4, better: 'higher', margin: 1, alpha: 0.1, firstReplications: 8 };

  it('takes every step as the paper has it', () => {
    const ends = new Set<number>();
    for (let macro = 0; macro < 60; macro++) {
      const stream = streamOf(`step ${macro}`);
      const rows = Array.from({ length: 400 }, () => paired([0, 0.2, 0.5, 1], 2, 0.3, stream));
      const race = new SelectionRace(aim);
      for (const row of rows) race.add(row);
      expect({ selected: race.selected, replications: race.replications }).toEqual(asWritten(rows, aim));
      ends.add(race.replications);
    }
    expect(ends.size).toBeGreaterThan(20);
  });

  it('selects the best as often as it promises, least favourably placed and paired', () => {
    const macroRuns = 1000;
    for (const correlation of [0, 0.8]) {
      let right = 0;
      let replications = 0;
      const stream = streamOf(`correct selection ${correlation}`);
      for (let macro = 0; macro < macroRuns; macro++) {
        const race = new SelectionRace({ ...aim, better: 'lower' });
        while (race.selected === null) race.add(paired([1, 1, 0, 1], 2, correlation, stream));
        if (race.selected === 2) right++;
        replications += race.replications / macroRuns;
      }
      // Three standard errors below the promise would be 0.87; KN is conservative, and pairing makes it quick.
      expect(right / macroRuns).toBeGreaterThan(0.9);
      expect(replications).toBeLessThan(correlation === 0 ? 60 : 20);
    }
  });

  it('is often wrong about what is closer than the margin, and then it costs less than the margin', () => {
    const stream = streamOf('indifference');
    let right = 0;
    for (let macro = 0; macro < 300; macro++) {
      const race = new SelectionRace({ ...aim, scenarios: 2 });
      while (race.selected === null) race.add(paired([0, 0.1], 2, 0, stream));
      if (race.selected === 1) right++;
    }
    expect(right).toBeGreaterThan(150);
    expect(right).toBeLessThan(240);
  });

  it('drops the hopeless at once, and does not read their values again', () => {
    const race = new SelectionRace({ ...aim, scenarios: 3, firstReplications: 3 });
    const noise = [0.5, -1, 0.25];
    for (const e of noise) {
      expect(race.survivors).toEqual([0, 1, 2]);
      expect(race.latestEnd).toBeNull();
      race.add([5 + e, 5 - e, -100]);
    }
    expect(race.survivors).toEqual([0, 1]);
    expect(race.selected).toBeNull();
    expect(race.latestEnd).toBeGreaterThan(3);
    const latest = race.latestEnd!;
    while (race.selected === null) race.add([5, 5, NaN]);
    // The sums of noise differ by -0.5, which decides when no leeway is left.
    expect(race.selected).toBe(1);
    expect(race.replications).toBeLessThanOrEqual(latest);
    race.add([1000, 0, 0]);
    expect(race.replications).toBe(race.latestEnd);
  });

  it('ends at once where nothing varies, also with ties', () => {
    const race = new SelectionRace({ ...aim, scenarios: 3, firstReplications: 2 });
    race.add([2, 7, 7]);
    race.add([2, 7, 7]);
    expect([race.selected, race.replications, race.survivors]).toEqual([1, 2, [1]]);
    expect(new SelectionRace({ ...aim, scenarios: 1 }).selected).toBe(0);
  });

  it('refuses aims and values that are none, and takes nothing then', () => {
    expect(() => new SelectionRace({ ...aim, margin: 0 })).toThrow('margin must be above 0, got 0');
    expect(() => new SelectionRace({ ...aim, alpha: 0.75 })).toThrow('alpha must be above 0 and below 1 - 1');
    expect(() => new SelectionRace({ ...aim, scenarios: 0 })).toThrow('scenarios');
    expect(() => new SelectionRace({ ...aim, firstReplications: 1 })).toThrow('firstReplications');
    const race = new SelectionRace({ ...aim, scenarios: 2 });
    expect(() => race.add([1, NaN])).toThrow('values[1] must be finite, got NaN');
    expect(() => race.add([1])).toThrow('values[1] must be finite, got undefined');
    expect(race.replications).toBe(0);
  });
});
