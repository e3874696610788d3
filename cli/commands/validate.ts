/** `headroom validate`: whether a scenario and its changes can be run. */
import type { Command } from 'commander';
import { describeSource } from '../describe-source';
import { print } from '../output';
import { readSource } from '../read-source';
import { collect } from './options';

/** Add the command to the program. */
export function addValidate(program: Command): void {
  program
    .command('validate')
    .description('check a scenario and its changes without running them')
    .argument('<FILE>', 'scenario file')
    .option('--change <FILE>', 'change file; may be given several times, all apply in order', collect, [])
    .action(validate);
}

async function validate(file: string, options: { change: string[] }): Promise<void> {
  const description = describeSource(await readSource(file, options.change));
  const { title, services, parameters, changes, layout, scenarioHash } = description;
  const counts = [
    count(services.length, 'service'),
    count(parameters.length, 'parameter'),
    count(changes.length, 'change'),
    count(layout.measures.length, 'measure'),
  ];
  print(`${file} is valid: ${title} (${counts.join(', ')}; hash ${scenarioHash}).`);
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
