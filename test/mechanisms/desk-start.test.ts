/** People at a desk when the run begins (V37), and which rules of a desk do not go together. */
import { describe, expect, it } from 'vitest';
import { compile, readScenario, ScenarioError } from '../../engine/index';
import { Distribution } from '../../engine/random/distribution';
import { remainingTime } from '../../engine/services/remaining-time';
import {
  at,
  comingAt,
  desk,
  exit,
  exponential,
  hours,
  linesOf,
  NEED,
  posts,
  q,
  run,
  scenarioText,
  type Small,
} from './small-scenarios';

type Desk = Parameters<typeof desk>[1];

function small(more: Desk, days = 3): Small {
  return {
    days,
    attributes: NEED,
    posts: { nurses: posts(1) },
    services: { door: comingAt([at(0, 1)], 'desk'), desk: desk(hours(2), more), home: exit() },
  };
}
/** Without the posts, which not every scenario needs, and the people at the door. */
function alone(more: Desk, days = 3): Small {
  const { posts: _posts, ...rest } = small(more, days);
  return { ...rest, services: { ...rest.services, door: comingAt([at(2, 0)], 'desk') } };
}
const linesAt = (scenario: Small): string[] =>
  linesOf(run(scenario).log, 'desk').filter((line) => line.includes('start desk'));

describe('people who wait at the start', () => {
  const start = { waiting: q(3, 'person'), waited: q(6, 'hour') };

  it('came evenly over the time that the first has waited, and are served in that order', () => {
    const { log, value } = run(alone({ start }, 1));
    expect(linesOf(log, 'desk')).toEqual([
      '0 00:00 starts, start desk -1',
      '0 02:00 ends, start desk -1',
      '0 02:00 starts, start desk -2',
      '0 04:00 ends, start desk -2',
      '0 04:00 starts, start desk -3',
      '0 06:00 ends, start desk -3',
    ]);
    // They came 5, 3 and 1 hours before the start: each waits five hours.
    expect(value('desk.waitMean')).toBeCloseTo(at(0, 5), 12);
    expect(value('desk.waitSd')).toBeCloseTo(0, 12);
    expect(value('desk.queueMean')).toBeCloseTo((2 * 2 + 2 * 1) / 24, 12);
    expect(value('desk.arrivals')).toBe(0);
    expect(value('network.arrivals')).toBe(0);
    expect(value('network.exits')).toBe(3 * 7);
  });

  it('give up and change when their time is over, counted from the day they came', () => {
    // Waited 5, 3 and 1 hours: the first is served, the second gives up at 1 of patience 4, the third is served at 2.
    expect(linesAt(alone({ start, patience: hours(4), patienceTo: 'home' }))).toEqual([
      '0 00:00 starts, start desk -1',
      '0 01:00 gives up, start desk -2',
      '0 02:00 ends, start desk -1',
      '0 02:00 starts, start desk -3',
      '0 04:00 ends, start desk -3',
    ]);
    const becomes = [{ when: { need: 'routine' }, after: hours(4), set: { need: 'urgent' } }];
    expect(linesAt(alone({ start, becomes })).filter((line) => line.includes('changes'))).toEqual([
      '0 01:00 changes, start desk -2',
      '0 03:00 changes, start desk -3',
    ]);
  });

  it('have the attributes of the mix', () => {
    const scenario = alone({
      start: { ...start, attributes: { need: { urgent: q(0.5, 'share'), routine: 'rest' } } },
      priority: { by: 'need', order: ['urgent'] },
    });
    scenario.run = { splitBy: ['need'] };
    const { value } = run({
      ...scenario,
      services: {
        ...scenario.services,
        desk: desk(hours(2), {
          servers: { count: q(500, 'WTE') },
          start: {
            waiting: q(400, 'person'),
            waited: 0,
            attributes: { need: { urgent: q(0.5, 'share'), routine: 'rest' } },
          },
          to: [{ when: { need: 'urgent' }, to: 'urgentHome' }, { to: 'home' }],
        }),
        urgentHome: exit(),
      },
    });
    const urgent = (value('urgentHome.arrivals') * 3) / 7;
    expect(Math.abs(urgent - 200)).toBeLessThan(4 * 10);
  });
});

