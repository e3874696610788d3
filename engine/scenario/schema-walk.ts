/** Finds the part of a schema that speaks of a place in a file, and says in words what it takes. */
import type * as v from 'valibot';
import { distributionSchema, expressionSchema, idSchema } from './fields';

/** What valibot's schemas show of themselves; which fields there are depends on `type`. */
export interface SchemaPart extends v.GenericSchema {
  readonly entries?: Readonly<Record<string, SchemaPart>>;
  readonly options?: readonly unknown[];
  readonly item?: SchemaPart;
  readonly value?: SchemaPart;
  readonly wrapped?: SchemaPart;
  readonly key?: unknown;
  readonly literal?: unknown;
}

type Key = string | number;

/** Every schema that may speak of the place that `keys` lead to; `value` is what stands where the path starts. */
export function schemasAt(schema: SchemaPart, value: unknown, keys: readonly Key[]): SchemaPart[] {
  const part = withoutOptional(schema);
  if (keys.length === 0) return [part];
  if (part.type === 'union') return optionsOf(part).flatMap((option) => schemasAt(option, value, keys));
  const [key, ...rest] = keys;
  const inside = childOf(value, key);
  const next = (child: SchemaPart | undefined) => (child === undefined ? [] : schemasAt(child, inside, rest));
  switch (part.type) {
    case 'variant':
    case 'strict_object': {
      const entries = entriesFor(part, value);
      return entries !== null && Object.hasOwn(entries, key) ? next(entries[key]) : [];
    }
    case 'record':
      return next(part.value);
    case 'array':
      return next(part.item);
    default:
      return [];
  }
}

/** The fields that an object may have here; of kinds of object, those of its kind. Null when that is not settled. */
export function entriesFor(schema: SchemaPart, value: unknown): Readonly<Record<string, SchemaPart>> | null {
  const part = withoutOptional(schema);
  if (part.type === 'strict_object') return part.entries ?? null;
  if (part.type !== 'variant' || typeof part.key !== 'string') return null;
  const { key } = part;
  const kind = childOf(value, key);
  const option = optionsOf(part).find((each) => each.entries?.[key]?.literal === kind);
  return option?.entries ?? null;
}

/** The options of a union, and those of unions among them; an expression counts as one option. */
export function flatOptions(schema: SchemaPart): SchemaPart[] {
  return optionsOf(schema).flatMap((option) =>
    option.type === 'union' && !isExpression(option) ? flatOptions(option) : [option],
  );
}

/** The kinds that a union of kinds knows, e.g. source, desk, clinic. */
export function kindsOf(schema: SchemaPart): string[] {
  const { key } = schema;
  if (typeof key !== 'string') return [];
  return optionsOf(schema).flatMap((option) => {
    const kind = option.entries?.[key]?.literal;
    return typeof kind === 'string' ? [kind] : [];
  });
}

/** Whether this is the field type "expression over parameters". */
export function isExpression(schema: SchemaPart): boolean {
  return schema === (expressionSchema as SchemaPart);
}

/** Whether this takes objects (valibot would look for fields in lists too). */
export function takesObjects(schema: SchemaPart): boolean {
  return ['strict_object', 'record', 'variant'].includes(schema.type);
}

/** What a field takes, in words: `an id`, `an expression or a list`. */
export function takes(schema: SchemaPart): string {
  const part = withoutOptional(schema);
  if (isExpression(part)) return 'an expression over parameters';
  if (part === (idSchema as SchemaPart)) return 'an id';
  if (part === (distributionSchema as SchemaPart)) return 'a distribution (an object with a kind)';
  switch (part.type) {
    case 'string':
      return 'a text';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    case 'literal':
      return JSON.stringify(part.literal);
    case 'picklist':
      return `one of ${(part.options ?? []).join(', ')}`;
    case 'array':
      return 'a list';
    case 'union':
      return [...new Set(flatOptions(part).map(takes))].join(' or ');
    case 'variant':
    case 'strict_object':
    case 'record':
      return 'an object';
    default:
      return 'a value';
  }
}

function withoutOptional(schema: SchemaPart): SchemaPart {
  return schema.type === 'optional' && schema.wrapped !== undefined ? withoutOptional(schema.wrapped) : schema;
}

// The options of a picklist are texts; those of a union or variant are schemas.
function optionsOf(schema: SchemaPart): SchemaPart[] {
  return (schema.options ?? []).filter((option): option is SchemaPart => typeof option === 'object' && option !== null);
}

function childOf(value: unknown, key: Key): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<Key, unknown>)[key];
}
