/** Loops: off they are not there, on they act as dated changes would, and what they do has the direction they state. */
import { describe, expect, it } from 'vitest';
import { compare, compile, readScenario, replicate, type Model } from '../../engine/index';
import {
  clinic,
  coming,
  delay,
  desk,
  exit,
  exponential,
  linesOf,
  modelOf,
  NEED,
  parameter,
  posts,
  q,
  run,
  scenarioText,
  staff,
  team,
  type Small,
} from '../mechanisms/small-scenarios';

const strength = (value: number) => ({ ...parameter(value, 'share'), low: 0, high: 10 });

/**
 * R2 in small: people on the list of a clinic turn to a crisis team at a hazard; the crisis team hands over to the team
 * that the clinic feeds. `effect` makes the hazard follow how long the list has waited.
 */
const waitingMakesItWorse = (value: number): Small => ({
  days: 730,
  parameters: {
    strengthR2: strength(value),
    crisisHazard: { ...parameter(0.002, '1/day'), low: 0, high: 0.01 },
    usualWait: { ...parameter(10, 'day'), low: 5, high: 60 },
  },
  services: {
    gp: coming(2.5, 'assessment'),
    assessment: clinic(2, {
      leaves: { hazard: q(0.002, '1/day'), to: 'home' },
      turns: [{ id: 'crisis', hazard: 'crisisHazard', to: 'crisis' }],
    }),
    crisis: delay(exponential(20)),
    home: exit(),
  },
  weekMeasures: {
    waited: { title: 'Waited so far', measure: 'waitSoFar', service: 'assessment', start: 'usualWait' },
  },
  stocks: {
    distress: {
      title: 'Distress',
      unit: 'share',
      start: 1,
      inflow: `(waited / usualWait - distress) / ${q(28, 'day')}`,
    },
  },
  loops: {
    R2: {
      title: 'Waiting makes it worse',
      strength: 'strengthR2',
      source: 'assumption',
      links: [{ to: ['services.assessment.turns.crisis.hazard'], times: 'distress' }],
    },
  },
});
/** The same without stocks, measures and loops, and without the parameters that only they use. */
function without(small: Small, dropped: string[]): Small {
  const parameters = Object.entries(small.parameters ?? {}).filter(([name]) => !dropped.includes(name));
  return { ...small, stocks: {}, weekMeasures: {}, loops: {}, parameters: Object.fromEntries(parameters) };
}

/** Values of every measure but those of stocks, with events and histograms, as text. */
function numbersOf(model: Model, replication: number): string {
  const { events, values, histograms } = replicate(model, 'numbers', replication);
  const all = model.layout.measures.flatMap(({ id, service, shape, offset, length }) => {
    if (service === 'stocks') return [];
    const from = shape === 'histogram' ? histograms : values;
    return [`${id} ${shape} ${from.slice(offset, offset + length).join()}`];
  });
  return [events, ...all].join('\n');
}

describe('with all strengths 0', () => {
  const bare = without(waitingMakesItWorse(0), ['strengthR2', 'usualWait']);

  it('a model counts what it counts without stocks, to the last bit', () => {
    const [plain, off] = [modelOf(bare), modelOf(waitingMakesItWorse(0))];
    for (const replication of [0, 1, 2]) expect(numbersOf(off, replication)).toBe(numbersOf(plain, replication));
    const on = modelOf(waitingMakesItWorse(1));
    expect(numbersOf(on, 0)).not.toBe(numbersOf(plain, 0));
  });

  it('so does one without days, in which nothing follows the time', () => {
    const small = (value: number): Small => ({
      days: 400,
      parameters: { strengthR4: strength(value), minutes: { ...parameter(500, 'minute'), low: 0, high: 600 } },
      services: {
        gp: coming(2, 'desk', { arrivals: { rate: q(2, 'person/day'), candidatesPerDay: 30 } }),
        desk: desk({ kind: 'exponential', mean: 'minutes' }),
        home: exit(),
      },
      weekMeasures: { pressure: { title: 'Pressure', measure: 'pressure', service: 'desk', start: 0 } },
      loops: {
        R4: {
          title: 'Shallower triage',
          strength: 'strengthR4',
          source: 'assumption',
          links: [{ to: ['parameters.minutes'], times: '1 / (1 + pressure)' }],
        },
      },
    });
    expect(numbersOf(modelOf(small(0)), 0)).toBe(numbersOf(modelOf(without(small(0), ['strengthR4'])), 0));
    // On, work goes faster when many wait.
    expect(run(small(1)).value('desk.waitMean')).toBeLessThan(run(small(0)).value('desk.waitMean'));
  });
});

