/**
 * Reads loops. A loop without a strength in this run links nothing, so that the model compiled is the plain queueing
 * network to the last bit (rule 11); what it says is checked all the same.
 */
import type { CompiledExpression } from '../expression';
import type { Link } from '../expression/links';
import { DIMENSIONLESS, type Dimension } from '../expression/units';
import { follow, isDeadEnd, type Holder } from '../scenario/change-paths';
import type { FieldReader } from '../scenario/reader';
import type { LinkField, LoopField } from '../scenario/stocks';
import { orderByNeed } from './order';

/** A link to a parameter, and whose it is. */
interface Found {
  loop: string;
  slot: number;
  name: string;
  link: Link;
}

/**
 * Compile all loops and tell the reader what they link.
 * @returns what to call when parameters have other values: whether the same loops have a strength as now
 */
export function compileLoops(reader: FieldReader): () => boolean {
  const found: Found[] = [];
  const compiled: { path: string; strength: CompiledExpression; isOn: boolean }[] = [];
  const strengths = new Set<string>();
  for (const [id, loop] of Object.entries(reader.scenario.loops)) {
    const path = `loops.${id}`;
    reader.checkSource(path, loop.source, null);
    const strength = readStrength(reader, path, loop);
    if (strength !== null) compiled.push({ path, strength, isOn: hasStrength(reader, strength) });
    for (const name of strength?.names ?? []) strengths.add(name);
    loop.links.forEach((link, i) => readLink(reader, id, `${path}.links.${i}`, link, strength, found));
  }
  for (const { loop, name } of found) {
    if (strengths.has(name))
      reader.fail(
        'strength',
        `loops.${loop}`,
        `this loop changes ${name}, which is a strength; no loop changes those.`,
      );
  }
  linkParameters(reader, found);
  return () => {
    for (const { path, strength } of compiled) checkStrength(reader, path, strength);
    return compiled.every(({ strength, isOn }) => hasStrength(reader, strength) === isOn);
  };
}

/** Whether a loop has a strength at the start, or may get one during the run. */
function hasStrength(reader: FieldReader, strength: CompiledExpression): boolean {
  return strength.evaluate(reader.startSlots()) > 0 || reader.scope.canMove(strength);
}

function checkStrength(reader: FieldReader, path: string, strength: CompiledExpression): void {
  const value = strength.evaluate(reader.startSlots());
  if (!(value >= 0)) reader.fail('strength', `${path}.strength`, `comes to ${value}; a strength is 0 (off) or more.`);
}

/** @returns the strength; null when something is wrong with it */
function readStrength(reader: FieldReader, path: string, loop: LoopField): CompiledExpression | null {
  const at = `${path}.strength`;
  const { scenario } = reader;
  if (typeof loop.strength === 'number') {
    reader.fail('strength', at, 'a strength is a parameter with a range from 0, so that it can be seen and changed.');
    return null;
  }
  const strength = reader.expression(at, loop.strength, DIMENSIONLESS);
  for (const name of strength?.names ?? []) {
    if (!Object.hasOwn(scenario.parameters, name))
      reader.fail('strength', at, `a strength is made of parameters, and "${name}" is none.`);
    else if (scenario.parameters[name].low !== 0)
      reader.fail(
        'strength-range',
        `parameters.${name}.low`,
        `the range of a loop's strength starts at 0 (off), not at ${scenario.parameters[name].low}, since no loop is certain.`,
      );
  }
  if (strength !== null) checkStrength(reader, path, strength);
  return strength;
}

function readLink(
  reader: FieldReader,
  loop: string,
  path: string,
  field: LinkField,
  strength: CompiledExpression | null,
  found: Found[],
): void {
  const adds = field.plus !== undefined;
  const given = field.times ?? field.plus;
  if (given === undefined || (adds && field.times !== undefined)) {
    reader.fail('link', path, 'a link has either "times" (a factor) or "plus" (an amount).');
    return;
  }
  const effects = new Map<string, CompiledExpression | null>();
  const effect = (dimension: Dimension): CompiledExpression | null => {
    const key = dimension.join();
    // Read once for each dimension, so that what is wrong is told once.
    if (!effects.has(key)) effects.set(key, reader.expression(`${path}.${adds ? 'plus' : 'times'}`, given, dimension));
    return effects.get(key)!;
  };
  const isOn = strength !== null && hasStrength(reader, strength);
  field.to.forEach((target, i) => {
    const at = `${path}.to.${i}`;
    const [root, name, ...more] = target.split('.');
    if (root === 'parameters' && more.length === 0) {
      const slot = Object.hasOwn(reader.scenario.parameters, name) ? reader.scope.slotOf(name) : undefined;
      if (slot === undefined) {
        reader.fail('unknown-parameter', at, `there is no parameter "${name}".`);
        return;
      }
      const compiled = effect(adds ? reader.scope.dimensionOf(name)! : DIMENSIONLESS);
      if (isOn && compiled !== null)
        found.push({ loop, slot, name, link: { path: at, strength, effect: compiled, adds } });
      return;
    }
    const to = fieldPath(reader, at, target);
    if (to !== null && strength !== null) reader.linkField({ to, path: at, isOn, strength, adds, effect });
  });
}

/** The path of a field with positions for elements of lists, as quantities are called. */
function fieldPath(reader: FieldReader, at: string, target: string): string | null {
  const segments = target.split('.');
  if (!['services', 'posts', 'qualifications'].includes(segments[0]) || segments.length < 3) {
    reader.fail(
      'unknown-path',
      at,
      `"${target}" cannot be linked; name parameters.<name>, or a field within services, posts or qualifications.`,
    );
    return null;
  }
  const place = follow(reader.scenario as unknown as Holder, segments, () => null);
  if (isDeadEnd(place)) {
    reader.fail(place.code, at, place.message);
    return null;
  }
  if (place.value === undefined) {
    reader.fail('unknown-path', at, `there is nothing at ${target}.`);
    return null;
  }
  return place.keys.join('.');
}

/** Each parameter is linked after those that its links need; what needs itself in a circle has no value. */
function linkParameters(reader: FieldReader, found: readonly Found[]): void {
  const needs = new Map<string, string[]>();
  for (const { name, link } of found) {
    const names = [...link.effect.names, ...link.strength.names];
    needs.set(name, [...(needs.get(name) ?? []), ...names]);
  }
  const order = orderByNeed(needs);
  if ('cycle' in order) {
    const [first] = order.cycle;
    const loopOf = (name: string): string => found.find((one) => one.name === name)!.loop;
    const cycle = [...order.cycle, first].map((name) => `parameters.${name} (${loopOf(name)})`).join(' → ');
    reader.fail(
      'cycle',
      `loops.${loopOf(first)}`,
      `the links need each other in a circle: ${cycle}; let one of them go through a stock.`,
    );
    return;
  }
  for (const { slot } of found) reader.scope.follows(slot);
  reader.linkParameters(order.order.flatMap((name) => found.filter((one) => one.name === name)));
}
