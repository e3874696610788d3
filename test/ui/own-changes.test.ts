import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../engine/scenario/schema';
import { readChange } from '../../engine/index';
import { availableChange, changesFor, operationsOf, type AvailableChange } from '../../ui/state/changes';
import { MOST_SETS } from '../../ui/state/choices';
import {
  ownChange,
  samePath,
  withClone,
  withMoved,
  withName,
  withNewSet,
  withOperations,
  withOwnCopy,
  withoutChange,
  withoutOperation,
  withoutOwn,
  withWords,
  type Work,
} from '../../ui/state/own-changes';

const to = (path: string, value: number, at?: string): Operation =>
  ({ op: 'to', path, value, ...(at && { at }) }) as Operation;

const freeze = {
  format: 1 as const,
  id: 'freeze',
  title: 'A freeze',
  rationale: 'Money.',
  source: 'assumption',
  expected: 'A queue.',
  operations: [to('parameters.open', 0)],
};
const shipped = availableChange(freeze, JSON.stringify(freeze), 'shipped');

const START: Work = {
  choices: {
    sets: [
      { id: 'scenario-1', name: 'One', changes: ['freeze'] },
      { id: 'scenario-2', name: '', changes: [] },
    ],
    horizonDays: 100,
    replications: 3,
    seed: 's',
  },
  available: [shipped],
};

const set = (work: Work, setId: string, path: string, ...operations: Operation[]) =>
  withOperations(work, setId, new Map([[path, operations]]), 'town');
const changesIn = (work: Work, setId: string): AvailableChange[] =>
  (work.choices.sets.find(({ id }) => id === setId)?.changes ?? []).map((id) => {
    const found = work.available.find((change) => change.id === id);
    if (!found) throw new Error(`${id} is not there`);
    return found;
  });
const operationsIn = (work: Work, setId: string) =>
  changesIn(work, setId)
    .filter(({ origin }) => origin === 'own')
    .flatMap((change) => operationsOf(change));

describe('an edit of a scenario', () => {
  it('becomes an operation in a change of the person’s own, which the engine accepts', () => {
    const work = set(START, 'scenario-1', 'parameters.posts', to('parameters.posts', 4, '2026-04-01'));
    const [first, own] = changesIn(work, 'scenario-1');
    expect(first).toBe(shipped);
    expect(own).toMatchObject({ title: 'My changes', origin: 'own', scenario: 'town' });
    const read = readChange(own.text);
    expect(read.ok && read.value.operations).toEqual([to('parameters.posts', 4, '2026-04-01')]);
    expect(operationsIn(work, 'scenario-2')).toEqual([]);
  });

  it('takes the place of what it did to the same quantity before, however its path is spelt', () => {
    let work = set(START, 'scenario-1', 'parameters.a', to('parameters.a', 1));
    work = set(work, 'scenario-1', 'parameters.b', to('parameters.b', 2));
    work = set(work, 'scenario-1', 'parameters.a.value', to('parameters.a', 5), to('parameters.a', 6, '2026-05-01'));
    expect(operationsIn(work, 'scenario-1')).toEqual([
      to('parameters.a', 5),
      to('parameters.a', 6, '2026-05-01'),
      to('parameters.b', 2),
    ]);
    expect(samePath('parameters.a', 'parameters.a.low')).toBe(false);
  });

  it('that leaves nothing in a change takes the change away', () => {
    let work = set(START, 'scenario-2', 'parameters.a', to('parameters.a', 1));
    work = set(work, 'scenario-2', 'parameters.a');
    expect(work.available).toEqual([shipped]);
    expect(work.choices.sets[1].changes).toEqual([]);
  });

  it('never reaches a scenario that shares the change', () => {
    let work = set(START, 'scenario-1', 'parameters.a', to('parameters.a', 1));
    const own = changesIn(work, 'scenario-1')[1].id;
    const sets = work.choices.sets.map((one) => (one.id === 'scenario-2' ? { ...one, changes: [own] } : one));
    work = { ...work, choices: { ...work.choices, sets } };
    work = set(work, 'scenario-2', 'parameters.a', to('parameters.a', 9));
    expect(operationsIn(work, 'scenario-1')).toEqual([to('parameters.a', 1)]);
    expect(operationsIn(work, 'scenario-2')).toEqual([to('parameters.a', 9)]);
    work = set(work, 'scenario-2', 'parameters.a');
    expect(operationsIn(work, 'scenario-1')).toEqual([to('parameters.a', 1)]);
  });

  it('can hold more than one change does', () => {
    const many = new Map(
      Array.from({ length: 450 }, (_, i) => [`parameters.p${i}`, [to(`parameters.p${i}`, i)]] as const),
    );
    const work = withOperations(START, 'scenario-2', many, 'town');
    expect(operationsIn(work, 'scenario-2')).toHaveLength(450);
    for (const change of changesIn(work, 'scenario-2')) expect(readChange(change.text).ok).toBe(true);
  });

  it('is always there afterwards, and everything else as it was', () => {
    const paths = ['a', 'b', 'c', 'd'].map((name) => `parameters.${name}`);
    const edit = fc.record({
      set: fc.constantFrom('scenario-1', 'scenario-2', 'scenario-3'),
      path: fc.constantFrom(...paths),
      values: fc.array(fc.integer({ min: 0, max: 99 }), { maxLength: 3 }),
      clone: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 15 }), (edits) => {
        let work = START;
        const expected = new Map<string, Map<string, Operation[]>>();
        for (const { set: id, path, values, clone } of edits) {
          if (clone && !expected.has('scenario-3')) {
            work = withClone(work, 'scenario-1', 'One');
            expected.set('scenario-3', new Map(expected.get('scenario-1')));
          }
          const operations = values.map((value) => to(path, value));
          work = set(work, id, path, ...operations);
          if (!work.choices.sets.some((one) => one.id === id)) continue;
          expected.set(id, (expected.get(id) ?? new Map<string, Operation[]>()).set(path, operations));
        }
        for (const { id } of work.choices.sets) {
          for (const path of paths) {
            const there = operationsIn(work, id).filter((operation) => operation.path === path);
            expect(there).toEqual(expected.get(id)?.get(path) ?? []);
          }
        }
        expect(work.available[0]).toBe(shipped);
      }),
      { seed: 6, numRuns: 150 },
    );
  });
});

