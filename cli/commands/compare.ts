/** `headroom compare`: a baseline and several scenarios on the same random numbers, or two results made before. */
import type { Command } from 'commander';
import { compareOutput } from '../compare-output';
import { compareResults, demandSameTerms, resultsWords } from '../compare-results';
import { compareWords } from '../compare-words';
import { describeSource } from '../describe-source';
import { EXIT, InputError } from '../failure';
import { print, printJson } from '../output';
import { readSource, splitFiles } from '../read-source';
import { readResult } from '../result-file';
import { collect, withRunOptions, type RunOptions } from './options';
import { solveWithin } from './solve-within';

interface CompareOptions extends RunOptions {
  results?: string[];
}

/** Add the command to the program. */
export function addCompare(program: Command): void {
  const command = program
    .command('compare')
    .description('run a baseline and changes to it, and print what differs; or compare two results made before')
    .argument('[FILE]', 'scenario file: the baseline')
    .option('--change <FILES>', 'one scenario to compare: a change file, or several joined by +; repeatable', collect)
    .option('--results <FILES...>', 'instead of running anything, compare two files that run --json printed');
  withRunOptions(command).action(compareAny);
}

async function compareAny(file: string | undefined, options: CompareOptions): Promise<void> {
  if (options.results !== undefined) return compareFiles(options.results, file, options);
  if (file === undefined) throw new InputError("error: missing required argument 'FILE': the scenario file.");
  return compareChanges(file, options);
}

async function compareChanges(file: string, options: RunOptions): Promise<void> {
  const combinations = (options.change ?? []).map(splitFiles);
  if (combinations.length === 0) {
    throw new InputError('compare needs at least one --change FILE: what the baseline is to be compared with.');
  }
  const sources = await Promise.all([[], ...combinations].map((changes) => readSource(file, changes, options.days)));
  const descriptions = sources.map(describeSource);
  const solved = await solveWithin(sources, descriptions, options);
  if (solved === undefined) return;
  const { scenarios, states, wallSeconds, stopped } = solved;
  if (stopped === 'cancelled') process.exitCode = EXIT.interrupted;
  const [baseline, ...changed] = scenarios;
  const output = compareOutput(
    baseline,
    changed,
    { wallSeconds, withSeries: options.series === true, stopped },
    states,
  );
  if (options.json) printJson(output);
  else print(compareWords(output, descriptions[0], options.untilPrecise));
}

/** Options that say how to run, which nothing is with `--results`. */
const RUNNING = [
  'change',
  'replications',
  'untilPrecise',
  'maxReplications',
  'budget',
  'precision',
  'seed',
  'days',
  'workers',
  'series',
] as const;

async function compareFiles(files: string[], scenario: string | undefined, options: CompareOptions): Promise<void> {
  if (scenario !== undefined)
    throw new InputError(`--results compares results made before; leave ${scenario} out, or put it behind --results.`);
  const extra = RUNNING.find((name) => options[name] !== undefined);
  if (extra !== undefined) {
    const option = extra.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new InputError(`--${option} says how to run, but --results runs nothing. Leave one of them out.`);
  }
  if (files.length !== 2) throw new InputError(`--results takes two files, got ${files.length}.`);
  const [a, b] = await Promise.all(files.map(readResult));
  demandSameTerms(a, b);
  const output = compareResults(a, b);
  if (options.json) printJson(output);
  else print(resultsWords(output, a, b));
}
