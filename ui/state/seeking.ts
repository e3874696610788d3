/** What it would take to meet a target: asked of the workers, and made into a scenario. */
import type { Operation } from '../../engine/scenario/schema';
import type { Pool } from '../../workers/pool';
import type { RemoteFound } from '../../workers/remote-seeker';
import type { SeekQuestion } from '../../workers/seek-session';
import { MOST_SETS } from './choices';
import { JobProblem, type JobTools } from './job';
import { newChangeId, newSetId, ownChange, type Work } from './own-changes';

/** What is asked, with what the page says of it. */
export interface SeekRequest {
  question: SeekQuestion;
  seed: string;
  seconds: number;
  /** Ids of the changes that it starts from. */
  from: string[];
  /** Title of what it starts from. */
  fromTitle: string;
  /** Key of the baseline, and id of its scenario. */
  baseline: string;
  scenario: string;
  /** When the measure is looked at, in words. */
  when: string;
}

/** An answer beside its question. */
export interface SeekResult extends RemoteFound {
  request: SeekRequest;
}

/**
 * Search until there is an answer, or the time is over.
 *
 * @throws JobProblem with what is wrong with the question
 */
export async function searchFor(
  pool: Pool,
  request: SeekRequest,
  { signal, onProgress }: JobTools,
): Promise<SeekResult> {
  const { seekRemotely } = await import('../../workers/remote-seeker');
  const began = performance.now();
  let note = 'Preparing the search…';
  const tell = () =>
    onProgress(Math.min(request.seconds, Math.round((performance.now() - began) / 1000)), request.seconds, note);
  tell();
  const clock = setInterval(tell, 1000);
  try {
    const answer = await seekRemotely(pool, request.question, request.seed, 'What it takes', {
      seconds: request.seconds,
      signal,
      onProgress: ({ phase, replications, settings, all }) => {
        note =
          phase === 'edge'
            ? `Making sure, on new runs: ${replications} replications`
            : `${settings} of ${all} settings tried, ${replications} replications`;
        tell();
      },
    });
    if (!answer.ok) throw new JobProblem(answer.issues.map(({ message }) => sentence(message)).join(' '));
    return { ...answer.value, request };
  } finally {
    clearInterval(clock);
  }
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * Add a scenario that makes what was found, as far as there is room.
 *
 * @param title of the change
 */
export function withFound(work: Work, { found, request }: SeekResult, title: string): Work {
  const { sets } = work.choices;
  if (found.change === null || sets.length >= MOST_SETS) return work;
  const { operations, rationale } = JSON.parse(found.change) as { operations: Operation[]; rationale: string };
  const words = { id: newChangeId(), title: title.slice(0, 200), rationale, source: 'assumption' };
  const change = ownChange(words, operations, request.scenario);
  const set = { id: newSetId(sets), name: '', changes: [...request.from, change.id] };
  return { available: [...work.available, change], choices: { ...work.choices, sets: [...sets, set] } };
}
