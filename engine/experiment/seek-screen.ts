/** A quick decision on one setting: whether it meets the target, after as few replications as that takes. */
import { meanInterval } from '../statistics/intervals';
import { RatioTest } from '../statistics/ratio-test';
import { SelectionRace } from '../statistics/selection';
import { gainFrom, isMet, type Criterion } from './seek-question';

/** What is said of a setting. */
export type Screened = 'meets' | 'misses' | 'open';

/** The chance of a wrong decision where a setting is away from the target by the margin or more. */
export const SCREENING_ERROR = 0.1;
/** Replications before a mean may be judged, and from one look to the next. */
const FIRST_REPLICATIONS = 4;
/** A chance that differs from the one asked for by less than this need not be told from it. */
const CHANCE_MARGIN = 0.1;

/** How far a chance may be from the one asked for without being told from it: less near 0 and 1. */
export function chanceMargin(chance: number): number {
  return Math.min(CHANCE_MARGIN, (1 - chance) / 2, chance / 2);
}

/**
 * Sees the values of a setting one after the other. A chance is decided by Wald's test (`statistics/ratio-test`). A mean is
 * decided by whichever comes first, each with half the error: the selection procedure KN (`statistics/selection`) between
 * the setting and the bound as one that never varies, a comparison with a known standard that ends soon where little
 * varies; or, for what is far away, a t-interval on one side of the bound. It is looked at after every four replications, and the
 * j-th look may err by 1 / (j (j + 1)) of the whole. A value that is NaN, not seen, decides nothing.
 */
export class Screen {
  private readonly sees: (value: number) => void;
  private readonly says: () => Screened;

  constructor(criterion: Criterion) {
    if (criterion.kind === 'chance') {
      const margin = chanceMargin(criterion.chance);
      const { chance } = criterion;
      const test = new RatioTest({
        low: chance - margin,
        high: chance + margin,
        errorAtLow: SCREENING_ERROR,
        errorAtHigh: SCREENING_ERROR,
      });
      this.sees = (value) => test.add(isMet(criterion, value) === true);
      this.says = () => (test.decision === null ? 'open' : test.decision === 'high' ? 'meets' : 'misses');
    } else {
      const test = new MeanTest(criterion);
      this.sees = (value) => test.add(value);
      this.says = () => test.screened;
    }
  }

  /** What can be said so far. */
  get screened(): Screened {
    return this.says();
  }

  /** See the value of the next replication. */
  add(value: number): void {
    if (!Number.isNaN(value)) this.sees(value);
  }
}

/** @see Screen */
class MeanTest {
  screened: Screened = 'open';
  private readonly race: SelectionRace;
  private readonly values: number[] = [];

  constructor(private readonly criterion: Criterion) {
    this.race = new SelectionRace({
      scenarios: 2,
      better: criterion.meets === 'atMost' ? 'lower' : 'higher',
      margin: criterion.margin,
      alpha: SCREENING_ERROR / 2,
      firstReplications: FIRST_REPLICATIONS,
    });
  }

  add(value: number): void {
    if (this.screened !== 'open') return;
    this.values.push(value);
    this.race.add([value, this.criterion.bound]);
    if (this.race.selected !== null) this.screened = this.race.selected === 0 ? 'meets' : 'misses';
    else if (this.values.length % FIRST_REPLICATIONS === 0) this.look();
  }

  private look(): void {
    const { bound } = this.criterion;
    const looks = this.values.length / FIRST_REPLICATIONS;
    const interval = meanInterval(this.values, 1 - SCREENING_ERROR / (looks * (looks + 1)));
    if (interval === null || (interval.low <= bound && interval.high >= bound)) return;
    this.screened = gainFrom(this.criterion, bound, interval.mean) > 0 ? 'meets' : 'misses';
  }
}
