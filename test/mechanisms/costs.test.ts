/** Money: prices times what services and posts count, by payer and by category, worked out on paper. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, readScenario, ScenarioError, scenarioHash } from '../../engine/index';
import { network, smallOf } from '../experiment/any-network';
import {
  comingAt,
  days,
  delay,
  exit,
  modelOf,
  parameter,
  posts,
  q,
  run,
  scenarioText,
  staff,
  team,
  type Small,
} from './small-scenarios';

const YEAR = 365.25;
const PAYERS = { council: { title: 'The council' }, nhs: { title: 'The NHS' } };
const NURSE = { nurse: { title: 'Nurse', cost: q(36_525, '£/WTE/year') } };
const paid = (paidBy: NonNullable<Small['employers']>[string]['paidBy']) => ({
  trust: { title: 'The trust', paidBy },
});

/** Two nurses, and a person a day from the first morning who stays for ten days; nothing is random. */
const small = (more: Partial<Small> = {}): Small => ({
  days: 100,
  payers: PAYERS,
  bands: NURSE,
  employers: paid('nhs'),
  posts: { nurses: posts(2, { band: 'nurse' }) },
  costs: {
    beds: {
      title: 'Beds',
      category: 'beds',
      per: 'personDay',
      service: 'ward',
      amount: q(30, '£/person/day'),
      paidBy: 'council',
    },
  },
  services: {
    gp: comingAt(
      Array.from({ length: 100 }, (_, day) => day + 0.5),
      'ward',
    ),
    ward: delay(days(10)),
    home: exit(),
  },
  ...more,
});
/** The person-days of `small`: everybody stays ten days, the last ten people until the end. */
const PERSON_DAYS = 90 * 10 + (9.5 + 8.5 + 7.5 + 6.5 + 5.5 + 4.5 + 3.5 + 2.5 + 1.5 + 0.5);

const cost = (per: 'arrival' | 'personDay' | 'placeDay' | 'time', amount: string, more: object = {}) => ({
  thing: {
    title: 'A cost',
    category: 'other' as const,
    per,
    ...(per !== 'time' && { service: 'ward' }),
    amount,
    paidBy: 'council',
    ...more,
  } as NonNullable<Small['costs']>[string],
});

/** £ in the whole run. */
const pounds = (given: Small, measure = 'money.cost') => (run(given).value(measure) * given.days) / YEAR;

