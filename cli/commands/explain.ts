/** `headroom explain`: what each of several changes contributes to the difference that all of them make. */
import type { Command } from 'commander';
import { MOST_EXPLAINED_CHANGES } from '../../engine/index';
import { readCombinations } from '../explain-combinations';
import { explainOutput, wantedMeasures } from '../explain-output';
import { explainWords } from '../explain-words';
import { EXIT, InputError } from '../failure';
import { readDays, readReplications, readSeed, readWorkers } from '../numbers';
import { print, printJson } from '../output';
import { splitFiles } from '../read-source';
import { collect, type RunOptions } from './options';
import { solveWithin } from './solve-within';

interface ExplainOptions extends Pick<RunOptions, 'replications' | 'seed' | 'days' | 'workers' | 'json'> {
  change: string[];
  measure?: string[];
}

/** Add the command to the program. */
export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('run every combination of several changes, and print what each contributes to the difference')
    .argument('<FILE>', 'scenario file: the baseline')
    .option(
      '--change <FILES>',
      `one change: a change file, or several joined by +; give 2 to ${MOST_EXPLAINED_CHANGES} in order`,
      collect,
      [],
    )
    .option('--measure <IDS...>', 'measures to explain (default: the primary measures)')
    .option('--replications <N>', 'how many replications (default: the scenario file’s)', readReplications)
    .option('--seed <S>', 'seed of the random numbers (default: the scenario file’s)', readSeed)
    .option('--days <D>', 'length of the run in days (default: the scenario file’s)', readDays)
    .option('--workers <W>', 'worker threads; changes the time, never the results (default: all cores)', readWorkers)
    .option('--json', 'print JSON instead of text')
    .action(explainChanges);
}

async function explainChanges(file: string, options: ExplainOptions): Promise<void> {
  const groups = options.change.map(splitFiles);
  if (groups.length < 2) {
    throw new InputError(
      `explain needs at least two --change FILE to tell apart, got ${groups.length}. For one change use compare.`,
    );
  }
  if (groups.length > MOST_EXPLAINED_CHANGES) {
    throw new InputError(
      `explain takes at most ${MOST_EXPLAINED_CHANGES} changes, got ${groups.length}: every combination is run. Join some of them by + to count as one.`,
    );
  }
  const { sources, descriptions, changes } = await readCombinations(file, groups, options.days);
  const measures = wantedMeasures(descriptions, options.measure);
  const solved = await solveWithin(sources, descriptions, options);
  if (solved === undefined) return;
  const { scenarios, wallSeconds, stopped } = solved;
  if (stopped === 'cancelled') process.exitCode = EXIT.interrupted;
  const output = explainOutput(scenarios, changes, measures, { wallSeconds, stopped });
  if (options.json) printJson(output);
  else print(explainWords(output, descriptions));
}
