/** Turns what valibot found wrong into sentences that say what was found, what the rule is and what would do. */
import * as v from 'valibot';
import type { ScenarioIssue } from './issue';
import { MOST_VALUES } from './json-safety';
import {
  entriesFor,
  flatOptions,
  isExpression,
  kindsOf,
  schemasAt,
  takes,
  takesObjects,
  type SchemaPart,
} from './schema-walk';
import { found, listOf, pathText, sentence, shown, wayOut } from './wording';

/** Issues that one answer lists before it only counts the rest. */
export const MOST_ISSUES = 50;

/** Longest run, in days; the schema holds it too. */
const MOST_DAYS = 40_000;

/** Codes of rules whose own names say less. */
const CODES: Readonly<Record<string, string | undefined>> = { regex: 'form', iso_date: 'date' };

type Key = string | number;
type Found = v.BaseIssue<unknown>;

/** Where an option of a union does not even take this sort of value. */
const MISFIT = Infinity;

/** Check a value against a schema. @returns the checked value with defaults filled in, or what is wrong with it */
export function checkSchema<T>(
  schema: v.GenericSchema<unknown, T>,
  value: unknown,
): { ok: true; value: T } | { ok: false; issues: ScenarioIssue[] } {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return { ok: true, value: parsed.output };
  const issues: ScenarioIssue[] = [];
  let unread = parsed.issues.length;
  for (const issue of parsed.issues) {
    if (issues.length > MOST_ISSUES) break;
    unread--;
    issues.push(...explainIssue(schema as SchemaPart, value, [], issue));
  }
  return { ok: false, issues: firstIssues(issues, unread) };
}

/** At most {@link MOST_ISSUES} issues, then how many more there are, counting `unlisted` that are not in the list. */
export function firstIssues(issues: readonly ScenarioIssue[], unlisted = 0): ScenarioIssue[] {
  const more = Math.max(0, issues.length - MOST_ISSUES) + unlisted;
  const first = issues.slice(0, MOST_ISSUES);
  return more === 0 ? first : [...first, { code: 'more', path: '', message: `and ${more} more.` }];
}

/** @param base keys on the way to `value`, which `schema` speaks of; the issue's own path starts there */
function explainIssue(schema: SchemaPart, value: unknown, base: readonly Key[], issue: Found): ScenarioIssue[] {
  const own = (issue.path ?? []).map((item) => item.key as Key);
  const keys = [...base, ...own];
  const tell = (code: string, message: string) => [{ code, path: pathText(keys), message: sentence(message) }];
  const last = issue.path?.at(-1);
  const parts = schemasAt(schema, value, own);

  if (last !== undefined && 'origin' in last && last.origin === 'key') {
    if (issue.type === 'strict_object') return explainField(schema, value, base, own, issue);
    return tell(
      'bad-id',
      `"${shown(String(last.key))}" cannot be an id: ${issue.type === 'regex' ? issue.message : rule(issue)}`,
    );
  }
  if (issue.type === 'union') {
    const union = parts.find((part) => part.type === 'union');
    if (union !== undefined) return explainUnion(union, issue.input, keys);
  }
  if (issue.type === 'variant') return explainKind(schema, value, own, issue, tell);
  if (issue.kind === 'schema') {
    const wanted = parts.length > 0 ? takes(parts[0]) : 'something else';
    if (issue.type === 'literal' || issue.type === 'picklist') {
      const options = issue.type === 'picklist' ? (parts[0]?.options ?? []).map(String) : [];
      const near = typeof issue.input === 'string' && options.length > 0 ? wayOut(issue.input, options) : '';
      return tell(
        'wrong-value',
        `this must be ${wanted}, not ${found(issue.input)}${near.startsWith('did') ? `; ${near}` : ''}`,
      );
    }
    return tell('wrong-type', `this must be ${wanted}, not ${found(issue.input)}`);
  }
  if (keys.join('.') === 'run.horizonDays') return tell('horizon-out-of-range', horizonRule(issue.input));
  return tell(CODES[issue.type] ?? issue.type.replaceAll('_', '-'), rule(issue));
}

/** A field that is missing, or that nobody knows; of unknown ones every one, where valibot names only the first. */
function explainField(
  schema: SchemaPart,
  value: unknown,
  base: readonly Key[],
  own: Key[],
  issue: Found,
): ScenarioIssue[] {
  const holderKeys = own.slice(0, -1);
  const holder = issue.path?.at(-1)?.input;
  const path = pathText([...base, ...holderKeys]);
  if (Array.isArray(holder))
    return [{ code: 'wrong-type', path, message: `this must be an object, not ${found(holder)}.` }];

  const entries = schemasAt(schema, value, holderKeys)
    .map((part) => entriesFor(part, holder))
    .find((each) => each !== null);
  const fields = Object.keys(entries ?? {});
  const at = (key: string) => pathText([...base, ...holderKeys, key]);
  if (issue.expected !== 'never') {
    const name = String(own.at(-1));
    const wanted = entries?.[name] === undefined ? '' : `; it takes ${takes(entries[name])}`;
    return [{ code: 'missing-field', path: at(name), message: `the field "${name}" is missing${wanted}.` }];
  }
  const unknown = Object.keys(holder ?? {}).filter((key) => !fields.includes(key));
  return unknown.slice(0, MOST_ISSUES).map((key) => {
    const way = wayOut(key, fields);
    const allowed = way.startsWith('did') ? ` Allowed are ${listOf(fields)}.` : '';
    return {
      code: 'unknown-field',
      path: at(key),
      message: `unknown field "${shown(key)}"; ${sentence(way)}${allowed}`,
    };
  });
}

