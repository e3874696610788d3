/** What an operation of a change does, in words. */
import type { Operation } from '../../engine/scenario/schema';
import { formatDate, formatNumber } from '../words/numbers';
import { unitWords } from '../words/units';
import type { Catalogue } from './catalogue';
import { dateOf, writeNumber } from './typed';

/** An operation in words. */
export interface OperationWords {
  /** What is changed, e.g. the title of a quantity. */
  what: string;
  /** What happens to it, e.g. `set to 8 whole-time posts`. */
  does: string;
  /** From when until when; empty for the whole run. */
  when: string;
}

/** Words for the fields of a quantity. */
const FIELDS: Readonly<Record<string, string>> = {
  low: 'lowest value',
  high: 'highest value',
  note: 'note',
  source: 'source',
  grade: 'grade',
  year: 'year',
};

/** A key of the file as words: `inPost` becomes `in post`. */
export function keyWords(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .replace(/[_-]+/g, ' ');
}

/** A number of a quantity with its unit, as it was given. */
export function withUnit(value: number, unit: string): string {
  const words = unitWords(unit);
  const text = writeNumber(value, unit);
  const decimals = /e/.test(text) ? undefined : (text.split('.')[1] ?? '').length;
  const shown = decimals === undefined ? text : formatNumber(value * words.scale, decimals);
  return `${shown}${Number(text) === 1 ? words.one : words.many}`;
}

/** A range of a quantity, with its unit once. */
export function rangeWords(low: number, high: number, unit: string): string {
  if (low === high) return 'fixed';
  const [from, to] = [withUnit(low, unit), withUnit(high, unit)];
  const { many, one } = unitWords(unit);
  const ending = [many, one].find((words) => words.startsWith(' ') && from.endsWith(words));
  return `${ending ? from.slice(0, -ending.length) : from} to ${to}`;
}

/** Say what an operation does. A path that leads nowhere any more is shown as it stands. */
export function operationWords(operation: Operation, catalogue: Catalogue | undefined): OperationWords {
  const keys = operation.path.split('.');
  const quantity = keys[0] === 'parameters' ? catalogue?.byId.get(keys[1]) : undefined;
  const field = keys[2] ?? 'value';
  const isNumber = quantity !== undefined && ['value', 'low', 'high'].includes(field);
  return {
    what: quantity ? quantity.title + (FIELDS[field] ? `: ${FIELDS[field]}` : '') : placeWords(keys, catalogue),
    does: doesWords(operation, isNumber ? quantity.unit : undefined),
    when: whenWords(operation, catalogue?.startDate),
  };
}

function placeWords(keys: readonly string[], catalogue: Catalogue | undefined): string {
  const [collection, id, ...fields] = keys;
  const entries = catalogue?.scenario[collection as keyof Catalogue['scenario']] as
    Record<string, { title?: string }> | undefined;
  const entry = entries && Object.hasOwn(entries, id) ? entries[id] : undefined;
  const name = entry?.title ?? `${keyWords(collection)} ${id}`;
  return fields.length === 0 ? name : `${name}: ${fields.map(fieldWords).join(', ')}`;
}

/** A position counts from 0 in the file and from 1 for people. */
const fieldWords = (key: string) => (/^\d+$/.test(key) ? `no. ${Number(key) + 1}` : keyWords(key));

function doesWords(operation: Operation, unit: string | undefined): string {
  switch (operation.op) {
    case 'to':
      return `set to ${valueWords(operation.value, unit)}`;
    case 'times':
      return `times ${writeNumber(operation.value, '1')}`;
    case 'plus': {
      const size = valueWords(Math.abs(operation.value), unit);
      return operation.value < 0 ? `less ${size}` : `plus ${size}`;
    }
    case 'add':
      return 'added';
    case 'remove':
      return 'removed';
  }
}

function valueWords(value: unknown, unit: string | undefined): string {
  if (typeof value === 'number') return unit === undefined ? String(value) : withUnit(value, unit);
  if (typeof value === 'string') return `“${value.length > 80 ? `${value.slice(0, 79)}…` : value}”`;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return 'something else';
}

/** From when until when an operation holds, in words; empty for the whole run. */
export function whenWords(operation: Operation, startDate: string | undefined): string {
  if (operation.op === 'add' || operation.op === 'remove') return '';
  const say = (instant: string | number) => {
    const date = dateOf(instant, startDate);
    return typeof date === 'string' ? formatDate(date) : `day ${date}`;
  };
  const { at, until } = operation;
  return [at === undefined ? '' : `from ${say(at)}`, until === undefined ? '' : `until ${say(until)}`]
    .filter((text) => text !== '')
    .join(' ');
}
