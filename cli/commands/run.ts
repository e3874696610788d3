/** `headroom run`: one scenario, with any number of changes together. */
import type { Command } from 'commander';
import { describeSource } from '../describe-source';
import { EXIT } from '../failure';
import { print, printJson } from '../output';
import { precisionOutput } from '../precision';
import { readSource } from '../read-source';
import { runOutput } from '../run-output';
import { runWords } from '../run-words';
import { collect, withRunOptions, type RunOptions } from './options';
import { solveWithin } from './solve-within';

/** Add the command to the program. */
export function addRun(program: Command): void {
  const command = program
    .command('run')
    .description('run a scenario and print its measures')
    .argument('<FILE>', 'scenario file')
    .option('--change <FILE>', 'change file; may be given several times, all apply in order', collect, []);
  withRunOptions(command).action(run);
}

async function run(file: string, options: RunOptions): Promise<void> {
  const named = await readSource(file, options.change, options.days);
  const description = describeSource(named);
  const solved = await solveWithin([named], [description], options);
  if (solved === undefined) return;
  const { scenarios, states, wallSeconds, stopped } = solved;
  if (stopped === 'cancelled') process.exitCode = EXIT.interrupted;
  const withSeries = options.series === true;
  const output = runOutput(scenarios[0], { wallSeconds, withSeries, stopped }, precisionOutput(states, 0));
  if (options.json) printJson(output);
  else print(runWords(output, description, options.untilPrecise));
}
