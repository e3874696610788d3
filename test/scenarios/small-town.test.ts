/** The invented small town: its balance by hand, its checks, and what its changes move. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  applyChanges,
  compare,
  compile,
  describeIssue,
  readChange,
  readScenario,
  replicate,
  type Change,
  type Model,
  type ReadResult,
  type ReplicationResult,
  type Scenario,
} from '../../engine';
import { erlangB } from '../../engine/statistics/queueing';
import { evaluateCheck, VALIDATION_SEED, type ScenarioCheck } from '../../scripts/scenario-checks';

const FOLDER = new URL('../../scenarios/small-town/', import.meta.url);
const CHANGES = readdirSync(new URL('changes/', FOLDER)).map((file) => file.replace('.json', ''));
const WEEKS_A_YEAR = 365.25 / 7;
const REPLICATIONS = 10;

const text = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
function read<T>(result: ReadResult<T>): T {
  if (!result.ok) throw new Error(result.issues.map(describeIssue).join('\n'));
  return result.value;
}
const scenario: Scenario = read(readScenario(text('scenario.json')));
const checks = JSON.parse(text('checks.json')) as ScenarioCheck[];
const change = (id: string): Change => read(readChange(text(`changes/${id}.json`)));
const value = (name: string) => scenario.parameters[name].value;

/** The model and replications of a change ('' for none), made once. */
const made = new Map<string, { model: Model; results: ReplicationResult[] }>();
function replications(id: string) {
  const known = made.get(id);
  if (known !== undefined) return known;
  const model = compile(id === '' ? scenario : read(applyChanges(scenario, [change(id)])));
  const results = Array.from({ length: REPLICATIONS }, (_, number) => replicate(model, VALIDATION_SEED, number));
  const fresh = { model, results };
  made.set(id, fresh);
  return fresh;
}

describe('the small town', () => {
  it('says that it is invented', () => {
    expect(scenario.title).toContain('invented');
    expect(scenario.caution).toContain('does not exist');
    expect(text('README.md')).toContain('does not exist');
  });

  it('is small: about a dozen services, and 25 posts', () => {
    expect(Object.keys(scenario.services)).toHaveLength(13);
    const posts = ['frontDeskPosts', 'nursesEstablished', 'socialWorkPosts', 'approvedPosts', 'peerPosts'];
    expect(posts.reduce((sum, name) => sum + value(name), 0)).toBeCloseTo(24.6, 10);
  });

  it('names source, grade and range of every quantity', () => {
    for (const [name, { low, high, value: middle, source, grade }] of Object.entries(scenario.parameters)) {
      expect(low, name).toBeLessThanOrEqual(middle);
      expect(middle, name).toBeLessThanOrEqual(high);
      if (grade === 'assumption') expect(source, name).toBe('assumption');
      else expect(Object.keys(scenario.sources), name).toContain(source);
    }
  });

  it('has primary measures that a model has', () => {
    expect(compile(scenario).primary.map(({ measure }) => measure)).toEqual(
      scenario.primaryMeasures.map(({ measure }) => measure),
    );
  });
});

