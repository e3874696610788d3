/**
 * Reads references: ids of services, posts, calendars and attributes, and what is built from them alone. Collects
 * everything that is wrong.
 */
import { Calendar, daysSinceEpoch, weekdayOf } from '../events/calendar';
import { DAYS, type PriorityField, type Selector } from './fields';
import type { ScenarioIssue } from './issue';
import type { Scenario } from './schema';

/** One attribute's allowed values; `attribute` −1 is the built-in `coordinated` (0 no, 1 yes). */
export interface ConditionPart {
  attribute: number;
  allowed: Uint8Array;
}
/** All parts must hold; an empty condition holds for everybody. */
export type Condition = readonly ConditionPart[];

/** Ranks by an attribute: `rankOf[value]`; an attribute of −2 means that everybody has rank 0. */
export interface CompiledPriority {
  attribute: number;
  rankOf: Uint8Array;
  ranks: number;
}

/** No priority: one rank for all. */
export const ONE_RANK: CompiledPriority = { attribute: -2, rankOf: new Uint8Array(1), ranks: 1 };

const DAY_NAMES: readonly (typeof DAYS)[number][] = DAYS;

/** @see the file's comment */
export class ReferenceReader {
  readonly issues: ScenarioIssue[] = [];
  readonly attributeIds: string[];
  readonly serviceIds: string[];
  private readonly calendars = new Map<string, Calendar>();

  constructor(readonly scenario: Scenario) {
    this.attributeIds = Object.keys(scenario.attributes);
    this.serviceIds = Object.keys(scenario.services);
  }

  /** Note something that is wrong. */
  fail(code: string, path: string, message: string): void {
    this.issues.push({ code, path, message });
  }

  /** Compile a selector; missing means everybody. */
  condition(path: string, selector: Selector | undefined): Condition {
    return Object.entries(selector ?? {}).map(([attribute, wanted]) => {
      const values = Array.isArray(wanted) ? wanted : [wanted];
      if (attribute === 'coordinated') {
        const allowed = new Uint8Array(2);
        for (const value of values) {
          if (value !== 'yes' && value !== 'no')
            this.fail('unknown-value', path, `coordinated is yes or no, not "${value}".`);
          allowed[value === 'yes' ? 1 : 0] = 1;
        }
        return { attribute: -1, allowed };
      }
      const index = this.attribute(path, attribute);
      const allowed = new Uint8Array(64);
      for (const value of values) allowed[this.attributeValue(path, attribute, value)] = 1;
      return { attribute: index, allowed };
    });
  }

  /** Index of an attribute. */
  attribute(path: string, id: string): number {
    const index = this.attributeIds.indexOf(id);
    if (index < 0)
      this.fail(
        'unknown-attribute',
        path,
        `there is no attribute "${id}"; the scenario has ${listOf(this.attributeIds)}.`,
      );
    return Math.max(0, index);
  }

  /** Index of an attribute's value. */
  attributeValue(path: string, attribute: string, value: string): number {
    const known = Object.hasOwn(this.scenario.attributes, attribute) ? this.scenario.attributes[attribute].values : [];
    const values = known.map((entry) => entry.id);
    const index = values.indexOf(value);
    if (index < 0 && values.length > 0)
      this.fail('unknown-value', path, `${attribute} has no value "${value}"; it has ${listOf(values)}.`);
    return Math.max(0, index);
  }

  /** Index of a service. */
  service(path: string, id: string): number {
    const index = this.serviceIds.indexOf(id);
    if (index < 0) this.fail('unknown-service', path, `there is no service "${id}"${nearest(id, this.serviceIds)}.`);
    return Math.max(0, index);
  }

  /** Index of a post group. */
  postGroup(path: string, id: string): number {
    const ids = Object.keys(this.scenario.posts);
    const index = ids.indexOf(id);
    if (index < 0) this.fail('unknown-posts', path, `there is no post group "${id}"${nearest(id, ids)}.`);
    return Math.max(0, index);
  }

