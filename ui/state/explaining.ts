/** Which of a scenario's changes made how much of a difference: runs every combination of them and asks the engine. */
import type { Explained } from '../../engine/experiment/explain';
import type { Pool } from '../../workers/pool';
import type { ScenarioDescription, ScenarioSource } from '../../workers/protocol';
import { changesOf, type AvailableChange } from './changes';
import type { ChangeSet } from './choices';
import { JobProblem, type JobTools } from './job';
import { joinList } from '../words/numbers';

/** Most changes that are told apart: every combination of them is run. */
export const MOST_PARTS = 5;
/** Replications of each combination are never more than this: there are many combinations. */
const MOST_REPLICATIONS = 20;

/** One change, or several that count as one, with their texts. */
export interface Part {
  title: string;
  texts: string[];
}

/** What is to be explained. */
export interface ExplainRequest {
  /** Tells one question from another. */
  key: string;
  title: string;
  /** The baseline with its settings. */
  source: ScenarioSource;
  parts: Part[];
  replications: number;
  seed: string;
}

/** A difference taken apart. */
export interface ExplainedScenario {
  key: string;
  title: string;
  /** Titles of the parts, in order. */
  parts: string[];
  /** Replications that every combination has, and those asked for. */
  replications: number;
  wanted: number;
  explained: Explained;
  layout: ScenarioDescription['layout'];
  horizonDays: number;
}

/**
 * The parts of a scenario that are told apart: its changes, in order. Of more than five the last ones count as one.
 *
 * @returns none for a scenario with fewer than two changes, in which there is nothing to tell apart
 */
export function partsOf({ changes }: ChangeSet, available: readonly AvailableChange[]): Part[] {
  const all = changesOf(changes, available).map(({ title, text }): Part => ({ title, texts: [text] }));
  if (all.length < 2) return [];
  if (all.length <= MOST_PARTS) return all;
  const [alone, together] = [all.slice(0, MOST_PARTS - 1), all.slice(MOST_PARTS - 1)];
  return [
    ...alone,
    { title: joinList(together.map(({ title }) => title)), texts: together.flatMap(({ texts }) => texts) },
  ];
}

/** How many combinations of parts there are, with none and all of them. */
export const combinations = (parts: number): number => 2 ** parts;

/** Replications of each combination, where so many were asked for of a comparison. */
export const explainedReplications = (asked: number): number => Math.min(asked, MOST_REPLICATIONS);

/**
 * Run every combination and take the differences in all primary measures apart.
 *
 * @returns nothing when it was cancelled before there were two replications of each combination
 * @throws JobProblem naming a combination that cannot be made
 */
export async function explainScenario(
  pool: Pool,
  request: ExplainRequest,
  { signal, onProgress }: JobTools,
): Promise<ExplainedScenario | undefined> {
  const { source, parts, replications, seed } = request;
  // Combination s has part i when bit i of s is set, as the engine has it.
  const sources = Array.from({ length: combinations(parts.length) }, (_, set): ScenarioSource => {
    const chosen = parts.filter((_part, i) => (set & (1 << i)) !== 0);
    return { ...source, changes: chosen.flatMap(({ texts }) => texts) };
  });
  const described = await describeAll(pool, parts, sources, signal);
  if (!described) return undefined;
  const runs = sources.map((one) => pool.open(one, seed));
  try {
    const end = await pool.extend(runs, replications, {
      signal,
      onProgress: ({ done, wanted }) => onProgress(done, wanted),
    });
    if (end.status === 'refused') throw new JobProblem(end.issues.map(({ message }) => message).join(' '));
    const there = Math.min(...runs.map((run) => run.replications));
    if (there < 2) return undefined;
    const solved = runs.map((run, i) => ({ layout: described[i].layout, results: run.results.slice(0, there) }));
    const [{ layout, primary, run }] = described;
    const explained = await pool.explain(solved, primary);
    return {
      key: request.key,
      title: request.title,
      parts: parts.map(({ title }) => title),
      replications: there,
      wanted: replications,
      explained,
      layout,
      horizonDays: run.horizonDays,
    };
  } finally {
    for (const run of runs) pool.close(run);
  }
}

async function describeAll(
  pool: Pool,
  parts: readonly Part[],
  sources: readonly ScenarioSource[],
  signal: AbortSignal,
): Promise<ScenarioDescription[] | undefined> {
  const described: ScenarioDescription[] = [];
  for (const [set, source] of sources.entries()) {
    if (signal.aborted) return undefined;
    const answer = await pool.describe(source);
    if (!answer.ok) {
      const chosen = parts.filter((_part, i) => (set & (1 << i)) !== 0).map(({ title }) => `“${title}”`);
      const why = answer.issues.map(({ message }) => message).join(' ');
      throw new JobProblem(
        `Every combination of the changes is run, and ${joinList(chosen)} cannot be made without the others: ${why}`,
      );
    }
    described.push(answer.value);
  }
  return described;
}
