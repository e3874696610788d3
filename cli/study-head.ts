/** What every study of uncertain inputs says of itself: which scenarios, on what terms, how much was run. */
import type { BandResult, SensitivityResult } from '../engine/index';
import type { ScenarioDescription } from '../workers/protocol';
import type { NamedSource } from './read-source';
import type { ResultFiles } from './run-output';

/** The terms of a study. */
export interface StudyHead {
  scenario: string;
  title: string;
  /** The changes that the difference is made by; none where the question is about the scenario itself. */
  changes: { id: string; title: string }[];
  files: ResultFiles;
  baselineHash: string;
  engineVersion: string;
  seed: string;
  days: number;
  /** Length of the runs that screen. */
  screenDays: number;
  /** `cancelled` by Ctrl+C. */
  stopped: 'complete' | 'cancelled';
  /** Replications run in all, over all settings and both scenarios. */
  runs: number;
  wallSeconds: number;
}

/** What `headroom sensitivity --json` prints. */
export interface SensitivityOutput extends StudyHead {
  kind: 'sensitivity';
  result: SensitivityResult;
}

/** What `headroom sensitivity --band --json` prints. */
export interface BandOutput extends StudyHead {
  kind: 'input-band';
  result: BandResult;
}

/**
 * The terms of a study.
 *
 * @param sources the baseline and, where there are changes, the same with them; descriptions in the same order
 */
export function studyHead(
  sources: readonly NamedSource[],
  descriptions: readonly ScenarioDescription[],
  ran: Pick<StudyHead, 'seed' | 'screenDays' | 'stopped' | 'runs' | 'wallSeconds'>,
): StudyHead {
  const [{ id, title, baselineHash, engineVersion, run }] = descriptions;
  const { scenarioFile, changeFiles } = sources.at(-1)!;
  return {
    scenario: id,
    title,
    changes: descriptions.at(-1)!.changes.map((change) => ({ id: change.id, title: change.title })),
    files: { scenario: scenarioFile, changes: changeFiles },
    baselineHash,
    engineVersion,
    seed: ran.seed,
    days: run.horizonDays,
    screenDays: ran.screenDays,
    stopped: ran.stopped,
    runs: ran.runs,
    wallSeconds: ran.wallSeconds,
  };
}

/** The first lines of a study's text. */
export function headWords(head: StudyHead, { caution }: ScenarioDescription): string {
  const made = head.changes.length === 0 ? '' : `, with ${head.changes.map((change) => change.title).join(' + ')}`;
  const lines = [
    `${head.title}${made}`,
    `${head.runs} runs, ${head.days} days, seed "${head.seed}", ${head.wallSeconds.toFixed(1)} s`,
    ...(caution === undefined ? [] : [caution]),
  ];
  if (head.stopped === 'cancelled') lines.push('Stopped before the end: this is what there was.');
  return lines.join('\n');
}

/** What is the same for tornado and band: quantities without a range, and loops that are off. */
export function leftOutWords({ noRange, loopsOff }: Pick<SensitivityResult, 'noRange' | 'loopsOff'>): string[] {
  const list = (ids: readonly string[]): string => ids.join(', ');
  return [
    ...(noRange.length > 0 ? [`No range (low is high): ${list(noRange)}.`] : []),
    ...(loopsOff.length > 0
      ? [`Loops that are off in this scenario, and were left off (--loops tries them): ${list(loopsOff)}.`]
      : []),
  ];
}
