/** Rules across the fields of a scenario that hold before it is compiled: ids that must exist, dates, counts, hours. */
import type { PaidByField } from './costs';
import type { ScenarioIssue } from './issue';
import { OUTPUT_ROLES, canPlay } from './output-roles';
import type { Scenario } from './schema';
import { splitOf, type ServiceField } from './services';
import { dayOf } from './timeline';
import { listOf, sentence, wayOut } from './wording';

/** The most that one scenario may hold of each. */
const MOST = { services: 300, posts: 400, parameters: 3000, targets: 40, payers: 50, bands: 200, costs: 300 } as const;

/** Collections that others name entries of, and what one entry is called. */
const ENTRY_NAMES = {
  places: 'place',
  professions: 'profession',
  employers: 'employer',
  groups: 'group',
  attributes: 'attribute',
  holidays: 'set of holidays',
  calendars: 'calendar',
  profiles: 'profile',
  parameters: 'parameter',
  posts: 'group of posts',
  payers: 'payer',
  bands: 'band',
} as const;

/**
 * Check what needs no compiling. Routes, services and attributes that services name are checked when the scenario is
 * compiled.
 *
 * @returns everything that is wrong, in the order of the file
 */
export function checkScenario(scenario: Scenario): ScenarioIssue[] {
  const check = new ScenarioCheck(scenario);
  check.counts();
  check.run();
  check.calendars();
  check.workforce();
  check.money();
  for (const [id, service] of Object.entries(scenario.services)) check.service(`services.${id}`, service);
  check.timeline();
  check.scorecard();
  return check.issues;
}

