import { describe, expect, it } from 'vitest';
import { LONGEST_FILE, readChange, readScenario, readScenarioObject } from '../../engine/scenario/read';
import { bent, deepFreeze, issuesOf, onlyIssue, quantity, queue, scenario, valueOf } from './fixture';

describe('A good scenario', () => {
  it('is read from text with its defaults filled in', () => {
    const read = valueOf(readScenario(JSON.stringify(queue())));
    expect(read.id).toBe('mm1');
    expect(read.timeline).toEqual([]);
    expect(read.run.splitBy).toEqual([]);
    expect(read.profiles.weekly.normalise).toBe(true);
  });

  it('may begin with a byte order mark', () => {
    expect(readScenario(`\uFEFF${JSON.stringify(queue())}`).ok).toBe(true);
  });

  it('stays the same when what was read is read again', () => {
    expect(valueOf(readScenarioObject(scenario()))).toEqual(scenario());
  });

  it('is not changed by being read, and shares no object with what is returned', () => {
    const given = deepFreeze(queue());
    const read = valueOf(readScenarioObject(given));
    expect(read.services).not.toBe(given.services);
    expect(read.services.desk).not.toBe(given.services.desk);
  });

  it('keeps its services in the order of the file', () => {
    expect(Object.keys(scenario().services)).toEqual(['gp', 'desk', 'gone']);
  });
});

describe('A file that is something else', () => {
  it.each([
    ['[]', 'wrong-type', 'a scenario file holds one object in { }, not an empty list.'],
    ['"hello"', 'wrong-type', 'not "hello"'],
    ['null', 'wrong-type', 'not null'],
    ['{"operations": []}', 'wrong-file', 'this is a change file, but a scenario is wanted here.'],
    ['{}', 'format', 'the field "format" is missing; this version of Headroom reads format 1, written "format": 1.'],
    ['{"format": 2}', 'format', 'this is in format 2; this version of Headroom reads format 1'],
    ['{"format": "1"}', 'format', 'this is in format "1"'],
  ])('is refused: %s', (text, code, says) => {
    const issue = onlyIssue(readScenario(text));
    expect(issue.code).toBe(code);
    expect(issue.message).toContain(says);
  });

  it('is refused as a change, too', () => {
    expect(onlyIssue(readChange(JSON.stringify(queue()))).message).toBe(
      'this is a scenario file, but a change is wanted here.',
    );
  });

  it('is refused above 5 million characters without being read', () => {
    const issue = onlyIssue(readScenario(' '.repeat(LONGEST_FILE + 1_000_000)));
    expect(issue).toEqual({
      code: 'too-large',
      path: '',
      message: 'this file has 6.0 million characters; at most 5 million are read.',
    });
  });
});

