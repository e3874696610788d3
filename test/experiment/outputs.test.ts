/** The twelve outputs from made-up replications, against sums and ratios by hand; and on the small town, against its measures. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  applyChanges,
  compare,
  compile,
  outputsOf,
  readChange,
  readScenario,
  replicate,
  scenarioHash,
  type MeasureInfo,
  type MeasureLayout,
  type OutputFigure,
  type Outputs,
  type ReadResult,
  type ReplicationResult,
  type Scenario,
} from '../../engine/index';

/** Two clinics at the hill and one by the sea, a desk of no place, and where those go who are not taken on. */
const SCENARIO = {
  places: { hill: { title: 'Hill' }, sea: { title: 'Sea' } },
  professions: { nurse: { title: 'Nurse' } },
  employers: {},
  payers: { council: { title: 'The council' } },
  attributes: { age: { title: 'Age', values: [{ id: 'old', title: 'Over 65' }] } },
  parameters: { line: { value: 4, unit: 'week' }, day: { value: 1, unit: 'day' } },
  posts: {
    a: { profession: 'nurse', place: 'hill' },
    b: { profession: 'nurse', place: 'hill' },
    c: { profession: 'nurse', place: 'sea' },
  },
  services: {
    sea: { kind: 'clinic', title: 'Clinic, Sea', place: 'sea', waitTargets: ['line'] },
    first: { kind: 'clinic', title: 'Clinic, Hill', place: 'hill', waitTargets: ['line'] },
    second: { kind: 'clinic', title: 'Other clinic, Hill', place: 'hill', waitTargets: ['line'] },
    desk: { kind: 'desk', title: 'Desk', shownAs: 'frontDoor' },
    away: { kind: 'exit', title: 'Away', shownAs: 'notAccepted' },
    door: { kind: 'source', title: 'Door', shownAs: 'none' },
  },
  scorecard: [
    { group: 'Work', title: 'In post', measures: ['workforce.inPost[posts=*]'] },
    { group: 'Waits', title: 'Median wait', measures: ['first.waitMedian'] },
    { group: 'Care', title: 'Reviews', notSimulated: 'No reviews are followed.' },
    { group: 'Care', title: 'Nothing like it', measures: ['nothing.at*all'] },
  ],
} as unknown as Scenario;

const SCALARS: [id: string, unit: string, values: number[]][] = [
  ['first.waitingAtEnd', 'people', [10, 20, 30]],
  ['second.waitingAtEnd', 'people', [5, 0, 15]],
  ['sea.waitingAtEnd', 'people', [7, 8, 9]],
  ['first.waitOver1', 'share', [0.5, 0.25, 0.1]],
  // Where nobody waits, no share is known.
  ['second.waitOver1', 'share', [0.2, NaN, 0.4]],
  ['sea.waitOver1', 'share', [0, 0.5, 1]],
  ['first.waitMedian', 'weeks', [3, 4, 8]],
  ['first.waitMedian[age=old]', 'weeks', [6, 7, 11]],
  ['desk.arrivals', 'people per week', [100, 100, 50]],
  ['away.arrivals', 'people per week', [20, 30, 5]],
  ['door.arrivals', 'people per week', [1, 1, 1]],
  ['workforce.inPost[posts=a]', 'WTE', [3, 4, 5]],
  ['workforce.inPost[posts=b]', 'WTE', [1, 1, 1]],
  ['workforce.inPost[posts=c]', 'WTE', [2, 2, 2]],
  ['money.cost[payer=council]', '£ per year', [10, 11, 12]],
];
/** Seven months, of which the last is cut short: two whole quarters. */
const STEPS = 7;
const MONTH = 365.25 / 12;
const SERIES: Record<string, (r: number, step: number) => number> = {
  'first.waiting': (r, step) => 100 * r + step,
  'second.waiting': (r, step) => 10 * r + 2 * step,
  'first.waitMedian': (r, step) => (step === 1 ? NaN : r + step),
};

