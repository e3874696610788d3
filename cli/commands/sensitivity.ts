/** `headroom sensitivity`: which quantities matter to a measure, or to what changes do to it, and how sure the inputs are. */
import type { Command } from 'commander';
import {
  InputBandStudy,
  SensitivityStudy,
  firstLookDays,
  type MeasureInfo,
  type StudyPlan,
  type UncertainInput,
} from '../../engine/index';
import { EngineService } from '../../workers/engine-service';
import type { ScenarioDescription } from '../../workers/protocol';
import { createNodePool } from '../../workers/spawn-node';
import type { StudyEnd } from '../../workers/work-study';
import { bandWords } from '../band-words';
import { describeSource } from '../describe-source';
import { wantedMeasures } from '../explain-output';
import { EXIT, InputError } from '../failure';
import { readDays, readReplications, readSeed, readSettings, readShape, readTop, readWorkers } from '../numbers';
import { print, printJson } from '../output';
import { readSource, sourceError, splitFiles, type NamedSource } from '../read-source';
import { sensitivityWords } from '../sensitivity-words';
import { studyHead, type StudyHead } from '../study-head';
import { progressLine } from '../solve';

interface SensitivityOptions {
  measure?: string;
  top?: number;
  band?: boolean;
  settings?: number;
  shape: 'triangular' | 'uniform';
  loops?: boolean;
  replications?: number;
  screenDays?: number;
  seed?: string;
  days?: number;
  workers?: number;
  json?: boolean;
}

/** Quantities measured with intervals, and replications of each, where nothing else is said. */
const TOP = 12;
const REPLICATIONS = 6;
/** Settings of a band, and replications of each. */
const SETTINGS = 40;
const BAND_REPLICATIONS = 3;

/** Add the command to the program. */
export function addSensitivity(program: Command): void {
  program
    .command('sensitivity')
    .description(
      'try all quantities of a scenario over their ranges, and print which matter to a measure; or, with changes, to what they do to it',
    )
    .argument('<FILE>', 'scenario file: the baseline')
    .argument('[CHANGE...]', 'change files, made together: then it is about the difference that they make')
    .option('--measure <ID>', 'the measure (default: the first primary measure)')
    .option('--top <N>', `how many quantities to measure with intervals (default: ${TOP})`, readTop)
    .option('--band', 'draw all quantities at once instead: a band for what is not known, beside one for chance')
    .option('--settings <N>', `with --band, how many draws (default: ${SETTINGS})`, readSettings)
    .option('--shape <SHAPE>', 'how values spread over a range: triangular or uniform', readShape, 'triangular')
    .option('--loops', 'also try the strengths of loops that are off in the scenario')
    .option(
      '--replications <N>',
      `replications at each end of a range (default: ${REPLICATIONS}), or of each draw (default: ${BAND_REPLICATIONS})`,
      readReplications,
    )
    .option(
      '--screen-days <D>',
      'length of the runs that screen, in days (default: the whole run for few quantities, a year for many)',
      readDays,
    )
    .option('--seed <S>', 'seed of the random numbers (default: the scenario file’s)', readSeed)
    .option('--days <D>', 'length of the run in days (default: the scenario file’s)', readDays)
    .option('--workers <W>', 'worker threads; changes the time, never the results (default: all cores)', readWorkers)
    .option('--json', 'print JSON instead of text')
    .action(tryQuantities);
}

