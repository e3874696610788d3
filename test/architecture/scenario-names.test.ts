/** Places, professions, employers and services are data: no program text may know the names of a scenario. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/bundle-for-node.mjs';
import { compile, describeIssue, readScenario, type Scenario } from '../../engine';
import { COST_CATEGORIES } from '../../engine/scenario/costs';

const SCENARIOS = ['coventry-warwickshire', 'small-town'];
const PROGRAM = ['engine', 'workers', 'cli', 'ui'];

function scenarioOf(name: string): Scenario {
  const result = readScenario(readFileSync(join(ROOT, 'scenarios', name, 'scenario.json'), 'utf8'));
  if (!result.ok) throw new Error(result.issues.map(describeIssue).join('\n'));
  return result.value;
}

/** What the program itself calls things, and a scenario may too: kinds of service, names of measures, headings of costs. */
function wordsOfTheProgram(scenario: Scenario): string[] {
  const { measures } = compile(scenario).layout;
  const kinds = Object.values(scenario.services).map(({ kind }) => kind);
  return [...kinds, ...measures.map(({ name }) => name), ...COST_CATEGORIES];
}

/** Ids and titles of places, professions, employers and services of a scenario. */
function namesOf({ places, professions, employers, services }: Scenario): { ids: string[]; titles: string[] } {
  const named = [places, professions, employers, services];
  return {
    ids: named.flatMap((things) => Object.keys(things)),
    titles: named.flatMap((things) => Object.values(things).map(({ title }) => title)),
  };
}

/** Program text without its comments, which may give examples; lines stay where they are. */
function withoutComments(text: string): string {
  const blank = (comment: string) => comment.replace(/[^\n]/g, ' ');
  return text.replace(/\/\*[\s\S]*?\*\//g, blank).replace(/(^|[\s;{}(),])\/\/[^\n]*/g, blank);
}

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const oneOf = (names: Iterable<string>) => [...names].map(escaped).join('|');

/** Finds an id as a text of its own, with something after it as in a measure, or as a property; and a title anywhere. */
function finder(ids: Iterable<string>, titles: Iterable<string>): (code: string) => string[] {
  const asText = new RegExp(`(['"\`])(?:${oneOf(ids)})(?=['"\`.[])`, 'g');
  const asProperty = new RegExp(`(?:services|places|professions|employers)\\??\\.(?:${oneOf(ids)})\\b`, 'g');
  const asTitle = new RegExp(`(?<![\\w])(?:${oneOf(titles)})(?![\\w])`, 'g');
  return (code) => [asText, asProperty, asTitle].flatMap((pattern) => code.match(pattern) ?? []);
}

const scenarios = SCENARIOS.map(scenarioOf);
const own = new Set(scenarios.flatMap(wordsOfTheProgram));
const find = finder(
  new Set(scenarios.flatMap((scenario) => namesOf(scenario).ids.filter((id) => !own.has(id)))),
  new Set(scenarios.flatMap((scenario) => namesOf(scenario).titles)),
);

describe('the program', () => {
  it.each(PROGRAM)('in %s knows no name of a scenario', (folder) => {
    const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|js|css|html)$/.test(file) && !/(^|[\\/])dist[\\/]/.test(file))
      .sort();
    expect(files.length).toBeGreaterThan(5);
    const found = files.flatMap((file) => {
      const code = withoutComments(readFileSync(join(ROOT, folder, file), 'utf8'));
      return find(code).map((name) => `${folder}/${file}: ${name}`);
    });
    expect(found, 'names of places, professions, employers and services belong in scenario files').toEqual([]);
  });
});

describe('a name of a scenario in program text', () => {
  it.each([
    ["if (service.id === 'cbs') return;", 1],
    ['const id = "firstMeeting.waitMedian";', 1],
    ['const bed = scenario.services.acuteBeds;', 1],
    ['html`<p>Referrals in Coventry</p>`', 1],
    ["const who = 'Mental health nurse';", 1],
    ["switch (kind) { case 'clinic': case 'team': }", 0],
    ['const workers = navigator.hardwareConcurrency;', 0],
    ['// e.g. the wait in Coventry', 0],
    ['/* a service such as `cbs` */', 0],
  ])('is found, and nothing else: %s', (code, count) => {
    expect(find(withoutComments(code))).toHaveLength(count);
  });

  it('is not hidden by an address, which has two slashes as a comment has', () => {
    expect(find(withoutComments("const at = 'https://example.org/Coventry';"))).toEqual(['Coventry']);
  });
});