function layoutOf(): MeasureLayout {
  const measures: MeasureInfo[] = [];
  let valuesLength = 0;
  const push = (id: string, unit: string, length?: number) => {
    const [service, rest] = [id.slice(0, id.indexOf('.')), id.slice(id.indexOf('.') + 1)];
    const shape = length === undefined ? { shape: 'scalar' as const } : { shape: 'series' as const, step: MONTH };
    const name = rest.replace(/\[.*/, '');
    const words = { title: id, definition: `Defines ${id}.`, good: 'lower' as const };
    measures.push({ id, service, name, unit, ...words, ...shape, offset: valuesLength, length: length ?? 1 });
    valuesLength += length ?? 1;
  };
  for (const [id, unit] of SCALARS) push(id, unit);
  for (const id of Object.keys(SERIES)) push(id, 'people', STEPS);
  return { measures, valuesLength, histogramsLength: 0, wholeSteps: { from: 0, to: STEPS - 1 } };
}

function solved(change: (id: string, value: number, r: number) => number = (_, value) => value, scenario = SCENARIO) {
  const results = [0, 1, 2].map((r): ReplicationResult => {
    const scalars = SCALARS.map(([id, , values]) => change(id, values[r], r));
    const series = Object.values(SERIES).flatMap((at) => Array.from({ length: STEPS }, (_, step) => at(r, step)));
    return {
      number: r,
      events: 1,
      values: Float64Array.from([...scalars, ...series]),
      histograms: new Float64Array(0),
      hash: '',
    };
  });
  return { scenario, layout: layoutOf(), results };
}

const figureIn = (made: Outputs, output: string, figure: string): OutputFigure | undefined =>
  made.outputs.find(({ id }) => id === output)?.figures.find(({ id }) => id === figure);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the twelve outputs', () => {
  it('are twelve, in their order', () => {
    const titles = outputsOf([solved()]).outputs.map(({ title }) => title);
    expect(titles).toEqual([
      'Front door',
      'Waiting list',
      'Wait to assessment',
      'Hidden wait',
      'Load',
      'Contacts',
      'Crisis',
      'Mental Health Act',
      'Beds',
      'Statutory social care',
      'Workforce',
      'Money',
    ]);
  });

  it('add a place’s services up within each replication, place by place', () => {
    const { rows } = figureIn(outputsOf([solved()]), 'waitingList', 'waiting')!;
    expect(rows.map(({ place }) => place)).toEqual(['hill', 'sea']);
    expect(rows[0].levels[0]!.mean).toBeCloseTo(mean([15, 20, 45]), 12);
    // t with 2 degrees of freedom, 4.302653, over 15, 20, 45.
    const deviation = Math.sqrt(mean([15, 20, 45].map((value) => (value - 80 / 3) ** 2)) * 1.5);
    expect(rows[0].levels[0]!.halfWidth).toBeCloseTo((4.302653 * deviation) / Math.sqrt(3), 4);
    // Only the hill's clinics have the series: a sum of some services would not be the place's.
    expect(rows[0].series![0]!.mean.slice(0, 2)).toEqual([110, 113]);
    expect(rows[1].series![0]).toBeNull();
  });

  it('take a share of a list as people over people, so that an empty list has no say', () => {
    const figure = figureIn(outputsOf([solved()]), 'waitingList', 'waitingOver1')!;
    expect(figure.title).toBe('Share of the list over 4 weeks');
    expect(figure.rows[0].levels[0]!.mean).toBeCloseTo(mean([6 / 15, 5 / 20, 9 / 45]), 12);
  });

  it('show services that count against different lines in different figures', () => {
    const services = { ...SCENARIO.services, sea: { ...SCENARIO.services.sea, waitTargets: ['day'] } };
    const made = outputsOf([solved(undefined, { ...SCENARIO, services } as Scenario)]);
    const titles = made.outputs[1].figures.map(({ title, rows }) => [title, rows.map(({ place }) => place)]);
    expect(titles.slice(1)).toEqual([
      ['Share of the list over 4 weeks', ['hill']],
      ['Share of the list over 1 day', ['sea']],
    ]);
  });

  it('accept what is decided on less what is not taken on, whatever their sizes', () => {
    const { rows } = figureIn(outputsOf([solved()]), 'frontDoor', 'accepted')!;
    expect(rows[0].levels[0]!.mean).toBeCloseTo(mean([0.8, 0.7, 0.9]), 12);
  });

  it('pair differences, and judge them by the good direction', () => {
    const fewer = solved((id, value, r) => (id === 'second.waitingAtEnd' ? value - 4 - 0.1 * r : value));
    const { rows } = figureIn(outputsOf([solved(), fewer]), 'waitingList', 'waiting')!;
    expect(rows[0].differences[0]!.mean).toBeCloseTo(-4.1, 12);
    expect(rows[0].differences[0]!.verdict).toBe('better');
    expect(rows[1].differences[0]).toMatchObject({ mean: 0, verdict: 'too close to call' });
    // By itself the change would drown in how different replications are.
    expect(rows[0].levels[0]!.halfWidth).toBeGreaterThan(30);
  });

  it('name a service without its place, and keep a row that only one scenario has', () => {
    const { sea: _gone, ...others } = SCENARIO.services;
    const closed = solved(undefined, { ...SCENARIO, services: others } as Scenario);
    const made = outputsOf([solved(), closed]);
    const { rows } = figureIn(made, 'waitToAssessment', 'median')!;
    expect(rows.map(({ place, label }) => [place, label])).toEqual([['hill', 'Clinic']]);
    const list = figureIn(made, 'waitingList', 'waiting')!.rows;
    expect(list.map(({ place, levels, differences }) => [place, levels[1] === null, differences[0] === null])).toEqual([
      ['hill', false, false],
      ['sea', true, true],
    ]);
  });

  it('add posts up by place and profession, and name payers', () => {
    const made = outputsOf([solved()]);
    const { rows } = figureIn(made, 'workforce', 'inPost')!;
    expect(rows.map(({ place, label, levels }) => [place, label, levels[0]!.mean])).toEqual([
      ['hill', 'Nurse', 5],
      ['sea', 'Nurse', 2],
    ]);
    expect(figureIn(made, 'money', 'byPayer')!.rows[0].label).toBe('The council');
  });

  it('say what is not there and why, instead of leaving a hole', () => {
    const made = outputsOf([solved()]);
    for (const { figures, notGiven, id } of made.outputs)
      expect([id, figures.length + notGiven.length > 0]).toEqual([id, true]);
    const care = made.outputs.find(({ id }) => id === 'socialCare')!;
    expect([care.figures.length, care.notGiven.length]).toEqual([0, 4]);
    const crisis = made.outputs.find(({ id }) => id === 'crisis')!;
    expect(crisis.notGiven.map(({ because }) => because)).toContain('The scenario names no home-treatment team.');
    // A source that plays no part is not a referral at the front door.
    expect(figureIn(made, 'frontDoor', 'received')).toBeUndefined();
  });

  it('split waits by what people are', () => {
    const [figure, ...others] = outputsOf([solved()]).whoWaits;
    expect(others).toEqual([]);
    expect(figure.title).toBe('Age');
    expect(figure.rows.map(({ place, within, label }) => [place, within, label])).toEqual([
      ['hill', 'Clinic', 'Over 65'],
    ]);
    expect(figure.rows[0].levels[0]!.mean).toBe(8);
  });
});

