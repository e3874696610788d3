/** What a person has chosen to compare, and how to tell whether results still belong to it. */
import { formatDuration, joinList } from '../words/numbers';

/** One scenario: some changes on the baseline. */
export interface ChangeSet {
  /** Unique within the choices. */
  id: string;
  /** A name of the person's own; empty for the titles of the changes. */
  name: string;
  /** Ids of changes, in the order in which they apply. */
  changes: string[];
}

/** Everything that decides a result, the baseline scenario apart. */
export interface Choices {
  sets: ChangeSet[];
  horizonDays: number;
  replications: number;
  seed: string;
}

/** At most this many scenarios beside the baseline. */
export const MOST_SETS = 8;
/** Limits of the run settings. */
export const LIMITS = { replications: { low: 2, high: 500 }, years: { low: 0.25, high: 10 }, seed: 200 };
/** Days in a year, as in the engine. */
export const YEAR = 365.25;

/** Eight hexadecimal digits that tell texts apart (FNV-1a); not for safety, only to notice a difference. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** What results were made of. */
export interface MadeOf {
  choices: Choices;
  /** Key of the baseline. */
  scenario: string;
  /** One for each scenario: changes when its changes do, ids or content. */
  sets: string[];
}

/**
 * Say what differs between what results were made of and what is chosen now; nothing when they still belong to it.
 *
 * @param titleOf what a scenario is called; by default its own name or its id
 */
export function describeDrift(
  then: MadeOf,
  now: MadeOf,
  titleOf: (set: ChangeSet) => string = ({ name, id }) => name || id,
): string[] {
  const drift: string[] = [];
  const [before, after] = [then.choices, now.choices];
  if (then.scenario !== now.scenario) drift.push('the baseline is another one');
  drift.push(...describeSets(then, now, titleOf));
  if (Math.abs(before.horizonDays - after.horizonDays) > 0.5) {
    drift.push(`the time looked ahead is now ${formatDuration(after.horizonDays)}`);
  }
  if (before.replications !== after.replications) drift.push(`${after.replications} replications are now asked for`);
  if (before.seed !== after.seed) drift.push('the seed is another one');
  return drift;
}

function describeSets(then: MadeOf, now: MadeOf, titleOf: (set: ChangeSet) => string): string[] {
  const name = (sets: readonly ChangeSet[]) => joinList(sets.map((set) => `“${titleOf(set)}”`));
  const say = (sets: readonly ChangeSet[], what: string) =>
    sets.length === 0 ? [] : [`${name(sets)} ${sets.length === 1 ? 'has' : 'have'} ${what}`];
  const [keysThen, keysNow] = [keysById(then), keysById(now)];
  const both = now.choices.sets.filter(({ id }) => keysThen.has(id));
  const order = (sets: readonly ChangeSet[]) =>
    sets.map(({ id }) => id).filter((id) => both.some((set) => set.id === id));
  return [
    ...say(
      both.filter(({ id }) => keysThen.get(id) !== keysNow.get(id)),
      'changed',
    ),
    ...say(
      now.choices.sets.filter(({ id }) => !keysThen.has(id)),
      'been added',
    ),
    ...say(
      then.choices.sets.filter(({ id }) => !keysNow.has(id)),
      'been taken out',
    ),
    ...(order(then.choices.sets).join() === order(now.choices.sets).join()
      ? []
      : ['the scenarios stand in another order']),
  ];
}

function keysById({ choices, sets }: MadeOf): Map<string, string | undefined> {
  return new Map(choices.sets.map(({ id }, i) => [id, sets[i]]));
}

/** How the results of a scenario stand to what is chosen now. */
export type Standing = 'current' | 'outdated' | 'none';

/**
 * Whether there are results of a scenario, and whether they are still its own. Where the baseline or the run is another one,
 * nothing is current.
 */
export function standingOf(id: string, then: MadeOf | undefined, now: MadeOf): Standing {
  const key = then && keysById(then).get(id);
  if (key === undefined || !then) return 'none';
  const runs = [then, now].map(({ scenario, choices: { horizonDays, seed } }) => [scenario, horizonDays, seed].join());
  return runs[0] === runs[1] && key === keysById(now).get(id) ? 'current' : 'outdated';
}

/** One thing wrong with a run setting, with the id of its field. */
export interface SettingProblem {
  field: 'horizon' | 'replications' | 'seed';
  message: string;
}

/** Check the run settings; each message says what was found and what would do. */
export function checkChoices(choices: Choices): SettingProblem[] {
  const problems: SettingProblem[] = [];
  const { low, high } = LIMITS.replications;
  const { replications, seed } = choices;
  const years = choices.horizonDays / YEAR;
  if (!(years >= LIMITS.years.low && years <= LIMITS.years.high)) {
    problems.push({ field: 'horizon', message: 'Time to look ahead: choose between three months and ten years.' });
  }
  if (!Number.isInteger(replications) || replications < low || replications > high) {
    const found = Number.isFinite(replications) ? String(replications) : 'nothing';
    problems.push({
      field: 'replications',
      message: `Replications: enter a whole number from ${low} to ${high}; found ${found}.`,
    });
  }
  if (seed.trim() === '' || seed.length > LIMITS.seed) {
    problems.push({ field: 'seed', message: `Seed: enter any text of 1 to ${LIMITS.seed} characters.` });
  }
  return problems;
}
