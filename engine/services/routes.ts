/** Routes: where people go next. Compiled once into flat arrays; followed without allocation. */
import { DIMENSIONLESS } from '../expression/units';
import type { Draws } from './draws';
import { purposeOf } from '../random/keyed-draws';
import type { RouteField } from '../scenario/fields';
import { REGISTER } from '../random/register';
import { SHARE, type CompiledCase, type FieldReader } from '../scenario/reader';
import { type Condition } from '../scenario/reference-reader';
import type { People } from './people';

/** Target that means: back to the coordinator who kept the person's place. */
export const COORDINATOR = -2;
/** `Route.only` of a route that must look at the person. */
const DEPENDS = -3;

/** A value that an attribute is given on the way. */
export interface Assignment {
  attribute: number;
  value: number;
}

/** A way that a rule may take. */
interface Branch {
  /** Index of the share's quantity; −1 for the rest, and where there is one branch only. */
  share: number;
  target: number;
  set: Assignment[];
}
interface Rule {
  when: Condition;
  set: Assignment[];
  branches: Branch[];
  /** Branch taken when no share is hit. */
  restBranch: number;
}

/** A compiled route: rules in order, of which the first that fits a person applies; each has one branch or several with shares. */
export class Route {
  /** Where everybody goes, when the route is as simple as that; else `DEPENDS`. */
  readonly only: number;
  private readonly purpose: number;
  private readonly when: readonly Condition[];
  /** Branches of rule i are those from `firstBranch[i]` to `firstBranch[i + 1]`; `rest` is the one taken when no share is hit. */
  private readonly firstBranch: Int32Array;
  private readonly rest: Int32Array;
  private readonly share: Int32Array;
  private readonly target: Int32Array;
  /** Assignments of branch j (its rule's first) are those from `firstSet[j]` to `firstSet[j + 1]`. */
  private readonly firstSet: Int32Array;
  private readonly setAttribute: Int32Array;
  private readonly setValue: Int32Array;

  /** @param path where the route stands in the scenario: the key of its draws */
  constructor(
    readonly path: string,
    rules: readonly Rule[],
  ) {
    const branches = rules.flatMap((rule) => rule.branches.map((branch) => ({ ...branch, of: rule })));
    const sets = branches.map(({ of, set }) => [...of.set, ...set]);
    this.purpose = purposeOf(path, 'route');
    this.when = rules.map(({ when }) => when);
    this.firstBranch = startsOf(rules.map((rule) => rule.branches.length));
    this.rest = Int32Array.from(rules, ({ restBranch }, i) => this.firstBranch[i] + restBranch);
    this.share = Int32Array.from(branches, ({ share }) => share);
    this.target = Int32Array.from(branches, ({ target }) => target);
    this.firstSet = startsOf(sets.map(({ length }) => length));
    this.setAttribute = Int32Array.from(sets.flat(), ({ attribute }) => attribute);
    this.setValue = Int32Array.from(sets.flat(), ({ value }) => value);
    const isSimple = branches.length === 1 && sets[0].length === 0 && this.when[0].length === 0;
    this.only = isSimple ? branches[0].target : DEPENDS;
  }

  /**
   * Where the person goes; attributes are set on the way.
   * @param values present values of the quantities
   * @returns index of a service, or `COORDINATOR`
   */
  choose(person: number, people: People, draws: Draws, values: Float64Array): number {
    if (this.only !== DEPENDS) return this.only;
    const { when, firstBranch, firstSet } = this;
    const last = when.length - 1;
    let rule = 0;
    while (rule < last && !matches(when[rule], people, person)) rule++;
    const first = firstBranch[rule];
    const end = firstBranch[rule + 1];
    const branch = end - first === 1 ? first : this.branch(first, end, this.rest[rule], person, draws, values);
    for (let i = firstSet[branch]; i < firstSet[branch + 1]; i++)
      people.attributes[person * people.attributeCount + this.setAttribute[i]] = this.setValue[i];
    return this.target[branch];
  }

  private branch(first: number, end: number, rest: number, person: number, draws: Draws, values: Float64Array): number {
    const { share } = this;
    draws.uniformInPlace(person, this.purpose, 0);
    let above = REGISTER[0];
    for (let i = first; i < end; i++) {
      if (share[i] < 0) continue;
      above -= values[share[i]];
      if (above < 0) return i;
    }
    return rest;
  }
}

/** Where each of some stretches of these lengths begins, and where the last one ends. */
function startsOf(lengths: readonly number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  lengths.forEach((length, i) => {
    starts[i + 1] = starts[i] + length;
  });
  return starts;
}

/** Compile a route; complains about unknown targets, shares over 1, and people for whom no rule holds. */
export function compileRoute(reader: FieldReader, path: string, field: RouteField): Route {
  if (typeof field === 'string') {
    const branches = [{ share: -1, target: targetOf(reader, path, field), set: [] }];
    return new Route(path, [{ when: [], set: [], branches, restBranch: 0 }]);
  }
  const rules = field.map((rule, i): Rule => {
    const at = `${path}.${i}`;
    const when = reader.condition(`${at}.when`, rule.when);
    const set = compileAssignments(reader, `${at}.set`, rule.set);
    if (typeof rule.to === 'string') {
      const branches = [{ share: -1, target: targetOf(reader, `${at}.to`, rule.to, when), set: [] }];
      return { when, set, branches, restBranch: 0 };
    }
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
    return { when, set, branches, restBranch };
  });
  if (rules[rules.length - 1].when.length > 0) {
    reader.fail(
      'route-to-nowhere',
      path,
      'people whom no "when" fits would have nowhere to go; end with a rule without "when".',
    );
  }
  return new Route(path, rules);
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
      attribute < 0 ? (people.hasHome(person) ? 1 : 0) : people.attributes[person * people.attributeCount + attribute];
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
  return cases.length === 1 ? cases[0].value : cases[placeOf(cases, people, person)].value;
}
