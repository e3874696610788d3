/** What `headroom trace` prints for people. */
import type { Followed, FollowedEntry, PersonSeen, Scenario } from '../engine/index';
import { dateOf, momentOf, stretchOf } from './moments';
import { table } from './table';

/** Lines of the event log that need more words to be plain. */
const PLAIN: Record<string, string> = {
  starts: 'is attended to',
  ends: 'is done here',
  stops: 'has to stop: servers leave',
  changes: 'changes while waiting',
  'is back': 'is back with the coordinator who kept the place',
  'is allocated': 'gets a place with a coordinator',
  'is blocked': 'could move on, but keeps the place here until the next team has one',
  'is in': 'is taken in',
  'is out': 'has spent the time here',
};

/** What is being traced. */
export interface Traced {
  scenario: Scenario;
  /** Titles of the changes. */
  changes: string[];
  seed: string;
  replication: number;
}

/** One person, in the baseline, and with changes where there are some. */
export function traceWords(traced: Traced, baseline: Followed, changed?: Followed): string {
  const { scenario } = traced;
  const summary =
    changed === undefined
      ? sentence(scenario, 'This person', baseline)
      : [
          sentence(scenario, 'Without the changes this person', baseline),
          sentence(scenario, 'With them the same person', changed),
        ].join('\n');
  const runs = changed === undefined ? [baseline] : [baseline, changed];
  const headings = changed === undefined ? ['When', 'What'] : ['When', 'Without the changes', 'With the changes'];
  const rows = rowsOf(scenario, runs);
  const parts = [heading(traced), summary];
  if (rows.length > 0) {
    const sections = [{ title: `Person ${baseline.person}`, rows }];
    parts.push(table(headings, sections, ['left', 'left', 'left']));
  }
  return parts.join('\n\n');
}

/** People to choose from. */
export function someWords(traced: Traced, people: readonly PersonSeen[]): string {
  const { scenario } = traced;
  if (people.length === 0) return `${heading(traced)}\n\nNobody comes in.`;
  const rows = people.map(({ person, day, service }) => [
    person,
    momentOf(day, scenario.run.startDate),
    scenario.services[service]?.title ?? service,
  ]);
  const title = 'The first to come in';
  const list = table(['Person', 'Arrives', 'At'], [{ title, rows }], ['left', 'left', 'left']);
  return `${heading(traced)}\n\n${list}\n\nFollow one with --person, e.g. --person ${people[0].person}`;
}

function heading({ scenario, changes, seed, replication }: Traced): string {
  const ran = `Replication ${replication} of seed "${seed}", ${scenario.run.horizonDays} days.`;
  return [scenario.title, ...changes.map((title) => `  with: ${title}`), ran].join('\n');
}

function sentence(scenario: Scenario, who: string, followed: Followed): string {
  const { entries, leaves, stillWaiting, waitedDays, untilDay } = followed;
  if (entries.length === 0) return `${who} does not come in.`;
  const waits = waitedDays > 0 ? `waits ${stretchOf(waitedDays)} in all` : 'never waits';
  if (leaves) return `${who} ${waits} and leaves on ${momentOf(untilDay, scenario.run.startDate)}.`;
  if (stillWaiting === null) return `${who} ${waits} and is still inside when the run ends.`;
  const place = scenario.services[stillWaiting.service].title;
  return `${who} ${waits} and is still waiting when the run ends: at ${place}, for ${stretchOf(stillWaiting.days)} so far.`;
}

/** Lines of all runs in order of time; the same line at the same time stands in one row. */
function rowsOf(scenario: Scenario, runs: readonly Followed[]): string[][] {
  const next = runs.map(() => 0);
  const rows: string[][] = [];
  const present = (run: number): FollowedEntry | undefined => runs[run].entries[next[run]];
  for (;;) {
    const day = Math.min(...runs.map((_, run) => present(run)?.day ?? Infinity));
    if (day === Infinity) return rows;
    const cells = runs.map((_, run) => {
      const entry = present(run);
      if (entry?.day !== day) return '';
      next[run]++;
      return line(scenario, entry);
    });
    rows.push([momentOf(day, scenario.run.startDate), ...cells]);
  }
}

function line(scenario: Scenario, { service, what, ahead, waitedDays, attributes }: FollowedEntry): string {
  const { startDate } = scenario.run;
  const plain = (PLAIN[what] ?? what).replace(
    /\bday (\d+)/,
    (text, day) => `${text}, ${dateOf(Number(day), startDate)}`,
  );
  const known = Object.entries(attributes ?? {}).map(([id, value]) => {
    const { title, values } = scenario.attributes[id];
    return `${title}: ${values.find((one) => one.id === value)?.title ?? value}`;
  });
  return [
    service === '' ? plain : `${scenario.services[service].title}: ${plain}`,
    ...(ahead === undefined ? [] : [ahead === 0 ? 'first in line' : `${ahead} in line before`]),
    ...(waitedDays === undefined || waitedDays === 0 ? [] : [`after a wait of ${stretchOf(waitedDays)}`]),
    ...(known.length === 0 ? [] : [`(${known.join(', ')})`]),
  ]
    .join(', ')
    .replaceAll(', (', ' (');
}