describe('loop R2, waiting makes it worse', () => {
  const scenarios = [0, 1].map((value) => {
    const model = modelOf(waitingMakesItWorse(value));
    return { model, layout: model.layout, results: Array.from({ length: 12 }, (_, i) => replicate(model, 'R2', i)) };
  });
  const [off, on] = scenarios;

  it('brings more people into crisis when it is on, beyond the interval of the paired difference', () => {
    const { differences } = compare(off, [on], [])[0];
    const crisis = differences.find(({ id }) => id === 'crisis.arrivals')!;
    expect(crisis.mean - crisis.halfWidth).toBeGreaterThan(0.1 * crisis.baseline);
  });

  it('moves nothing at all when it is off', () => {
    const plain = modelOf(without(waitingMakesItWorse(0), ['strengthR2', 'usualWait']));
    for (let i = 0; i < 12; i++) expect(numbersOf(plain, i)).toBe(numbersOf(off.model, i));
  });

  it('takes more of the same people', () => {
    const turned = (value: number) =>
      linesOf(run(waitingMakesItWorse(value)).log, 'crisis').filter((line) => line.includes('arrives'));
    expect(turned(1).length).toBeGreaterThan(turned(0).length);
  });
});

describe('a link', () => {
  /**
   * A stock that is known beforehand (2 % a week up), on a hazard, a rate, a share and a time; or dated changes that set the
   * same values on the same days.
   */
  const WEEKS = 40;
  const small = (asChanges: boolean): Small => {
    const factors = Array.from({ length: WEEKS }, (_, week) => 1 + 0.02 * week);
    const names = ['hazard', 'rate', 'share', 'mean'];
    const base: Record<string, number> = { hazard: 0.01, rate: 3, share: 0.2, mean: 0.3 };
    const units: Record<string, string> = { hazard: '1/day', rate: 'person/day', share: 'share', mean: 'day' };
    return {
      days: WEEKS * 7,
      attributes: NEED,
      parameters: Object.fromEntries([
        ...names.map((name) => [name, { ...parameter(base[name], units[name]), low: 0, high: 100 }]),
        ...(asChanges ? [] : [['on', strength(1)]]),
      ]) as Small['parameters'],
      timeline: asChanges
        ? names.flatMap((parameterName) =>
            factors.slice(1).map((factor, i) => ({
              parameter: parameterName,
              op: 'times' as const,
              value: factor,
              at: (i + 1) * 7,
              until: (i + 2) * 7,
            })),
          )
        : [],
      posts: { nurses: posts(3) },
      services: {
        gp: coming(1, 'desk', { arrivals: { rate: 'rate', ceiling: q(10, 'person/day') } }),
        desk: desk(
          { kind: 'exponential', mean: 'mean' },
          {
            to: [
              {
                to: [
                  { share: 'share', to: 'clinic' },
                  { share: 'rest', to: 'team' },
                ],
              },
            ],
          },
        ),
        clinic: clinic(0.2, { leaves: { hazard: 'hazard', to: 'home' } }),
        team: team(
          { everyDays: 7, contacts: 5, contactHours: 1 },
          {
            staff: [staff('nurses', 15)],
            waiting: { hazard: 'hazard', to: 'home' },
            urgent: [{ id: 'crisis', title: 'Crisis', hazard: 'hazard', hours: q(1, 'hour') }],
          },
        ),
        home: exit(),
      },
      ...(!asChanges && {
        stocks: { factor: { title: 'Factor', unit: 'share', start: 1, inflow: q(0.02, '1/week') } },
        loops: {
          R: {
            title: 'Everything follows',
            strength: 'on',
            source: 'assumption',
            links: [{ to: names.map((name) => `parameters.${name}`), times: 'factor' }],
          },
        },
      }),
    };
  };

  it('acts as dated changes of the same size on the same days do, on hazards, rates, shares and times', () => {
    const [followed, dated] = [run(small(false)), run(small(true))];
    expect(followed.log.length).toBeGreaterThan(3000);
    const rounded = (log: string[]) => log.map((line) => line.replace(/^(\d+\.\d{6})\d*/, '$1'));
    expect(rounded(followed.log)).toEqual(rounded(dated.log));
  });

  it('to a field acts as one to the parameter that stands there alone', () => {
    const toField = small(false);
    const [link] = toField.loops!.R.links;
    link.to = ['services.clinic.leaves.hazard', 'services.team.waiting.hazard', 'services.team.urgent.crisis.hazard'];
    link.to.push('services.gp.arrivals.rate', 'services.desk.to', 'services.desk.service');
    expect(run(toField).log).toEqual(run(small(false)).log);
  });

  it('that adds gives what one that multiplies gives', () => {
    const adding = small(false);
    adding.loops!.R.links = ['hazard', 'rate', 'share', 'mean'].map((name) => ({
      to: [`parameters.${name}`],
      plus: `base_${name} * (factor - 1)`,
    }));
    for (const name of ['hazard', 'rate', 'share', 'mean'])
      adding.parameters![`base_${name}`] = { ...adding.parameters![name] };
    const rounded = (log: string[]) => log.map((line) => line.replace(/^(\d+\.\d{6})\d*/, '$1'));
    expect(rounded(run(adding).log)).toEqual(rounded(run(small(false)).log));
  });

  it('counts by its strength: half of it is half of the effect beyond 1', () => {
    const half = small(false);
    half.parameters!.on.value = 0.5;
    const slow = small(false);
    slow.stocks!.factor.inflow = q(0.01, '1/week');
    const rounded = (log: string[]) => log.map((line) => line.replace(/^(\d+\.\d{6})\d*/, '$1'));
    expect(rounded(run(half).log)).toEqual(rounded(run(slow).log));
  });

  it('goes through other linked parameters, in whichever order the loops stand', () => {
    const small = (order: 'AB' | 'BA'): Small => {
      const loops = {
        A: {
          title: 'A',
          strength: 'on',
          source: 'assumption',
          links: [{ to: ['parameters.one'], times: 'factor' }],
        },
        B: {
          title: 'B',
          strength: 'on',
          source: 'assumption',
          links: [{ to: ['parameters.other'], times: 'one * day' }],
        },
      };
      return {
        days: 15,
        parameters: {
          on: strength(1),
          one: { ...parameter(1, '1/day'), low: 0, high: 2 },
          other: { ...parameter(1, 'share'), low: 0, high: 2 },
        },
        services: { gp: coming(1, 'home'), home: exit() },
        stocks: {
          factor: { title: 'Factor', unit: 'share', start: 1, inflow: q(1, '1/week') },
          sum: { title: 'Sum', unit: 'day', start: 0, inflow: 'other' },
        },
        loops: order === 'AB' ? loops : { B: loops.B, A: loops.A },
      };
    };
    // The factor goes from 1 to 3 over two weeks, and so do both parameters within each step.
    for (const order of ['AB', 'BA'] as const)
      expect(run(small(order)).value('stocks.level[stock=sum]')).toBeCloseTo(2 * 14, 9);
  });

  it('can be switched on during the run', () => {
    const later = small(false);
    later.parameters!.on.value = 0;
    later.timeline = [{ parameter: 'on', op: 'to', value: 1, at: 140 }];
    const before = (log: string[], day: number) => log.filter((line) => parseFloat(line) < day);
    const off = small(false);
    off.parameters!.on.value = 0;
    expect(before(run(later).log, 140)).toEqual(before(run(off).log, 140));
    expect(run(later).log).not.toEqual(run(off).log);
  });
});

