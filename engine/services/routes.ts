/** Routes: where people go next. Compiled once; followed without allocation. */
import { DIMENSIONLESS } from '../expression/units';
import { purposeOf } from '../random/keyed-draws';
import type { RouteField } from '../scenario/fields';
import { SHARE, type CompiledCase, type FieldReader } from '../scenario/reader';
import { type Condition } from '../scenario/reference-reader';
import type { People } from './people';

/** Target that means: back to the coordinator who kept the person's place. */
export const COORDINATOR = -2;

/** An attribute and the value that it gets. */
export interface Assignment {
  attribute: number;
  value: number;
}
interface Branch {
  /** Index of the share's quantity; −1 for the rest. */
  share: number;
  target: number;
  set: Assignment[];
}
interface Rule {
  when: Condition;
  target: number;
  set: Assignment[];
  branches: Branch[];
  /** Branch taken when no share is hit. */
  restBranch: number;
}
/** A compiled route. */
export interface Route {
  path: string;
  purpose: number;
  rules: Rule[];
}

/** Compile a route; complains about unknown targets, shares over 1, and people for whom no rule holds. */
export function compileRoute(reader: FieldReader, path: string, field: RouteField): Route {
  const purpose = purposeOf(path, 'route');
  if (typeof field === 'string') {
    return {
      path,
      purpose,
      rules: [{ when: [], target: targetOf(reader, path, field), set: [], branches: [], restBranch: 0 }],
    };
  }
  const rules = field.map((rule, i): Rule => {
    const at = `${path}.${i}`;
    const when = reader.condition(`${at}.when`, rule.when);
    const set = compileAssignments(reader, `${at}.set`, rule.set);
    if (typeof rule.to === 'string')
      return { when, target: targetOf(reader, `${at}.to`, rule.to, when), set, branches: [], restBranch: 0 };
    const branches = rule.to.map((branch, j): Branch => ({
      share: branch.share === 'rest' ? -1 : reader.quantity(`${at}.to.${j}.share`, branch.share, DIMENSIONLESS, SHARE),
      target: targetOf(reader, `${at}.to.${j}.to`, branch.to, when),
      set: compileAssignments(reader, `${at}.to.${j}.set`, branch.set),
    }));
    const rests = branches.filter((branch) => branch.share < 0).length;
    if (rests > 1) reader.fail('shares', `${at}.to`, `${rests} branches say "rest"; only one can.`);
    const restBranch = rests === 1 ? branches.findIndex((branch) => branch.share < 0) : branches.length - 1;
    reader.checkShares(
      `${at}.to`,
      branches.map((branch) => branch.share),
      rests === 1,
    );
    return { when, target: -1, set, branches, restBranch };
  });
  if (rules[rules.length - 1].when.length > 0) {
    reader.fail(
      'route-to-nowhere',
      path,
      'people whom no "when" fits would have nowhere to go; end with a rule without "when".',
    );
  }
  return { path, purpose, rules };
}

function targetOf(reader: FieldReader, path: string, id: string, when: Condition = []): number {
  if (id === 'coordinator') {
    const known = when.some((part) => part.attribute === -1 && part.allowed[0] === 0);
    if (!known)
      reader.fail(
        'coordinator',
        path,
        'only a rule with "when": {"coordinated": "yes"} can send people back to their coordinator.',
      );
    return COORDINATOR;
  }
  const target = reader.service(path, id);
  if (reader.scenario.services[id]?.kind === 'source')
    reader.fail('route-to-source', path, `"${id}" is a source; nobody can be sent there.`);
  return target;
}

/** Compile new values of attributes. */
export function compileAssignments(
  reader: FieldReader,
  path: string,
  field: Record<string, string> | undefined,
): Assignment[] {
  return Object.entries(field ?? {}).map(([attribute, value]) => ({
    attribute: reader.attribute(path, attribute),
    value: reader.attributeValue(path, attribute, value),
  }));
}

/** Whether a condition holds for a person. */
export function matches(condition: Condition, people: People, person: number): boolean {
  for (let i = 0; i < condition.length; i++) {
    const { attribute, allowed } = condition[i];
    const value =
      attribute < 0
        ? people.homeCase[person] >= 0
          ? 1
          : 0
        : people.attributes[person * people.attributeCount + attribute];
    if (allowed[value] === 0) return false;
  }
  return true;
}

/** The first case that fits a person, by its place in the list. */
export function placeOf<T>(cases: readonly CompiledCase<T>[], people: People, person: number): number {
  const last = cases.length - 1;
  for (let i = 0; i < last; i++) if (matches(cases[i].when, people, person)) return i;
  return last;
}

/** The value of the first case that fits a person. */
export function pick<T>(cases: readonly CompiledCase<T>[], people: People, person: number): T {
  return cases[placeOf(cases, people, person)].value;
}
