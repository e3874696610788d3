import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyChanges, compile, readChange, readScenario } from '../../engine/index';
import { catalogueOf, findQuantities } from '../../ui/editing/catalogue';
import { effectsByPath, effectsOn, issuesAt, plainValue } from '../../ui/editing/effects';
import { fieldsOf, readField } from '../../ui/editing/fields';
import { keyWords, operationWords, rangeWords, withUnit } from '../../ui/editing/operation-words';
import { draftOf, readDraft } from '../../ui/editing/quantity-draft';
import { entriesOf, entryFields } from '../../ui/editing/structure';
import { dateOf, periodProblem, readInstant, readNumber, writeNumber } from '../../ui/editing/typed';
import { infoFromShipped, type Baseline } from '../../ui/state/baseline';
import { SHIPPED } from '../../ui/state/shipped';
import { ownChange } from '../../ui/state/own-changes';

/** A shipped scenario as the page holds it. */
function shippedBaseline(id: string): Baseline {
  const text = readFileSync(`scenarios/${id}/scenario.json`, 'utf8');
  return { origin: 'shipped', fileName: `${id}.json`, text, key: id, info: infoFromShipped(JSON.parse(text)) };
}

const town = shippedBaseline('small-town');
const catalogue = catalogueOf(town);
const quantity = (id: string) => {
  const found = catalogue.byId.get(id);
  if (!found) throw new Error(`no quantity ${id}`);
  return found;
};
const START = '2026-04-01';

describe('what people type', () => {
  it.each([
    ['12', 'share', 0.12],
    ['12%', 'share', 0.12],
    [' 1,234.5 ', 'week', 1234.5],
    ['−3', 'person', -3],
    ['£41,000', '£/WTE/year', 41000],
    ['.5', 'week', 0.5],
    ['29', 'share', 0.29],
    ['90%', '1', 0.9],
    ['1e3', 'person', 1000],
  ])('%j in %s is %d', (text, unit, value) => {
    expect(readNumber(text, unit)).toEqual({ ok: true, value });
  });

  it.each(['', 'many', '1,2', '12 weeks', '0x10', '1e999', '=1+1', 'Infinity', '--2', '1.2.3'])(
    '%j is no number',
    (text) => {
      expect(readNumber(text, 'week').ok).toBe(false);
    },
  );

  it('a percentage of something that is none is refused with the unit', () => {
    expect(readNumber('5%', 'week')).toEqual({
      ok: false,
      message: 'This is no percentage; enter it in week, without “%”.',
    });
  });

  it('a number is read as it was written, in every unit of the shipped scenarios', () => {
    for (const id of ['small-town', 'coventry-warwickshire']) {
      for (const { value, low, high, unit } of catalogueOf(shippedBaseline(id)).quantities) {
        for (const x of [value, low, high])
          expect(readNumber(writeNumber(x, unit), unit)).toEqual({ ok: true, value: x });
      }
    }
  });

  it.each([
    ['2026-4-1', '2026-04-01'],
    ['1/4/2026', '2026-04-01'],
    ['01.04.2026', '2026-04-01'],
    ['1 April 2026', '2026-04-01'],
    ['29 Feb 2028', '2028-02-29'],
    ['', undefined],
  ])('%j is the date %s', (text, value) => {
    expect(readInstant(text, START)).toEqual({ ok: true, value });
  });

  it.each(['30/2/2026', '4/13/2026', '29 Feb 2026', 'soon', '2026', '1 Foo 2026', '45000'])('%j is no date', (text) => {
    expect(readInstant(text, START).ok).toBe(false);
  });

  it('is days where day 0 has no date', () => {
    expect(readInstant('365', undefined)).toEqual({ ok: true, value: 365 });
    expect(readInstant('1/4/2026', undefined).ok).toBe(false);
    expect(readInstant('-1', undefined).ok).toBe(false);
    expect(dateOf(365, START)).toBe('2027-04-01');
    expect(dateOf(365, undefined)).toBe(365);
  });

  it('must end after it starts', () => {
    expect(periodProblem('2026-06-01', '2026-07-01', START)).toBeUndefined();
    expect(periodProblem('2026-06-01', '2026-06-01', START)).toContain('after the start');
    expect(periodProblem(undefined, '2026-03-01', START)).toContain('before the run starts');
    expect(periodProblem(400, '2027-05-07', START)).toBeUndefined();
    expect(periodProblem(402, '2027-05-07', START)).toContain('after the start');
    expect(periodProblem(3, 2, undefined)).toContain('after the start');
  });
});

