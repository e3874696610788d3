/**
 * Lets tests import the engine, its workers and the command line as Node's own modules. Vitest's module runner makes every
 * imported name a property of an object, which costs the engine's loops more than half of their speed.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build } from 'vite';
import { ROOT, bundleForNode } from './bundle-for-node.mjs';

const FOLDERS = ['engine', 'workers', 'cli'];
/** Modules that only a bundler for browsers can load, and settings. */
const LEFT_OUT = /^(workers\/(spawn|spawn-inline|engine\.worker)|cli\/vite\.config)\.ts$/;
/** What the modules share with the tests that speak to them: there must be one of it. */
const SHARED_PACKAGES = ['comlink'];
const OUT_DIR = join(ROOT, 'node_modules/.cache/headroom/test', `native-${process.pid}`);

/** Names of the modules: paths from the project's root, without their ending. */
function moduleNames() {
  return FOLDERS.filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true }).map((name) => join(folder, String(name))))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !LEFT_OUT.test(path))
    .map((path) => path.slice(0, -'.ts'.length));
}

/** Name of a module's built file. All are in one folder, where the program looks for its worker under this name. */
function builtName(name) {
  return name === 'workers/node.worker' ? 'node.worker' : name.replaceAll('/', '_');
}

/** Build each module into a file of its own, so that whoever imports it gets the same one. */
async function buildAll() {
  const names = moduleNames();
  const sources = Object.fromEntries(names.map((name) => [builtName(name), join(ROOT, `${name}.ts`)]));
  const { build: settings, ...others } = bundleForNode(
    { ...sources, ...Object.fromEntries(SHARED_PACKAGES.map((name) => [name, name])) },
    OUT_DIR,
  );
  await build({ configFile: false, ...others, build: { ...settings, minify: false } });
  process.on('exit', () => rmSync(OUT_DIR, { recursive: true, force: true }));
  const built = (name) => join(OUT_DIR, `${builtName(name)}.js`);
  return new Map([
    ...names.map((name) => [join(ROOT, name), built(name)]),
    ...SHARED_PACKAGES.map((name) => [name, built(name)]),
  ]);
}

let modules;

/**
 * A plugin for the test runner. The modules are built when the first of them is imported, once for a run.
 *
 * @returns {import('vite').Plugin}
 */
export function nativeModules() {
  return {
    name: 'native-modules',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (importer === undefined) return null;
      const wanted = source.startsWith('.') ? resolve(dirname(importer), source).replace(/\.ts$/, '') : source;
      const isOurs = FOLDERS.some((folder) => wanted.startsWith(join(ROOT, folder)));
      if (!isOurs && !SHARED_PACKAGES.includes(wanted)) return null;
      modules ??= buildAll();
      const id = (await modules).get(wanted);
      return id === undefined ? null : { id, external: true };
    },
  };
}
