/** What the page keeps in the browser. Here, since Node has no IndexedDB. */
import { openDB } from 'idb';
import { beforeEach, expect, it } from 'vitest';
import { SavedStore, type SavedWork } from '../../ui/state/saved';

const work: SavedWork = {
  choices: {
    sets: [{ id: 'scenario-1', name: 'Mine', changes: ['a', 'b'] }],
    horizonDays: 731,
    replications: 7,
    seed: 's',
  },
  changes: [],
};

beforeEach(() => new SavedStore().clear());

it('keeps choices from one page to the next', async () => {
  await new SavedStore().saveWork(work);
  expect(await new SavedStore().work()).toEqual(work);
});

it('knows nothing at first, and nothing after it was cleared', async () => {
  const saved = new SavedStore();
  expect(await saved.work()).toBeUndefined();
  await saved.saveWork(work);
  await saved.clear();
  expect(await saved.work()).toBeUndefined();
  expect(await saved.results()).toBeUndefined();
});

it('leaves alone what a page of another format kept', async () => {
  await new SavedStore().saveWork(work);
  const database = await openDB('headroom', 1);
  await database.put('work', { format: 0, value: 'something old' }, 'work');
  database.close();
  expect(await new SavedStore().work()).toBeUndefined();
});
