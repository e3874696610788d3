/** Lint rule: imports point downwards only. The tables below are the architecture; docs/decisions/0006 says why a rule. */
import { relative, resolve, dirname, sep } from 'node:path';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The engine's folders, lowest first. A folder may import itself and what stands before it. */
const ENGINE_ORDER = [
  'elementary',
  'random',
  'events',
  'statistics',
  'expression',
  'scenario',
  'results',
  'stocks',
  'workforce',
  'costs',
  'services',
  'experiment',
  'index',
];

/** What each part of the project may import from the others. */
const MAY_IMPORT = {
  engine: ['engine'],
  workers: ['engine', 'workers'],
  ui: ['engine', 'workers', 'ui', 'scenarios', 'docs'],
  cli: ['engine', 'workers', 'cli', 'scenarios', 'docs'],
};

/** Where a package may be imported: the first pattern that fits decides. */
const PACKAGE_HOMES = [
  [/^mathjs(\/|$)/, ['engine/expression']],
  [/^seedrandom(\/|$)/, ['engine/random']],
  [/^valibot$/, ['engine/scenario']],
  [/^@valibot\//, ['engine/scenario', 'cli']],
  [/^comlink(\/|$)/, ['workers']],
  [/^(node:)?worker_threads$/, ['workers']],
  [/^(lit|chart\.js|idb|@awesome\.me|@lit)(\/|$)/, ['ui']],
  [/^commander$/, ['cli']],
  [/^node:/, ['workers', 'cli']],
  [new RegExp(`^(${builtinModules.join('|')})$`), ['workers', 'cli']],
];

/** Split a path below the root into its part (engine, ui, …) and, for the engine, its layer. */
function placeOf(path) {
  const [part, folder = ''] = path.split('/');
  if (part !== 'engine') return { part };
  if (path === 'engine' || /^engine\/index(\.ts)?$/.test(path)) return { part, layer: 'index' };
  // Other files beside the index (errors, shared types) serve every folder, so they may import none.
  if (path.split('/').length === 2 && !ENGINE_ORDER.includes(folder)) return { part, layer: 'elementary' };
  return { part, layer: folder };
}

function complaintAbout(path, source, typeOnly) {
  const from = placeOf(path);
  if (!(from.part in MAY_IMPORT)) return undefined;

  if (!source.startsWith('.')) {
    const homes = PACKAGE_HOMES.find(([pattern]) => pattern.test(source))?.[1];
    if (homes === undefined) return from.part === 'engine' ? `engine/ takes no library: '${source}'.` : undefined;
    if (homes.some((home) => path.startsWith(`${home}/`))) return undefined;
    return `'${source}' may be imported only in ${homes.map((home) => `${home}/`).join(' and ')}.`;
  }

  const target = relative(ROOT, resolve(ROOT, dirname(path), source.replace(/\?.*$/, '')))
    .split(sep)
    .join('/');
  const to = placeOf(target);
  // Files of the root (package.json for its version) belong to nobody; the engine needs none of them.
  if (!target.includes('/') && to.part !== 'engine' && from.part !== 'engine' && !(to.part in MAY_IMPORT)) {
    return undefined;
  }
  if (!MAY_IMPORT[from.part].includes(to.part)) return `${from.part}/ may not import from ${to.part}/.`;
  if (from.part === 'ui' && to.part === 'engine' && !typeOnly) {
    return 'ui/ may import only types from engine/ (import type): the worker ships the engine, and the page would ship it again.';
  }
  if (from.part === 'engine') {
    const [low, high] = [ENGINE_ORDER.indexOf(from.layer), ENGINE_ORDER.indexOf(to.layer)];
    if (low === -1 || high === -1) {
      const unknown = low === -1 ? from.layer : to.layer;
      return `engine/${unknown}/ has no place in the order of layers; give it one in scripts/lint/layers.mjs.`;
    }
    if (high > low) return `engine/${from.layer} may not import from engine/${to.layer}: imports point downwards only.`;
  }
  return undefined;
}

const importsPointDown = {
  create(context) {
    const path = relative(ROOT, context.filename).split(sep).join('/');
    const check = (node, source, typeOnly) => {
      if (typeof source?.value !== 'string') return;
      const message = complaintAbout(path, source.value, typeOnly);
      if (message !== undefined) context.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source, node.importKind === 'type'),
      ExportNamedDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal, true),
    };
  },
};

export default { meta: { name: 'layers' }, rules: { 'imports-point-down': importsPointDown } };
