/** The scenarios that results on the screen were made of, as texts for the workers. */
import type { ScenarioSource } from '../../workers/protocol';
import { changesOf } from './changes';
import { madeOfNow, type PageState } from './page-state';

/**
 * Sources of the results, the baseline first.
 *
 * @returns nothing when the baseline or a change is no longer what it was
 */
export function sourcesOfResults(page: PageState): ScenarioSource[] | undefined {
  const { results, baseline, available } = page;
  if (!results || !baseline) return undefined;
  const { madeOf } = results;
  const { choices } = madeOf;
  const now = madeOfNow({ ...page, choices });
  if (now.scenario !== madeOf.scenario || now.sets.join() !== madeOf.sets.join()) return undefined;
  const sets = choices.sets.map(({ changes }) => changesOf(changes, available));
  if (sets.some((changes, i) => changes.length < choices.sets[i].changes.length)) return undefined;
  const { horizonDays } = choices;
  return [[], ...sets].map((changes) => ({
    scenario: baseline.text,
    changes: changes.map(({ text }) => text),
    horizonDays,
  }));
}
