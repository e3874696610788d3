/** `headroom evidence`: where every number of a scenario comes from. */
import type { Command } from 'commander';
import { GRADES } from '../../engine/scenario/schema';
import { describeSource } from '../describe-source';
import { evidenceCsv, evidenceOf, evidenceWords, type EvidenceWish } from '../evidence-words';
import { InputError } from '../failure';
import { print, printJson } from '../output';
import { readSource } from '../read-source';
import { collect } from './options';

interface EvidenceOptions extends EvidenceWish {
  change: string[];
  json?: boolean;
  csv?: boolean;
}

/** Add the command to the program. */
export function addEvidence(program: Command): void {
  program
    .command('evidence')
    .description('list every quantity of a scenario with value, range, source, year and how well it is known')
    .argument('<FILE>', 'scenario file')
    .option('--change <FILE>', 'change file; may be given several times, all apply in order', collect, [])
    .option('--grade <GRADE>', `only those known so: ${GRADES.join(', ')}`, readGrade)
    .option('--source <WORDS>', 'only those whose source holds these words, e.g. price-2017')
    .option('--unit <UNIT>', 'only those in this unit, e.g. share')
    .option('--text <WORDS>', 'only those that hold these words in id, title, source or note')
    .option('--json', 'print JSON instead of a table')
    .option('--csv', 'print CSV instead of a table')
    .action(evidence);
}

async function evidence(file: string, options: EvidenceOptions): Promise<void> {
  if (options.json === true && options.csv === true)
    throw new InputError('--json and --csv are two ways to print. Leave one of them out.');
  const description = describeSource(await readSource(file, options.change));
  const found = evidenceOf(description, options);
  if (options.json === true)
    printJson({ scenario: description.title, sources: description.sources, quantities: found });
  else if (options.csv === true) print(evidenceCsv(found));
  else print(evidenceWords(found, description.parameters.length));
}

function readGrade(text: string): string {
  if ((GRADES as readonly string[]).includes(text)) return text;
  throw new InputError(
    `--grade ${text}: there is no such grade. Write one of ${GRADES.map((g) => `"${g}"`).join(', ')}.`,
  );
}