describe('a hazard that rises while cases have no coordinator', () => {
  it('is noticed as they get one', () => {
    const once = (parameterName: string, value: number, from: number, until: number) => ({
      parameter: parameterName,
      op: 'to' as const,
      value,
      at: from,
      until,
    });
    const small: Small = {
      days: 120,
      parameters: {
        leaving: { ...parameter(0, '1/day'), low: 0, high: 100 },
        crisis: { ...parameter(1e-6, '1/day'), low: 0, high: 10 },
      },
      // The only nurse goes on day 20 and is replaced 40 days later; the hazard is high from day 28 to day 42.
      timeline: [once('leaving', 100, 20, 21), once('crisis', 5, 28, 42)],
      posts: {
        nurses: posts(1, {
          leavers: 'leaving',
          hire: { time: { kind: 'fixed', value: q(40, 'day') }, success: 1, open: 1 },
        }),
      },
      services: {
        gp: coming(0.001, 'team'),
        team: team(
          { everyDays: 7, contacts: 4000, contactHours: 0.1 },
          {
            staff: [staff('nurses', 10, 8)],
            urgent: [{ id: 'crisis', title: 'Crisis', hazard: 'crisis', hours: q(0.1, 'hour') }],
          },
        ),
        home: exit(),
      },
    };
    // Each of the eight has met a threshold, and is seen once there is somebody.
    const { value } = run(small);
    expect(value('team.urgent[need=crisis]') * (120 / 7)).toBeGreaterThan(7.5);
  });
});