describe('A value that the schema does not take', () => {
  it.each([
    [
      'services.desk.service.mean',
      45,
      'no-source',
      'add it to parameters with value, unit, low, high and source, and write its name here',
    ],
    [
      'services.desk.service',
      [{ value: { kind: 'fixed', value: 3 } }],
      'no-source',
      '3 is a bare number without a source',
    ],
    ['services.gp.arrivals.rate', 30, 'no-source', '30 is a bare number without a source'],
    ['services.desk.to.1.to.0.share', 0.5, 'no-source', '0.5 is a bare number without a source'],
    ['posts.nurses.leave', 0.12, 'no-source', '0.12 is a bare number without a source'],
    ['posts.nurses.leave', true, 'wrong-type', 'this must be an expression over parameters, not true.'],
    ['posts.nurses.leave', '', 'min-length', 'this must not be empty'],
    ['services.desk.to', 5, 'wrong-type', 'this must be an id or a list, not 5.'],
    ['services.desk.to', 'my desk', 'form', '"my desk" does not do: an id starts with a letter'],
    [
      'services.desk.service',
      'minutes',
      'wrong-type',
      'this must be a distribution (an object with a kind) or a list, not "minutes".',
    ],
    ['services.desk', 7, 'wrong-type', 'this must be an object, not 7.'],
    [
      'services.desk.order',
      'frist',
      'wrong-value',
      'this must be one of first, last, random, not "frist"; did you mean "first"?',
    ],
    ['services.desk.title', 3, 'wrong-type', 'this must be a text, not 3.'],
    ['services.desk.title', '', 'min-length', 'this must not be empty'],
    ['services.desk.title', 'x'.repeat(201), 'max-length', 'this has 201 characters, more than the 200 allowed.'],
    [
      'services.desk.waitTargets',
      Array(9).fill('minutes'),
      'max-length',
      'this list has 9 entries, more than the 8 allowed.',
    ],
    ['calendars.office.open', [], 'min-length', 'this list needs 1 or more entries.'],
    ['run.replications', 2.5, 'integer', 'this must be a whole number, not 2.5.'],
    ['run.replications', 1, 'min-value', 'this must be 2 or more, not 1.'],
    ['run.splitBy', 'need', 'wrong-type', 'this must be a list, not "need".'],
    ['run.startDate', '1 April 2017', 'form', '"1 April 2017" does not do: a date is written YYYY-MM-DD'],
    ['run.horizonDays', 0, 'horizon-out-of-range', 'longer than 0 and at most 40000 days (109 years), not 0.'],
    ['run.horizonDays', 50_000, 'horizon-out-of-range', 'not 50000 (136.9 years).'],
    ['services', [queue().services.gp], 'bad-id', '"0" cannot be an id: an id starts with a letter'],
    ['parameters.minutes', [45], 'wrong-type', 'this must be an object, not a list.'],
  ])('is refused at its place: %s = %j', (path, value, code, says) => {
    const issue = issuesOf(readScenarioObject(bent(path, value)))[0];
    expect(issue.code).toBe(code);
    expect(issue.path.startsWith(path)).toBe(true);
    expect(issue.message).toContain(says);
  });

  it('is explained by the form that it comes nearest to', () => {
    const unknown = onlyIssue(
      readScenarioObject(bent('services.gp.arrivals', { rate: 'referrals', profile: ['weekly'] })),
    );
    expect(unknown).toMatchObject({ code: 'unknown-field', path: 'services.gp.arrivals.profile' });
    expect(unknown.message).toBe(
      'unknown field "profile"; did you mean "profiles"? Allowed are rate, profiles, candidatesPerDay, ceiling.',
    );
    const inProfiles = issuesOf(readScenarioObject(bent('services.gp.arrivals.profiles', [1, 2, 3, 4])));
    expect(inProfiles.map((issue) => issue.path)).toEqual(
      [0, 1, 2, 3].map((i) => `services.gp.arrivals.profiles.${i}`),
    );
    const inPosts = onlyIssue(readScenarioObject(bent('services.desk.servers', { posts: [5] })));
    expect(inPosts).toMatchObject({ code: 'wrong-type', path: 'services.desk.servers.posts.0' });
    const inCases = onlyIssue(
      readScenarioObject(
        bent('services.desk.service', [{ when: { need: 'high' }, value: { kind: 'gamma', mean: 'minutes' } }]),
      ),
    );
    expect(inCases).toMatchObject({ code: 'missing-field', path: 'services.desk.service.0.value.shape' });
    expect(inCases.message).toBe('the field "shape" is missing; it takes an expression over parameters.');
  });

  it('tells of a missing field and what it takes', () => {
    expect(onlyIssue(readScenarioObject(bent('services.desk.to', undefined)))).toEqual({
      code: 'missing-field',
      path: 'services.desk.to',
      message: 'the field "to" is missing; it takes an id or a list.',
    });
  });

  it('tells of every unknown field, not only the first', () => {
    const desk = { ...queue().services.desk, ordr: 'first', colour: 'red' };
    const issues = issuesOf(readScenarioObject(bent('services.desk', desk)));
    expect(issues.map((issue) => [issue.code, issue.path])).toEqual([
      ['unknown-field', 'services.desk.ordr'],
      ['unknown-field', 'services.desk.colour'],
    ]);
    expect(issues[0].message).toContain('unknown field "ordr"; did you mean "order"?');
    expect(issues[1].message).toContain('unknown field "colour"; there is kind, title, note');
  });

  it('suggests the kind of service that was meant', () => {
    expect(onlyIssue(readScenarioObject(bent('services.desk.kind', 'dsk')))).toEqual({
      code: 'unknown-kind',
      path: 'services.desk.kind',
      message: 'there is no kind "dsk"; did you mean "desk"?',
    });
    expect(onlyIssue(readScenarioObject(bent('services.desk.kind', undefined))).message).toBe(
      'the field "kind" is missing; it takes one of source, desk, clinic, team, duty, delay, exit.',
    );
  });

  it('is counted beyond 50 issues', () => {
    const parameters = Object.fromEntries(
      Array.from({ length: 80 }, (_, i) => [`p${i}`, { ...quantity(1, 'day'), value: 'x' }]),
    );
    const issues = issuesOf(readScenarioObject(bent('parameters', parameters)));
    expect(issues).toHaveLength(51);
    expect(issues[50]).toEqual({ code: 'more', path: '', message: 'and 30 more.' });
  });

  it('is shown without control characters, which a terminal would obey', () => {
    const issue = onlyIssue(readScenarioObject(bent('services.desk.order', '\u001b[2J')));
    expect(issue.message).toContain('not " [2J"');
  });
});

