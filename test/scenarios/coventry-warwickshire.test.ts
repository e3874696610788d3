import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  applyChanges,
  compile,
  describeIssue,
  readChange,
  readScenario,
  type Change,
  type Scenario,
} from '../../engine';
import type { ReadResult } from '../../engine';

const FOLDER = new URL('../../scenarios/coventry-warwickshire/', import.meta.url);
const CHANGE_FILES = readdirSync(new URL('changes/', FOLDER));
const WEEKS_A_YEAR = 365.25 / 7;

const text = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
function read<T>(result: ReadResult<T>): T {
  if (!result.ok) throw new Error(result.issues.map(describeIssue).join('\n'));
  return result.value;
}
const scenario: Scenario = read(readScenario(text('scenario.json')));
const change = (file: string): Change => read(readChange(text(`changes/${file}`)));
const value = (name: string) => scenario.parameters[name].value;

describe('scenario of Coventry and Warwickshire', () => {
  it('compiles, with the primary measures it names', () => {
    const model = compile(scenario);
    expect(model.primary.map(({ measure }) => measure)).toEqual(scenario.primaryMeasures.map(({ measure }) => measure));
  });

  it('names source, grade and range of every quantity', () => {
    for (const [name, parameter] of Object.entries(scenario.parameters)) {
      expect(parameter.low, name).toBeLessThanOrEqual(parameter.value);
      expect(parameter.value, name).toBeLessThanOrEqual(parameter.high);
      const key = parameter.source.split(/[\s;,]/)[0];
      if (parameter.grade === 'assumption') expect(parameter.source, name).toBe('assumption');
      else expect(Object.keys(scenario.sources), name).toContain(key);
    }
  });

  it('says of every locally published quantity in which section', () => {
    for (const [name, { grade, source }] of Object.entries(scenario.parameters)) {
      if (grade === 'published locally') expect(source, name).toMatch(/^price-2017 (§\d|table \d)/);
    }
  });

  it('says that it is dated', () => {
    expect(scenario.caution).toContain('2016/17');
    expect(scenario.run.startDate).toBe('2017-04-01');
  });

  it('explains every quantity in its README', () => {
    const readme = text('README.md');
    for (const name of Object.keys(scenario.parameters)) expect(readme, name).toContain(`| \`${name}\` |`);
    for (const key of Object.keys(scenario.sources)) expect(readme, key).toContain(`\`${key}\``);
  });
});

