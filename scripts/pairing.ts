/**
 * `npm run pairing`: measures what common random numbers save in the shipped scenario and puts the table into
 * docs/background/pairing.md, below its words. Takes about five minutes of one core for 30 replications.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pairingStudy } from './studies/pairing';
import { markdown } from './studies/table';

const TARGET = 'docs/background/pairing.md';
/** The table replaces everything from here to the end. */
const MARK = '<!-- Written by npm run pairing: do not edit below. -->';

const table = markdown(await pairingStudy(Number(process.argv[2] ?? 30)));
const [words] = readFileSync(TARGET, 'utf8').split(MARK);
writeFileSync(TARGET, `${words}${MARK}\n\n${table}\n`);
console.error(TARGET);