describe('changes of one’s own', () => {
  it('lose one operation at a time', () => {
    let work = set(START, 'scenario-2', 'parameters.a', to('parameters.a', 1), to('parameters.a', 2, '2026-05-01'));
    const { id } = changesIn(work, 'scenario-2')[0];
    work = withoutOperation(work, 'scenario-2', id, 0);
    expect(operationsIn(work, 'scenario-2')).toEqual([to('parameters.a', 2, '2026-05-01')]);
    expect(withoutOperation(work, 'scenario-1', 'freeze', 0)).toBe(work);
  });

  it('get a title, which may not be empty', () => {
    let work = set(START, 'scenario-2', 'parameters.a', to('parameters.a', 1));
    const { id } = changesIn(work, 'scenario-2')[0];
    work = withWords(work, id, { title: '  Six posts frozen ', rationale: ' ' });
    expect(changesIn(work, 'scenario-2')[0]).toMatchObject({
      title: 'Six posts frozen',
      rationale: 'Made on this page.',
    });
    expect(readChange(changesIn(work, 'scenario-2')[0].text)).toMatchObject({ ok: true, value: { id } });
  });

  it('can begin as a copy of one that ships, which keeps what it expects', () => {
    const work = withOwnCopy(START, 'scenario-1', 'freeze', 'town');
    const [copy] = changesIn(work, 'scenario-1');
    expect(copy).toMatchObject({ title: 'A freeze (edited)', origin: 'own', expected: 'A queue.', scenario: 'town' });
    expect(operationsOf(copy)).toEqual(freeze.operations);
    expect(work.available).toContain(shipped);
  });

  it('are taken out of one scenario, or forgotten in all', () => {
    const work = set(START, 'scenario-2', 'parameters.a', to('parameters.a', 1));
    const { id } = changesIn(work, 'scenario-2')[0];
    expect(withoutChange(work, 'scenario-2', id).available).toHaveLength(2);
    expect(withoutOwn(work, id)).toMatchObject({ available: [shipped], choices: { sets: [{}, { changes: [] }] } });
    expect(withoutOwn(work, 'freeze').available).toHaveLength(2);
  });

  it('are offered on the scenario that they were made for', () => {
    const own = ownChange({ id: 'own-1', title: 'T', rationale: 'R', source: 'assumption' }, [], 'town');
    const file = { ...shipped, id: 'f', origin: 'file' as const };
    const offered = (origin: 'shipped' | 'file', id: string) =>
      changesFor({ origin, info: { id } }, [shipped, own, file]).map((change) => change.id);
    expect(offered('shipped', 'town')).toEqual(['freeze', 'own-1', 'f']);
    expect(offered('shipped', 'county')).toEqual(['freeze', 'f']);
    expect(offered('file', 'town')).toEqual(['own-1', 'f']);
  });
});

describe('scenarios', () => {
  it('are added up to a limit, each with an id of its own', () => {
    let work = START;
    for (let i = 0; i < 20; i += 1) work = withNewSet(work);
    expect(work.choices.sets).toHaveLength(MOST_SETS);
    expect(new Set(work.choices.sets.map(({ id }) => id)).size).toBe(MOST_SETS);
    expect(withClone(work, 'scenario-1', 'One')).toBe(work);
  });

  it('are copied with copies of own changes', () => {
    let work = set(START, 'scenario-1', 'parameters.a', to('parameters.a', 1));
    work = withClone(work, 'scenario-1', 'One');
    expect(work.choices.sets.map(({ name }) => name)).toEqual(['One', 'Copy of One', '']);
    work = set(work, 'scenario-3', 'parameters.a', to('parameters.a', 2));
    expect(operationsIn(work, 'scenario-1')).toEqual([to('parameters.a', 1)]);
    expect(operationsIn(work, 'scenario-3')).toEqual([to('parameters.a', 2)]);
  });

  it('are moved and named', () => {
    const ids = (work: Work) => work.choices.sets.map(({ id }) => id);
    expect(ids(withMoved(START, 'scenario-2', -1))).toEqual(['scenario-2', 'scenario-1']);
    expect(withMoved(START, 'scenario-2', 1)).toBe(START);
    expect(withName(START, 'scenario-2', ' Mine ').choices.sets[1].name).toBe('Mine');
  });
});