describe('the cost of a constant service', () => {
  it('is WTE in post and person-days times their prices, by payer and by category', () => {
    expect(PERSON_DAYS).toBe(950);
    expect(pounds(small(), 'money.cost[payer=nhs]')).toBeCloseTo(2 * 100 * 100, 6);
    expect(pounds(small(), 'money.cost[payer=council]')).toBeCloseTo(950 * 30, 6);
    expect(pounds(small(), 'money.cost[category=staff]')).toBeCloseTo(20_000, 6);
    expect(pounds(small(), 'money.cost[category=beds]')).toBeCloseTo(28_500, 6);
    expect(pounds(small())).toBeCloseTo(48_500, 6);
    expect(run(small()).value('money.cost')).toBeCloseTo((48_500 / 100) * YEAR, 6);
  });

  it.each([
    ['arrival', q(7, '£/person'), 100 * 7],
    ['time', q(1000, '£/year'), (1000 * 100) / YEAR],
    ['placeDay', q(3, '£/person/day'), 12 * 100 * 3],
  ] as const)('counts by %s', (per, amount, expected) => {
    const ward = delay(days(10), { capacity: q(12, 'person'), fullTo: 'home' });
    const given = small({ costs: cost(per, amount), services: { ...small().services, ward } });
    expect(pounds(given, 'money.cost[category=other]')).toBeCloseTo(expected, 6);
  });

  it('counts the caseload of a team', () => {
    const given = small({
      costs: cost('personDay', q(30, '£/person/day')),
      services: {
        gp: comingAt([0.5], 'ward'),
        ward: team({ everyDays: 1000, contacts: 5, contactHours: 1 }, { staff: [staff('nurses', 10)] }),
        home: exit(),
      },
    });
    expect(pounds(given, 'money.cost[category=other]')).toBeCloseTo(99.5 * 30, 6);
  });

  it('leaves out posts while they are vacant', () => {
    const vacant = posts(2, { band: 'nurse', inPost: q(1.25, 'WTE') });
    expect(pounds(small({ posts: { nurses: vacant } }), 'money.cost[category=staff]')).toBeCloseTo(12_500, 6);
  });

  it('pays for agency by the contracted hours of working days', () => {
    const covered = posts(2, {
      band: 'nurse',
      inPost: q(1, 'WTE'),
      agency: { share: 1, after: days(0), yield: q(0.8, 'share'), price: q(25, '£/hour') },
    });
    const given = small({ posts: { nurses: covered } });
    // Day 0 is a Monday: 14 weeks of five days and two more.
    expect(pounds(given, 'money.cost[category=agency]')).toBeCloseTo((14 * 5 + 2) * 8 * 25, 6);
    expect(pounds(given, 'money.cost[category=staff]')).toBeCloseTo(10_000, 6);
    expect(pounds(given, 'money.cost[payer=nhs]')).toBeCloseTo(10_000 + 72 * 200, 6);
  });

  it('is shared as the employer says, whatever is left going to the rest', () => {
    const shared = small({ employers: paid({ council: q(0.3, 'share'), nhs: 'rest' }), costs: {} });
    expect(pounds(shared, 'money.cost[payer=council]')).toBeCloseTo(6000, 6);
    expect(pounds(shared, 'money.cost[payer=nhs]')).toBeCloseTo(14_000, 6);
  });

  it('follows a price from the day on which it changes, step by step', () => {
    const given = small({
      run: { seriesDays: 25 },
      parameters: { pay: parameter(36_525, '£/WTE/year') },
      bands: { nurse: { title: 'Nurse', cost: 'pay' } },
      timeline: [{ parameter: 'pay', op: 'to', value: 73_050, at: 40 }],
    });
    expect(pounds(given, 'money.cost[category=staff]')).toBeCloseTo(2 * (40 * 100 + 60 * 200), 6);
    const steps = run(given).series('money.cost[category=staff]');
    const inStep = [200, 2 * (0.6 * 100 + 0.4 * 200), 400, 400];
    steps.forEach((value, step) => expect(value / YEAR).toBeCloseTo(inStep[step], 6));
  });

  it('is the same to the last bit for whoever a dated change does not concern', () => {
    const noise = parameter(1, 'share');
    const given = small({
      parameters: { noise, third: { ...noise, value: 1 / 3, low: 0 } },
      employers: paid({ council: 'third', nhs: 'rest' }),
      costs: cost('time', `${q(1000, '£/year')} * noise`, { paidBy: 'nhs' }),
    });
    const changed = { ...given, timeline: [{ parameter: 'noise', op: 'to' as const, value: 2, at: 33.3 }] };
    expect(run(changed).value('money.cost')).toBeGreaterThan(run(given).value('money.cost'));
    const council = 'money.cost[payer=council]';
    expect(run(changed).value(council)).toBe(run(given).value(council));
  });

  it('forgets what was before the end of the warm-up', () => {
    const { value, series } = run(small({ run: { warmUpDays: 30, seriesDays: 20 } }));
    // From day 30 on ten people are inside.
    expect(value('money.cost') / YEAR).toBeCloseTo(200 + 300, 6);
    expect(series('money.cost')[0]).toBeNaN();
    expect(
      series('money.cost')
        .slice(1)
        .map((each) => each / YEAR),
    ).toEqual(Array.from({ length: 4 }, () => expect.closeTo(500, 6) as number));
  });
});

describe('costs', () => {
  it('add up: payers to the whole, categories to the whole, steps to the run, in any network', () => {
    fc.assert(
      fc.property(network, fc.integer({ min: 0, max: 10 }), (shape, tenths) => {
        const plain = smallOf(shape);
        const share = { council: q(tenths / 10, 'share'), nhs: 'rest' as const };
        const costs = Object.fromEntries(
          Object.entries(plain.services).flatMap(([service, { kind }]) => {
            const per = ['delay', 'team'].includes(kind) ? 'personDay' : kind === 'duty' ? null : 'arrival';
            const amount = q(11, per === 'arrival' ? '£/person' : '£/person/day');
            return per === null
              ? []
              : [
                  [
                    service,
                    {
                      title: service,
                      category: kind === 'delay' ? 'beds' : 'other',
                      per,
                      service,
                      amount,
                      paidBy: share,
                    },
                  ],
                ];
          }),
        ) as Small['costs'];
        const with_ = {
          ...plain,
          payers: PAYERS,
          bands: NURSE,
          employers: paid('nhs'),
          posts: { nurses: { ...plain.posts!.nurses, band: 'nurse' } },
          costs,
        };
        const model = modelOf(with_);
        const ran = run(model);
        const parts = (key: string) =>
          model.layout.measures
            .filter(({ id, shape: form }) => id.startsWith(`money.cost[${key}=`) && form === 'scalar')
            .reduce((sum, { id }) => sum + ran.value(id), 0);
        const whole = ran.value('money.cost');
        expect(whole).toBeGreaterThan(0);
        expect(parts('payer') / whole).toBeCloseTo(1, 10);
        expect(parts('category') / whole).toBeCloseTo(1, 10);
        const inRun = ran.series('money.cost').reduce((sum, value, step) => sum + value * model.daysInStep(step, 0), 0);
        expect(inRun / model.horizonDays / whole).toBeCloseTo(1, 10);
        // Nothing else is moved: the same people meet the same fate.
        const without = run(plain);
        for (const { id, shape: form } of modelOf(plain).layout.measures)
          if (form === 'scalar') expect(ran.value(id), id).toBe(without.value(id));
      }),
      { seed: 20_174, numRuns: 20 },
    );
  });

  it('leave no trace in a scenario that declares none', () => {
    const plain = small({ payers: undefined, bands: undefined, costs: undefined, employers: undefined });
    const text = JSON.parse(scenarioText({ ...plain, posts: { nurses: posts(2) } })) as Record<string, unknown>;
    delete text.employers;
    text.employers = { trust: { title: 'The trust' } };
    const hashOf = (extra: object) => {
      const read = readScenario(JSON.stringify({ ...text, ...extra }));
      if (!read.ok) throw new ScenarioError(read.issues);
      expect(compile(read.value).layout.measures.filter(({ service }) => service === 'money')).toEqual([]);
      return scenarioHash(read.value);
    };
    expect(hashOf({ payers: {}, bands: {}, costs: {} })).toBe(hashOf({}));
  });
});

