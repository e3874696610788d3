import { describe, expect, it } from 'vitest';
import type { AvailableChange } from '../../ui/state/changes';
import { groupChanges } from '../../ui/words/change-groups';

const change = (id: string, group?: string, origin: AvailableChange['origin'] = 'shipped'): AvailableChange => ({
  id,
  title: id,
  group,
  rationale: '',
  source: 'assumption',
  excludes: [],
  origin,
  text: '',
});

describe('Changes under headings', () => {
  it('follow a person’s way through the services, then the order in which they come', () => {
    const groups = groupChanges([
      change('a', 'The model itself'),
      change('b', 'Workforce'),
      change('c', 'Front door'),
      change('d', 'Workforce'),
      change('e'),
    ]);
    expect(groups.map(({ title, changes }) => [title, changes.map(({ id }) => id).join('')])).toEqual([
      ['Front door', 'c'],
      ['Workforce', 'bd'],
      ['The model itself', 'a'],
      ['Other', 'e'],
    ]);
  });

  it('begin with those made on the page, whatever heading they were copied with', () => {
    const groups = groupChanges([
      change('a', 'Front door'),
      change('b', 'Front door', 'own'),
      change('c', undefined, 'file'),
    ]);
    expect(groups.map(({ title }) => title)).toEqual(['Your own', 'From your file', 'Front door']);
  });

  it('lose nobody', () => {
    const all = ['x', 'y', 'z'].map((id, i) => change(id, i === 1 ? 'Teams' : undefined, i === 2 ? 'own' : 'shipped'));
    expect(groupChanges(all).flatMap(({ changes }) => changes)).toHaveLength(3);
    expect(groupChanges([])).toEqual([]);
  });
});
