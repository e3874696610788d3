/**
 * The way in for scenario and change files. A text is hostile until it has passed all of: size, grammar, safety, schema
 * and the rules across fields.
 */
import type * as v from 'valibot';
import { checkScenario } from './check';
import { checkSchema, firstIssues } from './explain';
import type { ScenarioIssue } from './issue';
import { describePosition } from './json-position';
import { findUnsafe } from './json-safety';
import { scanJson } from './json-scan';
import { changeSchema, scenarioSchema, type Change, type Scenario } from './schema';
import { found } from './wording';

/** What was read, or everything that is wrong with it. */
export type ReadResult<T> = { ok: true; value: T } | { ok: false; issues: ScenarioIssue[] };

/** Longest text that is read, in characters (UTF-16 code units). */
export const LONGEST_FILE = 5_000_000;

const FORMAT = 1;

/**
 * Read and check a scenario file.
 *
 * @param text the whole file; a byte order mark at its start is passed over
 * @returns the scenario with defaults filled in, or what is wrong: at most 50 issues and how many more there are
 */
export function readScenario(text: string): ReadResult<Scenario> {
  const parsed = parseText(text);
  return parsed.ok ? readScenarioObject(parsed.value) : parsed;
}

/** Check a scenario that is already parsed. The value is not changed, and the result shares no object with it. */
export function readScenarioObject(value: unknown): ReadResult<Scenario> {
  const read = readObject(scenarioSchema, value, 'scenario');
  if (!read.ok) return read;
  const issues = checkScenario(read.value);
  return issues.length === 0 ? read : { ok: false, issues: firstIssues(issues) };
}

/** Read and check a change file on its own; whether it fits a baseline is seen when it is applied. */
export function readChange(text: string): ReadResult<Change> {
  const parsed = parseText(text);
  return parsed.ok ? readObject(changeSchema, parsed.value, 'change') : parsed;
}

/** Check a change that is already parsed, as {@link readScenarioObject}. */
export function readChangeObject(value: unknown): ReadResult<Change> {
  return readObject(changeSchema, value, 'change');
}

function parseText(text: string): ReadResult<unknown> {
  if (text.length > LONGEST_FILE) {
    const size = `${(text.length / 1e6).toFixed(1)} million characters`;
    return refuse('too-large', `this file has ${size}; at most ${LONGEST_FILE / 1e6} million are read.`);
  }
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const fault = scanJson(body);
  if (fault !== null) {
    const place = describePosition(body, fault.position);
    return refuse(fault.code, `${place}: ${fault.message}`, fault.path);
  }
  try {
    return { ok: true, value: JSON.parse(body) as unknown };
  } catch {
    return refuse(
      'json',
      'this is not JSON, though no single place is at fault; this is a bug in Headroom, please report it.',
    );
  }
}

function readObject<T>(
  schema: v.GenericSchema<unknown, T>,
  value: unknown,
  what: 'scenario' | 'change',
): ReadResult<T> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('wrong-type', `a ${what} file holds one object in { }, not ${found(value)}.`);
  }
  const unsafe = findUnsafe(value);
  if (unsafe !== null) return { ok: false, issues: [unsafe] };
  const isOther =
    what === 'scenario'
      ? 'operations' in value && !('services' in value)
      : 'services' in value && !('operations' in value);
  if (isOther) {
    const other = what === 'scenario' ? 'change' : 'scenario';
    return refuse('wrong-file', `this is a ${other} file, but a ${what} is wanted here.`);
  }
  const format = 'format' in value ? value.format : undefined;
  if (format !== FORMAT) {
    const what = format === undefined ? 'the field "format" is missing' : `this is in format ${found(format)}`;
    return refuse(
      'format',
      `${what}; this version of Headroom reads format ${FORMAT}, written "format": ${FORMAT}.`,
      'format',
    );
  }
  return checkSchema(schema, value);
}

function refuse(code: string, message: string, path = ''): { ok: false; issues: ScenarioIssue[] } {
  return { ok: false, issues: [{ code, path, message }] };
}