describe('the scorecard', () => {
  const { scorecard, quarterEndsDay } = outputsOf([solved()]);

  it('has a row for each team that a pattern fits, and one without dots or brackets in between', () => {
    expect(scorecard[0].rows.map(({ levels }) => levels[0]!.mean)).toEqual([4, 1, 2]);
    const all = [{ group: 'All', title: 'All', measures: ['*.waitMedian'] }];
    const [line] = outputsOf([solved(undefined, { ...SCENARIO, scorecard: all })]).scorecard;
    expect(line.rows.map(({ label }) => label)).toEqual(['Clinic']);
  });

  it('takes a quarter as the mean of its months, and leaves out months that saw nothing and quarters that are cut short', () => {
    expect(quarterEndsDay.map(Math.round)).toEqual([91, 183]);
    const { quarters } = scorecard[1].rows[0];
    // Months 0 and 2 of replication r are r and r + 2; months 3 to 5 are r + 3, r + 4, r + 5.
    expect(quarters![0]!.mean).toEqual([2, 5]);
  });

  it('takes a series by itself as the mean of its whole months, and one line in one unit', () => {
    const lines = [{ group: 'All', title: 'Waiting', measures: ['*.waiting', 'first.waitMedian'] }];
    const [{ rows }] = outputsOf([solved(undefined, { ...SCENARIO, scorecard: lines })]).scorecard;
    // 100 r + step over steps 0 to 5, mean over r of 0, 1 and 2.
    expect(rows.map(({ levels }) => levels[0]!.mean)).toEqual([102.5, 15]);
  });

  it('says what is not simulated', () => {
    expect(scorecard[2]).toMatchObject({ notSimulated: 'No reviews are followed.', rows: [] });
    expect(scorecard[3].notSimulated).toBe('The model as it stands does not measure it.');
  });
});

