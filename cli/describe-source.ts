/** Validates a source before anything is started for it. */
import { EngineService } from '../workers/engine-service';
import type { ScenarioDescription } from '../workers/protocol';
import { sourceError, type NamedSource } from './read-source';

/**
 * Describe a scenario.
 *
 * @throws InputError with every issue, each with the file it is about
 */
export function describeSource(named: NamedSource): ScenarioDescription {
  const answer = new EngineService().describe(named.source);
  if (!answer.ok) throw sourceError(answer.issues, named);
  return answer.value;
}
