/** What may be said of a difference. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Interval, meanInterval } from '../../engine/statistics/intervals';
import { isEquivalent, isPerhapsSmall, replicationsToSettle, verdict } from '../../engine/statistics/verdict';

function interval(mean: number, halfWidth: number, replications = 20): Interval {
  return { mean, halfWidth, low: mean - halfWidth, high: mean + halfWidth, replications, standardDeviation: 1 };
}

describe('verdict', () => {
  it('calls a difference whose whole interval lies on one side of zero', () => {
    expect(verdict(interval(-5, 2), 1, 'lower')).toBe('better');
    expect(verdict(interval(-5, 2), 1, 'higher')).toBe('worse');
    expect(verdict(interval(5, 2), 1, 'lower')).toBe('worse');
    expect(verdict(interval(5, 2), 1, 'higher')).toBe('better');
  });

  it('says higher or lower of a measure without a good direction', () => {
    expect(verdict(interval(5, 2), 1, 'none')).toBe('higher');
    expect(verdict(interval(-5, 2), 1, 'none')).toBe('lower');
  });

  it('makes no call where the interval holds zero or touches it', () => {
    for (const open of [interval(1, 2), interval(-1, 2), interval(2, 2), interval(-2, 2), interval(0, 0)]) {
      for (const direction of ['lower', 'higher', 'none'] as const) {
        expect(verdict(open, 0.5, direction)).toBe('too close to call');
      }
    }
  });

  it('makes no call of a sure difference that does not matter', () => {
    expect(verdict(interval(-0.5, 0.2), 1, 'lower')).toBe('too close to call');
    // An end at the margin, or beyond it, may matter.
    expect(verdict(interval(-0.75, 0.25), 1, 'lower')).toBe('better');
    expect(verdict(interval(-0.5, 0.2), 0, 'lower')).toBe('better');
  });
});

describe('isPerhapsSmall', () => {
  it('is said of a called difference whose interval reaches below the margin, and of nothing else', () => {
    const said = (mean: number, halfWidth: number, margin: number): boolean => {
      const found = interval(mean, halfWidth);
      return isPerhapsSmall({ mean, halfWidth, verdict: verdict(found, margin, 'lower') }, margin);
    };
    // From 0.5 to 3.5 with a margin of 1: surely there, perhaps too small.
    expect(said(2, 1.5, 1)).toBe(true);
    expect(said(-2, 1.5, 1)).toBe(true);
    // From 1 on, and beyond: it matters.
    expect(said(2, 1, 1)).toBe(false);
    expect(said(-3, 1, 1)).toBe(false);
    // Not called, for want of runs or since it is too small; and without a margin everything counts.
    expect(said(2, 2.5, 1)).toBe(false);
    expect(said(0.5, 0.2, 1)).toBe(false);
    expect(said(2, 1.5, 0)).toBe(false);
  });
});

describe('isEquivalent', () => {
  it('holds where the whole interval lies inside the margin, and nowhere without one', () => {
    expect(isEquivalent({ mean: 0.5, halfWidth: 0.4 }, 1)).toBe(true);
    expect(isEquivalent({ mean: -0.5, halfWidth: 0.4 }, 1)).toBe(true);
    expect(isEquivalent({ mean: 0.5, halfWidth: 0.5 }, 1)).toBe(false);
    expect(isEquivalent({ mean: 0, halfWidth: 0 }, 0)).toBe(false);
  });
});

describe('replicationsToSettle', () => {
  it('brings the half-width below the mean: n₀ (h / |mean|)², and one more so as not to touch', () => {
    expect(replicationsToSettle(interval(1, 2, 20), 0)).toBe(81);
    expect(replicationsToSettle(interval(-3, 4, 10), 0)).toBe(18);
  });

  it('brings the interval inside the margin where that is nearer', () => {
    // Mean 0.25, margin 1: a half-width below 0.75 settles it, sooner than one below 0.25.
    expect(replicationsToSettle(interval(0.25, 1.5, 10), 1)).toBe(41);
    expect(replicationsToSettle(interval(0, 1.5, 10), 1)).toBe(23);
  });

  it('is what was run where the question is settled', () => {
    expect(replicationsToSettle(interval(5, 2, 20), 1)).toBe(20);
    expect(replicationsToSettle(interval(0.1, 0.2, 20), 1)).toBe(20);
  });

  it('takes a wider interval for the call, where several questions are asked, but not for the margin', () => {
    // 20 (2 / 1)² = 80 for a plain call, 20 (3 / 1)² = 180 for one with half-width 3.
    expect(replicationsToSettle(interval(1, 2, 20), 0, 3)).toBe(181);
    expect(replicationsToSettle(interval(0.25, 1.5, 10), 1, 3)).toBe(41);
    expect(replicationsToSettle(interval(1, 0.9, 20), 0, 1.2)).toBe(29);
  });

  it('is null where no number can be given, never Infinity', () => {
    expect(replicationsToSettle(interval(0, 1), 0)).toBeNull();
    expect(replicationsToSettle(interval(0, 0), 0)).toBeNull();
    expect(replicationsToSettle(interval(1e-9, 1), 0)).toBeNull();
    expect(replicationsToSettle(interval(1, Infinity), 0)).toBeNull();
    expect(replicationsToSettle(interval(NaN, 1), 0)).toBeNull();
  });

  it('asks for more exactly where the verdict is open and the interval not inside the margin', () => {
    const value = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(
        value,
        fc.double({ min: 0, max: 10, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (mean, half, margin) => {
          const seen = interval(mean, half);
          const isInside = seen.low > -margin && seen.high < margin;
          const isOpen = verdict(seen, margin, 'none') === 'too close to call' && !isInside;
          const needed = replicationsToSettle(seen, margin);
          // Where rounding decides (half-width and target the same to a part in 10^12) either answer will do.
          const target = Math.max(Math.abs(mean), margin - Math.abs(mean));
          fc.pre(Math.abs(half - target) > 1e-12);
          expect(needed === null || needed > 20).toBe(isOpen);
        },
      ),
      { seed: 20170401, numRuns: 2000 },
    );
  });

  it('settles the question when that many are run with the same mean and spread', () => {
    const few = meanInterval([-1, 3, 0, 4, 2, -2])!;
    const needed = replicationsToSettle(few, 0)!;
    expect(verdict(few, 0, 'higher')).toBe('too close to call');
    // The same spread over `needed` values: alternately one standard deviation either side.
    const spread = few.standardDeviation * Math.sqrt((needed - 1) / needed);
    const count = needed + (needed % 2);
    const many = meanInterval(Array.from({ length: count }, (_, i) => few.mean + (i % 2 === 0 ? spread : -spread)))!;
    expect(verdict(many, 0, 'higher')).toBe('better');
  });
});
