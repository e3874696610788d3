/** How much quantities matter, on the page: the answer in words and what stands beside each number. */
import { expect, it } from 'vitest';
import { findWhatMatters, matterOf } from '../../ui/state/mattering';
import { describeMattering } from '../../ui/words/mattering';
import { inProcessPool } from '../workers/in-process';
import { setting } from '../workers/one-desk';
import { tenAtOnce } from '../workers/ten-at-once';

const source = { scenario: JSON.stringify(tenAtOnce), changes: [] };
const request = (changes: string[] = []) => ({
  question: {
    sources: changes.length > 0 ? [source, { ...source, changes }] : [source],
    measure: 'desk.waitMean',
    top: 2,
    replications: 2,
    seed: 'study',
  },
  baseline: 'ten',
  scenario: changes.length > 0 ? 'More clerks' : '',
  horizonDays: 30,
});
const tools = { signal: new AbortController().signal, onProgress: () => undefined };
const measure = { name: 'waitMean', title: '', service: 'the desk', part: '' };

it('names the quantity that matters most with its range, and says of each where it stands', async () => {
  const found = await findWhatMatters(inProcessPool(), request(), tools);
  const said = describeMattering(found.result, measure, '');
  // 4.5 times the time of service: from 0.25 to 1 day that is 3.375 days more.
  expect(said[0]).toBe(
    '“Time of service” matters most to the average wait for the desk (2.3 days at their values): from one end of its range to the other (0.25 to 1 days), it makes it about 3.4 days longer.',
  );
  const words = ['service', 'clerks', 'idle', 'smallWait'].map((id) => matterOf(found, id)?.words);
  expect(words[0]).toMatch(/^No\. 1: \d+% of what is not known$/);
  expect(words[1]).toMatch(/^No\. 2: \d+% of what is not known$/);
  expect(words.slice(2)).toEqual(['not at all', undefined]);
});

it('says whether the answer about a scenario holds', async () => {
  const found = await findWhatMatters(inProcessPool(), request([setting('clerks', 2)]), tools);
  const said = describeMattering(found.result, measure, 'More clerks').join(' ');
  expect(said).toContain('matters most to what “More clerks” does to the average wait for the desk');
  // With two clerks in the baseline already, the change does nothing.
  expect(said).toContain('The answer depends on “Clerks” (the answer is no longer sure).');
});
