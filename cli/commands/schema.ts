/** `headroom schema`: the JSON Schema of scenario and change files, for editors and other programs. */
import type { Command } from 'commander';
import { printJson } from '../output';

/** Add the command to the program. */
export function addSchema(program: Command): void {
  program
    .command('schema')
    .description('print the JSON Schema of a scenario file')
    .option('--change', 'of a change file instead')
    .action(printSchema);
}

async function printSchema(options: { change?: boolean }): Promise<void> {
  // Loaded only here: no other command needs it.
  const [{ toJsonSchema }, { scenarioSchema, changeSchema }] = await Promise.all([
    import('@valibot/to-json-schema'),
    import('../../engine/scenario/schema'),
  ]);
  // As it may be written: with the defaults still to come. Rules that JSON Schema cannot say are left to `validate`.
  const settings = { typeMode: 'input', errorMode: 'ignore' } as const;
  printJson(options.change ? toJsonSchema(changeSchema, settings) : toJsonSchema(scenarioSchema, settings));
}
