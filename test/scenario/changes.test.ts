import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges } from '../../engine/scenario/changes';
import { readScenarioObject } from '../../engine/scenario/read';
import type { Operation, Scenario } from '../../engine/scenario/schema';
import { bent, change, deepFreeze, issuesOf, onlyIssue, quantity, queue, scenario, valueOf } from './fixture';

/** The queue after one change with these operations. */
function after(...operations: Operation[]): Scenario {
  return valueOf(applyChanges(scenario(), [change('option', operations)]));
}

/** What is wrong with one change with these operations. */
function wrongWith(...operations: Operation[]) {
  return onlyIssue(applyChanges(scenario(), [change('option', operations)]));
}

const NEW_GROUP = { ...(queue().posts as Record<string, object>).nurses, title: 'Agency nurses' };

describe('A change of a number', () => {
  it('sets the value and widens the range to hold it', () => {
    expect(after({ op: 'to', path: 'parameters.minutes', value: 20 }).parameters.minutes).toMatchObject({
      value: 20,
      low: 20,
      high: 60,
    });
    expect(after({ op: 'to', path: 'parameters.minutes.value', value: 90 }).parameters.minutes).toMatchObject({
      value: 90,
      low: 30,
      high: 90,
    });
  });

  it('multiplies and adds, in order', () => {
    const operations: Operation[] = [
      { op: 'times', path: 'parameters.referrals', value: 2 },
      { op: 'plus', path: 'parameters.referrals.value', value: -1 },
    ];
    expect(after(...operations).parameters.referrals).toMatchObject({ value: 15, low: 6, high: 15 });
    expect(after(...operations.slice().reverse()).parameters.referrals.value).toBe(14);
  });

  it('states how well its own size is known: the range holds what low and high come to', () => {
    const widened = after({ op: 'times', path: 'parameters.minutes', value: 0.8, low: 0.1, high: 2 });
    expect(widened.parameters.minutes).toMatchObject({ value: 36, low: 4.5, high: 90 });
    const dated = after({ op: 'plus', path: 'parameters.minutes', value: -5, low: -40, high: 0, at: 30 });
    expect(dated.parameters.minutes).toMatchObject({ value: 45, low: 5, high: 60 });
    const outside = wrongWith({ op: 'times', path: 'parameters.minutes', value: 0.8, low: 0.9 });
    expect(outside.code).toBe('range');
    expect(outside.message).toContain('its value 0.8 lies outside its low 0.9 to high 0.8');
    const structure = wrongWith({ op: 'to', path: 'services.desk.order', value: 'last', low: 0, high: 1 });
    expect(structure.message).toContain('only a number given to a parameter has a range');
  });

  it('combines with the same operation of another change', () => {
    const times = (id: string) => change(id, [{ op: 'times', path: 'parameters.referrals', value: 1.5 }]);
    expect(valueOf(applyChanges(scenario(), [times('one'), times('two')])).parameters.referrals.value).toBe(18);
  });

  it('replaces the whole parameter by an object, range and all', () => {
    const value = quantity(3, 'person/day', 2, 4);
    expect(after({ op: 'to', path: 'parameters.referrals', value }).parameters.referrals).toEqual(value);
    expect(after({ op: 'to', path: 'parameters.referrals.low', value: 1 }).parameters.referrals.low).toBe(1);
  });

  it('keeps to numbers', () => {
    expect(wrongWith({ op: 'to', path: 'parameters.minutes', value: 'long' })).toEqual({
      code: 'value',
      path: 'parameters.minutes',
      message: '"Option": parameters.minutes takes a number, or an object that replaces the whole entry, not "long".',
    });
    const huge = wrongWith({ op: 'times', path: 'parameters.minutes', value: 1e308 });
    expect(huge.message).toBe('"Option": parameters.minutes would not be a finite number; change it by less.');
    const structure = wrongWith({ op: 'times', path: 'calendars.office.open.0.to', value: 2 });
    expect(structure.code).toBe('not-a-parameter');
    expect(structure.message).toContain('"times" works on the value of a parameter, as in parameters.<name>');
    const range = wrongWith({ op: 'plus', path: 'parameters.minutes.low', value: 2 });
    expect(range.code).toBe('not-a-parameter');
  });
});