describe('Rules across fields', () => {
  it.each([
    ['run.warmUpDays', 365, 'warm-up', 'run.warmUpDays', 'leaves nothing of a run of 365 days'],
    ['run.startDate', undefined, 'start-date', 'calendars.office.holidays', 'set run.startDate'],
    ['run.startDate', '2017-02-29', 'date', 'run.startDate', 'there is no day 2017-02-29'],
    ['holidays.england.dates.1', '2017-04-31', 'date', 'holidays.england.dates.1', 'there is no day 2017-04-31'],
    [
      'run.splitBy',
      ['nead'],
      'unknown-id',
      'run.splitBy.0',
      'there is no attribute "nead" in attributes; did you mean "need"?',
    ],
    [
      'run.observeAt',
      [
        { id: 'a', everyDays: 1, offsetDays: 0 },
        { id: 'a', everyDays: 1, offsetDays: 0.5 },
      ],
      'duplicate-id',
      'run.observeAt.1.id',
      '"a" stands twice',
    ],
    ['attributes.need.values.1.id', 'low', 'duplicate-id', 'attributes.need.values.1.id', '"low" stands twice'],
    [
      'calendars.office.holidays',
      'wales',
      'unknown-id',
      'calendars.office.holidays',
      'there is no set of holidays "wales" in holidays; there is england.',
    ],
    [
      'calendars.office.open',
      [{ days: ['mon'], from: 17, to: 9 }],
      'hours',
      'calendars.office.open.0',
      'a stretch over midnight is two',
    ],
    [
      'calendars.office.open',
      [
        { days: ['mon', 'tue'], from: 9, to: 13 },
        { days: ['tue'], from: 12, to: 17 },
      ],
      'hours',
      'calendars.office.open.1',
      'overlap those of open.0',
    ],
    ['calendars.office.open.0.days', ['mon', 'mon'], 'hours', 'calendars.office.open.0.days', 'a day stands twice'],
    ['profiles.weekly.weights', [0, 0], 'weights', 'profiles.weekly.weights', 'cannot be scaled to mean 1'],
    [
      'profiles.weekly.holidays',
      { set: 'wales', factor: 0 },
      'unknown-id',
      'profiles.weekly.holidays.set',
      'there is no set of holidays "wales"',
    ],
    ['posts.nurses.profession', 'nurses', 'unknown-id', 'posts.nurses.profession', 'did you mean "nurse"?'],
    [
      'posts.nurses.employer',
      'council',
      'unknown-id',
      'posts.nurses.employer',
      'there is no employer "council" in employers; there is trust.',
    ],
    ['posts.nurses.place', 'city', 'unknown-id', 'posts.nurses.place', 'there is no place "city"'],
    ['posts.nurses.calendar', 'ofice', 'unknown-id', 'posts.nurses.calendar', 'did you mean "office"?'],
    [
      'qualifications',
      { amhp: { title: 'AMHP', from: 'nurses', to: 'amhps', rate: 0 } },
      'unknown-id',
      'qualifications.amhp.to',
      'there is no group of posts "amhps"',
    ],
    ['services.desk.place', 'toString', 'unknown-id', 'services.desk.place', 'there is no place "toString"'],
    ['services.desk.group', 'back', 'unknown-id', 'services.desk.group', 'there is no group "back"'],
    [
      'services.gp.arrivals.profiles',
      ['weeky'],
      'unknown-id',
      'services.gp.arrivals.profiles.0',
      'did you mean "weekly"?',
    ],
    [
      'services.desk.servers',
      { posts: ['nurses', 'nurses'] },
      'duplicate-id',
      'services.desk.servers.posts.1',
      'each may stand once',
    ],
    [
      'services.desk.servers',
      { count: 'desks', calendar: 'night' },
      'unknown-id',
      'services.desk.servers.calendar',
      'there is no calendar "night"',
    ],
    [
      'services.desk.servers',
      { shifts: [{ count: 1, calendar: 'night' }] },
      'unknown-id',
      'services.desk.servers.shifts.0.calendar',
      'there is no calendar "night"',
    ],
    [
      'timeline',
      [{ parameter: 'minute', op: 'to', value: 1, at: 5 }],
      'unknown-id',
      'timeline.0.parameter',
      'did you mean "minutes"?',
    ],
    [
      'timeline',
      [{ parameter: 'minutes', op: 'to', value: 1, at: 5, until: 5 }],
      'until',
      'timeline.0.until',
      'not after its start at 5',
    ],
    [
      'timeline',
      [{ parameter: 'minutes', op: 'to', value: 1, at: '2017-13-01' }],
      'date',
      'timeline.0.at',
      'is not a date',
    ],
  ])('%s = %j', (path, value, code, where, says) => {
    const issue = onlyIssue(readScenarioObject(bent(path, value)));
    expect(issue.code).toBe(code);
    expect(issue.path).toBe(where);
    expect(issue.message).toContain(says);
  });

  it('ask for a start date where the timeline has dates', () => {
    const undated = queue();
    delete undated.run.startDate;
    delete undated.holidays;
    delete (undated.calendars as Record<string, { holidays?: string }>).office.holidays;
    undated.timeline = [{ parameter: 'minutes', op: 'to', value: 1, at: '2017-05-01' }];
    expect(onlyIssue(readScenarioObject(undated))).toMatchObject({ code: 'start-date', path: 'timeline.0.at' });
  });

  it('see every kind of service that names posts', () => {
    const hours = { attended: 'hours', missed: 'hours' };
    const team = {
      kind: 'team',
      title: 'Team',
      staff: [
        { posts: 'nurses', caseLimit: 'desks', weight: 1, startCases: 0 },
        { posts: 'nurses', caseLimit: 'desks', weight: 1, startCases: 0 },
      ],
      skill: [{ posts: ['x1'] }],
      standingWork: [{ id: 'a', title: 'A', hours: 'hours', posts: ['x2'] }],
      contacts: { rate: 'desks', hours: 'hours', otherHours: 0, missedShare: 0, missedHours: 0 },
      episode: { stay: { kind: 'fixed', value: 'minutes' } },
      waiting: { hazard: 0, to: 'gone' },
      to: 'gone',
    };
    const clinic = {
      kind: 'clinic',
      title: 'Clinic',
      slots: { posts: [{ posts: 'x3', perWeek: 'desks' }] },
      hours,
      diaryOpen: 'minutes',
      notice: 'minutes',
      missed: { share: 0, rebook: 0, limit: 2, to: 'gone' },
      leaves: { hazard: 0, to: 'gone' },
      to: 'gone',
    };
    const duty = {
      kind: 'duty',
      title: 'Hub',
      roster: [{ posts: 'x4', days: 'desks' }],
      calendar: 'x5',
      hoursOnDuty: 'hours',
      pull: { posts: ['x6'], whenHours: 'hours', atMost: 'desks' },
      screening: { proceeds: 1, hours: 'hours', to: 'gone' },
      steps: [
        { kind: 'work', id: 'visit', title: 'Visit', hours: { kind: 'fixed', value: 'minutes' } },
        { kind: 'wait', id: 'visit', title: 'Bed', duration: { kind: 'fixed', value: 'minutes' } },
      ],
      to: 'gone',
    };
    const services = { ...queue().services, team, clinic, duty };
    const issues = issuesOf(readScenarioObject(bent('services', services)));
    expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'duplicate-id services.team.staff.1.posts',
      'unknown-id services.team.skill.0.posts.0',
      'unknown-id services.team.standingWork.0.posts.0',
      'unknown-id services.clinic.slots.posts.0.posts',
      'unknown-id services.duty.calendar',
      'unknown-id services.duty.roster.0.posts',
      'unknown-id services.duty.pull.posts.0',
      'duplicate-id services.duty.steps.1.id',
    ]);
  });

  it('limit the number of services, posts and parameters', () => {
    const many = <T>(count: number, entry: T) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`e${i}`, entry]));
    const file = queue();
    file.services = many(301, file.services.gone);
    file.posts = many(401, (file.posts as Record<string, any>).nurses);
    file.parameters = { ...file.parameters, ...many(2995, quantity(1, 'day')) };
    expect(issuesOf(readScenarioObject(file)).map(({ code, path, message }) => [code, path, message])).toEqual([
      ['too-many', 'services', 'there are 301 services; a scenario holds at most 300.'],
      ['too-many', 'posts', 'there are 401 posts; a scenario holds at most 400.'],
      ['too-many', 'parameters', 'there are 3001 parameters; a scenario holds at most 3000.'],
    ]);
  });
});

