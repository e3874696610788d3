import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * The option `output.topLevelVar` of every bundle that holds the engine: what a module declares with `const` stays so. Vite
 * would make it a `var`, which a browser must read anew at each use, with its type, where a constant is part of the code;
 * a run of the referral network takes a tenth to a sixth longer for it.
 */
export const KEEP_CONSTANTS = false;

/**
 * Settings for a bundle that Node runs. Everything is inside it: it starts faster and needs nothing beside it.
 *
 * @param {Record<string, string>} input The entry files by the name of their output.
 * @param {string} outDir The folder to write to; it is emptied first.
 * @returns {import('vite').UserConfig}
 */
export function bundleForNode(input, outDir) {
  return {
    root: ROOT,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input,
        // Flat, so that './node.worker.js' is beside whichever chunk starts a thread.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', topLevelVar: KEEP_CONSTANTS },
      },
    },
  };
}
