/** From a file on disk to what it changes on the page. Anything wrong with it is an answer, and changes nothing. */
import { choicesOf, readComparison } from '../export/comparison-file';
import { infoFromDescription, type Baseline } from './baseline';
import { availableChange, type AvailableChange } from './changes';
import { fingerprint } from './choices';
import { describeMismatch, expectedOf, identify, LINK } from './expected';
import { openFile } from './files';
import { loadShippedBaseline, loadShippedChanges } from './shipped';
import type { PageState } from './page-state';
import type { Solver } from './solver';

/** What a file is opened into. */
export interface OpeningContext {
  solver: Pick<Solver, 'describe' | 'readChange'>;
  state: Pick<PageState, 'baseline' | 'available'>;
}

type Issue = { path: string; message: string };

type OpenedPatch = Partial<Pick<PageState, 'baseline' | 'available' | 'choices' | 'expected'>>;

/** What a file changes and whether the engine and scenarios are those it was made with, or why it cannot be used. */
export type Opened =
  | { ok: true; patch: OpenedPatch; announcement: string; isAsMade: boolean }
  | { ok: false; name: string; issues: readonly Issue[] };

/** Carries issues out of the depth of a reading. */
class Refusal extends Error {
  constructor(readonly issues: readonly Issue[]) {
    super('refused');
  }
}

const refuse = (path: string, message: string) => new Refusal([{ path, message }]);

/** Read a scenario, change or comparison file and have it validated by a worker. */
export async function openInto(context: OpeningContext, file: File): Promise<Opened> {
  const opened = await openFile(file);
  const { name } = opened;
  if (!opened.ok) return { ok: false, name, issues: [{ path: '', message: opened.message }] };
  const open = { scenario: openScenario, change: openChange, comparison: openComparison }[opened.kind];
  try {
    return await open(context, name, opened.text);
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, name, issues: error.issues };
    throw error;
  }
}

async function readBaseline({ solver }: OpeningContext, fileName: string, text: string): Promise<Baseline> {
  const answer = await solver.describe({ scenario: text, changes: [] });
  if (!answer.ok) throw new Refusal(answer.issues);
  return { origin: 'file', fileName, text, key: `file:${fingerprint(text)}`, info: infoFromDescription(answer.value) };
}

async function readChange(
  { solver, state }: OpeningContext,
  text: string,
  baseline: Baseline | undefined,
): Promise<AvailableChange> {
  const answer = await solver.readChange(text);
  if (!answer.ok) throw new Refusal(answer.issues);
  const change = answer.value;
  if (state.available.some(({ id, origin }) => id === change.id && origin === 'shipped')) {
    throw refuse('id', `a change with the id “${change.id}” ships with Headroom; give yours another id.`);
  }
  // One that was made on this page, here or in another browser, can be edited again.
  const isOwn = change.id.startsWith('own-') && baseline !== undefined;
  const opened = availableChange(change, text, isOwn ? 'own' : 'file');
  return isOwn ? { ...opened, scenario: baseline.info.id } : opened;
}

/** Those there are, with these in place of others of the same id. */
function withChanges(available: readonly AvailableChange[], own: readonly AvailableChange[]): AvailableChange[] {
  return [...available.filter(({ id }) => !own.some((change) => change.id === id)), ...own];
}

async function openScenario(context: OpeningContext, name: string, text: string): Promise<Opened> {
  const baseline = await readBaseline(context, name, text);
  const { horizonDays, replications, seed, title } = baseline.info;
  const choices = { sets: [], horizonDays, replications, seed };
  return { ok: true, patch: { baseline, choices }, announcement: `Opened the scenario ${title}.`, isAsMade: true };
}

async function openChange(context: OpeningContext, _name: string, text: string): Promise<Opened> {
  const { baseline, available } = context.state;
  const change = await readChange(context, text, baseline);
  const answer = baseline && (await context.solver.describe({ scenario: baseline.text, changes: [text] }));
  if (answer && !answer.ok) throw new Refusal(answer.issues);
  const announcement = `Added the change “${change.title}”. It can be chosen under “Add a scenario”.`;
  return { ok: true, patch: { available: withChanges(available, [change]) }, announcement, isAsMade: true };
}

async function openComparison(context: OpeningContext, name: string, text: string): Promise<Opened> {
  const read = readComparison(text);
  if (!read.ok) throw new Refusal(read.problems.map((message) => ({ path: '', message })));
  const { file } = read;
  const { id, text: scenarioText } = file.scenario;
  const isShipped = scenarioText === undefined;
  const baseline = isShipped ? await loadShippedBaseline(id) : await readBaseline(context, name, scenarioText);
  if (!baseline) {
    throw refuse('scenario.id', `no scenario “${id}” ships with Headroom; save the comparison with its text.`);
  }
  const own: AvailableChange[] = [];
  for (const changeText of file.changes) own.push(await readChange(context, changeText, baseline));
  const others = context.state.available.filter(({ origin }) => !isShipped || origin !== 'shipped');
  const available = withChanges(isShipped ? [...(await loadShippedChanges(id)), ...others] : others, own);
  const chosen = { baseline, available, choices: choicesOf(file) };
  chosen.choices.sets.forEach(({ changes }, i) => {
    const gone = changes.find((change) => !available.some((one) => one.id === change));
    if (gone === undefined) return;
    throw refuse(
      `scenarios.${i}.changes`,
      `the change “${gone}” does not ship with Headroom, and its text is not in “changes”.`,
    );
  });
  const expected = expectedOf(file, name, chosen);
  const mismatch = expected ? describeMismatch(expected, await identify(context.solver, chosen)) : '';
  const opened = name === LINK ? 'Opened the link.' : `Opened the comparison ${name}.`;
  return {
    ok: true,
    patch: { ...chosen, expected },
    announcement: mismatch ? `${opened} ${mismatch}` : opened,
    isAsMade: mismatch === '',
  };
}