  /** A calendar; one that is open all week stands in for one that is unknown. */
  calendar(path: string, id: string): Calendar {
    const known = this.calendars.get(id);
    if (known !== undefined) return known;
    const { scenario } = this;
    const field = Object.hasOwn(scenario.calendars, id) ? scenario.calendars[id] : undefined;
    if (field === undefined)
      this.fail(
        'unknown-calendar',
        path,
        `there is no calendar "${id}"${nearest(id, Object.keys(scenario.calendars))}.`,
      );
    const { startDate, horizonDays } = scenario.run;
    const stretches = (field?.open ?? [{ days: DAY_NAMES, from: 0, to: 24 }]).flatMap(({ days, from, to }) => {
      if (from >= to)
        this.fail(
          'hours',
          `calendars.${id}.open`,
          `it opens at ${from} and closes at ${to}; let it close later than it opens (split a night at midnight).`,
        );
      return days.map((day) => ({ day: DAY_NAMES.indexOf(day), from, to }));
    });
    stretches.sort((a, b) => a.day - b.day || a.from - b.from);
    if (
      stretches.some(
        (stretch, i) => i > 0 && stretches[i - 1].day === stretch.day && stretches[i - 1].to > stretch.from,
      )
    ) {
      this.fail('hours', `calendars.${id}.open`, 'two stretches of one day overlap; join them into one.');
    }
    if (field?.holidays !== undefined && !Object.hasOwn(scenario.holidays, field.holidays)) {
      this.fail(
        'unknown-holidays',
        `calendars.${id}.holidays`,
        `there is no set of holidays "${field.holidays}"${nearest(field.holidays, Object.keys(scenario.holidays))}.`,
      );
    }
    const dates = scenario.holidays[field?.holidays ?? '']?.dates ?? [];
    const holidays =
      startDate === undefined ? [] : dates.map((date) => daysSinceEpoch(date) - daysSinceEpoch(startDate));
    const calendar = new Calendar(stretches, this.startWeekday, holidays, horizonDays + 400);
    this.calendars.set(id, calendar);
    return calendar;
  }

  /** Weekday of day 0 (0 = Monday). */
  get startWeekday(): number {
    const { startDate } = this.scenario.run;
    return startDate === undefined ? 0 : weekdayOf(startDate);
  }

  /** Complain when an id is not one of a collection. */
  known(path: string, what: string, id: string | undefined, collection: object): void {
    if (id !== undefined && !Object.hasOwn(collection, id)) {
      this.fail(`unknown-${what}`, path, `there is no ${what} "${id}"${nearest(id, Object.keys(collection))}.`);
    }
  }

  /** Compile ranks; values that are not named come last. */
  priority(path: string, field: PriorityField | undefined): CompiledPriority {
    if (field === undefined) return ONE_RANK;
    const attribute = this.attribute(`${path}.by`, field.by);
    const rankOf = new Uint8Array(64).fill(field.order.length);
    field.order.forEach((value, rank) => {
      rankOf[this.attributeValue(`${path}.order.${rank}`, field.by, value)] = rank;
    });
    return { attribute, rankOf, ranks: field.order.length + 1 };
  }
}

/** Ids for a message: all of a few, else the first ones. */
export function listOf(ids: readonly string[]): string {
  if (ids.length === 0) return 'none';
  return ids.length <= 12 ? ids.join(', ') : `${ids.slice(0, 12).join(', ')} and ${ids.length - 12} more`;
}

/** A suggestion in brackets when an id looks like one of these. */
export function nearest(id: string, ids: readonly string[]): string {
  const wanted = id.toLowerCase();
  const found =
    ids.find((other) => other.toLowerCase() === wanted) ??
    ids.find((other) => other.toLowerCase().startsWith(wanted.slice(0, 5)));
  return found === undefined ? `; the scenario has ${listOf(ids)}` : `; did you mean "${found}"`;
}
