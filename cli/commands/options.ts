/** The options that `run`, `compare` and `explain` share. */
import type { Command } from 'commander';
import { InputError } from '../failure';
import {
  readDays,
  readMaxReplications,
  readPrecision,
  readReplications,
  readSeconds,
  readSeed,
  readWorkers,
  type PrecisionOption,
} from '../numbers';

/** What the shared options hold after parsing; what was not given follows from the scenario file. */
export interface RunOptions {
  change: string[];
  replications?: number;
  untilPrecise?: boolean;
  maxReplications?: number;
  budget?: number;
  precision?: PrecisionOption[];
  seed?: string;
  days?: number;
  workers?: number;
  json?: boolean;
  series?: boolean;
}

/** Most replications under `--until-precise` where nothing else is said. */
const DEFAULT_MOST = 1000;

/** How many replications are wanted: a number, or until precise within a budget. */
export interface ReplicationsWanted {
  untilPrecise: boolean;
  /** The number, or the most under `untilPrecise`. */
  replications: number;
  /** Most seconds under `untilPrecise`. */
  seconds?: number;
}

/** Collect the values of an option that may be given several times. */
export const collect = (value: string, before: string[] = []): string[] => [...before, value];

/** Add the shared options of `run` and `compare` to a command. */
export function withRunOptions(command: Command): Command {
  return withReplicationOptions(command).option('--series', 'with --json, add series over time');
}

/** Add the options that say how many replications of what, and how they are printed. */
export function withReplicationOptions(command: Command): Command {
  return command
    .option('--replications <N>', 'how many replications (default: the scenario file’s)', readReplications)
    .option('--until-precise', 'go on until every primary measure is as precise as the scenario file asks for')
    .option(
      '--max-replications <N>',
      `with --until-precise, at most so many (default: ${DEFAULT_MOST})`,
      readMaxReplications,
    )
    .option('--budget <SECONDS>', 'with --until-precise, stop after so many seconds', readSeconds)
    .option(
      '--precision <MEASURE=VALUE>',
      'half of the width that the interval of a measure may have, in its unit; repeatable',
      readPrecision,
    )
    .option('--seed <S>', 'seed of the random numbers (default: the scenario file’s)', readSeed)
    .option('--days <D>', 'length of the run in days (default: the scenario file’s)', readDays)
    .option('--workers <W>', 'worker threads; changes the time, never the results (default: all cores)', readWorkers)
    .option('--json', 'print JSON instead of text');
}

/**
 * How many replications the options ask for.
 *
 * @param ofFile the scenario file's number
 * @throws InputError for options that contradict each other
 */
export function replicationsWanted(options: RunOptions, ofFile: number): ReplicationsWanted {
  const { untilPrecise = false, replications, maxReplications, budget } = options;
  if (untilPrecise && replications !== undefined)
    throw new InputError('--replications and --until-precise exclude each other. Set a limit with --max-replications.');
  if (!untilPrecise && maxReplications !== undefined)
    throw new InputError('--max-replications goes with --until-precise. A fixed number is --replications.');
  if (!untilPrecise && budget !== undefined) throw new InputError('--budget goes with --until-precise.');
  return untilPrecise
    ? { untilPrecise, replications: maxReplications ?? DEFAULT_MOST, seconds: budget }
    : { untilPrecise, replications: replications ?? ofFile };
}
