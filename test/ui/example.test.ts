/** Reading the comparison solved beforehand. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readExample } from '../../ui/state/example';

const text = readFileSync('ui/example/coventry-warwickshire.json', 'utf8');

it('reads what is in the file, with a rest before each part', async () => {
  let rests = 0;
  const example = await readExample(text, () => {
    rests += 1;
    return Promise.resolve();
  });
  expect(example).toEqual(JSON.parse(text));
  // The head, three runs, two comparisons.
  expect(rests).toBe(6);
});

it('reads one that was written in one line', async () => {
  expect(await readExample(JSON.stringify(JSON.parse(text)))).toEqual(JSON.parse(text));
});

it('does not take half a file for a whole one', async () => {
  await expect(readExample(text.slice(0, -10))).rejects.toThrow(SyntaxError);
});
