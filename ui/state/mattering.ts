/** How much each quantity matters to a measure: asked of the workers. */
import type { Pool } from '../../workers/pool';
import type { RemoteSensitivity } from '../../workers/remote-sensitivity';
import type { SensitivityQuestion } from '../../workers/sensitivity-session';
import { JobProblem, type JobTools } from './job';
import { formatNumber } from '../words/numbers';

/** How thoroughly quantities are tried: those measured with intervals, and replications at each end of their ranges. */
export const EFFORTS = [
  { id: 'quick', label: 'A first look', top: 6, replications: 4 },
  { id: 'thorough', label: 'Thoroughly', top: 12, replications: 8 },
] as const;

/** What is asked, with what the page says of it. */
export interface MatterRequest {
  question: SensitivityQuestion;
  /** Key of the baseline. */
  baseline: string;
  /** Title of the scenario whose difference it is about; empty for the measure itself. */
  scenario: string;
  horizonDays: number;
}

/** What was found beside what was asked. */
export interface Mattering extends RemoteSensitivity {
  request: MatterRequest;
}

const STAGES: Readonly<Record<RemoteSensitivity['result']['stage'], string>> = {
  screening: 'Trying all quantities, many at a time',
  choosing: 'Trying those that moved something, one by one',
  refining: 'Measuring those that matter most',
  'the rest together': 'Trying all others together',
  complete: 'Done',
};

/**
 * Try all quantities over their ranges.
 *
 * @throws JobProblem with what is wrong with the question
 */
export async function findWhatMatters(
  pool: Pool,
  request: MatterRequest,
  { signal, onProgress }: JobTools,
): Promise<Mattering> {
  const { tryQuantitiesRemotely } = await import('../../workers/remote-sensitivity');
  const answer = await tryQuantitiesRemotely(pool, request.question, {
    signal,
    onProgress: ({ done, wanted, stage }) => onProgress(done, wanted, STAGES[stage]),
  });
  if (!answer.ok) throw new JobProblem(answer.issues.map(({ message }) => message).join(' '));
  return { ...answer.value, request };
}

/**
 * What was found of one quantity, for a table.
 *
 * @returns undefined where nothing was, as while the study is not that far
 */
export function matterOf({ result }: Mattering, id: string): { rank: number; words: string } | undefined {
  const position = result.tornado.findIndex((bar) => bar.id === id);
  if (position >= 0) {
    const { share, isSure } = result.tornado[position];
    const said =
      share === null
        ? ''
        : `: ${share > 0 && share < 0.01 ? 'under 1' : formatNumber(100 * share, 0)}% of what is not known`;
    return { rank: position + 1, words: `No. ${position + 1}${said}${isSure ? '' : ', not sure'}` };
  }
  const screened = result.screenedOnly.findIndex((one) => one.id === id);
  if (screened < 0) return undefined;
  const { effect } = result.screenedOnly[screened];
  return {
    rank: result.tornado.length + screened + 1,
    words: effect === 0 ? 'not at all' : 'less than those measured',
  };
}