describe('its balance', () => {
  const atWork = (1 - value('leaveShare')) * (1 - value('sicknessShare')) * (252.9 / 260.9);
  const newReferrals = (value('population') * value('newReferralRate')) / WEEKS_A_YEAR;
  const shares = {
    Light: 1 - value('markedShare') - value('severeShare'),
    Marked: value('markedShare'),
    Severe: value('severeShare'),
  };
  const needs = Object.keys(shares) as (keyof typeof shares)[];
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const offered = needs.map((need) => shares[need] * value(`meetingShare${need}`));
  const missed = value('harbourShare') * value('missedHarbour') + (1 - value('harbourShare')) * value('missedVillages');
  const appointments = 1 + missed * value('meetingRebooked');
  const attend = (1 - missed) * appointments;
  const slots =
    atWork * (value('nursesInPost') * value('nurseMeetings') + value('socialWorkPosts') * value('socialWorkMeetings'));
  const referrals = 23.2;

  it('brings about 1,200 referrals a year to the front desk, returns among them', () => {
    const [atDesk, afterMeeting] = [referrals * (1 - 0.59 - 0.012), 11.8 * (1 - 0.6)];
    const hub =
      ((value('population') * value('hubRequestRate')) / WEEKS_A_YEAR + 0.28) * (1 - 0.75 * value('admittedShare'));
    const advice = atDesk + afterMeeting + hub;
    const returns = value('returnAfterAdvice') * advice + value('returnAfterCare') * 8.3 + value('returnNotSeen') * 1.9;
    expect(advice).toBeCloseTo(16.7, 0);
    expect(newReferrals).toBeCloseTo(19.5, 1);
    expect(returns).toBeCloseTo(3.6, 0);
    expect((newReferrals + 3.6) * WEEKS_A_YEAR).toBeCloseTo(1210, -1);
    expect(value('comingBackAtStart')).toBeCloseTo((3.6 * value('returnWithin')) / 2, 0);
  });

  it('keeps the list for first meetings where it starts', () => {
    expect(sum(offered)).toBeCloseTo(0.59, 2);
    expect(slots).toBeCloseTo(14.2, 1);
    const balance = (referrals * sum(offered) - 14 / appointments) / value('leavesList');
    expect(balance).toBeCloseTo(value('listAtStart'), -1);
    expect(value('waitedAtStart')).toBeCloseTo(value('listAtStart') / (referrals * sum(offered)), 1);
    expect(offered[1] / sum(offered)).toBeCloseTo(value('listMarked'), 2);
    expect(offered[2] / sum(offered)).toBeCloseTo(value('listSevere'), 2);
  });

  it('starts with the caseload that starts and stays make', () => {
    const seen = (14 / appointments) * attend;
    const starts = needs.map((need, i) => (seen * offered[i] * value(`takenOn${need}`)) / sum(offered));
    starts[2] += 1.24 * value('unitToTeam');
    const caseload = needs.map((need, i) => starts[i] * value(`stay${need}`));
    const atStart =
      value('nursesInPost') * value('nurseCases') +
      value('socialWorkPosts') * value('socialWorkCases') +
      value('approvedPosts') * value('approvedCases') +
      value('peerPosts') * value('peerCases');
    expect(atStart).toBe(490);
    expect(sum(caseload) / atStart).toBeCloseTo(1, 1);
    expect(caseload[1] / sum(caseload)).toBeCloseTo(value('caseloadMarked'), 1);
    expect(caseload[2] / sum(caseload)).toBeCloseTo(value('caseloadSevere'), 1);
  });

  it('has the assessments of 268 per 100,000 people, and beds by Erlang’s loss formula', () => {
    const requests = value('population') * value('hubRequestRate');
    const fromDesk = referrals * WEEKS_A_YEAR * value('severeShare') * value('deskToHub');
    const assessments = (requests + fromDesk) * value('hubProceeds');
    expect(assessments / ((value('population') * 268) / 100_000)).toBeCloseTo(1, 1);
    const admissions = (assessments / WEEKS_A_YEAR) * value('admittedShare') + 490 * value('stepUp');
    const load = (admissions * value('unitStay')) / 7;
    const elsewhere = load * erlangB(value('unitBeds'), load);
    expect(load - elsewhere).toBeCloseTo(value('inUnitAtStart'), 0);
    expect(elsewhere).toBeCloseTo(value('elsewhereAtStart'), 0);
  });
});

describe('its checks', () => {
  it('have ids of their own, kinds and known sources', () => {
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
    for (const { id, kind, source } of checks) {
      expect(['input', 'calibrated', 'emergent'], id).toContain(kind);
      expect(Object.keys(scenario.sources), id).toContain(source);
    }
  });

  it.each(checks.map((check) => [check.id, check] as const))(
    '%s holds',
    (_id, check) => {
      const { model, results } = replications(check.change ?? '');
      const { mean, halfWidth, holds } = evaluateCheck(check, model.layout, results);
      expect(holds, `${mean} ± ${halfWidth}, expected ${check.low} to ${check.high}`).toBe(true);
    },
    120_000,
  );
});

describe('its changes', () => {
  it('are three', () => {
    expect(CHANGES).toEqual(['longer-first-meetings', 'second-nurse-post-frozen', 'walk-in-hour']);
  });

  it.each(CHANGES)(
    '%s moves what it is about, as expected',
    (id) => {
      const { about, ...found } = change(id);
      expect(found.id).toBe(id);
      expect(found.expected).toBeTruthy();
      const [base, changed] = [replications(''), replications(id)];
      const solved = [base, changed].map(({ model, results }) => ({ layout: model.layout, results }));
      const [{ differences }] = compare(solved[0], [solved[1]], []);
      const difference = differences.find((entry) => entry.id === about?.measure);
      const sign = about?.direction === 'higher' ? 1 : -1;
      expect(sign * (difference?.mean ?? NaN)).toBeGreaterThan(difference?.halfWidth ?? NaN);
    },
    120_000,
  );
});
