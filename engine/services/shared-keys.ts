/**
 * Entities whose text ids come to one key (`hashText`): they would share all their draws, and be alike without anybody
 * noticing. Only entities whose draws have the same purposes are compared.
 */
import { hashText } from '../random/key';
import type { ScenarioIssue } from '../scenario/issue';
import type { Scenario } from '../scenario/schema';
import type { StartingValues } from './starting-values';

/** An entity with draws of its own: what its key is made from, and where it stands in the scenario. */
interface Keyed {
  text: string;
  path: string;
}

/** Pairs of entities that share a key, one issue for each. */
export function sharedKeys(scenario: Scenario, values: StartingValues): ScenarioIssue[] {
  return [postGroups(scenario), qualifications(scenario), peoplesOrigins(scenario, values)].flatMap(issuesOf);
}

const postGroups = (scenario: Scenario): Keyed[] =>
  Object.keys(scenario.posts).map((id) => ({ text: id, path: `posts.${id}` }));

const qualifications = (scenario: Scenario): Keyed[] =>
  Object.keys(scenario.qualifications).map((id) => ({ text: id, path: `qualifications.${id}` }));

/** Layers of a source that are compared at the least; growth opens more than there are at the start. */
const LEAST_LAYERS = 16;
/** Twice as many layers are compared as the rate at the start needs, up to this many. */
const MOST_LAYERS = 20000;
/** A profile of the rate can raise it at its peak; most stay below three times the mean. */
const ROOM_FOR_GROWTH = 3;
/** Candidates a day in a layer when the scenario does not say. */
const CANDIDATES_PER_DAY = 4;

/** What the numbers of people hang on: the sources and their layers, and those who are inside at the start. */
function peoplesOrigins(scenario: Scenario, values: StartingValues): Keyed[] {
  return Object.entries(scenario.services).flatMap(([id, field]): Keyed[] => {
    const path = `services.${id}`;
    if (field.kind === 'source') {
      const { arrivals } = field;
      if (!('rate' in arrivals)) return [{ text: id, path }];
      const rate = values.atStart(`${path}.arrivals.${arrivals.ceiling === undefined ? 'rate' : 'ceiling'}`);
      const layers = (rate / (arrivals.candidatesPerDay ?? CANDIDATES_PER_DAY)) * ROOM_FOR_GROWTH;
      const length = Math.min(MOST_LAYERS, Math.max(LEAST_LAYERS, Math.ceil(layers)));
      return Array.from({ length }, (_, layer) => ({ text: `${id}#${layer}`, path }));
    }
    if (field.kind === 'team' && field.coordinators === 'named')
      return [`start:${id}`, ...field.staff.map(({ posts }) => `start:${id}:${posts}`)].map((text) => ({ text, path }));
    return 'start' in field || field.kind === 'team' ? [{ text: `start:${id}`, path }] : [];
  });
}

function issuesOf(entities: readonly Keyed[]): ScenarioIssue[] {
  const byKey = new Map<number, Keyed>();
  const issues: ScenarioIssue[] = [];
  for (const entity of entities) {
    const key = hashText(entity.text);
    const other = byKey.get(key);
    if (other === undefined) byKey.set(key, entity);
    else if (other.text !== entity.text)
      issues.push({
        code: 'shared-key',
        path: entity.path,
        message: `"${entity.text}" and "${other.text}" (${other.path}) come to the same key and would share all their random draws; ${
          other.path === entity.path
            ? 'give this service another id, or raise its candidatesPerDay'
            : 'give one of the two another id'
        }.`,
      });
  }
  return issues;
}
