/** `headroom explain`: what each of several changes contributes to the difference that all of them make. */
import type { Command } from 'commander';
import { MOST_EXPLAINED_CHANGES } from '../../engine/index';
import { readCombinations } from '../explain-combinations';
import { explainOutput, wantedMeasures } from '../explain-output';
import { explainWords } from '../explain-words';
import { EXIT, InputError } from '../failure';
import { print, printJson } from '../output';
import { splitFiles } from '../read-source';
import { collect, withReplicationOptions, type RunOptions } from './options';
import { solveWithin } from './solve-within';

interface ExplainOptions extends Omit<RunOptions, 'series'> {
  measure?: string[];
}

/** Add the command to the program. */
export function addExplain(program: Command): void {
  const command = program
    .command('explain')
    .description('run every combination of several changes, and print what each contributes to the difference')
    .argument('<FILE>', 'scenario file: the baseline')
    .option(
      '--change <FILES>',
      `one change: a change file, or several joined by +; give 2 to ${MOST_EXPLAINED_CHANGES} in order`,
      collect,
      [],
    )
    .option('--measure <IDS...>', 'measures to explain (default: the primary measures)');
  withReplicationOptions(command).action(explainChanges);
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
  const wanted = measures.map(({ measure }) => measure);
  const stray = options.precision?.find(({ measure }) => !wanted.includes(measure));
  if (stray !== undefined) {
    throw new InputError(
      `--precision ${stray.measure}: it is not explained, so its precision does not count. Name it with --measure, too.`,
    );
  }
  const solved = await solveWithin(sources, descriptions, options, wanted);
  if (solved === undefined) return;
  const { scenarios, wallSeconds, stopped, states } = solved;
  const { untilPrecise = false } = options;
  if (stopped === 'cancelled') process.exitCode = EXIT.interrupted;
  const output = explainOutput(scenarios, changes, measures, { wallSeconds, stopped, untilPrecise, states });
  if (options.json) printJson(output);
  else print(explainWords(output, descriptions));
}
