/** `headroom run`: one scenario, with any number of changes together. */
import type { Command } from 'commander';
import { describeSource } from '../describe-source';
import { EXIT } from '../failure';
import { print, printJson } from '../output';
import { precisionOutput } from '../precision';
import { readSource } from '../read-source';
import { runOutput } from '../run-output';
import { runWords } from '../run-words';
import { findWarmUp, steadyStateWords } from '../steady-state';
import { collect, withRunOptions, type RunOptions } from './options';
import { solveWithin } from './solve-within';

interface RunCommandOptions extends RunOptions {
  steadyState?: boolean;
}

/** Add the command to the program. */
export function addRun(program: Command): void {
  const command = program
    .command('run')
    .description('run a scenario and print its measures')
    .argument('<FILE>', 'scenario file')
    .option('--change <FILE>', 'change file; may be given several times, all apply in order', collect, []);
  withRunOptions(command)
    .option(
      '--steady-state',
      'start empty, drop a warm-up, and say how it is when it stays as it is; refused where lists grow',
    )
    .action(run);
}

async function run(file: string, options: RunCommandOptions): Promise<void> {
  const asked = await readSource(file, options.change, options.days);
  const steady = options.steadyState === true ? await findWarmUp(asked, options) : { study: undefined, named: asked };
  if (steady === undefined) {
    process.exitCode = EXIT.interrupted;
    console.error('Stopped before the warm-up was known.');
    return;
  }
  const { study, named } = steady;
  const description = describeSource(named);
  const solved = await solveWithin([named], [description], options);
  if (solved === undefined) return;
  const { scenarios, states, wallSeconds, stopped } = solved;
  if (stopped === 'cancelled') process.exitCode = EXIT.interrupted;
  const withSeries = options.series === true;
  const output = runOutput(scenarios[0], { wallSeconds, withSeries, stopped }, precisionOutput(states, 0));
  if (options.json) printJson(study === undefined ? output : { ...output, steadyState: study });
  else
    print(
      [
        runWords(output, description, options.untilPrecise),
        ...(study === undefined ? [] : [steadyStateWords(study, description)]),
      ].join('\n\n'),
    );
}
