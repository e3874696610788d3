import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import type { MeasureInfo } from '../../engine/results/measures';
import type { ScenarioInput } from '../../engine/scenario/schema';
import { infoFromShipped } from '../../ui/state/baseline';
import { Names } from '../../ui/state/names';
import { cite } from '../../ui/words/citation';

const scenario = JSON.parse(readFileSync('scenarios/coventry-warwickshire/scenario.json', 'utf8')) as ScenarioInput;
const info = infoFromShipped(scenario);
const names = new Names(info);

function measure(id: string, title: string): MeasureInfo {
  const [service, name] = id.split(/[.[]/);
  return { id, service, name, title, unit: '', definition: '', good: 'none', shape: 'scalar', offset: 0, length: 1 };
}

describe('names of the shipped scenario', () => {
  it('puts services into sentences with their place', () => {
    expect(names.serviceInSentence('hubCoventry')).toBe('AMHP hub in Coventry');
    expect(names.serviceInSentence('crisisTeamCoventry')).toBe('crisis home treatment in Coventry');
    expect(names.serviceInSentence('cbs')).toBe('Central Booking Service');
  });

  it('takes the service out of the title of a measure', () => {
    expect(names.measure(measure('hubCoventry.delayMedian', 'AMHP hub, Coventry: median delay'))).toBe('Median delay');
  });

  it('names parts by profession, by group of posts, and by attribute', () => {
    const part = (id: string, title: string) => names.part(measure(id, title));
    expect(part('team.casesPerWte[profession=socialWorker]', 'Team: cases per WTE, Social worker')).toBe(
      'Social worker',
    );
    expect(part('workforce.inPost[posts=x]', 'Nurses of IPU 3-8: in post at the end')).toBe('Nurses of IPU 3-8');
    expect(part('clinic.waitMedian[need=high]', 'Clinic: median wait, high')).toBe('need: high');
    expect(part('clinic.waitMedian[need=high]', 'Clinic: median wait, high need')).toBe('high need');
    expect(part('clinic.waitMedian', 'Clinic: median wait')).toBe('');
  });

  it('never leaves a hole for what it does not know', () => {
    expect(new Names(undefined).service('unknown')).toBe('unknown');
    expect(names.service('workforce')).toBe('Workforce');
  });
});

describe('sources', () => {
  it('are cited by author and year', () => {
    expect(cite('price-2017 §5.1; size: assumption', info.sources)).toBe('Price 2017 §5.1; size: assumption');
    expect(cite('constructor and toString', info.sources)).toBe('constructor and toString');
  });
});