describe('the catalogue of a scenario', () => {
  it.each(['small-town', 'coventry-warwickshire'])(
    'of %s has every quantity once, each in a section that is listed',
    (id) => {
      const { quantities, sections, scenario } = catalogueOf(shippedBaseline(id));
      expect(quantities.map((one) => one.id)).toEqual(Object.keys(scenario.parameters));
      const listed = new Set(sections.map((section) => section.id));
      expect(quantities.filter(({ section }) => !listed.has(section))).toEqual([]);
      // An unused quantity is an error in a scenario, so each is used by something that has a name.
      expect(quantities.filter(({ usedBy }) => usedBy.length === 0)).toEqual([]);
    },
  );

  it('is found by words in any order, within a section or in all', () => {
    const ids = (words: string, section = '') => findQuantities(catalogue, words, section).map(({ id }) => id);
    expect(ids('')).toHaveLength(catalogue.quantities.length);
    expect(ids('NURSES post')).toContain('nursesInPost');
    expect(ids('nurses', '-posts')).toContain('nursesInPost');
    expect(ids('nursesInPost', 'door')).toEqual([]);
  });
});

describe('an operation in words', () => {
  it.each([
    [
      { op: 'to', path: 'parameters.nursesInPost', value: 8, at: '2026-04-01', until: '2027-01-01' },
      'set to 8 whole-time posts',
      'from 1 April 2026 until 1 January 2027',
    ],
    [{ op: 'times', path: 'parameters.nursesInPost', value: 0.9, until: 365 }, 'times 0.9', 'until 1 April 2027'],
    [{ op: 'plus', path: 'parameters.nursesInPost', value: -2 }, 'less 2 whole-time posts', ''],
  ] as const)('%j', (operation, does, when) => {
    expect(operationWords(operation, catalogue)).toEqual({ what: quantity('nursesInPost').title, does, when });
  });

  it('of structure names the entry and the field', () => {
    const operation = { op: 'to', path: 'posts.nurses.hire.success', value: 'hiringOpen' } as const;
    const { title } = catalogue.scenario.posts?.nurses ?? {};
    expect(operationWords(operation, catalogue)).toEqual({
      what: `${title}: hire, success`,
      does: 'set to “hiringOpen”',
      when: '',
    });
    expect(operationWords({ op: 'remove', path: 'services.gone' }, catalogue).what).toBe('services gone');
    expect(operationWords({ op: 'to', path: 'parameters.x.low', value: 1 }, undefined).does).toBe('set to 1');
  });

  it('writes values and ranges with their unit once', () => {
    expect(withUnit(1234.5, 'week')).toBe('1,234.5 weeks');
    expect(withUnit(1, 'person')).toBe('1 person');
    expect(rangeWords(0.05, 0.2, 'share')).toBe('5% to 20%');
    expect(rangeWords(8, 12, 'WTE')).toBe('8 to 12 whole-time posts');
    expect(rangeWords(3, 3, 'WTE')).toBe('fixed');
    expect(keyWords('caseLimit')).toBe('case limit');
  });
});

describe('a quantity in its form', () => {
  const nurses = quantity('nursesInPost');
  const own = (...operations: Parameters<typeof ownChange>[1]) =>
    ownChange({ id: 'own-1', title: 'T', rationale: 'R', source: 'assumption' }, operations, 'small-town');

  it('begins with the baseline’s value, which is no edit', () => {
    const draft = draftOf(nurses, [], START);
    expect(draft.values).toEqual([{ op: 'to', value: String(nurses.value), at: '', until: '' }]);
    const read = readDraft(draft, nurses, START);
    expect(read.ok && [...read.operations.values()].flat()).toEqual([]);
  });

  it('gives back what own changes do', () => {
    const change = own(
      { op: 'to', path: 'parameters.nursesInPost', value: 8, at: '2026-05-01' },
      { op: 'times', path: 'parameters.nursesInPost', value: 0.5, at: 365 },
      { op: 'to', path: 'parameters.nursesInPost.low', value: 6 },
      { op: 'to', path: 'parameters.nursesInPost.note', value: 'Ours.' },
    );
    const effects = ['', '.low', '.note'].flatMap((field) => effectsOn(`parameters.nursesInPost${field}`, [change]));
    const draft = draftOf(nurses, effects, START);
    expect(draft).toMatchObject({
      values: [
        { value: '8', at: '2026-05-01' },
        { op: 'times', value: '0.5', at: '2027-04-01' },
      ],
      evidence: { low: '6', note: 'Ours.' },
    });
    const read = readDraft(draft, nurses, START);
    const paths = read.ok ? [...read.operations.values()].flat() : [];
    expect(paths.map(({ path }) => path)).toEqual([
      'parameters.nursesInPost',
      'parameters.nursesInPost',
      'parameters.nursesInPost.low',
      'parameters.nursesInPost.note',
    ]);
  });

  it('says what is wrong beside each field, all at once', () => {
    const draft = draftOf(nurses, [], START);
    const read = readDraft(
      {
        values: [
          { op: 'to', value: 'x', at: '', until: '' },
          { op: 'to', value: '3', at: '2026-06-01', until: '2026-05-01' },
        ],
        evidence: { ...draft.evidence, low: '', source: ' ' },
      },
      nurses,
      START,
    );
    expect(read.ok ? [] : [...read.problems.keys()]).toEqual(['value-0', 'until-1', 'low', 'source']);
  });

  it('makes operations that the engine takes, dates included', () => {
    const minutes = quantity('minutesPerReferral');
    const draft = draftOf(minutes, [], START);
    const values = [{ op: 'to' as const, value: '90', at: '2026-09-01', until: '2027-01-01' }];
    const read = readDraft({ values, evidence: { ...draft.evidence, high: '140', note: 'n' } }, minutes, START);
    const operations = read.ok ? [...read.operations.values()].flat() : [];
    const change = readChange(own(...operations).text);
    const scenario = readScenario(town.text);
    if (!change.ok || !scenario.ok) throw new Error('refused');
    const changed = applyChanges(scenario.value, [change.value]);
    expect(changed.ok && changed.value.parameters.minutesPerReferral).toMatchObject({ high: 140, note: 'n' });
    expect(changed.ok && changed.value.timeline).toEqual([
      { parameter: 'minutesPerReferral', op: 'to', value: 90, at: '2026-09-01', until: '2027-01-01' },
    ]);
    if (!changed.ok) throw new Error('refused');
    expect(() => compile(changed.value)).not.toThrow();
  });

  it('shows the value for the whole run, and whose doing it is', () => {
    const change = own(
      { op: 'to', path: 'parameters.nursesInPost', value: 8 },
      { op: 'times', path: 'parameters.nursesInPost.value', value: 0.5 },
      { op: 'to', path: 'parameters.nursesInPost', value: 3, at: '2026-05-01' },
    );
    const effects = effectsByPath([change]).get('parameters.nursesInPost') ?? [];
    expect(effects).toHaveLength(3);
    expect(plainValue(10, effects)).toBe(4);
    const issue = (path: string) => ({ code: 'c', path, message: 'm' });
    const issues = [issue('parameters.a'), issue('parameters.a.low'), issue('parameters.ab')];
    expect(issuesAt('parameters.a', issues)).toHaveLength(2);
  });
});

