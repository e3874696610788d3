/** What is exported in tests. */
import { readFileSync } from 'node:fs';
import type { Exported } from '../../ui/export/tidy';
import { infoFromShipped } from '../../ui/state/baseline';
import { availableChange } from '../../ui/state/changes';
import { readExample } from '../../ui/state/example';
import { Names } from '../../ui/state/names';
import { EMPTY, madeOfNow } from '../../ui/state/page-state';
import { choicesFromExample, solutionFromExample } from '../../ui/state/shipped';

const SCENARIO = 'scenarios/coventry-warwickshire';

/** The example that the page comes with, as it would be exported. */
export async function exampleAsExported(): Promise<Exported> {
  const example = await readExample(readFileSync('ui/example/coventry-warwickshire.json', 'utf8'), async () => {});
  const info = infoFromShipped(JSON.parse(readFileSync(`${SCENARIO}/scenario.json`, 'utf8')));
  const ids = [...new Set(example.runs.flatMap(({ changes }) => changes))];
  const available = ids.map((id) => {
    const text = readFileSync(`${SCENARIO}/changes/${id}.json`, 'utf8');
    return availableChange(JSON.parse(text), text, 'shipped');
  });
  const solution = solutionFromExample(example, available);
  const madeOf = madeOfNow({ ...EMPTY, choices: choicesFromExample(example), available });
  return { results: { solution, origin: 'beforehand', madeOf, info }, names: new Names(info), available };
}
