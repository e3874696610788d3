import { describe, expect, it } from 'vitest';
import type { MeasureDifference } from '../../engine/results/measures';
import { lowerFirst } from '../../ui/words/measure-phrases';
import { countVerdicts, describeDifference, describeWhatWouldSettle, leadingDifference } from '../../ui/words/sentence';

function difference(patch: Partial<MeasureDifference> = {}): MeasureDifference {
  return {
    id: 'clinic.waitMedian',
    service: 'clinic',
    unit: 'weeks',
    baseline: 18.2,
    changed: 24.1,
    mean: 5.9,
    halfWidth: 1,
    replications: 20,
    verdict: 'worse',
    margin: 1,
    good: 'lower',
    primary: true,
    pValue: 0.001,
    varianceReduction: 4,
    replicationsToSettle: 1,
    ...patch,
  };
}

const measure = {
  name: 'waitMedian',
  title: 'Median wait',
  service: 'IPU 3-8 initial assessment in Coventry',
  part: '',
};
const unclear = { mean: 0.1, halfWidth: 0.4, changed: 18.3, verdict: 'too close to call' } as const;

describe('the sentence of a comparison', () => {
  const base = { changes: ['Vacancies in IPU 3-8 frozen for a year'], measure, horizonDays: 1096 };

  it('holds numbers, unit, time, interval and verdict', () => {
    expect(describeDifference({ ...base, difference: difference() })).toBe(
      'With vacancies in IPU 3-8 frozen for a year, the median wait for IPU 3-8 initial assessment in Coventry rises ' +
        'from 18 to 24 weeks after three years (5 to 7 weeks longer; 95% interval): worse.',
    );
  });

  it('says when the direction is sure and the size is not', () => {
    const small = difference({ mean: 1.5, halfWidth: 1, perhapsSmall: true });
    expect(describeDifference({ ...base, difference: small })).toMatch(/: worse, perhaps by less than matters\.$/);
  });

  it('says falls, and shows the decimals that the interval supports', () => {
    const better = difference({ changed: 16.9, mean: -1.3, halfWidth: 0.21, verdict: 'better' });
    expect(describeDifference({ ...base, difference: better })).toContain(
      'falls from 18.2 to 16.9 weeks after three years (1.1 to 1.5 weeks shorter; 95% interval): better.',
    );
  });

  it('does not say rises or falls when it is too close to call', () => {
    const text = describeDifference({ ...base, difference: difference(unclear) });
    expect(text).toContain(
      'is 18.3 weeks against 18.2 without it after three years (between 0.3 weeks shorter and 0.5 weeks longer; 95% ' +
        'interval): too close to call.',
    );
    expect(text).not.toMatch(/rises|falls/);
  });

  it('names several changes together', () => {
    const changes = ['AMHP training stopped, as happened', 'Ten acute beds closed'];
    const text = describeDifference({ ...base, changes, difference: difference(unclear) });
    expect(text).toMatch(/^With AMHP training stopped, as happened and ten acute beds closed, /);
    expect(text).toContain('without them');
  });

  it('quotes a title that is a clause of its own', () => {
    const text = describeDifference({ ...base, changes: ['Referrals grow by 10 % a year'], difference: difference() });
    expect(text).toMatch(/^With “Referrals grow by 10 % a year”, the median wait/);
  });

  it('leaves the changes out where they were named before', () => {
    const text = describeDifference({ ...base, difference: difference(), isShort: true });
    expect(text).toMatch(/^The median wait for IPU 3-8/);
  });

  it('names the part of the people, and speaks in the unit that the subject leaves open', () => {
    const high = { ...measure, part: 'need: high' };
    expect(describeDifference({ ...base, measure: high, difference: difference() })).toContain(
      'Coventry (need: high) rises',
    );
    const amhps = {
      name: 'casesPerWte',
      title: 'Cases per WTE',
      service: 'IPU 3-8 care coordination',
      part: 'Social worker',
    };
    const cases = difference({ unit: 'people per WTE', baseline: 16, changed: 19, mean: 3, halfWidth: 1.2 });
    expect(describeDifference({ ...base, measure: amhps, difference: cases })).toContain(
      'the caseload of each whole-time social worker in IPU 3-8 care coordination rises from 16 to 19 people over three years',
    );
  });

  it('falls back on the title of a measure that it has no phrase for', () => {
    const other = { name: 'oddity', title: 'Odd things counted', service: 'the ward', part: '' };
    expect(describeDifference({ ...base, measure: other, difference: difference() })).toContain(
      'the figure “odd things counted” (the ward) rises from 18 to 24 weeks over three years',
    );
  });

  it('never shows a hole', () => {
    const holes = difference({ baseline: NaN, changed: NaN, mean: NaN, halfWidth: NaN, verdict: 'too close to call' });
    expect(describeDifference({ ...base, difference: holes })).not.toMatch(/NaN|undefined|null/);
  });
});