describe('A change file', () => {
  const file = {
    format: 1,
    id: 'more',
    title: 'More',
    rationale: 'Why not',
    source: 'assumption',
    operations: [{ op: 'times', path: 'parameters.referrals', value: 1.1 }] as unknown[],
  };

  it('is read with its defaults', () => {
    expect(valueOf(readChange(JSON.stringify(file))).excludes).toEqual([]);
  });

  it.each([
    [
      { op: 'tims', path: 'parameters.referrals', value: 1 },
      'unknown-kind',
      'operations.0.op',
      'there is no op "tims"; did you mean "times"?',
    ],
    [
      { op: 'times', path: 'parameters.referrals' },
      'missing-field',
      'operations.0.value',
      'the field "value" is missing; it takes a number.',
    ],
    [
      { op: 'to', path: 'parameters.referrals' },
      'missing-field',
      'operations.0.value',
      'the field "value" is missing; it takes a value.',
    ],
    [{ op: 'to', path: 'parameters..x', value: 1 }, 'form', 'operations.0.path', 'a path is ids joined by dots'],
    [{ op: 'add', path: 'parameters.x', value: 1, at: 3 }, 'unknown-field', 'operations.0.at', 'unknown field "at"'],
    [
      { op: 'to', path: 'parameters.referrals', value: 1, at: -3 },
      'min-value',
      'operations.0.at',
      'this must be 0 or more, not -3.',
    ],
  ])('with %j is refused', (operation, code, path, says) => {
    const issue = onlyIssue(readChange(JSON.stringify({ ...file, operations: [operation] })));
    expect(issue.code).toBe(code);
    expect(issue.path).toBe(path);
    expect(issue.message).toContain(says);
  });
});