describe('structure', () => {
  it.each(['small-town', 'coventry-warwickshire'])('of %s: every field can be set to what it is, by its path', (id) => {
    const baseline = shippedBaseline(id);
    const whole = catalogueOf(baseline);
    const read = readScenario(baseline.text);
    if (!read.ok) throw new Error('refused');
    const fields = entriesOf(whole).flatMap(({ path }) => entryFields(whole, path));
    expect(fields.length).toBeGreaterThan(200);
    // A few at a time, as far as one change goes.
    for (let i = 0; i < fields.length; i += 1500) {
      const operations = fields.slice(i, i + 1500).map(({ path, value }) => ({ op: 'to' as const, path, value }));
      const changes = Array.from({ length: Math.ceil(operations.length / 200) }, (_, k) => ({
        format: 1 as const,
        id: `own-${k}`,
        title: `T${k}`,
        rationale: 'R',
        source: 'assumption',
        excludes: [],
        operations: operations.slice(200 * k, 200 * k + 200),
      }));
      const applied = applyChanges(read.value, changes);
      expect(applied.ok ? [] : applied.issues).toEqual([]);
      expect(applied.ok && applied.value).toEqual(read.value);
    }
  });

  it('leads from a rota to its posts and from a route to its service', () => {
    const county = catalogueOf(shippedBaseline('coventry-warwickshire'));
    const hub = entryFields(county, 'services.hubCoventry');
    expect(hub.find(({ path }) => path === 'services.hubCoventry.roster.0.posts')).toMatchObject({
      part: 'roster, no. 1',
      means: 'IPU 3-8 Coventry: AMHPs',
    });
    expect(entriesOf(county).find(({ path }) => path === 'loops.R1')).toMatchObject({ kind: 'Feedback loops' });
    expect(entryFields(county, 'loops.R1')[0]).toMatchObject({ path: 'loops.R1.strength', value: 'strengthR1' });
  });

  it('takes what was typed for what it is', () => {
    expect(readField('0', 'leaversTrust')).toBe(0);
    expect(readField(' 2 * x ', 'x')).toBe('2 * x');
    expect(readField('12', 'x')).toBe('12');
    expect(readField('12', 10)).toBe(12);
    expect(readField('No', true)).toBe(false);
    expect(readField('yes', false)).toBe(true);
    expect(fieldsOf('a', { __proto__x: 1, 'b c': 2, d: [{ e: null, f: 3 }] }).map(({ path }) => path)).toEqual([
      'a.__proto__x',
      'a.d.0.f',
    ]);
  });

  it('of an unknown entry is empty', () => {
    expect(entryFields(catalogue, 'services.nowhere')).toEqual([]);
  });
});

describe('the scenarios that ship', () => {
  it('are listed under the titles that they have', () => {
    expect(SHIPPED.map(({ id, title }) => [id, title])).toEqual(
      ['coventry-warwickshire', 'small-town'].map((id) => [id, shippedBaseline(id).info.title]),
    );
  });
});
