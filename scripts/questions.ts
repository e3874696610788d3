/**
 * `npm run questions`: writes docs/background/questions.md, the questions that people ask of the shipped scenario with what the
 * model answers. Its numbers are those of the comparison solved beforehand, so it is to be run after `npm run examples`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { ExampleOutputs } from '../ui/state/outputs';
import { questionsPage } from './questions-page';

const OUTPUTS = 'ui/example/coventry-warwickshire-outputs.json';
const PAGE = 'docs/background/questions.md';

writeFileSync(PAGE, questionsPage(JSON.parse(readFileSync(OUTPUTS, 'utf8')) as ExampleOutputs));
console.error(PAGE);
