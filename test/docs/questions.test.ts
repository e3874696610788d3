/** The page of questions is the one that the outputs solved beforehand give. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { questionsPage } from '../../scripts/questions-page';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

it('the questions are answered with the numbers of the example: if not, run "npm run questions"', () => {
  const page = questionsPage(JSON.parse(read('ui/example/coventry-warwickshire-outputs.json')));
  expect(read('docs/background/questions.md')).toBe(page);
  expect(page.match(/^## .+\?$/gm)).toHaveLength(16);
  expect(page).not.toMatch(/NaN|undefined|nothing/);
});
