/** The form of the twelve outputs, of who waits, and of a scorecard: one table of figures by place for several scenarios. */
import type { GoodDirection, Verdict } from './measures';

/** A mean over replications with the half-width of its 95 % interval; null where fewer than two replications saw it. */
export type Level = { mean: number; halfWidth: number; replications: number } | null;

/** A paired difference from the baseline on common random numbers, with the half-width of its 95 % interval. */
export type Difference = { mean: number; halfWidth: number; replications: number; verdict: Verdict } | null;

/** A level at each step of a series; NaN where fewer than two replications saw it. */
export interface LevelSeries {
  mean: number[];
  halfWidth: number[];
}

/** One line of a figure. */
export interface OutputRow {
  /** Id of the place, or empty for what belongs to no one place. */
  place: string;
  /** Service, profession, payer or cause that the line is of; empty for the whole place. */
  label: string;
  /** What the label is a part of, e.g. a team of which it is a profession; empty where it is no part. */
  within: string;
  /** By scenario, the baseline first. */
  levels: Level[];
  /** By changed scenario. */
  differences: Difference[];
  /** By scenario, where the figure has a value for each step; null where the scenario has none. */
  series?: (LevelSeries | null)[];
}

/** One figure of an output: the same thing counted for several places, services or parts. */
export interface OutputFigure {
  id: string;
  title: string;
  /** What is counted, over which people and time. */
  about: string;
  unit: string;
  good: GoodDirection;
  rows: OutputRow[];
  /** Day at which each step of the series ends, where there are any. */
  stepEndsDay?: number[];
}

/** What an output cannot say, and why. */
export interface NotGiven {
  title: string;
  because: string;
}

/** One of the twelve outputs. */
export interface Output {
  id: string;
  title: string;
  /** The question it answers, in a line. */
  about: string;
  /** The first one is what a picture shows first. */
  figures: OutputFigure[];
  notGiven: NotGiven[];
}

/** One line of a scorecard. */
export interface ScorecardLine {
  group: string;
  title: string;
  note?: string;
  /** Why the model does not give it; then there are no rows. */
  notSimulated?: string;
  rows: ScorecardRow[];
}

/** One team, hub or group within a line, over the whole run and by quarter where the model holds a series. */
export interface ScorecardRow extends Omit<OutputRow, 'series'> {
  unit: string;
  good: GoodDirection;
  /** The measure's own definition. */
  about: string;
  /** Quarters by scenario; absent where the model holds no series of the measure. */
  quarters?: (LevelSeries | null)[];
}

/** Everything that the outputs say of a baseline and the scenarios compared with it. */
export interface Outputs {
  /** Replications that all scenarios have. */
  replications: number;
  outputs: Output[];
  /** Waits split by an attribute of people, one figure for each attribute; empty where the scenario splits none. */
  whoWaits: OutputFigure[];
  scorecard: ScorecardLine[];
  /** Day at which each quarter of the scorecard ends; only whole quarters are shown. */
  quarterEndsDay: number[];
}
