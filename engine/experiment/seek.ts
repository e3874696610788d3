/**
 * The search for the setting of least effort that meets a target. It says which replications it needs next and is given
 * their numbers, so that it knows nothing of who computes them; what it asks for depends on the numbers alone.
 *
 * First the corners of the grid are run, which show what each lever does and costs. Then settings are screened one or two
 * at a time, each time those whose answer leaves fewest others in question: one that meets the target makes all
 * dearer ones needless, and one that misses it rules out all that cannot be better. In the end settings at the edge
 * are to be run anew, on replications that had no part in choosing them (`seek-answer`).
 */
import { contradicts, leverEffect, type LeverEffect, type SettingRecord } from './seek-effects';
import { Grid } from './seek-grid';
import { Guess } from './seek-guess';
import { Prices, type PricedLever } from './seek-prices';
import { gainFrom, isMet, type Criterion } from './seek-question';
import { Screen, type Screened } from './seek-screen';

/** How many replications a setting should have. */
export interface Wanted {
  setting: number;
  /** In all, those it has included. */
  replications: number;
}

/** Replications that a setting is given at a time: even, for machines with an even number of cores. */
const BATCH = 4;
/** The same of the corners, which are many: a round that is cut short counts for nothing. */
const CORNER_BATCH = 2;
/** Most replications of the corners while it is not known which way a lever goes. */
const MOST_AT_CORNERS = 8;
/** A setting that is still open after so many lies at the target. */
const MOST_PER_SETTING = 32;
/** Settings screened at a time. */
const AT_A_TIME = 2;

/** @see the file's comment */
export class Search {
  readonly grid: Grid;
  private readonly corners: readonly number[];
  private readonly records = new Map<number, SettingRecord>();
  private readonly screens = new Map<number, Screen>();
  private found: LeverEffect[] | null = null;
  private priced: Prices | null = null;

  constructor(
    private readonly levers: readonly PricedLever[],
    private readonly criterion: Criterion,
  ) {
    this.grid = new Grid(levers.map(({ values }) => values.length));
    this.corners = this.grid.corners();
  }

  /** What each lever does, null until the corners have been run. */
  get effects(): readonly LeverEffect[] | null {
    return this.found;
  }

  /** What settings cost, null until the corners have been run. */
  get prices(): Prices | null {
    return this.priced;
  }

  /** Settings that have been run, in order of their number. */
  get tried(): number[] {
    return [...this.records.keys()].sort((a, b) => a - b);
  }

  /** The replications of a setting; none where it has not been run. */
  recordOf(setting: number): SettingRecord | undefined {
    return this.records.get(setting);
  }

  /** What its own replications say of a setting. */
  screened(setting: number): Screened {
    return this.screens.get(setting)?.screened ?? 'open';
  }

  /** Which replications are needed next; none when the search is over. */
  next(): Wanted[] {
    const atCorners = this.wantedAtCorners();
    if (atCorners.length > 0) return atCorners;
    return this.choose().map((setting) => ({ setting, replications: this.replicationsOf(setting) + BATCH }));
  }

  /**
   * Take the replications of a setting that come next.
   *
   * @param values of the measure, one for each replication; NaN where it was not seen
   * @param costs £ a year likewise, or none
   */
  take(setting: number, values: readonly number[], costs: readonly number[]): void {
    const record = this.records.get(setting) ?? { values: [], costs: [] };
    const screen = this.screens.get(setting) ?? new Screen(this.criterion);
    this.records.set(setting, record);
    this.screens.set(setting, screen);
    record.values.push(...values);
    record.costs.push(...costs);
    values.forEach((value) => screen.add(value));
    this.learn();
  }

  /** Settings that may be cheaper than the best so far and of which nothing is known yet, or not enough. */
  get candidates(): number[] {
    return this.inQuestion().filter((setting) => !this.isSpent(setting));
  }

  /** The cheapest setting that met the target on screening, if any. */
  get cheapest(): number | undefined {
    return this.cheapestOf(this.tried.filter((setting) => this.screened(setting) === 'meets'));
  }

  /** Settings that may be cheaper than {@link cheapest}: not ruled out, and their own replications leave them open. */
  inQuestion(): number[] {
    const ranks = this.priced?.ranks;
    if (ranks === undefined) return [];
    const best = this.cheapest;
    // What cannot be better than a setting at the target is at the target at best.
    const limits = this.tried.filter(
      (setting) => this.screened(setting) === 'misses' || (this.screened(setting) === 'open' && this.isSpent(setting)),
    );
    return Array.from({ length: this.grid.size }, (_, setting) => setting).filter(
      (setting) =>
        this.screened(setting) === 'open' &&
        (best === undefined || ranks[setting] < ranks[best]) &&
        !this.isNeedless(setting) &&
        !limits.some((limit) => limit !== setting && this.isNoBetter(setting, limit)),
    );
  }

