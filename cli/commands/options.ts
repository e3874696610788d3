/** The options that `run` and `compare` share. */
import type { Command } from 'commander';
import { readDays, readReplications, readSeed, readWorkers } from '../numbers';

/** What the shared options hold after parsing; what was not given follows from the scenario file. */
export interface RunOptions {
  change: string[];
  replications?: number;
  seed?: string;
  days?: number;
  workers?: number;
  json?: boolean;
  series?: boolean;
}

/** Collect the values of an option that may be given several times. */
export const collect = (value: string, before: string[] = []): string[] => [...before, value];

/** Add the shared options to a command. */
export function withRunOptions(command: Command): Command {
  return command
    .option('--replications <N>', 'how many replications (default: the scenario file’s)', readReplications)
    .option('--seed <S>', 'seed of the random numbers (default: the scenario file’s)', readSeed)
    .option('--days <D>', 'length of the run in days (default: the scenario file’s)', readDays)
    .option('--workers <W>', 'worker threads; changes the time, never the results (default: all cores)', readWorkers)
    .option('--json', 'print JSON instead of text')
    .option('--series', 'with --json, add series over time');
}