describe('A change at an instant', () => {
  it('stands on the timeline, and the range holds every value that the parameter takes', () => {
    const changed = after(
      { op: 'times', path: 'parameters.minutes', value: 2, at: 100, until: '2017-12-01' },
      { op: 'plus', path: 'parameters.minutes', value: -70, at: '2017-09-01' },
    );
    expect(changed.timeline).toEqual([
      { parameter: 'minutes', op: 'times', value: 2, at: 100, until: '2017-12-01' },
      { parameter: 'minutes', op: 'plus', value: -70, at: '2017-09-01' },
    ]);
    expect(changed.parameters.minutes).toMatchObject({ value: 45, low: -25, high: 90 });
  });

  it('is a plain change from day 0 on, and starts at 0 with an end only', () => {
    const plain = after({ op: 'to', path: 'parameters.minutes', value: 50, at: 0 });
    expect(plain.timeline).toEqual([]);
    expect(plain.parameters.minutes.value).toBe(50);
    const early = after({ op: 'to', path: 'parameters.minutes', value: 50, at: '2016-01-01' });
    expect(early.parameters.minutes.value).toBe(50);
    const ended = after({ op: 'to', path: 'parameters.minutes', value: 50, until: 30 });
    expect(ended.timeline).toEqual([{ parameter: 'minutes', op: 'to', value: 50, at: 0, until: 30 }]);
    expect(ended.parameters.minutes.value).toBe(45);
    const both = after({ op: 'to', path: 'parameters.minutes', value: 50, at: '2016-01-01', until: '2017-05-01' });
    expect(both.timeline).toEqual([{ parameter: 'minutes', op: 'to', value: 50, at: 0, until: '2017-05-01' }]);
  });

  it('does nothing when it is over before the run begins or starts after its end', () => {
    const over = after({ op: 'to', path: 'parameters.minutes', value: 50, at: '2016-01-01', until: '2017-01-01' });
    expect(over).toEqual(scenario());
    expect(after({ op: 'to', path: 'parameters.minutes', value: 50, at: 4000 }).timeline).toHaveLength(1);
  });

  it('keeps the order of the list when a plain change follows it', () => {
    const changed = after(
      { op: 'times', path: 'parameters.minutes', value: 2, at: 100 },
      { op: 'plus', path: 'parameters.minutes', value: 5 },
    );
    // From day 100: 45 × 2 + 5, not (45 + 5) × 2.
    expect(changed.timeline.map(({ op, at }) => [op, at])).toEqual([
      ['times', 100],
      ['plus', 0],
    ]);
    expect(changed.parameters.minutes).toMatchObject({ value: 45, low: 30, high: 95 });
  });

  it.each([
    [{ at: 100, until: 100 }, 'until', '"until" 100 does not come after "at" 100; choose a later end.'],
    [{ at: '2017-06-01', until: 20 }, 'until', '"until" 20 does not come after "at" 2017-06-01'],
    [{ until: 0 }, 'until', '"until" 0 does not come after the start of the run'],
    [{ at: '2017-02-30' }, 'date', 'there is no day 2017-02-30'],
  ])('needs an end after its start and dates that exist: %j', (when, code, says) => {
    const issue = wrongWith({ op: 'to', path: 'parameters.minutes', value: 50, ...when });
    expect(issue.code).toBe(code);
    expect(issue.message).toContain(says);
  });

  it('needs a start date for dates', () => {
    const undated = queue();
    delete undated.run.startDate;
    delete undated.holidays;
    delete (undated.calendars as Record<string, { holidays?: string }>).office.holidays;
    const baseline = valueOf(readScenarioObject(undated));
    const dated = change('option', [{ op: 'to', path: 'parameters.minutes', value: 50, at: '2017-06-01' }]);
    expect(onlyIssue(applyChanges(baseline, [dated]))).toMatchObject({
      code: 'start-date',
      path: 'parameters.minutes',
    });
  });

  it('is for the values of parameters only', () => {
    const structure = wrongWith({ op: 'to', path: 'services.desk.order', value: 'last', at: 100 });
    expect(structure.code).toBe('not-a-parameter');
    expect(structure.message).toContain('only the value of a parameter can change during a run');
    const whole = wrongWith({ op: 'to', path: 'parameters.minutes', value: quantity(1, 'minute'), until: 9 });
    expect(whole.message).toBe('"Option": with "at" or "until" a parameter takes a number, not an object.');
  });
});