  /** Whether a lever that does not help is moved, so that the same without it is as good and of less effort. */
  private isNeedless(setting: number): boolean {
    const positions = this.grid.positions(setting);
    const helpful = positions.map((position, lever) => {
      const direction = this.found?.[lever].direction;
      return direction === 'flat' || direction === 'down' ? 0 : position;
    });
    const simpler = this.grid.setting(helpful);
    return this.priced!.ranks[simpler] < this.priced!.ranks[setting];
  }

  /** Whether one setting cannot be better than another, by what is known of the levers. */
  isNoBetter(one: number, other: number): boolean {
    const directions = this.found?.map(({ direction }) => direction) ?? this.levers.map(() => 'unknown' as const);
    return this.grid.isNoBetter(one, other, directions);
  }

  /** The share of its replications in which a setting met the bound, drawn towards one half while they are few. */
  chanceOf(setting: number): number {
    const met = (this.records.get(setting)?.values ?? []).flatMap((value) => isMet(this.criterion, value) ?? []);
    return (met.filter(Boolean).length + 1) / (met.length + 2);
  }

  /** By how much a value of the measure is better than another, in its unit. */
  gain(from: number, to: number): number {
    return gainFrom(this.criterion, from, to);
  }

  /** The first in order of effort. */
  cheapestOf(settings: readonly number[]): number | undefined {
    const ranks = this.priced?.ranks;
    if (ranks === undefined || settings.length === 0) return undefined;
    return settings.reduce((best, setting) => (ranks[setting] < ranks[best] ? setting : best));
  }

  private isSpent(setting: number): boolean {
    return this.replicationsOf(setting) >= MOST_PER_SETTING;
  }

  private replicationsOf(setting: number): number {
    return this.records.get(setting)?.values.length ?? 0;
  }

  private wantedAtCorners(): Wanted[] {
    const made = Math.min(...this.corners.map((corner) => this.replicationsOf(corner)));
    const isUnclear = this.found?.some(({ direction }) => direction === 'unknown') ?? true;
    if (made >= (isUnclear ? MOST_AT_CORNERS : BATCH)) return [];
    return this.corners
      .filter((corner) => this.replicationsOf(corner) < made + CORNER_BATCH)
      .map((setting) => ({ setting, replications: made + CORNER_BATCH }));
  }

  /** Bring what is known of the levers up to date. */
  private learn(): void {
    if (this.corners.some((corner) => this.replicationsOf(corner) === 0)) return;
    const recordOf = (setting: number) => this.records.get(setting);
    this.found = this.levers.map((_, lever) => {
      const effect = leverEffect(this.grid, lever, this.criterion, recordOf);
      return this.isContradicted(lever, effect) ? { ...effect, direction: 'unknown' } : effect;
    });
    this.priced = new Prices(this.grid, this.levers, this.found);
  }

  private isContradicted(lever: number, { direction }: LeverEffect): boolean {
    const { tried, grid } = this;
    return tried.some((one) =>
      tried.some(
        (other) =>
          grid.onlyDifference(one, other) === lever &&
          grid.positions(one)[lever] < grid.positions(other)[lever] &&
          contradicts(direction, this.records.get(one)!, this.records.get(other)!, this.criterion),
      ),
    );
  }

  /** The settings to screen next: by how many others are settled whichever way the answer goes. */
  private choose(): number[] {
    const chosen: number[] = [];
    let open = this.candidates;
    const guess = new Guess(this.grid, this.criterion, (setting) => this.records.get(setting), this.tried);
    while (open.length > 0 && chosen.length < AT_A_TIME) {
      const best = this.mostTelling(open, guess);
      chosen.push(best);
      // The next one should be worth running whatever the first one says.
      const { ranks } = this.priced!;
      open = open.filter((setting) => ranks[setting] < ranks[best] && !this.isNoBetter(setting, best));
    }
    return chosen;
  }

  private mostTelling(open: readonly number[], guess: Guess): number {
    const { ranks } = this.priced!;
    const scores = open.map((setting) => {
      const ifMissed = open.filter((other) => this.isNoBetter(other, setting)).length;
      const ifMet = open.filter((other) => ranks[other] >= ranks[setting]).length;
      const chance = guess.chanceOfMeeting(setting);
      return chance * ifMet + (1 - chance) * ifMissed;
    });
    let best = 0;
    open.forEach((setting, i) => {
      const isMore = scores[i] - scores[best] || ranks[open[best]] - ranks[setting];
      if (isMore > 0) best = i;
    });
    return open[best];
  }
}
