/** The fields of a service, a group of posts or any other entry, each with the path by which a change reaches it. */

/** A field that holds one value. */
export interface Field {
  /** Path of the field in the scenario. */
  path: string;
  /** Its keys within the entry, positions counted from 0. */
  keys: readonly string[];
  value: string | number | boolean;
}

/** Fields that say what an entry is, not how it works. */
const FIXED = new Set(['kind', 'title', 'note', 'source', 'op']);
/** Fields shown of one entry: far more than any has. */
const MOST_FIELDS = 600;
const SEGMENT = /^[A-Za-z0-9_-]+$/;

/** Every field of an entry that a change can set, in the order of the file. */
export function fieldsOf(path: string, entry: unknown): Field[] {
  const fields: Field[] = [];
  const walk = (value: unknown, keys: readonly string[]) => {
    if (fields.length >= MOST_FIELDS) return;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      fields.push({ path: [path, ...keys].join('.'), keys, value });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        // A list's positions stay those of the baseline, whatever a change removes.
        if (!FIXED.has(key) && SEGMENT.test(key)) walk(inner, [...keys, key]);
      }
    }
  };
  walk(entry, []);
  return fields;
}

/**
 * What was typed into a field, as the file has it: 0 and 1 and structural numbers as numbers, yes and no as such, everything
 * else as text. The engine says whether it will do.
 *
 * @param before what stands there now
 */
export function readField(text: string, before: Field['value']): Field['value'] {
  const given = text.trim();
  if (typeof before === 'boolean') return /^(yes|true)$/i.test(given);
  const isNumber = /^-?\d+(\.\d+)?$/.test(given);
  // An expression may be a number only if it is 0 or 1.
  if (isNumber && (typeof before === 'number' || given === '0' || given === '1')) return Number(given);
  return given;
}
