/** `headroom run`: one scenario, with any number of changes together. */
import type { Command } from 'commander';
import { describeSource } from '../describe-source';
import { EXIT } from '../failure';
import { print, printJson } from '../output';
import { readSource } from '../read-source';
import { runOutput } from '../run-output';
import { runWords } from '../run-words';
import { solve } from '../solve';
import { collect, withRunOptions, type RunOptions } from './options';

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
  const { runs, wallSeconds, interrupted } = await solve([named], {
    seed: options.seed ?? description.run.seed,
    replications: options.replications ?? description.run.replications,
    workers: options.workers,
  });
  if (interrupted) process.exitCode = EXIT.interrupted;
  if (runs[0].replications === 0) {
    console.error('Stopped before the first replication was finished.');
    return;
  }
  const output = runOutput(description, runs[0], { wallSeconds, withSeries: options.series === true });
  if (options.json) printJson(output);
  else print(runWords(output, description));
}
