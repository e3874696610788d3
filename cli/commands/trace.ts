/** `headroom trace`: one person through one replication, and the same person with changes beside. */
import type { Command } from 'commander';
import {
  ENGINE_VERSION,
  ScenarioError,
  compile,
  follow,
  scenarioHash,
  somePeople,
  startOf,
  type Model,
} from '../../engine/index';
import { assemble, issuesOfAll, type Assembled } from '../../workers/assemble';
import { InputError } from '../failure';
import { readDays, readReplication, readSeed, readSome } from '../numbers';
import { print, printJson } from '../output';
import { readSource, sourceError, type NamedSource } from '../read-source';
import { someWords, traceWords, type Traced } from '../trace-words';
import { collect } from './options';

interface TraceOptions {
  change: string[];
  person?: string;
  some?: number;
  replication: number;
  seed?: string;
  days?: number;
  json?: boolean;
}

/** Add the command to the program. */
export function addTrace(program: Command): void {
  program
    .command('trace')
    .description('follow one person through one replication: what happens when, and how long and why they wait')
    .argument('<FILE>', 'scenario file')
    .option('--change <FILE>', 'change file: follow the same person with it as well; repeatable', collect, [])
    .option('--person <SOURCE:ORDINAL>', 'who is to be followed; --some lists people')
    .option('--some <N>', 'instead, list the first N people to come in', readSome)
    .option('--replication <R>', 'which replication, from 0', readReplication, 0)
    .option('--seed <S>', 'seed of the random numbers (default: the scenario file’s)', readSeed)
    .option('--days <D>', 'length of the run in days (default: the scenario file’s)', readDays)
    .option('--json', 'print JSON instead of text')
    .action(trace);
}

async function trace(file: string, options: TraceOptions): Promise<void> {
  const { person, some } = options;
  if (person !== undefined && some !== undefined)
    throw new InputError('--person follows somebody, --some lists people. Leave one of them out.');
  if (person === undefined && some === undefined)
    throw new InputError('trace needs --person SOURCE:ORDINAL. List people to choose from with --some 10.');
  const named = await readSource(file, options.change, options.days);
  if (person === undefined) listSome(named, options, some!);
  else await followOne(named, options, person);
}

function listSome(named: NamedSource, options: TraceOptions, most: number): void {
  const { seed, replication } = settings(named, options);
  const { people, traced } = withModel(named, (model, assembled) => ({
    people: somePeople(model, seed, replication, most),
    traced: tracedOf(assembled, seed, replication),
  }));
  if (options.json) printJson({ ...aboutJson(traced, named), people });
  else print(someWords(traced, people));
}

async function followOne(named: NamedSource, options: TraceOptions, person: string): Promise<void> {
  const { seed, replication } = settings(named, options);
  const run = (source: NamedSource) =>
    withModel(source, (model, assembled) => {
      const { scenario } = assembled;
      if (startOf(scenario, person) === null)
        return { followed: undefined, traced: tracedOf(assembled, seed, replication) };
      return { followed: follow(model, seed, replication, person), traced: tracedOf(assembled, seed, replication) };
    });
  const bare: NamedSource = { ...named, source: { ...named.source, changes: [] }, changeFiles: [] };
  const hasChanges = options.change.length > 0;
  // The changed scenario first: what is wrong with a change is said before anything long runs.
  const changed = hasChanges ? run(named) : undefined;
  const baseline = run(bare);
  const traced = changed?.traced ?? baseline.traced;
  if (baseline.followed === undefined && changed?.followed === undefined) throw unknownPerson(person, traced);
  const nowhere = { person, entries: [], leaves: false, stillWaiting: null, waitedDays: 0, untilDay: 0 };
  const before = baseline.followed ?? nowhere;
  const after = hasChanges ? (changed?.followed ?? nowhere) : undefined;
  if (options.json) printJson({ ...aboutJson(traced, named), person, baseline: before, changed: after ?? null });
  else print(traceWords(traced, before, after));
}

/** Seed and replication as asked; the seed is the file's where none is given. */
function settings(named: NamedSource, options: TraceOptions): { seed: string; replication: number } {
  const seed = options.seed ?? withAssembled(named, ({ scenario }) => scenario.run.seed);
  return { seed, replication: options.replication };
}

function tracedOf({ scenario, changes }: Assembled, seed: string, replication: number): Traced {
  return { scenario, changes: changes.map(({ title }) => title), seed, replication };
}

function aboutJson({ scenario, seed, replication }: Traced, named: NamedSource) {
  return {
    scenario: scenario.id,
    title: scenario.title,
    files: { scenario: named.scenarioFile, changes: named.changeFiles },
    scenarioHash: scenarioHash(scenario),
    engineVersion: ENGINE_VERSION,
    seed,
    replication,
    days: scenario.run.horizonDays,
    startDate: scenario.run.startDate ?? null,
  };
}

function withAssembled<T>(named: NamedSource, work: (assembled: Assembled) => T): T {
  const assembled = assemble(named.source);
  if (!assembled.ok) throw sourceError(assembled.issues, named);
  return work(assembled.value);
}

/** @throws InputError for what a person can mend, found while compiling or running */
function withModel<T>(named: NamedSource, work: (model: Model, assembled: Assembled) => T): T {
  return withAssembled(named, (assembled) => {
    try {
      return work(compile(assembled.scenario), assembled);
    } catch (error) {
      if (error instanceof ScenarioError) throw sourceError(issuesOfAll(error.issues, named.source), named);
      throw error;
    }
  });
}

function unknownPerson(person: string, { scenario }: Traced): InputError {
  const sources = Object.entries(scenario.services).flatMap(([id, service]) => {
    if (service.kind !== 'source') return [];
    return ['rate' in service.arrivals ? `${id}#0:0` : `${id}:0`];
  });
  const examples = sources.slice(0, 5).join(', ');
  return new InputError(
    `--person ${person}: nobody of the scenario can have this name. Names look like ${examples}; --some 10 lists people.`,
  );
}
