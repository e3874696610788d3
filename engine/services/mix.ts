/** Attribute values of new people: one value for all, or shares drawn by each person's own uniform. */
import { DIMENSIONLESS } from '../expression/units';
import { purposeOf } from '../random/keyed-draws';
import { SHARE, type FieldReader } from '../scenario/reader';
import type { MixField } from '../scenario/services';
import type { World } from './world';

interface MixedAttribute {
  attribute: number;
  /** The value for everybody, or the last resort of a draw. */
  value: number;
  purpose: number;
  values: number[];
  /** Index of each value's share; −1 for the rest. */
  shares: number[];
}
/** A compiled mix. */
export type Mix = readonly MixedAttribute[];

/** Compile the attributes that a source (or a list at the start) gives its people. */
export function compileMix(reader: FieldReader, path: string, field: MixField | undefined): Mix {
  return Object.entries(field ?? {}).map(([id, given]) => {
    const attribute = reader.attribute(path, id);
    const at = `${path}.${id}`;
    // One purpose for all sources: what a person is does not depend on the door.
    const purpose = purposeOf('attribute', id);
    if (typeof given === 'string') {
      return { attribute, value: reader.attributeValue(at, id, given), purpose, values: [], shares: [] };
    }
    const entries = Object.entries(given);
    const values = entries.map(([value]) => reader.attributeValue(at, id, value));
    const shares = entries.map(([value, share]) =>
      share === 'rest' ? -1 : reader.quantity(`${at}.${value}`, share, DIMENSIONLESS, SHARE),
    );
    const rests = shares.filter((share) => share < 0).length;
    if (rests > 1) reader.fail('shares', at, `${rests} values say "rest"; only one can.`);
    reader.checkShares(at, shares, rests === 1);
    const rest = shares.findIndex((share) => share < 0);
    return { attribute, value: values[rest >= 0 ? rest : values.length - 1], purpose, values, shares };
  });
}

/** Give a new person their attributes. */
export function applyMix(world: World, mix: Mix, person: number): void {
  const { people } = world;
  for (const entry of mix) {
    let value = entry.value;
    if (entry.values.length > 0) {
      let most = 0;
      for (let i = 0; i < entry.values.length; i++)
        if (entry.shares[i] >= 0) most += world.quantities.values[entry.shares[i]];
      // Nobody is anything but the last resort: no draw.
      const uniform = most > 0 ? world.draws.uniform(person, entry.purpose) : 1;
      let below = 0;
      for (let i = 0; i < entry.values.length; i++) {
        if (entry.shares[i] < 0) continue;
        below += world.quantities.values[entry.shares[i]];
        if (uniform < below) {
          value = entry.values[i];
          break;
        }
      }
    }
    people.attributes[person * people.attributeCount + entry.attribute] = value;
  }
}