describe('what would leave its range', () => {
  const rate = (ceiling: string, start: number): Small => ({
    days: 200,
    parameters: { on: strength(1) },
    services: {
      gp: coming(1, 'home', {
        arrivals: { rate: q(2, 'person/day'), ceiling, profiles: ['days'], candidatesPerDay: 3 },
      }),
      home: exit(),
    },
    profiles: { days: { title: 'Days', stepHours: 24, weights: [1, 2, 0.5, 1, 1, 1, 0.5], source: 'assumption' } },
    stocks: { factor: { title: 'Factor', unit: 'share', start: start === 0 ? 0 : q(start, 'share'), inflow: 0 } },
    loops: {
      R: {
        title: 'More come',
        strength: 'on',
        source: 'assumption',
        links: [{ to: ['services.gp.arrivals.rate'], times: 'factor' }],
      },
    },
  });

  it('a rate at the start over its ceiling is refused', () => {
    expect(() => modelOf(rate(q(5, 'person/day'), 3))).toThrow(/over its ceiling of 5/);
  });

  it('a rate that rises over its ceiling is held there, and counted: just those come who would at the ceiling', () => {
    const rising = rate(q(5, 'person/day'), 1);
    rising.stocks!.factor.inflow = q(1, '1/week');
    const done = run(rising);
    // Over 5 from the second week on: on days 14, 21, … 196.
    expect(done.value('stocks.held')).toBe(27);
    const steady = run(rate(q(5, 'person/day'), 2.5));
    const after = (log: string[]) => log.filter((line) => parseFloat(line) >= 14);
    expect(after(steady.log).length).toBeGreaterThan(800);
    expect(after(done.log)).toEqual(after(steady.log));
  });

  it('a share is held at 1, and a hazard at 0', () => {
    const small: Small = {
      days: 100,
      parameters: {
        on: strength(1),
        hazard: { ...parameter(0.01, '1/day'), low: 0, high: 1 },
        share: { ...parameter(0.5, 'share'), low: 0, high: 1 },
      },
      services: {
        gp: coming(2, 'clinic'),
        clinic: clinic(1, {
          leaves: { hazard: 'hazard', to: 'home' },
          missed: { share: 'share', rebook: 1, limit: 20, to: 'home' },
        }),
        home: exit(),
      },
      stocks: { factor: { title: 'Factor', unit: 'share', start: 0, inflow: q(0.1, '1/day') } },
      loops: {
        R: {
          title: 'Out of range',
          strength: 'on',
          source: 'assumption',
          links: [
            { to: ['parameters.share'], plus: 'factor' },
            { to: ['parameters.hazard'], plus: '-factor * hazardPart' },
          ],
        },
      },
    };
    small.parameters!.hazardPart = { ...parameter(0.1, '1/day'), low: 0, high: 1 };
    const done = run(small);
    // From the first step on the share is 1 (0.5 + 0.7) and the hazard 0: two values at each of 14 steps.
    expect(done.value('stocks.held')).toBe(28);
    expect(done.value('clinic.assessed') * (100 / 7)).toBeLessThan(8);
    // Whoever has missed twenty appointments goes home, and nobody else leaves.
    expect(
      linesOf(done.log, 'clinic').filter((line) => line.includes('leaves unseen') && parseFloat(line) > 7),
    ).toEqual([]);
  });

  it('an effect that comes to no number as the run begins is refused', () => {
    const small = rate(q(5, 'person/day'), 0);
    small.loops!.R.links[0].times = '1 + factor / factor * 0';
    expect(() => modelOf(small)).toThrow(/loops\.R\.links\.0\.to\.0: comes to no factor/);
  });

  it('an effect that comes to no number later changes nothing, and is counted', () => {
    const small = rate(q(5, 'person/day'), 1);
    // Gone before the first step.
    Object.assign(small.stocks!.factor, { outflow: q(10, '1/week') });
    small.loops!.R.links[0].times = '1 + factor / factor * 0';
    const done = run(small);
    // The stock is held at 0 at each step, and the effect there is 0 ÷ 0.
    expect(done.value('stocks.held')).toBe(2 * 28);
    const plain = rate(q(5, 'person/day'), 1);
    expect(linesOf(done.log, 'home')).toEqual(linesOf(run(plain).log, 'home'));
  });
});

describe('the step', () => {
  it('halved changes no measure beyond its interval', () => {
    const at = (stepDays: number) => {
      const small = waitingMakesItWorse(1);
      const read = readScenario(scenarioText({ ...small, run: { stepDays } }));
      if (!read.ok) throw new Error('refused');
      const model = compile(read.value);
      return {
        model,
        layout: model.layout,
        results: Array.from({ length: 10 }, (_, i) => replicate(model, 'step', i)),
      };
    };
    const [week, half] = [at(7), at(3.5)];
    const { differences } = compare(week, [half], [])[0];
    for (const id of [
      'crisis.arrivals',
      'assessment.waitMean',
      'assessment.waitingMean',
      'stocks.level[stock=distress]',
    ]) {
      const difference = differences.find((one) => one.id === id)!;
      expect(Math.abs(difference.mean), id).toBeLessThan(Math.max(difference.halfWidth, 0.01 * difference.baseline));
    }
  });
});
