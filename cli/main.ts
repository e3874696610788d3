/** The command line: what can be said, and how failures end. */
import { Command, CommanderError } from 'commander';
import { ENGINE_VERSION } from '../engine/index';
import about from '../package.json' with { type: 'json' };
import { addCompare } from './commands/compare';
import { addEvidence } from './commands/evidence';
import { addExplain } from './commands/explain';
import { addOutputs } from './commands/outputs';
import { addRun } from './commands/run';
import { addSchema } from './commands/schema';
import { addSeek } from './commands/seek';
import { addSensitivity } from './commands/sensitivity';
import { addTrace } from './commands/trace';
import { addValidate } from './commands/validate';
import { EXIT, InputError } from './failure';

const COMMANDS = [
  addRun,
  addCompare,
  addOutputs,
  addExplain,
  addSeek,
  addSensitivity,
  addTrace,
  addValidate,
  addEvidence,
  addSchema,
];

/** The program with all its commands, that has read nothing yet: one for each time. */
function newProgram(): Command {
  const program = new Command('headroom')
    .description('Simulates the capacity of mental-health services: what a change does to waits and caseloads.')
    .version(`${about.version} (engine ${ENGINE_VERSION})`, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .showHelpAfterError('(--help shows what can be said)')
    .exitOverride();
  for (const add of COMMANDS) add(program);
  return program;
}

/** The exit code for something thrown, after saying what a person needs to know of it. */
function exitCodeOf(error: unknown): number {
  // Commander has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badInput;
  if (error instanceof InputError) {
    console.error(error.message);
    return EXIT.badInput;
  }
  console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  console.error('\nThis is a bug in Headroom. Please report it with the command and the files that led to it.');
  return EXIT.bug;
}

/**
 * Do what the arguments say. The exit code is left in `process.exitCode`, which stays as it is when all went well.
 *
 * @param args without the names of Node and of the program
 */
export async function main(args: readonly string[]): Promise<void> {
  try {
    await newProgram().parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}