/** Whether a date written YYYY-MM-DD exists: 2026-02-30 does not. */
export function isRealDate(date: string): boolean {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

class ScenarioCheck {
  readonly issues: ScenarioIssue[] = [];

  constructor(private readonly scenario: Scenario) {}

  counts(): void {
    for (const [collection, most] of Object.entries(MOST)) {
      const count = Object.keys(this.scenario[collection as keyof typeof MOST] ?? {}).length;
      if (count > most)
        this.fail('too-many', collection, `there are ${count} ${collection}; a scenario holds at most ${most}.`);
    }
  }

  run(): void {
    const { run, attributes } = this.scenario;
    this.date('run.startDate', run.startDate);
    if (run.warmUpDays >= run.horizonDays) {
      const days = `the warm-up of ${run.warmUpDays} days leaves nothing of a run of ${run.horizonDays} days`;
      this.fail('warm-up', 'run.warmUpDays', `${days}; warm up for fewer days, or run for longer.`);
    }
    this.unique('run.observeAt', run.observeAt);
    run.splitBy.forEach((id, i) => this.known(`run.splitBy.${i}`, 'attributes', id));
    for (const [id, attribute] of Object.entries(attributes)) this.unique(`attributes.${id}.values`, attribute.values);
  }

  calendars(): void {
    const { holidays, calendars, profiles } = this.scenario;
    for (const [id, { dates }] of Object.entries(holidays)) {
      dates.forEach((date, i) => this.date(`holidays.${id}.dates.${i}`, date));
    }
    for (const [id, calendar] of Object.entries(calendars)) {
      const path = `calendars.${id}`;
      if (calendar.holidays !== undefined) this.holidays(`${path}.holidays`, calendar.holidays);
      calendar.open.forEach(({ from, to }, i) => {
        if (from >= to)
          this.fail(
            'hours',
            `${path}.open.${i}`,
            `opening at ${from} and closing at ${to} leaves no open hours; a stretch over midnight is two, to 24 and from 0.`,
          );
      });
      this.overlaps(path, calendar.open);
    }
    for (const [id, { holidays: shape, weights, normalise }] of Object.entries(profiles)) {
      const path = `profiles.${id}`;
      if (shape !== undefined) this.holidays(`${path}.holidays.set`, shape.set);
      if (normalise && weights.every((weight) => weight === 0)) {
        this.fail(
          'weights',
          `${path}.weights`,
          'all weights are 0, so they cannot be scaled to mean 1; give some step a weight.',
        );
      }
    }
  }

  workforce(): void {
    for (const [id, group] of Object.entries(this.scenario.posts)) {
      const path = `posts.${id}`;
      this.known(`${path}.profession`, 'professions', group.profession);
      this.known(`${path}.employer`, 'employers', group.employer);
      this.known(`${path}.place`, 'places', group.place);
      this.known(`${path}.calendar`, 'calendars', group.calendar);
      this.known(`${path}.band`, 'bands', group.band);
      this.unique(`${path}.sickSpells`, group.sickSpells);
      this.unique(`${path}.protectedTime`, group.protectedTime);
    }
    for (const [id, { from, to, course }] of Object.entries(this.scenario.qualifications)) {
      this.known(`qualifications.${id}.from`, 'posts', from);
      this.known(`qualifications.${id}.to`, 'posts', to);
      this.unique(`qualifications.${id}.course.stages`, course?.stages);
    }
  }

  money(): void {
    const { employers, costs } = this.scenario;
    for (const [id, { paidBy }] of Object.entries(employers)) this.payers(`employers.${id}.paidBy`, paidBy);
    for (const [id, { paidBy }] of Object.entries(costs)) this.payers(`costs.${id}.paidBy`, paidBy);
  }

  service(path: string, service: ServiceField): void {
    this.known(`${path}.place`, 'places', service.place);
    this.known(`${path}.group`, 'groups', service.group);
    if (service.shownAs !== undefined && !canPlay(service.kind, service.shownAs)) {
      const kinds = OUTPUT_ROLES[service.shownAs].join(' or ');
      this.fail(
        'output-role',
        `${path}.shownAs`,
        `${service.shownAs} is a part for a ${kinds}, and this is a ${service.kind}; leave it out, or name another part.`,
      );
    }
    this.all(`${path}.splitBy`, 'attributes', splitOf(service));
    switch (service.kind) {
      case 'source':
        if ('rate' in service.arrivals) this.all(`${path}.arrivals.profiles`, 'profiles', service.arrivals.profiles);
        break;
      case 'desk': {
        const { servers } = service;
        if ('posts' in servers) this.all(`${path}.servers.posts`, 'posts', servers.posts);
        if ('shifts' in servers)
          servers.shifts.forEach((shift, i) =>
            this.known(`${path}.servers.shifts.${i}.calendar`, 'calendars', shift.calendar),
          );
        else this.known(`${path}.servers.calendar`, 'calendars', servers.calendar);
        break;
      }
      case 'clinic':
        if ('posts' in service.slots) this.staff(`${path}.slots.posts`, service.slots.posts);
        else this.known(`${path}.slots.calendar`, 'calendars', service.slots.calendar);
        this.unique(`${path}.turns`, service.turns);
        break;
      case 'team':
        this.staff(`${path}.staff`, service.staff);
        service.skill?.forEach(({ posts }, i) => this.all(`${path}.skill.${i}.posts`, 'posts', posts));
        service.standingWork?.forEach(({ posts }, i) => this.all(`${path}.standingWork.${i}.posts`, 'posts', posts));
        this.unique(`${path}.standingWork`, service.standingWork);
        this.unique(`${path}.urgent`, service.urgent);
        break;
      case 'duty':
        this.known(`${path}.calendar`, 'calendars', service.calendar);
        this.staff(`${path}.roster`, service.roster);
        this.all(`${path}.pull.posts`, 'posts', service.pull?.posts);
        this.unique(`${path}.steps`, service.steps);
        break;
      case 'delay':
        this.unique(`${path}.held`, service.held);
        break;
      case 'exit':
        break;
    }
  }

  timeline(): void {
    const { timeline, run } = this.scenario;
    timeline.forEach(({ parameter, at, until }, i) => {
      const path = `timeline.${i}`;
      this.known(`${path}.parameter`, 'parameters', parameter);
      const dated = [this.instant(`${path}.at`, at), this.instant(`${path}.until`, until)];
      if (dated.includes(false) || until === undefined) return;
      if (dayOf(until, run.startDate) <= dayOf(at, run.startDate)) {
        this.fail('until', `${path}.until`, `this ends at ${until}, not after its start at ${at}; choose a later end.`);
      }
    });
  }

  scorecard(): void {
    this.scenario.scorecard?.forEach(({ measures, notSimulated }, i) => {
      if ((measures === undefined) === (notSimulated === undefined)) {
        const rule =
          'a line names the measures that give it, or says in notSimulated why none does; write one of them.';
        this.fail('scorecard', `scorecard.${i}`, rule);
      }
      measures?.forEach((id, m) => {
        if (id.split('*').length > 2)
          this.fail('scorecard', `scorecard.${i}.measures.${m}`, 'only one * may stand in the id of a measure.');
      });
    });
  }

  /** @returns whether the instant can be placed in time */
  private instant(path: string, instant: string | number | undefined): boolean {
    if (typeof instant !== 'string') return true;
    return this.date(path, instant) && this.startDateFor(path, `the date ${instant}`);
  }

  private holidays(path: string, id: string): void {
    this.known(path, 'holidays', id);
    this.startDateFor(path, 'a calendar or profile with holidays');
  }

  private startDateFor(path: string, what: string): boolean {
    if (this.scenario.run.startDate !== undefined) return true;
    this.fail('start-date', path, `${what} means nothing while day 0 has no date; set run.startDate.`);
    return false;
  }

  private date(path: string, date: string | undefined): boolean {
    if (date === undefined || isRealDate(date)) return true;
    this.fail('date', path, `there is no day ${date}; write one that exists as YYYY-MM-DD.`);
    return false;
  }

  private overlaps(path: string, open: Scenario['calendars'][string]['open']): void {
    for (const [i, later] of open.entries()) {
      const clash = open.findIndex((earlier, j) => {
        const days = earlier.days.filter((day) => later.days.includes(day));
        return j < i && days.length > 0 && earlier.from < later.to && later.from < earlier.to;
      });
      if (clash >= 0)
        this.fail(
          'hours',
          `${path}.open.${i}`,
          `these hours overlap those of open.${clash} on the same day; join the two.`,
        );
      if (new Set(later.days).size < later.days.length)
        this.fail('hours', `${path}.open.${i}.days`, 'a day stands twice in this list; name it once.');
    }
  }

  /** Staff lists: the groups exist, and none stands twice. */
  private staff(path: string, list: readonly { posts: string }[]): void {
    list.forEach(({ posts }, i) => this.known(`${path}.${i}.posts`, 'posts', posts));
    this.unique(
      path,
      list.map(({ posts }) => ({ id: posts })),
      '.posts',
    );
  }

  private payers(path: string, paidBy: PaidByField | undefined): void {
    if (typeof paidBy !== 'object') this.known(path, 'payers', paidBy);
    else for (const id of Object.keys(paidBy)) this.known(`${path}.${id}`, 'payers', id);
  }

  private all(path: string, collection: keyof typeof ENTRY_NAMES, ids: readonly string[] | undefined): void {
    ids?.forEach((id, i) => this.known(`${path}.${i}`, collection, id));
    this.unique(
      path,
      ids?.map((id) => ({ id })),
      '',
    );
  }

  private known(path: string, collection: keyof typeof ENTRY_NAMES, id: string | undefined): void {
    const entries = this.scenario[collection];
    if (id === undefined || Object.hasOwn(entries, id)) return;
    const ids = Object.keys(entries);
    const way = ids.length === 0 ? `${collection} is empty; add it there` : wayOut(id, ids);
    this.fail('unknown-id', path, sentence(`there is no ${ENTRY_NAMES[collection]} "${id}" in ${collection}; ${way}`));
  }

  private unique(path: string, list: readonly { id: string }[] | undefined, field = '.id'): void {
    const seen = new Set<string>();
    list?.forEach(({ id }, i) => {
      if (seen.has(id))
        this.fail(
          'duplicate-id',
          `${path}.${i}${field}`,
          `"${id}" stands twice in this list of ${listOf([...seen])}; each may stand once.`,
        );
      seen.add(id);
    });
  }

  private fail(code: string, path: string, message: string): void {
    this.issues.push({ code, path, message });
  }
}