describe('the small town’s outputs', () => {
  const text = (name: string) => readFileSync(new URL(`../../scenarios/small-town/${name}`, import.meta.url), 'utf8');
  const read = <T>(result: ReadResult<T>): T => {
    if (!result.ok) throw new Error(JSON.stringify(result.issues));
    return result.value;
  };
  const PARTS = { frontDesk: 'frontDoor', hubRequests: 'none', inpatientUnit: 'beds', bedsElsewhere: 'outOfArea' };
  const file = () => {
    const plain = JSON.parse(text('scenario.json'));
    for (const [id, part] of Object.entries(PARTS)) plain.services[id].shownAs = part;
    return plain;
  };
  const scenario = read(readScenario(JSON.stringify(file())));
  const changed = read(applyChanges(scenario, [read(readChange(text('changes/second-nurse-post-frozen.json')))]));
  const made = [scenario, changed].map((one) => {
    const model = compile({ ...one, run: { ...one.run, horizonDays: 200 } });
    const results = [0, 1, 2].map((number) => replicate(model, 'outputs', number));
    return { scenario: one, layout: model.layout, results };
  });
  const outputs = outputsOf(made);

  it('are the measures, where one service makes a figure', () => {
    const [{ differences }] = compare(made[0], [made[1]], []);
    const known = differences.find(({ id }) => id === 'firstMeeting.waitMedian')!;
    const row = figureIn(outputs, 'waitToAssessment', 'median')!.rows[0];
    expect(row.levels[0]!.mean).toBeCloseTo(known.baseline, 12);
    expect(row.differences[0]!.mean).toBeCloseTo(known.mean, 12);
    expect(row.differences[0]!.halfWidth).toBeCloseTo(known.halfWidth, 12);
  });

  it('turn people in beds elsewhere into bed-days a week', () => {
    const place = made[0].layout.measures.find(({ id }) => id === 'bedsElsewhere.insideMean')!.offset;
    const days = mean(made[0].results.map(({ values }) => values[place])) * 7;
    const figure = figureIn(outputs, 'beds', 'outOfAreaDays')!;
    expect(figure.unit).toBe('bed-days per week');
    expect(figure.rows[0].levels[0]!.mean).toBeCloseTo(days, 10);
  });

  it('do not move the hash: how results are shown moves no result', () => {
    const services = Object.fromEntries(
      Object.entries(scenario.services).map(([id, service]) => [id, { ...service, shownAs: undefined }]),
    ) as Scenario['services'];
    expect(scenarioHash({ ...scenario, services, scorecard: undefined })).toBe(scenarioHash(scenario));
    expect(services).not.toEqual(scenario.services);
  });

  it('refuse a part that a kind of service cannot play, and a scorecard line that says both or neither', () => {
    const wrong = file();
    wrong.services.frontDesk.shownAs = 'teams';
    wrong.scorecard = [
      { group: 'A', title: 'Both', measures: ['a.b'], notSimulated: 'Why' },
      { group: 'A', title: 'Two stars', measures: ['a.*[b=*]'] },
    ];
    const result = readScenario(JSON.stringify(wrong));
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.issues.map(({ path }) => path)).toEqual([
      'services.frontDesk.shownAs',
      'scorecard.0',
      'scorecard.1.measures.0',
    ]);
    expect(result.issues[0].message).toBe(
      'teams is a part for a team, and this is a desk; leave it out, or name another part.',
    );
  });
});
