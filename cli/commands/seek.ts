/** `headroom seek`: which setting of some levers meets a target with least effort. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { hereSeeker } from '../../workers/here-seeker';
import { seek, type SeekProgress } from '../../workers/seek';
import { createNodePool } from '../../workers/spawn-node';
import { EXIT, InputError } from '../failure';
import { readDays, readSeconds, readSeed, readWorkers } from '../numbers';
import { print, printJson } from '../output';
import { sourceError } from '../read-source';
import { bestKnown, seekOutput, type SeekOutput } from '../seek-output';
import {
  readChance,
  readLever,
  readMargin,
  readPhases,
  readTarget,
  type LeverText,
  type TargetWish,
} from '../seek-question';
import { setUp, type SeekSetup } from '../seek-setup';
import { seekWords } from '../seek-words';
import { progressLine } from '../solve';
import { collect } from './options';

interface SeekCommandOptions {
  change: string[];
  target: TargetWish;
  lever?: LeverText[];
  chance?: number;
  onAverage?: boolean;
  margin?: number;
  budget?: number;
  replications?: { screening: number; edge: number };
  seed?: string;
  days?: number;
  workers?: number;
  save?: string;
  json?: boolean;
}

/** How sure the target is to be met, and seconds, where nothing else is said. */
const DEFAULT_CHANCE = 0.8;
const DEFAULT_SECONDS = 60;

/** Add the command to the program. */
export function addSeek(program: Command): void {
  program
    .command('seek')
    .description('search what it takes: which setting of one to three levers meets a target with least effort')
    .argument('<FILE>', 'scenario file')
    .requiredOption(
      '--target <TARGET>',
      'a target of the scenario file by its id, or e.g. "desk.waitMean at most 4 weeks by 2027-04-01"',
      readTarget,
    )
    .option(
      '--lever <LEVER>',
      'what may be moved, 1 to 3 times: "clerks from 1 to 6 step 1", "posts.nurses plus 0 to 4 step 0.5 at £45000", "demand times 1 to 0.8"; least effort first',
      readLever,
    )
    .option(
      '--chance <PERCENT>',
      `in how many replications of a hundred the target is to be met (default: ${100 * DEFAULT_CHANCE})`,
      readChance,
    )
    .option('--on-average', 'instead, the mean over replications is to meet it')
    .option('--change <FILE>', 'change file to start from; may be given several times, all apply in order', collect, [])
    .option('--save <FILE>', 'write the answer as a change file, for compare --change')
    .option('--budget <SECONDS>', `stop after so many seconds (default: ${DEFAULT_SECONDS})`, readSeconds)
    .option(
      '--replications <N+M>',
      'instead, at most so many to screen settings and so many at the edge, in all',
      readPhases,
    )
    .option(
      '--margin <VALUE>',
      'smallest difference of the measure that matters, in its unit (default: the scenario file’s)',
      readMargin,
    )
    .option('--seed <S>', 'seed of the random numbers (default: the scenario file’s)', readSeed)
    .option(
      '--days <D>',
      'length of the run in days (default: the scenario file’s, or up to the target’s date)',
      readDays,
    )
    .option(
      '--workers <W>',
      'worker threads; changes the time, never the results of so many replications (default: all cores)',
      readWorkers,
    )
    .option('--json', 'print JSON instead of text')
    .action(seekSetting);
}

async function seekSetting(file: string, options: SeekCommandOptions): Promise<void> {
  const { chance, onAverage = false, replications, budget, save } = options;
  if (onAverage && chance !== undefined)
    throw new InputError('--chance and --on-average exclude each other: a share of replications decides, or the mean.');
  if (replications !== undefined && budget !== undefined)
    throw new InputError('--replications and --budget exclude each other: a number ends the search, or a time.');
  if (save !== undefined && existsSync(save))
    throw new InputError(`--save ${save}: there is such a file already. Choose another name, or remove it first.`);
  const setup = await setUp({
    ...options,
    file,
    lever: options.lever ?? [],
    chance: onAverage ? undefined : (chance ?? DEFAULT_CHANCE),
  });
  const output = await run(setup, options);
  if (output.stopped === 'cancelled') process.exitCode = EXIT.interrupted;
  const saved = await saveAnswer(output, save);
  if (options.json) printJson(output);
  else {
    const best = setup.search.prices === null ? null : bestKnown(setup);
    print([seekWords(output, setup.description, best), ...saved].join('\n\n'));
  }
}

async function run(setup: SeekSetup, options: SeekCommandOptions): Promise<SeekOutput> {
  const { search, sourceOf, description, place, costPlaces } = setup;
  const { replications, budget = DEFAULT_SECONDS } = options;
  const seed = options.seed ?? description.run.seed;
  const seeds = { screening: seed, edge: `${seed} again` };
  const pool = createNodePool(options.workers);
  const progress = progressLine();
  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort();
  // Once: a second Ctrl+C ends the program at once.
  process.once('SIGINT', onInterrupt);
  const began = performance.now();
  try {
    const end = await seek(
      pool,
      {
        seeker: hereSeeker(search, sourceOf),
        seeds,
        places: { measure: place, costs: costPlaces },
        valuesLength: description.layout.valuesLength,
      },
      {
        ...(replications === undefined ? { seconds: budget } : { most: replications }),
        signal: interrupt.signal,
        onProgress: (at) => progress.show(progressText(at, setup)),
      },
    );
    if (end.status === 'refused') throw refusal(setup, end);
    return seekOutput(setup, seeds, end, Math.round(performance.now() - began) / 1000);
  } finally {
    process.off('SIGINT', onInterrupt);
    progress.clear();
    pool.dispose();
  }
}

function refusal(
  { named, levers, valuesOf, sourceOf }: SeekSetup,
  end: { setting: number; issues: Parameters<typeof sourceError>[0] },
) {
  const at = levers.map(({ paths }, i) => `${paths.join('+')} ${valuesOf(end.setting)[i]}`).join(', ');
  const source = { ...named, source: sourceOf(end.setting), changeFiles: [...named.changeFiles, `(levers at ${at})`] };
  return sourceError(end.issues, source);
}

function progressText({ phase, screening, edge, settings }: SeekProgress, { search, valuesOf }: SeekSetup): string {
  if (phase === 'edge') return `${edge} new replications at the edge`;
  const best = search.cheapest;
  const sofar = best === undefined ? 'none meets the target yet' : `cheapest so far: ${valuesOf(best).join(', ')}`;
  return `${screening} replications, ${settings} settings; ${sofar}`;
}

/** @returns lines on what became of `--save` */
async function saveAnswer({ change, files }: SeekOutput, save: string | undefined): Promise<string[]> {
  if (save === undefined) return [];
  const note = change === null ? 'there is no answer to save' : undefined;
  if (change === null) {
    console.error(`--save ${save}: ${note}; nothing was written.`);
    return [];
  }
  try {
    // Never over a file that has come up meanwhile.
    await writeFile(save, `${JSON.stringify(change, null, 2)}\n`, { flag: 'wx' });
  } catch (error) {
    throw new InputError(`--save ${save}: the file could not be written (${(error as NodeJS.ErrnoException).code}).`);
  }
  const joined = [...files.changes, save].join('+');
  return [`Saved as ${save}. See everything it does: npx headroom compare ${files.scenario} --change ${joined}`];
}