describe('balance of the scenario', () => {
  it('has open cases of 5,270 people with coordinators', () => {
    const named = Object.values(scenario.services).flatMap((service) =>
      service.kind === 'team' && service.coordinators === 'named' ? [service] : [],
    );
    const cases = named.map(({ staff }) =>
      staff.reduce((sum, { posts, startCases }) => sum + value(String(startCases)) * value(`${posts}InPost`), 0),
    );
    expect(cases.map(Math.round).sort((a, b) => a - b)).toEqual([204, 213, 400, 507, 892, 893, 1026, 1136]);
    expect(cases.reduce((sum, count) => sum + count, 0)).toBeCloseTo(5270, -1);
  });

  it('has 1,628 people on waiting lists and 138 in home treatment', () => {
    const waiting = ['waiting38', 'waiting1017', 'waitingMemory', 'waitingDementia'].flatMap((name) => [
      value(`${name}Coventry`),
      value(`${name}Warwickshire`),
    ]);
    expect(waiting.reduce((sum, count) => sum + count, 0)).toBe(1628);
    const treated = (place: string) =>
      value(`startCrisis${place}`) *
      ['Nurses', 'Ots', 'SupportWorkers'].reduce((sum, posts) => sum + value(`crisis${place}${posts}InPost`), 0);
    expect(treated('Coventry')).toBeCloseTo(59, 0);
    expect(treated('Warwickshire')).toBeCloseTo(79, 0);
  });

  it('sends 251.8 people a week to the booking service: all referrals but those already known', () => {
    const all = (value('referralsCoventry') + value('referralsWarwickshire')) / WEEKS_A_YEAR;
    expect(all).toBeCloseTo(260.7, 1);
    expect(all * (1 - value('urgentShare') * value('knownUrgentShare'))).toBeCloseTo(251.8, 0);
  });

  it('splits each place’s referrals by route: GPs, professionals, liaison and people themselves make one', () => {
    const liaison = 0.07;
    expect(value('gpShare') + value('otherProfessionalShare') + value('selfReferralShare') + liaison).toBeCloseTo(
      1,
      10,
    );
    for (const place of ['Coventry', 'Warwickshire']) {
      const exogenous = 1 - value(`returnedShare${place}`) - value('urgentShare') * value('knownUrgentShare');
      const passedOn = value(`liaisonReferrals${place}`) * value(`liaisonToBooking${place}`);
      expect(passedOn / value(`referrals${place}`)).toBeCloseTo(liaison * exogenous, 2);
    }
  });

  it('leaves no outcome out: shares of each route make at most one', () => {
    expect(
      value('accepted38') +
        value('outpatient38') +
        value('notClustered38') +
        value('to1017After38') +
        value('toMemoryAfter38') +
        value('toCrisisAfter38') +
        value('otherAfter38'),
    ).toBeCloseTo(0.95, 10);
    expect(
      value('accepted1017') + value('declined1017') + value('outpatient1017') + value('to38After1017'),
    ).toBeCloseTo(0.96, 10);
    expect(value('detainedShare') + value('informalShare') + value('notCompletedShare')).toBeCloseTo(0.62, 10);
  });

  it('offers the slots of the balance over a year, and 2 to 3 % more: 41.8 in IPU 3-8, 10.7 and 25.4 a week for memory', () => {
    const atWork = ((1 - value('annualLeaveShare')) * (1 - value('sicknessShare')) * 252.9) / 260.9;
    const offered = (slots: string, posts: string) => value(slots) * value(`${posts}InPost`) * atWork;
    expect(offered('slots38Coventry', 'ipu38CoventryNurses') / 41.8).toBeCloseTo(1.017, 2);
    expect(offered('slotsMemoryCoventry', 'ipu1821CoventryNurses') / 10.7).toBeCloseTo(1.025, 2);
    expect(offered('slotsMemoryWarwickshire', 'ipu1821WarwickshireNurses') / 25.4).toBeCloseTo(1.03, 2);
  });

  it.each([
    ['38', 'Coventry', 0.83],
    ['38', 'Warwickshire', 0.87],
    ['1017', 'Coventry', 0.92],
    ['1017', 'Warwickshire', 0.9],
  ])('has hours for so many of the contacts due, and plans fewer: IPU %s, %s', (ipu, place, allowed) => {
    const { [`ipu${ipu}Team${place}`]: team, [`ipu${ipu}Assessment${place}`]: clinic } = scenario.services;
    if (team.kind !== 'team' || clinic.kind !== 'clinic' || !('posts' in clinic.slots)) throw new Error('another kind');
    const amount = (field: unknown): number => (typeof field === 'number' ? field : value(String(field)));
    const clientHours = 26.0;
    const missed = value(`missed${ipu}`);
    const slotHours = (1 - missed) * amount(clinic.hours.attended) + missed * amount(clinic.hours.missed);
    const fullWeek = value('contractedHours') - value('overheadHours');
    // Hours a week of a post of each profession, less assessments; AMHPs have 69 % of a post.
    const posts = team.staff.map(({ posts: group, startCases, weight }) => {
      const share = group.endsWith('Amhps') ? 0.69 : 1;
      const slots = clinic.slots as { posts: { posts: string; perWeek: unknown }[] };
      const perWeek = slots.posts.find((entry) => entry.posts === group)?.perWeek ?? 0;
      const hours = clientHours * share * (1 - (amount(perWeek) * slotHours) / fullWeek);
      return { group, wte: value(`${group}InPost`), cases: amount(startCases), weight: amount(weight), hours, left: 1 };
    });
    // Standing work is shared in proportion to hours.
    for (const work of team.standingWork ?? []) {
      const who = posts.filter(({ group }) => work.posts === undefined || work.posts.includes(group));
      const hours = who.reduce((sum, post) => sum + post.wte * post.hours, 0);
      for (const post of who) post.left -= amount(work.hours) / hours;
    }
    const attended = 1 - value('missedContacts');
    const { rate, hours: contactHours, otherHours } = team.contacts;
    const costs = amount(contactHours) * (attended + value('missedContacts') * value('missedContactHours'));
    const made = posts.map(({ cases, weight, hours, left }) => {
      const forContacts = hours * left - cases * weight * amount(otherHours);
      return Math.min(1, forContacts / (cases * weight * amount(rate) * costs));
    });
    const cases = posts.map((post) => post.cases * post.wte);
    const weighted = cases.reduce((sum, count, i) => sum + count * made[i], 0) / cases.reduce((sum, n) => sum + n, 0);
    expect(weighted * attended).toBeCloseTo(allowed, 2);
    expect(value(`plannedPart${ipu}${place}`)).toBeLessThan(allowed);
  });

  it('takes the hours of meetings, supervision and training apart, and leaves their sum', () => {
    const parts = ['meetingHours', 'handoverHours', 'supervisionHours', 'trainingHours', 'otherOverheadHours'];
    expect(parts.reduce((sum, name) => sum + value(name), 0)).toBeCloseTo(value('overheadHours'), 10);
  });

  it('leaves posts empty as long as before: 52 weeks in the trust, 30 in the councils', () => {
    const rounds = value('timeToHire') - value('noticePeriod');
    const empty = (approval: string, success: string) =>
      value(approval) + rounds / value(success) + value('noticePeriod');
    expect(empty('approvalTrust', 'hireSuccessTrust')).toBeCloseTo(52, 0);
    expect(empty('approvalCouncils', 'hireSuccessCouncils')).toBeCloseTo(30, 0);
  });

  it('has a stay of 33 days in a bed, delays included', () => {
    expect(value('delayedShare') * value('delayedTime')).toBeCloseTo(value('acuteStayDelayed'), 2);
    expect(value('acuteStayDelayed') / value('acuteStay')).toBeCloseTo(0.07, 2);
  });

  it('has five on stage 1 of AMHP training in Coventry and one on stage 2', () => {
    const onStage = (stage: number) =>
      Object.keys(scenario.parameters)
        .filter((name) => new RegExp(`^amhpStage${stage}Ipu\\d+Coventry$`).test(name))
        .reduce((sum, name) => sum + value(name), 0);
    expect(onStage(1)).toBe(5);
    expect(onStage(2)).toBe(1);
  });

  it('needs 1,970 Mental Health Act assessments a year', () => {
    const hubs =
      value('hubReferralsCoventry') * value('hubProceedsCoventry') +
      value('hubReferralsWarwickshire') * value('hubProceedsWarwickshire');
    const crisis = (place: string) =>
      value(`section136${place}`) +
      value(`crisisMha${place}`) +
      value(`liaisonReferrals${place}`) * value(`liaisonToAct${place}`);
    expect(hubs).toBeCloseTo(1194, -1);
    expect(hubs + crisis('Coventry') + crisis('Warwickshire')).toBeCloseTo(1970, -1);
  });

  it('has people for about four on Coventry’s rota and four on Warwickshire’s', () => {
    const daysAYear = value('hubRotaDays') * 12;
    const amhps = (place: string) =>
      ['38', '1017', '1821'].reduce((sum, ipu) => sum + value(`ipu${ipu}${place}AmhpsInPost`), 0);
    expect(((amhps('Coventry') + value('hubManagers') * value('managerRotaShare')) * daysAYear) / 253).toBeCloseTo(
      3.84,
      2,
    );
    expect((amhps('Warwickshire') * daysAYear) / 253).toBeCloseTo(3.98, 2);
  });
});

describe.each(CHANGE_FILES)('change %s', (file) => {
  it('applies, compiles and says what it expects', () => {
    const found = change(file);
    expect(`${found.id}.json`).toBe(file);
    expect(found.expected).toBeTruthy();
    const model = compile(read(applyChanges(scenario, [found])));
    const ids = model.layout.measures.map(({ id }) => id);
    expect(ids).toContain(found.about?.measure);
  });
});