describe('A change of structure', () => {
  it('sets a field, one that was left out, or a whole entry', () => {
    expect(after({ op: 'to', path: 'services.desk.order', value: 'last' }).services.desk).toMatchObject({
      order: 'last',
    });
    const patience = { kind: 'fixed', value: 'minutes' };
    expect(after({ op: 'to', path: 'services.desk.patience', value: patience }).services.desk).toMatchObject({
      patience,
    });
    const exit = { kind: 'exit', title: 'Elsewhere' };
    expect(after({ op: 'to', path: 'services.gone', value: exit }).services.gone).toEqual(exit);
  });

  it('finds elements of lists by position, or by their id, posts or to', () => {
    const set = (path: string, value: unknown) => after({ op: 'to', path, value });
    expect(set('attributes.need.values.high.title', 'Much').attributes.need.values[1].title).toBe('Much');
    expect(set('attributes.need.values.1.title', 'Much').attributes.need.values[1].title).toBe('Much');
    expect(set('calendars.office.open.0.from', 8).calendars.office.open[0].from).toBe(8);
    expect(set('services.desk.to.gone.when', { need: 'low' }).services.desk).toMatchObject({
      to: [{ when: { need: 'low' }, to: 'gone' }, {}],
    });
    const weekly = set('services.gp.arrivals.profiles.weekly', 'weekly');
    expect(weekly).toEqual(scenario());
  });

  it('adds an entry, a field, or an element at the end of a list', () => {
    expect(after({ op: 'add', path: 'posts.agency', value: NEW_GROUP }).posts.agency).toEqual(NEW_GROUP);
    const values = after({ op: 'add', path: 'attributes.need.values', value: { id: 'top', title: 'Top' } }).attributes
      .need.values;
    expect(values.map(({ id }) => id)).toEqual(['low', 'high', 'top']);
    expect(after({ op: 'add', path: 'services.desk.room', value: 'desks' }).services.desk).toMatchObject({
      room: 'desks',
    });
  });

  it('removes an entry, a field, or an element', () => {
    expect(Object.keys(after({ op: 'remove', path: 'posts.nurses' }).posts)).toEqual([]);
    expect(after({ op: 'remove', path: 'services.desk.group' }).services.desk).not.toHaveProperty('group');
    expect(after({ op: 'remove', path: 'services.desk.to.0' }).services.desk).toMatchObject({
      to: [{ to: [{ share: 'rest', to: 'gone' }] }],
    });
  });

  it('counts positions in lists as the baseline does, whatever was removed before', () => {
    const changed = after(
      { op: 'remove', path: 'profiles.weekly.weights.0' },
      { op: 'to', path: 'profiles.weekly.weights.6', value: 9 },
      { op: 'add', path: 'profiles.weekly.weights', value: 7 },
      { op: 'remove', path: 'profiles.weekly.weights.5' },
    );
    expect(changed.profiles.weekly.weights).toEqual([1, 1, 1, 1, 9, 7]);
  });

  it('may take something out and put it back in another form', () => {
    const changed = after(
      { op: 'remove', path: 'posts.nurses' },
      { op: 'add', path: 'posts.nurses', value: NEW_GROUP },
    );
    expect(changed.posts.nurses.title).toBe('Agency nurses');
  });

  it('keeps the title and id of the baseline, and its order of services', () => {
    const changed = after({ op: 'to', path: 'services.gp.note', value: 'x' });
    expect([changed.id, changed.title]).toEqual(['mm1', 'One desk']);
    expect(Object.keys(changed.services)).toEqual(['gp', 'desk', 'gone']);
  });
});

