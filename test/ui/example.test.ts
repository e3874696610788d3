/** Reading the comparison solved beforehand. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readExample } from '../../ui/state/example';
import { filler, lean } from '../../ui/state/example-lean';

const text = readFileSync('ui/example/coventry-warwickshire.json', 'utf8');

it('reads what is in the file, with a rest before each part', async () => {
  let rests = 0;
  const example = await readExample(text, () => {
    rests += 1;
    return Promise.resolve();
  });
  expect(example.runs.map(({ id }) => id)).toEqual(['baseline', 'freeze-ipu-3-8', 'deeper-triage']);
  // The head, three runs, two comparisons.
  expect(rests).toBe(6);
});

it('gives every series the steps that the file says once', async () => {
  const { runs, comparisons, horizonDays } = await readExample(text);
  for (const { series } of [...runs.map(({ summary }) => summary), ...comparisons])
    for (const { stepEndsDay, mean } of series) {
      expect(stepEndsDay).toHaveLength(mean.length);
      expect(stepEndsDay.at(-1)).toBeGreaterThanOrEqual(horizonDays);
    }
});

it('reads one that was written in one line', async () => {
  expect(await readExample(JSON.stringify(JSON.parse(text)))).toEqual(await readExample(text));
});

it('does not take half a file for a whole one', async () => {
  await expect(readExample(text.slice(0, -10))).rejects.toThrow(SyntaxError);
});

it('leaves out what it says elsewhere, and nothing else', async () => {
  const example = await readExample(text);
  const runs = example.runs.map((run) => ({ ...run, summary: lean(run.summary, example) }));
  const comparisons = example.comparisons.map((one) => lean(one, example));
  const written = JSON.stringify({ ...example, runs, comparisons });
  expect(written.length).toBeLessThan(0.8 * JSON.stringify(example).length);
  expect(text.length).toBeLessThan(2.6e6);
  expect(await readExample(written)).toEqual(example);
  // What is not as a rule is kept.
  const [first, second] = structuredClone(example.runs[0].summary.measures);
  const odd = {
    ...example.runs[0].summary,
    measures: [
      { ...first, unit: 'moons' },
      { ...second, replications: 3 },
    ],
  };
  const filled = lean(odd, example);
  filler(example)(filled);
  expect(filled).toEqual(odd);
});
