/** What it would take, on the page: what people choose and type, and the scenario and the words that come of it. */
import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../../ui/editing/catalogue';
import { draftOf, movablesOf, readLever } from '../../ui/editing/levers';
import { infoFromDescription, type Baseline } from '../../ui/state/baseline';
import { Names } from '../../ui/state/names';
import { searchFor, withFound, type SeekRequest } from '../../ui/state/seeking';
import { describeFound, settingWords, targetWords } from '../../ui/words/seek';
import { EngineService } from '../../workers/engine-service';
import { inProcessPool } from '../workers/in-process';
import { tenAtOnce } from '../workers/ten-at-once';

const text = JSON.stringify({
  ...tenAtOnce,
  parameters: { ...tenAtOnce.parameters, again: { ...tenAtOnce.parameters.idle, title: 'Clerks' } },
  services: {
    ...tenAtOnce.services,
    later: { ...tenAtOnce.services.later, duration: { kind: 'fixed', value: 'idle + again' } },
  },
});
const answer = new EngineService().describe({ scenario: text, changes: [] });
if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
const info = infoFromDescription(answer.value);
const baseline: Baseline = { origin: 'file', fileName: 'ten.json', text, key: 'ten', info };
const movables = movablesOf(catalogueOf(baseline));

describe('what may change', () => {
  it('is found by a title of its own, with a range from what it is now', () => {
    expect(movables.map(({ label }) => label)).toEqual([
      'Time of service',
      'Clerks (clerks)',
      'Nothing to do with it',
      'Difference that matters',
      'Clerks (again)',
    ]);
    expect(draftOf('Clerks (clerks)', movables)).toEqual({ what: 'Clerks (clerks)', from: '1', to: '2', step: '0.5' });
    expect(draftOf('Clerk', movables)).toEqual({ what: 'Clerk', from: '', to: '', step: '' });
  });

  it('is a lever once all of it is typed, and else says what is wrong beside its field', () => {
    const draft = { what: 'Clerks (clerks)', from: '1', to: '5', step: '1' };
    expect(readLever(draft, movables)).toEqual({
      wish: { paths: ['parameters.clerks'], op: 'to', from: 1, to: 5, step: 1 },
      problems: {},
    });
    expect(readLever({ ...draft, what: '' }, movables).problems).toEqual({ what: 'Choose what may change.' });
    expect(readLever({ ...draft, to: '1', step: '-1' }, movables).problems).toEqual({
      to: expect.stringContaining('ends where it begins'),
      step: 'Enter a step above 0.',
    });
    expect(readLever({ ...draft, from: 'many' }, movables).problems.from).toContain('found “many”');
  });
});

const request = (to: number): SeekRequest => ({
  question: {
    source: { scenario: text, changes: [] },
    measure: 'desk.waitMean',
    meets: 'atMost',
    bound: 0.5,
    levers: [{ paths: ['parameters.clerks'], op: 'to', from: 1, to, step: 1 }],
  },
  seed: 'seed',
  seconds: 20,
  from: [],
  fromTitle: '',
  baseline: 'ten',
  scenario: 'one-desk',
  when: 'over 30 days',
});
const tools = { signal: new AbortController().signal, onProgress: () => undefined };
const names = new Names(info);

describe('the answer', () => {
  it('is said first with what it takes, and becomes a scenario of a change of one’s own', async () => {
    const result = await searchFor(inProcessPool(), request(5), tools);
    const { criterion, info: measure } = result.opened;
    const target = targetWords(criterion, names.parts(measure), measure.unit, 'over 30 days');
    expect(target).toBe('the average wait for desk is at most 0.5 days over 30 days, on average');
    const said = describeFound(result, target, (service) => names.service(service));
    expect(said[0]).toBe('It takes “Clerks” at 4 whole-time posts.');
    expect(said[1]).toContain(`Then ${target}: 0.4`);
    const title = settingWords(result.found.answer!, result.found.levers);
    const work = { available: [], choices: { sets: [], horizonDays: 30, replications: 2, seed: '' } };
    const { available, choices } = withFound(work, result, title);
    expect(choices.sets).toMatchObject([{ changes: [available[0].id] }]);
    const made = new EngineService().describe({ scenario: text, changes: [available[0].text] });
    expect(made.ok && made.value.parameters.find(({ id }) => id === 'clerks')?.value).toBe(4);
    // Where there is no room for another scenario, nothing happens.
    const full = {
      ...work,
      choices: { ...work.choices, sets: Array.from({ length: 8 }, (_, i) => ({ id: `${i}`, name: '', changes: [] })) },
    };
    expect(withFound(full, result, title)).toBe(full);
  });

  it('says that it cannot be reached and what is at its limit, or what is wrong with the question', async () => {
    const result = await searchFor(inProcessPool(), request(3), tools);
    const said = describeFound(result, 'the target', (service) => names.service(service)).join(' ');
    expect(said).toMatch(
      /^It cannot be reached within these ranges: even with “Clerks” at 3 whole-time posts, it is missed/,
    );
    expect(said).toMatch(/At the limit there: Desk: its staff are busy \d+% of their time/);
    await expect(searchFor(inProcessPool(), request(1), tools)).rejects.toThrow('It goes from 1 to 1');
  });
});