describe('A path that leads nowhere', () => {
  it.each([
    ['to', 'parameters.minute', 'there is no "minute" in parameters; did you mean "minutes"?'],
    ['times', 'parameters.capacity', 'there is no "capacity" in parameters; there is referrals, minutes, highNeed'],
    ['to', 'posts.nurse', 'there is no "nurse" in posts; did you mean "nurses"?'],
    ['to', 'services.dsk.order', 'there is no "dsk" in services; did you mean "desk"?'],
    ['to', 'services.desk.service.mean.x', 'services.desk.service.mean holds a value, and nothing within it.'],
    ['to', 'services.desk.tooo.x', 'there is no "tooo" in services.desk; did you mean "to"?'],
    [
      'to',
      'attributes.need.values.hihg.title',
      'there is no entry "hihg" in the list attributes.need.values; did you mean "high"?',
    ],
    [
      'to',
      'profiles.weekly.weights.7',
      'there is no entry "7" in the list profiles.weekly.weights; it has 7 entries, counted from 0.',
    ],
    ['remove', 'places.city', 'there is no "city" in places; there is town.'],
    ['remove', 'services.toString', 'there is no "toString" in services; there is gp, desk, gone.'],
    ['to', 'services.desk.hasOwnProperty.x', 'there is no "hasOwnProperty" in services.desk'],
    ['to', 'posts', 'this names all of posts; name one of them, as in posts.<id>.'],
    ['to', 'servces.desk.order', 'a path starts with a collection, not "servces"; did you mean "services"?'],
    [
      'add',
      'attributes.need.values.top',
      'entries are added at the end of a list by its own path; write attributes.need.values.',
    ],
  ] as const)('%s %s', (op, path, says) => {
    const issue = wrongWith({ op, path, value: op === 'remove' ? undefined : 1 } as Operation);
    expect(issue).toMatchObject({ code: 'unknown-path', path });
    expect(issue.message).toContain('"Option": ');
    expect(issue.message).toContain(says);
  });

  it('is one that several entries go by', () => {
    const both = [{ when: { need: 'high' }, to: 'gone' }, { to: 'gone' }];
    const baseline = valueOf(readScenarioObject(bent('services.desk.to', both)));
    const option = change('option', [{ op: 'to', path: 'services.desk.to.gone.to', value: 'desk' }]);
    expect(onlyIssue(applyChanges(baseline, [option])).message).toBe(
      '"Option": several entries of services.desk.to go by "gone"; write the position of one, from 0.',
    );
  });

  it.each(['services.__proto__.polluted', 'parameters.constructor', 'services.desk.constructor.prototype.polluted'])(
    'goes through a prototype: %s',
    (path) => {
      for (const op of ['to', 'add'] as const) expect(wrongWith({ op, path, value: 1 }).code).toBe('unsafe-key');
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
  );

  it.each([
    ['run.horizonDays', 'settings of the run belong to the run, not to a change'],
    ['run.seed', 'settings of the run belong to the run'],
    ['format', 'the format belongs to the file'],
    ['id', 'the id belongs to the baseline'],
    ['title', 'the title belongs to the baseline'],
    ['timeline.0.at', 'write parameters.<name> with "at" and "until"'],
    ['primaryMeasures.0.margin', 'compared by the same primary measures'],
  ])('is not for a change to touch: %s', (path, says) => {
    const issue = wrongWith({ op: 'to', path, value: 1 });
    expect(issue.code).toBe('not-changeable');
    expect(issue.message).toContain(says);
  });

  it('is one that exists, where something new was to be', () => {
    expect(wrongWith({ op: 'add', path: 'posts.nurses', value: NEW_GROUP })).toMatchObject({ code: 'exists' });
    const add = (id: string) => change(id, [{ op: 'add', path: 'posts.agency', value: NEW_GROUP }]);
    expect(onlyIssue(applyChanges(scenario(), [add('one'), add('two')])).message).toBe(
      '"Two": posts.agency exists already, added by "One"; choose another id, or replace it with "to".',
    );
  });
});

describe('An outcome that is no good scenario', () => {
  it('is refused in the name of the change that made it so', () => {
    const changes = [
      change('fine', [{ op: 'to', path: 'services.desk.order', value: 'last' }]),
      change('closing', [{ op: 'remove', path: 'calendars.office' }]),
      change('bare', [{ op: 'to', path: 'services.gp.arrivals.rate', value: 30 }]),
    ];
    const unknown = onlyIssue(applyChanges(scenario(), changes.slice(0, 2)));
    expect(unknown).toMatchObject({ code: 'unknown-id', path: 'posts.nurses.calendar' });
    expect(unknown.message).toContain('"Closing": there is no calendar "office"');
    const bare = onlyIssue(applyChanges(scenario(), [changes[0], changes[2]]));
    expect(bare).toMatchObject({ code: 'no-source', path: 'services.gp.arrivals.rate' });
    expect(bare.message).toContain('"Bare": 30 is a bare number without a source');
  });

  it('tells of unknown fields that a change sets', () => {
    expect(wrongWith({ op: 'to', path: 'services.desk.ordr', value: 'last' })).toMatchObject({
      code: 'unknown-field',
      path: 'services.desk.ordr',
    });
  });

  it('is refused for values that hide a prototype', () => {
    const value: unknown = JSON.parse('{"__proto__": {"polluted": true}}');
    expect(wrongWith({ op: 'add', path: 'posts.agency', value })).toMatchObject({ code: 'unsafe-key' });
  });

  it('is not reached with more than 100 changes', () => {
    const many = Array.from({ length: 101 }, (_, i) =>
      change(`c${i}`, [{ op: 'times', path: 'parameters.minutes', value: 1 }]),
    );
    expect(onlyIssue(applyChanges(scenario(), many))).toMatchObject({ code: 'too-many', path: '' });
  });
});

describe('Changes that cannot stand together', () => {
  const to = (id: string, value: unknown, when: { at?: number; until?: number } = {}) =>
    change(id, [{ op: 'to', path: 'parameters.minutes', value, ...when }]);
  const both = (one: Operation, two: Operation) =>
    applyChanges(scenario(), [change('one', [one]), change('two', [two])]);

  it('set one path differently', () => {
    expect(onlyIssue(applyChanges(scenario(), [to('one', 40), to('two', 50)]))).toEqual({
      code: 'conflict',
      path: 'parameters.minutes',
      message: '"One" sets parameters.minutes to 40 and "Two" sets it to 50; use one of the two.',
    });
    expect(applyChanges(scenario(), [to('one', 40), to('two', 40)]).ok).toBe(true);
  });

  it('set one path differently at overlapping times', () => {
    expect(applyChanges(scenario(), [to('one', 40, { until: 50 }), to('two', 50, { at: 50 })]).ok).toBe(true);
    expect(applyChanges(scenario(), [to('one', 40, { until: 51 }), to('two', 50, { at: 50 })]).ok).toBe(false);
    expect(applyChanges(scenario(), [to('one', 40), to('two', 50, { at: 50 })]).ok).toBe(false);
  });

  it('scale what the other sets', () => {
    const times: Operation = { op: 'times', path: 'parameters.minutes.value', value: 2 };
    const set: Operation = { op: 'to', path: 'parameters.minutes', value: 40 };
    expect(onlyIssue(both(set, times)).message).toBe(
      '"One" sets parameters.minutes to 40 and "Two" multiplies parameters.minutes.value by 2; use one of the two.',
    );
    expect(onlyIssue(both(times, set)).code).toBe('conflict');
    expect(onlyIssue(both({ op: 'to', path: 'parameters.minutes', value: quantity(9, 'minute') }, times)).code).toBe(
      'conflict',
    );
    expect(both({ ...set, at: 10, until: 20 }, { ...times, at: 20 }).ok).toBe(true);
    expect(both({ op: 'plus', path: 'parameters.minutes', value: 1 }, times).ok).toBe(true);
  });

  it('set the whole and a part, in either order and by either spelling', () => {
    const whole: Operation = { op: 'to', path: 'services.desk.to', value: 'gone' };
    const part: Operation = { op: 'to', path: 'services.desk.to.0.to', value: 'desk' };
    expect(onlyIssue(both(part, whole))).toMatchObject({ code: 'conflict', path: 'services.desk.to' });
    const spelt = (path: string, value: string): Operation => ({ op: 'to', path, value });
    const bySpelling = both(
      spelt('attributes.need.values.high.title', 'A'),
      spelt('attributes.need.values.1.title', 'B'),
    );
    expect(onlyIssue(bySpelling).code).toBe('conflict');
  });

  it('set over what the other adds, but may work on it', () => {
    const add: Operation = { op: 'add', path: 'posts.agency', value: NEW_GROUP };
    expect(onlyIssue(both(add, { op: 'to', path: 'posts.agency', value: NEW_GROUP })).code).toBe('conflict');
    expect(both(add, { op: 'to', path: 'posts.agency.title', value: 'A' }).ok).toBe(true);
    const list: Operation = {
      op: 'to',
      path: 'attributes.need.values',
      value: [
        { id: 'low', title: 'L' },
        { id: 'high', title: 'H' },
      ],
    };
    const element: Operation = { op: 'add', path: 'attributes.need.values', value: { id: 'top', title: 'Top' } };
    expect(onlyIssue(both(list, element)).code).toBe('conflict');
    expect(onlyIssue(both(element, list)).code).toBe('conflict');
  });

  it('touch what an earlier one removed', () => {
    const remove: Operation = { op: 'remove', path: 'posts.nurses' };
    const touched = onlyIssue(both(remove, { op: 'to', path: 'posts.nurses.title', value: 'x' }));
    expect(touched).toEqual({
      code: 'removed',
      path: 'posts.nurses.title',
      message: '"Two": posts.nurses was removed by "One"; use one of the two changes.',
    });
    expect(onlyIssue(both(remove, remove)).code).toBe('removed');
    expect(onlyIssue(both(remove, { op: 'add', path: 'posts.nurses', value: NEW_GROUP })).code).toBe('removed');
    const high: Operation = { op: 'remove', path: 'attributes.need.values.high' };
    for (const name of ['high', '1']) {
      const rename: Operation = { op: 'to', path: `attributes.need.values.${name}.title`, value: 'x' };
      expect(onlyIssue(both(high, rename)).code).toBe('removed');
    }
  });

  it('touch what an earlier one put back in another form', () => {
    const swap = change('one', [
      { op: 'remove', path: 'posts.nurses' },
      { op: 'add', path: 'posts.nurses', value: NEW_GROUP },
    ]);
    const touch = change('two', [{ op: 'to', path: 'posts.nurses.title', value: 'x' }]);
    for (const changes of [
      [swap, touch],
      [touch, swap],
    ]) {
      expect(issuesOf(applyChanges(scenario(), changes)).map(({ code }) => code)).toContain('conflict');
    }
  });

  it('are counted and told of quickly, however many there are', () => {
    const set = (value: number): Operation[] =>
      Array.from({ length: 20 }, (_, i) => ({ op: 'to', path: 'parameters.minutes', value, at: i, until: 400 }));
    const many = Array.from({ length: 100 }, (_, i) => change(`c${i}`, set(i)));
    expect(issuesOf(applyChanges(scenario(), many)).at(-1)?.message).toBe('and 4900 more.');
  });

  it('remove what an earlier one set', () => {
    const set: Operation = { op: 'to', path: 'posts.nurses.title', value: 'x' };
    expect(onlyIssue(both(set, { op: 'remove', path: 'posts.nurses' })).message).toBe(
      '"One" sets posts.nurses.title to "x" and "Two" removes posts.nurses; use one of the two.',
    );
    const element: Operation = { op: 'add', path: 'attributes.need.values', value: { id: 'top', title: 'Top' } };
    expect(onlyIssue(both(element, { op: 'remove', path: 'attributes.need' })).code).toBe('conflict');
  });

  it('rule each other out with the reason that one of them gives', () => {
    const one = { ...change('one', [{ op: 'to', path: 'parameters.minutes', value: 50 }]) };
    const two = { ...one, id: 'two', title: 'Two', excludes: [{ change: 'one', because: 'both move one desk' }] };
    for (const both of [
      [one, two],
      [two, one],
    ]) {
      const { code, message } = onlyIssue(applyChanges(scenario(), both));
      expect(code).toBe('excluded');
      expect(message).toMatch(/^"\w+" and "\w+" rule each other out, because both move one desk; use one of them\.$/);
    }
  });

  it('rule each other out, from either side', () => {
    const one = change('one', [{ op: 'to', path: 'parameters.minutes', value: 40 }], ['two']);
    const two = change('two', [{ op: 'to', path: 'parameters.desks', value: 2 }]);
    for (const order of [
      [one, two],
      [two, one],
    ]) {
      const issue = onlyIssue(applyChanges(scenario(), order));
      expect(issue.code).toBe('excluded');
      expect(issue.message).toMatch(/^"(One|Two)" and "(One|Two)" rule each other out; use one of them\.$/);
    }
  });

  it('are one and the same, or share an id', () => {
    expect(onlyIssue(applyChanges(scenario(), [to('one', 40), to('one', 40)]))).toEqual({
      code: 'twice',
      path: '',
      message: '"One" stands twice in the list of changes; keep one of them.',
    });
    const other = { ...to('one', 40), title: 'Other' };
    expect(onlyIssue(applyChanges(scenario(), [to('one', 40), other])).message).toBe(
      '"One" and "Other" have the same id "one"; give each its own.',
    );
  });

  it('are told of once per pair and place, and beside everything else that is wrong', () => {
    const set = (value: number): Operation => ({ op: 'to', path: 'parameters.minutes', value });
    const lost: Operation = { op: 'remove', path: 'places.city' };
    const changes = [change('one', [set(1), set(2), lost]), change('two', [set(3), set(4)])];
    expect(issuesOf(applyChanges(scenario(), changes)).map(({ code }) => code)).toEqual(['unknown-path', 'conflict']);
  });
});

describe('Applying any changes', () => {
  const paths = [
    'parameters.minutes',
    'parameters.minutes.value',
    'parameters.referrals',
    'parameters.new',
    'parameters.minutes.low',
    'services.desk',
    'services.desk.to',
    'services.desk.to.0',
    'services.desk.to.1.to.gone.share',
    'services.desk.order',
    'services.gp.arrivals.profiles',
    'attributes.need.values',
    'attributes.need.values.high',
    'posts.nurses',
    'posts.agency',
    'profiles.weekly.weights.3',
    'run.seed',
    'services.__proto__.x',
  ];
  const value = fc.oneof(
    fc.double({ min: -10, max: 10, noNaN: true }),
    fc.constantFrom<unknown>('gone', 'last', null, [], {}, ['weekly'], NEW_GROUP, quantity(3, 'minute', 1, 5)),
  );
  const instant = fc.option(fc.oneof(fc.integer({ min: 0, max: 500 }), fc.constantFrom('2016-05-01', '2017-08-01')), {
    nil: undefined,
  });
  const operation = fc
    .record({
      op: fc.constantFrom('to', 'times', 'plus', 'add', 'remove'),
      path: fc.constantFrom(...paths),
      value,
      at: instant,
      until: instant,
    })
    .map(({ op, path, value: given, at, until }): Operation => {
      const number = typeof given === 'number' ? given : 2;
      if (op === 'times' || op === 'plus') return { op, path, value: number, at, until };
      if (op === 'to') return { op, path, value: given, at, until };
      return op === 'add' ? { op, path, value: given } : { op: 'remove', path };
    });
  const changeLists = fc
    .array(fc.array(operation, { minLength: 1, maxLength: 4 }), { maxLength: 4 })
    .map((lists) => lists.map((operations, i) => change(`c${i}`, operations)));

  it('never writes to the baseline or to the changes, and gives a good scenario or says why not', () => {
    const baseline = deepFreeze(scenario());
    let applied = 0;
    fc.assert(
      fc.property(changeLists, (changes) => {
        const result = applyChanges(baseline, deepFreeze(changes));
        if (result.ok) {
          applied++;
          expect(readScenarioObject(result.value).ok).toBe(true);
          for (const { low, value: middle, high } of Object.values(result.value.parameters)) {
            expect(low <= middle && middle <= high).toBe(true);
          }
        } else {
          for (const issue of result.issues) expect(issue.message).toMatch(/^"C\d"|^and \d+ more/);
        }
      }),
      { numRuns: 400, seed: 2 },
    );
    expect(baseline).toEqual(scenario());
    expect(applied).toBeGreaterThan(40);
  });

  it('gives the same outcome in the reverse order, or refuses one of the two', () => {
    const commuting = operation.filter(({ op }) => op !== 'plus');
    const pairs = fc.tuple(commuting, commuting);
    fc.assert(
      fc.property(pairs, ([one, two]) => {
        const changes = [change('c1', [one]), change('c2', [two])];
        const forth = applyChanges(scenario(), changes);
        const back = applyChanges(scenario(), changes.slice().reverse());
        if (!forth.ok || !back.ok) return;
        const sorted = ({ timeline, ...rest }: Scenario) => ({
          ...rest,
          timeline: timeline.map((entry) => JSON.stringify(entry)).sort(),
        });
        // Added elements of one list stand in the order of the changes.
        if (one.op === 'add' && two.op === 'add' && one.path === two.path) return;
        expect(rounded(sorted(forth.value))).toEqual(rounded(sorted(back.value)));
      }),
      { numRuns: 600, seed: 3 },
    );
  });

  it('gives the baseline itself, as a copy, for no changes', () => {
    const baseline = scenario();
    const result = valueOf(applyChanges(baseline, []));
    expect(result).toEqual(baseline);
    expect(result.services).not.toBe(baseline.services);
  });
});

/** Numbers to 12 digits: a × b × c is not to the bit c × b × a. */
function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, inside: unknown) =>
    typeof inside === 'number' ? Number(inside.toPrecision(12)) : inside,
  );
}
