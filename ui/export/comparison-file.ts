/** A comparison as a file: what was chosen, and whatever is needed that does not ship with the page. */
import type { PageState } from '../state/page-state';
import { LIMITS, MOST_SETS, type ChangeSet, type Choices } from '../state/choices';

/** Hashes by which whoever opens a comparison can tell whether theirs is the same. The baseline stands first. */
export interface Made {
  /** Of each scenario's content, its changes and the time looked ahead included. */
  scenarioHashes: string[];
  /** Of each scenario's results; absent where there were none. */
  resultHashes?: string[];
}

/** What a comparison file holds. Scenario and change files stand in it as texts, to be validated by a worker. */
export interface ComparisonFile {
  kind: 'headroom-comparison';
  format: 1;
  /** Version of the engine that the page had. */
  engineVersion: string;
  /** Absent in files of before there was any. */
  made?: Made;
  /** Id of the scenario; its text only when it does not ship with the page. */
  scenario: { id: string; text?: string };
  horizonDays: number;
  replications: number;
  seed: string;
  scenarios: { name: string; changes: string[] }[];
  /** Texts of the changes that do not ship with the page. */
  changes: string[];
}

/** What is chosen on the page, as a file. Without an engine to ask, it names no version and no hashes. */
export function comparisonOf(
  { baseline, choices, available }: Pick<PageState, 'baseline' | 'choices' | 'available'>,
  engineVersion = '',
  made?: Made,
): ComparisonFile {
  const used = new Set(choices.sets.flatMap(({ changes }) => changes));
  return {
    kind: 'headroom-comparison',
    format: 1,
    engineVersion,
    made,
    scenario: { id: baseline?.info.id ?? '', text: baseline?.origin === 'file' ? baseline.text : undefined },
    horizonDays: choices.horizonDays,
    replications: choices.replications,
    seed: choices.seed,
    scenarios: choices.sets.map(({ name, changes }) => ({ name, changes })),
    changes: available.filter(({ id, origin }) => origin !== 'shipped' && used.has(id)).map(({ text }) => text),
  };
}

/** The file's text. */
export function writeComparison(file: ComparisonFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

type Field = (value: unknown) => boolean;
const isText =
  (most: number): Field =>
  (value) =>
    typeof value === 'string' && value.length <= most;
const isNumber =
  (low: number, high: number): Field =>
  (value) =>
    typeof value === 'number' && value >= low && value <= high;
const isListOf =
  (item: Field, most: number): Field =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(item);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isId = isText(80);
const isHashes = isListOf((value) => typeof value === 'string' && /^[0-9a-f]{8,64}$/.test(value), MOST_SETS + 1);

const RULES: [path: string, rule: string, test: Field][] = [
  ['format', 'must be 1', (value) => value === 1],
  ['engineVersion', 'must be text', isText(40)],
  [
    'made',
    'must be an object with a list of scenario hashes, and a list of result hashes where there are results',
    (value) =>
      value === undefined ||
      (isObject(value) &&
        isHashes(value.scenarioHashes) &&
        (value.resultHashes === undefined || isHashes(value.resultHashes))),
  ],
  [
    'scenario',
    'must be an object with the id of the scenario, and its text unless it ships with the page',
    (value) => isObject(value) && isId(value.id) && (value.text === undefined || isText(6e6)(value.text)),
  ],
  ['horizonDays', 'must be a number of days from 90 to 3653', isNumber(90, 3653)],
  [
    'replications',
    `must be a whole number from ${LIMITS.replications.low} to ${LIMITS.replications.high}`,
    (value) => isNumber(LIMITS.replications.low, LIMITS.replications.high)(value) && Number.isInteger(value),
  ],
  ['seed', `must be text of 1 to ${LIMITS.seed} characters`, (value) => isText(LIMITS.seed)(value) && value !== ''],
  [
    'scenarios',
    `must be a list of at most ${MOST_SETS} objects, each with a name and a list of change ids`,
    isListOf((item) => isObject(item) && isText(200)(item.name) && isListOf(isId, 20)(item.changes), MOST_SETS),
  ],
  ['changes', 'must be a list of texts, one for each change file', isListOf(isText(6e6), 40)],
];

/** Say what was found, shortly enough for a message. */
function shortly(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** A read comparison, or every reason why it cannot be used. */
export type ReadComparison = { ok: true; file: ComparisonFile } | { ok: false; problems: string[] };

/** Read a comparison file's text. The texts of scenario and changes in it are left to a worker. */
export function readComparison(text: string): ReadComparison {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return {
      ok: false,
      problems: [`The file is not JSON: ${error instanceof Error ? error.message : 'it broke off'}.`],
    };
  }
  if (!isObject(value)) return { ok: false, problems: ['The file must hold one object.'] };
  const problems = RULES.filter(([path, , test]) => !test(value[path])).map(
    ([path, rule]) => `${path}: ${rule}; found ${shortly(value[path])}.`,
  );
  return problems.length > 0 ? { ok: false, problems } : { ok: true, file: value as unknown as ComparisonFile };
}

/** The choices in a comparison file. */
export function choicesOf(file: ComparisonFile): Choices {
  const sets = file.scenarios.map(({ name, changes }, i): ChangeSet => ({ id: `scenario-${i + 1}`, name, changes }));
  return { sets, horizonDays: file.horizonDays, replications: file.replications, seed: file.seed };
}