/** An object whose `kind` (or `op`) is missing or not one of those known. */
function explainKind(
  schema: SchemaPart,
  value: unknown,
  own: Key[],
  issue: Found,
  tell: (code: string, message: string) => ScenarioIssue[],
): ScenarioIssue[] {
  const variant = schemasAt(schema, value, own.slice(0, -1)).find((part) => part.type === 'variant');
  const holder = issue.path?.at(-1)?.input;
  // An issue that does not end in the kind is about the value itself, which is no object at all.
  if (variant === undefined || own.at(-1) !== variant.key) {
    return tell('wrong-type', `this must be an object, not ${found(issue.input)}`);
  }
  if (Array.isArray(holder)) return tell('wrong-type', `this must stand in an object, not in ${found(holder)}`);
  const kinds = kindsOf(variant);
  const name = String(own.at(-1));
  if (issue.input === undefined)
    return tell('missing-field', `the field "${name}" is missing; it takes one of ${listOf(kinds)}`);
  const way = typeof issue.input === 'string' ? wayOut(issue.input, kinds) : `there is ${listOf(kinds)}`;
  return tell('unknown-kind', `there is no ${name} ${found(issue.input)}; ${way}`);
}

/** A value that none of several forms takes: what is wrong with it as the form that it comes nearest to. */
function explainUnion(union: SchemaPart, value: unknown, keys: readonly Key[]): ScenarioIssue[] {
  const options = isExpression(union) ? [union] : flatOptions(union);
  const path = pathText(keys);
  if (typeof value === 'number' && options.some(isExpression)) {
    const rest = 'add it to parameters with value, unit, low, high and source, and write its name here';
    return [{ code: 'no-source', path, message: `${value} is a bare number without a source; ${rest}.` }];
  }
  let best: SchemaPart | null = null;
  let fewest = MISFIT;
  for (const option of options) {
    const faults = countFaults(option, value);
    if (faults >= fewest) continue;
    best = option;
    fewest = faults;
  }
  if (best === null)
    return [{ code: 'wrong-type', path, message: `this must be ${takes(union)}, not ${found(value)}.` }];
  const chosen = best;
  return (v.safeParse(chosen, value).issues ?? [])
    .slice(0, MOST_ISSUES + 1)
    .flatMap((issue) => explainIssue(chosen, value, keys, issue));
}

/**
 * How far a value is from an option: fields of its own that are missing or unknown weigh more than anything wrong
 * within them; MISFIT where it is another sort of value.
 */
function countFaults(option: SchemaPart, value: unknown): number {
  if (takesObjects(option) && Array.isArray(value)) return MISFIT;
  const issues = v.safeParse(option, value).issues ?? [];
  if (issues.some((issue) => issue.kind === 'schema' && issue.path === undefined)) return MISFIT;
  const ownFields = issues.filter(
    (issue) => issue.path?.length === 1 && ['strict_object', 'variant'].includes(issue.type),
  );
  const own = takesObjects(option) ? ownFields.length : 0;
  return own * MOST_VALUES + issues.length;
}

/** The rule that a value of the right sort breaks. */
function rule(issue: Found): string {
  const { input, requirement } = issue;
  const limit = String(requirement);
  const isList = Array.isArray(input);
  switch (issue.type) {
    case 'min_value':
      return `this must be ${limit} or more, not ${found(input)}`;
    case 'max_value':
      return `this must be ${limit} or less, not ${found(input)}`;
    case 'integer':
      return `this must be a whole number, not ${found(input)}`;
    case 'finite':
      return `this must be a finite number, not ${found(input)}`;
    case 'min_length':
      return isList
        ? `this list needs ${limit} or more entries`
        : 'this must not be empty; write something, or leave the field out';
    case 'max_length': {
      const length = isList ? `this list has ${input.length} entries` : `this has ${String(input).length} characters`;
      return `${length}, more than the ${limit} allowed`;
    }
    case 'iso_date':
      return `${found(input)} is not a date; write YYYY-MM-DD`;
    case 'regex':
      return `${found(input)} does not do: ${issue.message}`;
    default:
      return `${found(input)} does not do here`;
  }
}

function horizonRule(days: unknown): string {
  const years = typeof days === 'number' && days > 0 ? ` (${(days / 365.25).toFixed(1)} years)` : '';
  return `the run must be longer than 0 and at most ${MOST_DAYS} days (${Math.floor(MOST_DAYS / 365.25)} years), not ${found(days)}${years}. A year is 365.25 days.`;
}
