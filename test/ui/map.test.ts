/** The map: where things stand, what is shown of each service, and the words for those who do not see it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { columnsOf, type MapService, type MapWay } from '../../ui/map/columns';
import { figuresOf, loadState, lookOf, routeState, differencesOf } from '../../ui/map/figures';
import { layOut, linesOf, pathOf, type MapLayout } from '../../ui/map/layout';
import { mapModel, ofPlace } from '../../ui/map/model';
import { stepFrom } from '../../ui/map/steps';
import { readExample } from '../../ui/state/example';
import { flowsOf, type ExampleFlows } from '../../ui/state/example-flows';
import type { Results } from '../../ui/state/page-state';
import { infoFromShipped } from '../../ui/state/baseline';
import { solutionFromExample } from '../../ui/state/shipped';
import { queueDifferenceWords, serviceLabel, shortTitle } from '../../ui/words/map';

const read = <T>(file: string) => JSON.parse(readFileSync(file, 'utf8')) as T;
const example = await readExample(readFileSync('ui/example/coventry-warwickshire.json', 'utf8'));
const counted = read<ExampleFlows>('ui/example/coventry-warwickshire-flows.json');
const scenario = read<Parameters<typeof infoFromShipped>[0]>('scenarios/coventry-warwickshire/scenario.json');

const solution = solutionFromExample(example, []);
const results = { solution, info: infoFromShipped(scenario) } as Results;
const county = mapModel(results, 1, [], flowsOf(counted, solution, [0, 1])!);
const layoutOf = (place: string): MapLayout => {
  const { services, ways } = ofPlace(county, place);
  return layOut(services, ways, ['coventry', 'warwickshire']);
};

const service = (id: string, kind: string, place?: string): MapService => ({ id, kind, title: id, place });
const way = (from: string, to: string, perWeek = 1): MapWay => ({ from, to, perWeek });

describe('columns', () => {
  it('lead from where people come from, through the front door, to where they go', () => {
    const services = [
      service('gps', 'source'),
      service('police', 'source'),
      service('booking', 'desk'),
      service('crisis', 'desk'),
      service('meeting', 'delay'),
      service('clinic', 'clinic'),
      service('therapy', 'delay'),
      service('team', 'team'),
      service('beds', 'delay'),
      service('back', 'delay'),
      service('home', 'exit'),
    ];
    const ways = [
      way('gps', 'booking'),
      way('police', 'booking'),
      way('police', 'crisis'),
      way('booking', 'crisis'),
      // Back to the front door: that does not make it the second step.
      way('crisis', 'booking'),
      way('booking', 'meeting'),
      way('meeting', 'clinic'),
      way('clinic', 'team'),
      way('clinic', 'therapy'),
      way('therapy', 'home'),
      way('team', 'beds'),
      way('beds', 'team'),
      way('back', 'home'),
    ];
    expect(Object.fromEntries(columnsOf(services, ways))).toEqual({
      gps: 0,
      police: 0,
      back: 0,
      booking: 1,
      crisis: 2,
      meeting: 2,
      clinic: 3,
      therapy: 4,
      team: 4,
      beds: 5,
      home: 6,
    });
  });
});

describe('the layout of the county', () => {
  it.each(['', 'coventry'])('lets nothing overlap and nothing fall out (place “%s”)', (place) => {
    const { nodes, width, height } = layoutOf(place);
    expect(nodes.length).toBeGreaterThan(40);
    for (const node of nodes) {
      expect(node.x).toBeGreaterThanOrEqual(0);
      expect(node.y).toBeGreaterThanOrEqual(30);
      expect(node.x + node.width).toBeLessThanOrEqual(width);
      expect(node.y + node.height).toBeLessThanOrEqual(height);
      for (const other of nodes) {
        if (other === node || other.x !== node.x) continue;
        expect(other.y + other.height <= node.y || node.y + node.height <= other.y).toBe(true);
      }
    }
  });

  it('puts the first place above services of none, and those above the second', () => {
    const { nodes } = layoutOf('');
    const rank = { coventry: 0, warwickshire: 2 } as Record<string, number>;
    for (const a of nodes) {
      for (const b of nodes) {
        if (a.x === b.x && a.y < b.y) expect(rank[a.place ?? ''] ?? 1).toBeLessThanOrEqual(rank[b.place ?? ''] ?? 1);
      }
    }
  });

  it('has lines that begin and end at their services, the widest for the most people', () => {
    const { nodes, edges } = layoutOf('');
    const at = new Map(nodes.map((node) => [node.id, node]));
    expect(edges.length).toBeGreaterThan(150);
    for (const edge of edges) {
      const [from, to] = [at.get(edge.from)!, at.get(edge.to)!];
      expect(edge.y1).toBeGreaterThan(from.y);
      expect(edge.y1).toBeLessThan(from.y + from.height);
      expect(edge.y2).toBeGreaterThan(to.y);
      expect(edge.y2).toBeLessThan(to.y + to.height);
      expect(edge.isBack).toBe(to.x <= from.x);
      expect(pathOf(edge)).toMatch(/^M[-\d.]+ [-\d.]+C([-\d.]+ ){5}[-\d.]+$/);
    }
    const widest = edges.reduce((a, b) => (b.width > a.width ? b : a));
    expect(widest.perWeek).toBe(Math.max(...edges.map(({ perWeek }) => perWeek)));
  });

  it('shows of one place nothing of another, and keeps what is shared', () => {
    const { services } = ofPlace(county, 'coventry');
    expect(services.some(({ place }) => place === 'warwickshire')).toBe(false);
    expect(services.map(({ id }) => id)).toContain('cbs');
    expect(services.map(({ id }) => id)).toContain('ipu38TeamCoventry');
  });

  it('is walked with arrows, and every service is reached', () => {
    const { nodes } = layoutOf('');
    const reached = new Set([stepFrom(nodes, nodes[3].id, 'Home')!]);
    for (const id of reached) {
      for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
        const next = stepFrom(nodes, id, key);
        if (next !== undefined) reached.add(next);
      }
    }
    expect(reached.size).toBe(nodes.length);
    expect(stepFrom(nodes, 'cbs', 'a')).toBeUndefined();
    expect(stepFrom(nodes, stepFrom(nodes, 'cbs', 'End')!, 'ArrowRight')).toBeUndefined();
  });
});

describe('figures', () => {
  it('are those of the results: who waits, and how full a service is', () => {
    const { summary } = solution.runs[0];
    const mean = (id: string) => summary.measures.find((measure) => measure.id === id)!.mean;
    const figures = figuresOf(results.info.services, summary).get('ipu38AssessmentCoventry')!;
    expect(figures.queue!.value).toBe(mean('ipu38AssessmentCoventry.waitingAtEnd'));
    expect(figures.load!.value).toBeCloseTo(
      mean('ipu38AssessmentCoventry.slotsUsed') / mean('ipu38AssessmentCoventry.slotsOffered'),
    );
    expect(figuresOf(results.info.services, summary).get('iapt')).toEqual({ queue: undefined, load: undefined });
  });

  it('call a load full from where it is written as 100%', () => {
    expect([0.5, 0.9, 0.994, 0.995, 1.3].map(loadState)).toEqual(['free', 'near', 'near', 'over', 'over']);
  });

  it('show a difference by its queue where it can be told, else by its load', () => {
    const unclear = { mean: 3, verdict: 'too close to call' } as const;
    const worse = { mean: 0.2, verdict: 'worse' } as const;
    expect(lookOf({ queue: unclear, load: worse })).toBe('worse');
    expect(lookOf({ queue: { mean: -4, verdict: 'better' }, load: worse })).toBe('better');
    expect(lookOf({ queue: { mean: 0.1, verdict: 'small' } })).toBe('none');
    const all = differencesOf(results.info.services, solution, 1);
    expect(all.get('ipu38AssessmentCoventry')!.queue!.verdict).toBe('worse');
    expect(differencesOf(results.info.services, solution, 0).get('cbs')).toEqual({});
  });

  it('leave small differences of routes out', () => {
    expect(routeState(10, 10.15)).toBe('same');
    expect(routeState(10, 10.3)).toBe('more');
    expect(routeState(0.2, 0.12)).toBe('same');
    expect(routeState(4, 3)).toBe('fewer');
  });

  it('balance: who comes to a desk goes on from it, those in its line apart', () => {
    const { inBefore, outBefore } = county.services.get('cbs')!;
    expect(inBefore).toBeGreaterThan(200);
    expect(Math.abs(inBefore! - outBefore!)).toBeLessThan(2);
  });
});

describe('routes counted beforehand', () => {
  it('are those of the example, and of nothing else', () => {
    expect(counted.runs.map(({ scenarioHash }) => scenarioHash)).toEqual(solution.runs.map((run) => run.scenarioHash));
    expect(flowsOf(counted, { ...solution, seed: 'another' }, [0])).toBeUndefined();
    expect(flowsOf(counted, { ...solution, engineVersion: '0.0.0' }, [0])).toBeUndefined();
    expect(flowsOf(counted, solution, [0, 9])).toBeUndefined();
  });
});

describe('words', () => {
  it('say of a service what its box shows', () => {
    const figures = {
      queue: { measure: 'x', value: 311.6, unit: 'people' },
      load: { measure: 'y', value: 1.03, unit: 'share' },
    };
    const difference = { queue: { mean: 34.2, verdict: 'worse' as const } };
    expect(serviceLabel({ title: 'Clinic A', kind: 'clinic' }, figures, difference, '12 people come here a week')).toBe(
      'Clinic A. Clinic: 312 people waiting; load 103%, full; compared with the baseline +34 waiting, worse; 12 people come here a week.',
    );
    expect(serviceLabel({ title: 'Home', kind: 'exit' }, {}, undefined, '')).toBe('Home. Way out.');
  });

  it('say when a difference is small or cannot be told', () => {
    expect(queueDifferenceWords('team', { queue: { mean: 5, verdict: 'too close to call' } })).toBe('unclear');
    expect(queueDifferenceWords('team', { queue: { mean: 0.2, verdict: 'small' } })).toBe('as before');
    expect(queueDifferenceWords('delay', { queue: { mean: -0.7, verdict: 'lower' } })).toBe('−0.7 inside');
  });

  it('leave the place out of a title, and break it', () => {
    expect(shortTitle('GPs, Coventry', 'Coventry')).toBe('GPs');
    expect(shortTitle('Acute hospital liaison, Coventry people', 'Coventry')).toBe('Acute hospital liaison');
    expect(shortTitle('Coventry', 'Coventry')).toBe('Coventry');
    expect(linesOf('Memory assessment, first appointment', 20)).toEqual(['Memory assessment,', 'first appointment']);
    expect(linesOf('One two three four five six', 8)).toEqual(['One two', 'three f…']);
  });
});
