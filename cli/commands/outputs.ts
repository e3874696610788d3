/** `headroom outputs`: the twelve outputs by place, who waits, and the scorecard, of a baseline and changes to it. */
import type { Command } from 'commander';
import { OUTPUT_IDS, outputsOf } from '../../engine/index';
import { assemble } from '../../workers/assemble';
import { describeSource } from '../describe-source';
import { EXIT, InputError } from '../failure';
import { outputsJson } from '../outputs-json';
import { outputsWords } from '../outputs-words';
import { print, printJson } from '../output';
import { readSource, sourceError, splitFiles, type NamedSource } from '../read-source';
import { collect, withRunOptions, type RunOptions } from './options';
import { solveWithin } from './solve-within';

/** The most scenarios that are compared at once, as in the page. */
const MOST_SCENARIOS = 8;
/** What is asked for beside the twelve. */
const OTHERS = ['whoWaits', 'scorecard'];

interface OutputsOptions extends RunOptions {
  only?: string[];
}

/** Add the command to the program. */
export function addOutputs(program: Command): void {
  const command = program
    .command('outputs')
    .description('print the twelve outputs by place, who waits, and the scorecard, of a baseline and changes to it')
    .argument('<FILE>', 'scenario file: the baseline')
    .option('--change <FILES>', 'one scenario to compare: a change file, or several joined by +; repeatable', collect)
    .option('--only <OUTPUT>', `one of ${[...OUTPUT_IDS, ...OTHERS].join(', ')}; repeatable`, collect);
  withRunOptions(command).action(outputs);
}

async function outputs(file: string, options: OutputsOptions): Promise<void> {
  const only = new Set(options.only ?? [...OUTPUT_IDS, ...OTHERS]);
  for (const id of only) {
    if (!OUTPUT_IDS.includes(id) && !OTHERS.includes(id))
      throw new InputError(`--only ${id}: there is ${[...OUTPUT_IDS, ...OTHERS].join(', ')}.`);
  }
  const combinations = (options.change ?? []).map(splitFiles);
  if (combinations.length > MOST_SCENARIOS)
    throw new InputError(
      `--change was given ${combinations.length} times; at most ${MOST_SCENARIOS} are compared at once.`,
    );
  const sources = await Promise.all([[], ...combinations].map((changes) => readSource(file, changes, options.days)));
  const descriptions = sources.map(describeSource);
  const solved = await solveWithin(sources, descriptions, options);
  if (solved === undefined) return;
  if (solved.stopped === 'cancelled') process.exitCode = EXIT.interrupted;
  const made = outputsOf(
    solved.scenarios.map(({ description: { layout }, run: { results } }, i) => ({
      scenario: scenarioOf(sources[i]),
      layout,
      results,
    })),
  );
  if (options.json) printJson(outputsJson(made, solved.scenarios, only, options.series === true));
  else print(outputsWords(made, descriptions, only));
}

function scenarioOf(named: NamedSource) {
  const assembled = assemble(named.source);
  if (!assembled.ok) throw sourceError(assembled.issues, named);
  return assembled.value.scenario;
}
