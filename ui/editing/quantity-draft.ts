/** A quantity as a form edits it: what is typed, and the operations that it makes. */
import type { Operation } from '../../engine/scenario/schema';
import type { Quantity } from './catalogue';
import type { Effect } from './effects';
import { dateOf, periodProblem, readInstant, readNumber, writeNumber } from './typed';

/** One value of a quantity, and when it holds, as typed. */
export interface ValueDraft {
  op: 'to' | 'times' | 'plus';
  value: string;
  at: string;
  until: string;
}

/** What is known of a quantity, as typed. */
export interface EvidenceDraft {
  low: string;
  high: string;
  source: string;
  grade: string;
  note: string;
}

/** A quantity as typed. */
export interface QuantityDraft {
  values: ValueDraft[];
  evidence: EvidenceDraft;
}

/** A draft that makes sense, as operations by path; or what is wrong, by field. */
export type ReadDraft =
  { ok: true; operations: Map<string, Operation[]> } | { ok: false; problems: ReadonlyMap<string, string> };

type ValueOperation = Extract<Operation, { op: 'to' | 'times' | 'plus' }>;

const EVIDENCE = ['low', 'high', 'source', 'grade', 'note'] as const;

/** Path of a quantity's value. */
export const pathOf = ({ id }: { id: string }) => `parameters.${id}`;

/** What a form begins with: what own changes of the scenario do already, or else the baseline's value. */
export function draftOf(quantity: Quantity, own: readonly Effect[], startDate: string | undefined): QuantityDraft {
  const on = (path: string) => own.filter(({ operation }) => operation.path === path).map(({ operation }) => operation);
  const path = pathOf(quantity);
  const values = [...on(path), ...on(`${path}.value`)].flatMap((operation): ValueDraft[] => {
    if (!isValue(operation)) return [];
    const instant = (at: string | number | undefined) => (at === undefined ? '' : String(dateOf(at, startDate)));
    const value = writeNumber(operation.value, operation.op === 'times' ? '1' : quantity.unit);
    return [{ op: operation.op, value, at: instant(operation.at), until: instant(operation.until) }];
  });
  const known = Object.fromEntries(
    EVIDENCE.map((field) => {
      const set = on(`${path}.${field}`).at(-1);
      const value = set && 'value' in set ? set.value : quantity[field];
      return [field, typeof value === 'number' ? writeNumber(value, quantity.unit) : textOf(value)];
    }),
  ) as Record<keyof EvidenceDraft, string>;
  return { values: values.length > 0 ? values : [emptyValue(quantity)], evidence: known };
}

/** A value as the baseline has it. */
export function emptyValue({ value, unit }: Quantity): ValueDraft {
  return { op: 'to', value: writeNumber(value, unit), at: '', until: '' };
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function isValue(operation: Operation): operation is ValueOperation & { value: number } {
  return operation.op !== 'add' && operation.op !== 'remove' && typeof operation.value === 'number';
}

/**
 * The operations that a draft makes. A value that is the baseline's own for the whole run is none, so that going back to it
 * takes the edit away.
 */
export function readDraft(draft: QuantityDraft, quantity: Quantity, startDate: string | undefined): ReadDraft {
  const problems = new Map<string, string>();
  const operations = new Map<string, Operation[]>();
  const path = pathOf(quantity);
  const values: Operation[] = [];
  draft.values.forEach(({ op, value, at, until }, i) => {
    const number = readNumber(value, op === 'times' ? '1' : quantity.unit);
    const [from, end] = [readInstant(at, startDate), readInstant(until, startDate)];
    if (!number.ok) problems.set(`value-${i}`, number.message);
    if (!from.ok) problems.set(`at-${i}`, from.message);
    if (!end.ok) problems.set(`until-${i}`, end.message);
    if (!number.ok || !from.ok || !end.ok) return;
    const period = periodProblem(from.value, end.value, startDate);
    if (period) problems.set(`until-${i}`, period);
    const isAlways = from.value === undefined && end.value === undefined;
    const isNothing = number.value === { to: quantity.value, times: 1, plus: 0 }[op];
    if (isNothing && isAlways && draft.values.length === 1) return;
    values.push({
      op,
      path,
      value: number.value,
      ...(from.value === undefined ? {} : { at: from.value }),
      ...(end.value === undefined ? {} : { until: end.value }),
    });
  });
  operations.set(path, values);
  for (const field of EVIDENCE) readEvidence(field, draft.evidence[field], quantity, operations, problems);
  return problems.size > 0 ? { ok: false, problems } : { ok: true, operations };
}

function readEvidence(
  field: (typeof EVIDENCE)[number],
  text: string,
  quantity: Quantity,
  operations: Map<string, Operation[]>,
  problems: Map<string, string>,
): void {
  const path = `${pathOf(quantity)}.${field}`;
  const before = quantity[field];
  let value: string | number = text.trim();
  if (field === 'low' || field === 'high') {
    const number = readNumber(text, quantity.unit);
    if (!number.ok) {
      problems.set(field, number.message);
      return;
    }
    value = number.value;
  } else if (field === 'source' && value === '') {
    problems.set(field, 'Say where the figure comes from; “assumption” is a source.');
    return;
  }
  operations.set(path, value === (before ?? '') ? [] : [{ op: 'to', path, value }]);
}