describe('what would settle a call', () => {
  it.each([
    ['nothing more, once it is settled', {}, undefined],
    [
      'more replications',
      { ...unclear, margin: 0, replicationsToSettle: 64 },
      'About 44 more replications would settle it.',
    ],
    ['one more', { ...unclear, margin: 0, replicationsToSettle: 21 }, 'About 1 more replication would settle it.'],
    [
      'nothing that is known',
      { ...unclear, margin: 0, replicationsToSettle: null },
      'More replications would not settle it.',
    ],
    ['the margin', { ...unclear }, 'Any difference is smaller than 1 week, the least that matters here.'],
    [
      'an answer to many questions at once',
      { ...unclear, mean: 5, margin: 1, replicationsToSettle: 2 },
      'The interval leaves no difference out, but with this many measures asked about that can be chance: more replications would tell.',
    ],
    ['equality', { ...unclear, mean: 0, halfWidth: 0 }, 'No difference in any replication.'],
  ] as const)('%s', (_, patch, text) => {
    expect(describeWhatWouldSettle(difference(patch))).toBe(text);
  });
});

describe('the measure to lead with', () => {
  const wait = difference();
  const list = difference({ id: 'clinic.waitingAtEnd', unit: 'people', mean: 238, margin: 20 });
  const caseload = difference({ id: 'team.caseload', mean: 400, margin: 20, good: 'none', verdict: 'higher' });
  const settledLittle = difference({ id: 'hub.achieved', mean: 1, margin: 1 });
  const open = difference({ id: 'other.waitMedian', mean: 900, verdict: 'too close to call' });
  const secondary = difference({ id: 'odd', mean: 9000, primary: false });

  it('is the one that the change is about', () => {
    expect(leadingDifference([list, wait, secondary], wait.id)).toBe(wait);
  });

  it('is never a secondary one while there are primary ones', () => {
    expect(leadingDifference([wait, secondary], secondary.id)).toBe(wait);
  });

  it('is the settled one that moves most against its margin, with a direction', () => {
    expect(leadingDifference([open, settledLittle, caseload, list])).toBe(list);
  });

  it('is the first primary one when nothing is settled', () => {
    expect(leadingDifference([secondary, open, { ...open, id: 'second' }])).toBe(open);
    expect(leadingDifference([])).toBeUndefined();
  });

  it('stands beside a count of all verdicts', () => {
    expect(countVerdicts([wait, list, open, caseload])).toBe('2 worse, 1 higher and 1 too close to call');
  });
});

describe('the first letter of a title inside a sentence', () => {
  it.each([
    ['Vacancies frozen', 'vacancies frozen'],
    ['AMHP hub', 'AMHP hub'],
    ['IPU 3-8', 'IPU 3-8'],
    ['Central Booking Service', 'Central Booking Service'],
    ['Warwickshire hires', 'Warwickshire hires'],
    ['Memory assessment, first appointment', 'memory assessment, first appointment'],
    ['A recruitment drive', 'a recruitment drive'],
  ])('%s becomes %s', (title, text) => {
    expect(lowerFirst(title, new Set(['Warwickshire']))).toBe(text);
  });
});