describe('money is refused', () => {
  const issuesOf = (given: Small): string[] => {
    const read = readScenario(scenarioText(given));
    if (!read.ok) return read.issues.map(({ path, message }) => `${path}: ${message}`);
    try {
      compile(read.value);
      return [];
    } catch (error) {
      return (error as ScenarioError).issues.map(({ path, message }) => `${path}: ${message}`);
    }
  };
  it.each<[string, Partial<Small>, string, string]>([
    [
      'a payer who pays for nothing',
      { payers: { ...PAYERS, other: { title: 'Other' } } },
      'payers.other',
      'pays for nothing',
    ],
    [
      'a band without posts',
      { bands: { ...NURSE, ot: { title: 'OT', cost: q(1, '£/WTE/year') } } },
      'bands.ot',
      'no posts',
    ],
    [
      'a negative price of posts',
      { bands: { nurse: { title: 'N', cost: q(-1, '£/WTE/year') } } },
      'bands.nurse.cost',
      '0 or more',
    ],
    ['a negative price of arrivals', { costs: cost('arrival', q(-2, '£/person')) }, 'costs.thing.amount', '0 or more'],
    ['a price in another unit', { costs: cost('personDay', q(2, '£/person')) }, 'costs.thing.amount', 'is needed here'],
    ['a bare number', { bands: { nurse: { title: 'N', cost: 41_000 as never } } }, 'bands.nurse.cost', 'bare number'],
    ['posts without a band', { posts: { nurses: posts(2) } }, 'posts.nurses.band', 'name their band'],
    ['an unknown band', { posts: { nurses: posts(2, { band: 'nurs' }) } }, 'posts.nurses.band', 'no band "nurs"'],
    [
      'agency without a price',
      { posts: { nurses: posts(2, { band: 'nurse', agency: { share: 1, after: days(0), yield: 1 } }) } },
      'posts.nurses.agency.price',
      'what an hour of agency costs',
    ],
    ['an employer whom nobody pays', { employers: { trust: { title: 'T' } } }, 'employers.trust.paidBy', 'nobody pays'],
    ['an unknown payer', { employers: paid('nsh') }, 'employers.trust.paidBy', 'no payer "nsh"'],
    [
      'an unknown payer of a share',
      { employers: paid({ nsh: 'rest' }) },
      'employers.trust.paidBy.nsh',
      'no payer "nsh"',
    ],
    [
      'shares that leave something',
      { employers: paid({ nhs: q(0.4, 'share') }) },
      'employers.trust.paidBy',
      'come to 0.4',
    ],
    [
      'shares of more than all',
      { employers: paid({ nhs: 1, council: q(0.4, 'share') }) },
      'employers.trust.paidBy',
      'over 1',
    ],
    ['two rests', { employers: paid({ nhs: 'rest', council: 'rest' }) }, 'employers.trust.paidBy', 'only one'],
    [
      'an unknown service',
      { costs: cost('arrival', q(2, '£/person'), { service: 'wrd' }) },
      'costs.thing.service',
      '"wrd"',
    ],
    ['places of what has none', { costs: cost('placeDay', q(2, '£/person/day')) }, 'costs.thing.per', 'no capacity'],
    [
      'places of a source',
      { costs: cost('placeDay', q(2, '£/person/day'), { service: 'gp' }) },
      'costs.thing.per',
      'cannot be counted',
    ],
    [
      'days in an exit',
      { costs: cost('personDay', q(2, '£/person/day'), { service: 'home' }) },
      'costs.thing.per',
      'cannot be counted',
    ],
    [
      'a service for what is per time',
      { costs: cost('time', q(2, '£/year'), { service: 'ward' }) },
      'costs.thing.service',
      'unknown field',
    ],
  ])('%s', (_, more, path, message) => {
    expect(issuesOf(small())).toEqual([]);
    const issues = issuesOf(small(more)).filter((issue) => issue.startsWith(`${path}: `));
    expect(issues.join('\n')).toContain(message);
  });
});