async function tryQuantities(file: string, changes: string[], options: SensitivityOptions): Promise<void> {
  demandFitting(options);
  const files = changes.flatMap(splitFiles);
  const sources = await Promise.all(
    (files.length === 0 ? [[]] : [[], files]).map((some) => readSource(file, some, options.days)),
  );
  const descriptions = sources.map(describeSource);
  const [baseline] = descriptions;
  const asked = askedOf(descriptions, options.measure);
  const inputs = inputsOf(sources[0]);
  const wish = {
    seed: options.seed ?? baseline.run.seed,
    shape: options.shape,
    withLoops: options.loops === true,
    measure: asked,
    isDifference: descriptions.length > 1,
  };
  const tried = inputs.filter(({ kind }) => kind === 'range' || (kind === 'loop off' && wish.withLoops));
  if (tried.length === 0)
    throw new InputError(`${file}: no quantity has a range to vary it over. Give some a low below their high.`);
  const screenDays = screenDaysOf(options, baseline, tried.length);
  const run = (plan: StudyPlan, progress: () => string): Promise<StudyRun> =>
    runStudy(sources, { measure: asked.id, screenDays, seed: wish.seed, workers: options.workers }, plan, progress);
  const head = (ran: StudyRun): StudyHead => studyHead(sources, descriptions, { seed: wish.seed, screenDays, ...ran });

  if (options.band) {
    const settings = options.settings ?? SETTINGS;
    const study = new InputBandStudy(inputs, {
      ...wish,
      settings,
      replications: options.replications ?? BAND_REPLICATIONS,
    });
    const ran = await run(study, () => 'drawing over all ranges');
    const output = { kind: 'input-band' as const, ...head(ran), result: study.result() };
    if (options.json) printJson(output);
    else print(bandWords(output, baseline));
    return;
  }
  const study = new SensitivityStudy(inputs, {
    ...wish,
    top: options.top ?? TOP,
    replications: options.replications ?? REPLICATIONS,
  });
  const ran = await run(study, () => study.stage);
  const output = { kind: 'sensitivity' as const, ...head(ran), result: study.result() };
  if (options.json) printJson(output);
  else print(sensitivityWords(output, baseline));
}

function demandFitting({ band, top, settings, screenDays }: SensitivityOptions): void {
  if (band && top !== undefined)
    throw new InputError('--top measures quantities one by one, and --band draws them all at once. Leave one out.');
  if (band && screenDays !== undefined)
    throw new InputError('--screen-days goes with screening, and --band screens nothing. Leave one out.');
  if (!band && settings !== undefined) throw new InputError('--settings goes with --band.');
}

/** The measure that is asked about, with its margin. @throws InputError for one that a scenario does not have */
function askedOf(descriptions: readonly ScenarioDescription[], named: string | undefined) {
  const wanted = wantedMeasures(descriptions, named === undefined ? [] : [named])[0];
  const infos = descriptions.map(({ layout }) =>
    layout.measures.find(({ id, shape }) => id === wanted.measure && shape === 'scalar'),
  );
  const [info] = infos.filter((one): one is MeasureInfo => one !== undefined);
  if (infos.includes(undefined))
    throw new InputError(
      `--measure ${wanted.measure}: the changes add or remove what it counts, so there is no difference to ask about.`,
    );
  const { id, service, unit, good } = info;
  return { id, service, unit, good, margin: wanted.margin };
}

function inputsOf(named: NamedSource): UncertainInput[] {
  const answer = new EngineService().inputs(named.source);
  if (!answer.ok) throw sourceError(answer.issues, named);
  return answer.value;
}

function screenDaysOf({ screenDays }: SensitivityOptions, { run }: ScenarioDescription, quantities: number): number {
  if (screenDays === undefined) return firstLookDays(run, quantities);
  if (screenDays <= run.horizonDays && screenDays > run.warmUpDays) return screenDays;
  throw new InputError(
    `--screen-days ${screenDays}: it must be over the warm-up (${run.warmUpDays} days) and at most the whole run (${run.horizonDays} days).`,
  );
}

/** How a study went. */
interface StudyRun {
  stopped: 'complete' | 'cancelled';
  runs: number;
  wallSeconds: number;
}

async function runStudy(
  sources: readonly NamedSource[],
  { measure, screenDays, seed, workers }: { measure: string; screenDays: number; seed: string; workers?: number },
  plan: StudyPlan,
  stageOf: () => string,
): Promise<StudyRun> {
  const pool = createNodePool(workers);
  const line = progressLine();
  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort();
  process.once('SIGINT', onInterrupt);
  const began = performance.now();
  let end: StudyEnd;
  try {
    end = await pool.study({ sources: sources.map(({ source }) => source), measure }, screenDays, seed, plan, {
      signal: interrupt.signal,
      onProgress: ({ done, wanted }) => line.show(`${stageOf()}: ${done} of about ${wanted} runs`),
    });
  } finally {
    process.off('SIGINT', onInterrupt);
    line.clear();
    pool.dispose();
  }
  if (end.status === 'refused') throw sourceError(end.issues, sources.at(-1)!);
  if (end.status === 'cancelled') process.exitCode = EXIT.interrupted;
  const wallSeconds = Math.round(performance.now() - began) / 1000;
  return { stopped: end.status, runs: plan.progress.done * sources.length, wallSeconds };
}
