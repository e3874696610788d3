/** What `npm run bench` is asked to do. */

/** What can be measured, in the order in which it is. */
export const MODELS = ['referral-network', 'caseload', 'county', 'long-list', 'pool', 'memory', 'page'] as const;
/** @see MODELS */
export type ModelName = (typeof MODELS)[number];

/** @see parseOptions */
export interface Options {
  models: ModelName[];
  /** Folder with the native programs to be run beside the engine. */
  against: string | undefined;
  /** Everything once and small: to see that it works, not to read the figures. */
  short: boolean;
}

const USAGE = `Usage: npm run bench -- [MODEL…] [--against DIR] [--short]
  MODEL          ${MODELS.join(', ')} (default: all of them)
  --against DIR  run the native programs of this folder in turn with the engine
  --short        everything once and small; the figures mean nothing`;

/** Read the arguments. @throws Error that says how to use the command */
export function parseOptions(args: readonly string[]): Options {
  const options: Options = { models: [], against: undefined, short: false };
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i];
    if (arg === '--short') options.short = true;
    else if (arg === '--against') {
      i += 1;
      options.against = args[i];
      if (options.against === undefined) throw new Error(`--against needs a folder.\n${USAGE}`);
    } else if (isModel(arg)) options.models.push(arg);
    else throw new Error(`There is no model "${arg}".\n${USAGE}`);
  }
  if (options.models.length === 0) options.models = [...MODELS];
  return options;
}

function isModel(arg: string): arg is ModelName {
  return (MODELS as readonly string[]).includes(arg);
}
