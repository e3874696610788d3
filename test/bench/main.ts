/**
 * `npm run bench`: what the engine costs, one line of JSON for each model. Compare ratios of one run, never seconds of
 * two machines or two days. What is measured, and how, stands in docs/background/speed.md.
 */
import { spawnSync } from 'node:child_process';
import { answerParent } from './child';
import { compareCosts } from './compare-costs';
import { benchLongList } from './long-list';
import { parseOptions, type ModelName, type Options } from './options';
import { benchPage } from './page';
import { benchMemory, benchPool } from './pool';
import { CHILD } from './subject';
import { YARDSTICKS } from './yardsticks';

/** The argument that says: measure this model in this very process. */
const HERE = '--here';

const [first, ...rest] = process.argv.slice(2);
if (first === CHILD) answerParent();
else if (first === HERE) await measureHere(parseOptions(rest));
else await main();

async function main(): Promise<void> {
  let options: Options;
  try {
    options = parseOptions(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
    return;
  }
  for (const model of options.models) {
    const yardstick = YARDSTICKS.find(({ name }) => name === model);
    if (yardstick !== undefined) await compareCosts(yardstick, options);
    else measureAlone(model, options);
  }
}

/** In a process of its own, so that nothing before it counts. */
function measureAlone(model: ModelName, { short }: Options): void {
  const args = [process.argv[1], HERE, model, ...(short ? ['--short'] : [])];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`Measuring ${model} ended with ${status}.`);
}

async function measureHere({ models: [model], short }: Options): Promise<void> {
  if (model === 'long-list') await benchLongList(short);
  else if (model === 'pool') await benchPool(short);
  else if (model === 'memory') await benchMemory(short);
  else if (model === 'page') await benchPage(short);
}
