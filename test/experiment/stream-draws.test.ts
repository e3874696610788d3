/** Draws from one stream (`run.draws: 'stream'`): other people, the same laws. */
import { describe, expect, it } from 'vitest';
import { meanInterval } from '../../engine/statistics/intervals';
import { coming, desk, exit, exponential, modelOf, q, run, type Small } from '../mechanisms/small-scenarios';

const REPLICATIONS = 24;

/** A desk with one server, on which four fifths of the time is at work. */
const small = (draws: 'keyed' | 'stream', extra: Small['services'] = {}): Small => ({
  days: 4000,
  run: { draws, warmUpDays: 200 },
  services: {
    ...extra,
    door: coming(0.8, 'desk'),
    desk: desk(exponential(1), {
      to: [
        {
          to: [
            { to: 'again', share: q(0.1, 'share') },
            { to: 'home', share: 'rest' },
          ],
        },
      ],
    }),
    again: exit(),
    home: exit(),
  },
});

describe('draws from one stream', () => {
  it('are the same for the same seed and replication, and no others', () => {
    const model = modelOf({ ...small('stream'), days: 300, run: { draws: 'stream' } });
    const { hash } = run(model, 1, 'a');
    expect(run(model, 1, 'a').hash).toBe(hash);
    expect(run(modelOf({ ...small('stream'), days: 300, run: { draws: 'stream' } }), 1, 'a').hash).toBe(hash);
    expect(run(model, 2, 'a').hash).not.toBe(hash);
    expect(run(model, 1, 'b').hash).not.toBe(hash);
  });

  it('are not those of the keys, which other people would share', () => {
    const log = (draws: 'keyed' | 'stream', extra?: Small['services']): string[] =>
      run({ ...small(draws, extra), days: 60, run: { draws } }).log;
    expect(log('stream')).not.toEqual(log('keyed'));
    // A second door changes nobody of the first with keys, and everybody with one stream.
    const second = { other: coming(2, 'home') };
    const arrivals = (lines: string[]): string[] => lines.filter((line) => line.includes(' desk: arrives'));
    expect(arrivals(log('keyed', second))).toEqual(arrivals(log('keyed')));
    expect(arrivals(log('stream', second))).not.toEqual(arrivals(log('stream')));
  });

  it('agree with the keyed ones, and both with the formula', () => {
    const over = (draws: 'keyed' | 'stream', measure: string) => {
      const model = modelOf(small(draws));
      const values = Array.from({ length: REPLICATIONS }, (_, number) => run(model, number, draws).value(measure));
      const { mean, standardDeviation } = meanInterval(values)!;
      return { mean, error: standardDeviation / Math.sqrt(REPLICATIONS) };
    };
    // M/M/1 at 0.8: four people there on average, at work four fifths of the time.
    for (const [measure, truth] of [
      ['desk.inSystemMean', 4],
      ['desk.utilisation', 0.8],
    ] as const) {
      const keyed = over('keyed', measure);
      const stream = over('stream', measure);
      for (const { mean, error } of [keyed, stream]) expect(Math.abs(mean - truth)).toBeLessThan(4 * error);
      expect(Math.abs(keyed.mean - stream.mean)).toBeLessThan(4 * Math.hypot(keyed.error, stream.error));
      expect(stream.error).toBeLessThan(0.05 * truth);
    }
  });
});
