/** `headroom compare`: a baseline and several scenarios on the same random numbers. */
import type { Command } from 'commander';
import { compareOutput } from '../compare-output';
import { compareWords } from '../compare-words';
import { describeSource } from '../describe-source';
import { EXIT, InputError } from '../failure';
import { print, printJson } from '../output';
import { readSource, splitFiles } from '../read-source';
import { solve } from '../solve';
import { collect, withRunOptions, type RunOptions } from './options';

/** Add the command to the program. */
export function addCompare(program: Command): void {
  const command = program
    .command('compare')
    .description('run a baseline and changes to it, and print what differs')
    .argument('<FILE>', 'scenario file: the baseline')
    .option('--change <FILES>', 'one scenario to compare: a change file, or several joined by +; repeatable', collect);
  withRunOptions(command).action(compareChanges);
}

async function compareChanges(file: string, options: RunOptions): Promise<void> {
  const combinations = (options.change ?? []).map(splitFiles);
  if (combinations.length === 0) {
    throw new InputError('compare needs at least one --change FILE: what the baseline is to be compared with.');
  }
  const sources = await Promise.all([[], ...combinations].map((changes) => readSource(file, changes, options.days)));
  const descriptions = sources.map(describeSource);
  const { run: settings } = descriptions[0];
  const { runs, wallSeconds, interrupted } = await solve(sources, {
    seed: options.seed ?? settings.seed,
    replications: options.replications ?? settings.replications,
    workers: options.workers,
  });
  if (interrupted) process.exitCode = EXIT.interrupted;
  if (runs.some((run) => run.replications === 0)) {
    console.error('Stopped before every scenario had finished one replication.');
    return;
  }
  const [baseline, ...changed] = runs.map((run, i) => ({ description: descriptions[i], run }));
  const output = compareOutput(baseline, changed, { wallSeconds, withSeries: options.series === true });
  if (options.json) printJson(output);
  else print(compareWords(output, descriptions[0]));
}
