/**
 * Run a TypeScript program: `node scripts/run-ts.mjs ENTRY [arguments]`. Node 20 cannot read TypeScript itself, so Vite
 * bundles ENTRY first, with the worker thread beside it. The program runs in the folder the command was given in.
 */
import { existsSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { ROOT, bundleForNode } from './bundle-for-node.mjs';

const [entry, ...args] = process.argv.slice(2);
if (!entry || !existsSync(entry)) {
  console.error(entry ? `There is no file ${entry}.` : 'Usage: node scripts/run-ts.mjs ENTRY [arguments]');
  process.exit(1);
}

// One folder for each process, so that two programs at once do not overwrite each other.
const outDir = join(ROOT, 'node_modules/.cache/headroom/run', `${basename(entry, '.ts')}-${process.pid}`);
process.on('exit', () => rmSync(outDir, { recursive: true, force: true }));

const input = { main: resolve(entry), 'node.worker': join(ROOT, 'workers/node.worker.ts') };
await build({ configFile: false, ...bundleForNode(input, outDir) });
process.argv = [process.argv[0], join(outDir, 'main.js'), ...args];
await import(pathToFileURL(join(outDir, 'main.js')).href);