describe('people in service at the start', () => {
  it('are in the middle of it: what is left of a fixed time is uniform', () => {
    const { trace, value } = run(
      alone({ servers: { count: q(500, 'WTE') }, start: { inService: q(400, 'person'), waiting: 0, waited: 0 } }),
    );
    const left = trace
      .filter(({ what, person }) => what === 'ends' && !person.startsWith('door'))
      .map(({ day }) => day);
    const ends = left.filter((day) => day <= at(0, 2));
    expect(ends).toHaveLength(400);
    const mean = ends.reduce((sum, day) => sum + day, 0) / 400;
    // Uniform on two hours: mean one, standard deviation 2 / sqrt(12).
    expect(Math.abs(mean - at(0, 1))).toBeLessThan((4 * at(0, 2)) / Math.sqrt(12 * 400));
    // Nobody's wait ended in the run, except that of the one from the door.
    expect(value('desk.waitMean')).toBe(0);
  });

  it('have as much left of an exponential time as anybody who begins: long ones are more often met', () => {
    const { trace } = run({
      days: 3,
      services: {
        door: comingAt([3], 'desk'),
        desk: desk(exponential(0.1), {
          servers: { count: q(500, 'WTE') },
          start: { inService: q(400, 'person'), waiting: 0, waited: 0 },
        }),
        home: exit(),
      },
    });
    const ends = trace.filter(({ what }) => what === 'ends').map(({ day }) => day);
    expect(ends).toHaveLength(400);
    const mean = ends.reduce((sum, day) => sum + day, 0) / 400;
    expect(Math.abs(mean - 0.1)).toBeLessThan((4 * 0.1) / 20);
  });

  it('have their work suspended where there is no server, and go on before others', () => {
    const lines = linesAt(
      alone({
        servers: { count: 1, calendar: 'daily' },
        start: { inService: q(2, 'person'), waiting: q(1, 'person'), waited: q(1, 'hour') },
      }),
    );
    expect(lines.map((line) => line.slice(line.search(/starts|ends/)))).toEqual([
      'starts, start desk 0',
      'ends, start desk 0',
      'starts, start desk 1',
      'ends, start desk 1',
      'starts, start desk -1',
      'ends, start desk -1',
    ]);
    expect(lines[0]).toBe('0 09:00 starts, start desk 0');
  });
});

describe('what is left of a time', () => {
  it.each([
    ['exponential', Distribution.exponential(3)],
    ['gamma', Distribution.gamma(3, 2.5)],
    ['uniform', Distribution.uniform(1, 6)],
  ])('%s: has the conditional distribution', (_kind, whole) => {
    const over = 2;
    for (const uniform of [0.01, 0.25, 0.5, 0.9]) {
      const rest = remainingTime(whole, over, uniform);
      expect((whole.cdf(over + rest) - whole.cdf(over)) / (1 - whole.cdf(over))).toBeCloseTo(uniform, 9);
    }
  });

  it('is nothing when the whole cannot be longer', () => {
    expect(remainingTime(Distribution.fixed(2), 3, 0.5)).toBe(0);
    expect(remainingTime(Distribution.fixed(5), 3, 0.5)).toBe(2);
  });
});

describe('a desk that contradicts itself is refused', () => {
  const refusal = (more: Desk): string[] => {
    const read = readScenario(scenarioText(small(more)));
    if (!read.ok) return read.issues.map(({ path }) => path);
    try {
      compile(read.value);
    } catch (error) {
      if (error instanceof ScenarioError) return error.issues.map(({ path, code }) => `${path}: ${code}`);
      throw error;
    }
    return [];
  };
  const posted = { servers: { posts: ['nurses'] } };
  const order = ['urgent', 'routine'];

  it.each<[string, Desk, string[]]>([
    [
      'ranks that interrupt behind one that does not',
      { priority: { by: 'need', order, interrupts: ['routine'] } },
      ['services.desk.priority.interrupts: interrupts'],
    ],
    [
      'a priority that grows and interrupts',
      { priority: { by: 'need', order, interrupts: true, grows: { urgent: 1 } } },
      ['services.desk.priority: grows'],
    ],
    [
      'a priority that grows, last come first',
      { order: 'last', priority: { by: 'need', order, grows: { urgent: 1 } } },
      ['services.desk.order: grows'],
    ],
    [
      'a weight for a value without a rank',
      { priority: { by: 'need', order: ['urgent'], grows: { routine: 1 } } },
      ['services.desk.priority.grows: grows'],
    ],
    [
      'posts that are interrupted',
      { ...posted, priority: { by: 'need', order, interrupts: true } },
      ['services.desk.priority.interrupts: interrupts'],
    ],
    ['posts with absences', { ...posted, absence: { betweenJobs: hours(1) } }, ['services.desk.absence: absence']],
    [
      'posts in the middle of work',
      { ...posted, start: { inService: 1, waiting: 0, waited: 0 } },
      ['services.desk.start.inService: start'],
    ],
    [
      'an unknown value to become',
      { becomes: [{ after: hours(1), set: { need: 'none' } }] },
      ['services.desk.becomes.0.set: unknown-value'],
    ],
    ['sound ones', { ...posted, start: { waiting: 1, waited: 0 }, patience: exponential(1), patienceTo: 'home' }, []],
  ])('%s', (_what, more, issues) => {
    expect(refusal(more)).toEqual(issues);
  });
});
