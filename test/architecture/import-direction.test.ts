/** The lint rules that hold the architecture: each is shown to fail on a planted breach, and to let clean code pass. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const LAYERS = 'layers(imports-point-down)';

interface Breach {
  title: string;
  file: string;
  code: string;
  /** The rule that must speak, as oxlint names it. */
  rule: string;
  /** A part of what it must say. */
  says?: string;
}

function forbiddenImport(title: string, file: string, from: string, says: string): Breach {
  return { title, file, code: `import x from '${from}';\nexport const y = x;\n`, rule: LAYERS, says };
}

function forbiddenGlobal(expression: string, rule = 'eslint(no-restricted-globals)'): Breach {
  const name = expression.replace(/\W/g, '-');
  return { title: `engine uses ${expression}`, file: `engine/events/${name}.ts`, code: `${expression};\n`, rule };
}

const BREACHES: Breach[] = [
  forbiddenImport('engine imports the workers', 'engine/services/a.ts', '../../workers/pool', 'workers/'),
  forbiddenImport('engine imports the page', 'engine/services/b.ts', '../../ui/main', 'ui/'),
  forbiddenImport('engine imports the command line', 'engine/services/c.ts', '../../cli/run', 'cli/'),
  forbiddenImport(
    'engine imports scenario data',
    'engine/services/d.ts',
    '../../scenarios/a/scenario.json',
    'scenarios/',
  ),
  forbiddenImport('engine imports Lit', 'engine/results/a.ts', 'lit', "'lit' may be imported only in ui/"),
  forbiddenImport('engine imports Lit decorators', 'engine/results/b.ts', 'lit/decorators.js', 'only in ui/'),
  forbiddenImport('engine imports Chart.js', 'engine/results/c.ts', 'chart.js', 'only in ui/'),
  forbiddenImport('engine imports Web Awesome', 'engine/results/d.ts', '@awesome.me/webawesome', 'only in ui/'),
  forbiddenImport('engine imports idb', 'engine/results/e.ts', 'idb', 'only in ui/'),
  forbiddenImport('engine imports Comlink', 'engine/results/f.ts', 'comlink', 'only in workers/'),
  forbiddenImport('engine imports commander', 'engine/results/g.ts', 'commander', 'only in cli/'),
  forbiddenImport('engine imports Node', 'engine/results/h.ts', 'node:fs', 'only in workers/ and cli/'),
  forbiddenImport('engine imports Node without prefix', 'engine/results/i.ts', 'fs', 'only in workers/ and cli/'),
  forbiddenImport('engine imports a library nobody named', 'engine/results/j.ts', 'lodash', 'takes no library'),
  forbiddenImport('mathjs leaves expression/', 'engine/services/e.ts', 'mathjs/number', 'only in engine/expression/'),
  forbiddenImport('seedrandom leaves random/', 'engine/services/f.ts', 'seedrandom', 'only in engine/random/'),
  forbiddenImport('valibot leaves scenario/', 'engine/services/g.ts', 'valibot', 'only in engine/scenario/'),
  forbiddenImport('the page imports mathjs', 'ui/a.ts', 'mathjs', 'only in engine/expression/'),

  forbiddenImport('random imports upwards', 'engine/random/a.ts', '../scenario/check', 'downwards only'),
  forbiddenImport('events imports upwards', 'engine/events/a.ts', '../results/tally', 'downwards only'),
  forbiddenImport('scenario imports upwards', 'engine/scenario/a.ts', '../services/compile', 'downwards only'),
  forbiddenImport('workforce imports upwards', 'engine/workforce/a.ts', '../services/team', 'downwards only'),
  forbiddenImport('services imports upwards', 'engine/services/h.ts', '../experiment/replicate', 'downwards only'),
  forbiddenImport('a folder imports the door', 'engine/experiment/a.ts', '../index', 'downwards only'),
  forbiddenImport('a new folder has no place', 'engine/novelty/a.ts', '../random/streams', 'has no place'),
  {
    title: 'a type import points upwards too',
    file: 'engine/random/b.ts',
    code: "import type { X } from '../services/team';\nexport type Y = X;\n",
    rule: LAYERS,
    says: 'downwards only',
  },
  {
    title: 'an import() type points upwards',
    file: 'engine/random/c.ts',
    code: "export type Y = import('../services/team').X;\n",
    rule: LAYERS,
    says: 'downwards only',
  },
  {
    title: 'a re-export points upwards',
    file: 'engine/random/d.ts',
    code: "export * from '../services/team';\nexport { x } from '../results/tally';\n",
    rule: LAYERS,
    says: 'downwards only',
  },
  {
    title: 'a dynamic import points upwards',
    file: 'engine/random/e.ts',
    code: "export const later = () => import('../services/team');\n",
    rule: LAYERS,
    says: 'downwards only',
  },

  forbiddenImport('workers import the page', 'workers/a.ts', '../ui/main', 'ui/'),
  forbiddenImport('workers import the command line', 'workers/b.ts', '../cli/run', 'cli/'),
  forbiddenImport('the page imports Comlink', 'ui/b.ts', 'comlink', 'only in workers/'),
  forbiddenImport('the command line starts threads', 'cli/a.ts', 'node:worker_threads', 'only in workers/'),
  forbiddenImport('the page imports the command line', 'ui/c.ts', '../cli/run', 'cli/'),
  forbiddenImport('the command line imports the page', 'cli/b.ts', '../ui/words/sentence', 'ui/'),
  forbiddenImport('source imports a test', 'ui/d.ts', '../test/e2e/browser', 'test/'),
  forbiddenImport('the page imports engine code', 'ui/e.ts', '../engine/index', 'only types'),
  {
    title: 'the page imports engine code with a type in braces, which still loads the file',
    file: 'ui/f.ts',
    code: "import { type X } from '../engine/index';\nexport type Y = X;\n",
    rule: LAYERS,
    says: 'only types',
  },

  forbiddenGlobal('Math.random()', 'eslint(no-restricted-properties)'),
  forbiddenGlobal('new Date()'),
  forbiddenGlobal('Date.now()'),
  forbiddenGlobal('document.title'),
  forbiddenGlobal('window.name'),
  forbiddenGlobal('localStorage.clear()'),
  forbiddenGlobal('console.log(1)', 'eslint(no-console)'),
  forbiddenGlobal('performance.now()'),
  forbiddenGlobal('setTimeout(() => 1, 1)'),
  forbiddenGlobal('globalThis.name'),

  {
    title: 'two files import each other',
    file: 'engine/services/ring.ts',
    code: "import { b } from './gnir';\nexport const a = (): number => b();\n",
    rule: 'import(no-cycle)',
  },
  {
    title: 'a promise floats',
    file: 'workers/floating.ts',
    code: 'export const later = async (): Promise<void> => {};\nlater();\n',
    rule: 'typescript(no-floating-promises)',
  },
  {
    title: 'a source file has more than 400 lines',
    file: 'cli/long.ts',
    code: 'export {};\n'.repeat(401),
    rule: 'eslint(max-lines)',
  },
  {
    title: 'a template binds one attribute twice',
    file: 'ui/template.ts',
    code: "import { html } from 'lit';\nexport const twice = html`<p class=${'a'} class=${'b'}></p>`;\n",
    rule: 'lit(no-duplicate-template-bindings)',
  },
  {
    title: 'an element sets its own attributes in the constructor',
    file: 'ui/element.ts',
    code: "export class HrPlanted extends HTMLElement {\n  constructor() {\n    super();\n    this.setAttribute('a', 'b');\n  }\n}\n",
    rule: 'wc(no-constructor-attributes)',
  },
];

/** Files that break no rule, though they come near. */
const CLEAN: Record<string, string> = {
  'engine/services/gnir.ts': "import { a } from './ring';\nexport const b = (): number => a();\n",
  'engine/errors.ts': 'export class PlantedError extends Error {}\n',
  'engine/random/clean.ts': "import seedrandom from 'seedrandom';\nexport const root = seedrandom('a').int32();\n",
  'engine/expression/clean.ts': "import { parse } from 'mathjs';\nexport const tree = parse('1 + 1');\n",
  'engine/scenario/clean.ts':
    "import * as v from 'valibot';\nimport { tree } from '../expression/clean';\nexport const schema = v.literal(tree.type);\n",
  'engine/services/clean.ts':
    "import { PlantedError } from '../errors';\nimport { root } from '../random/clean';\nimport { schema } from '../scenario/clean';\nexport const all = [PlantedError, root, schema];\n",
  'engine/index.ts': "export { all } from './services/clean';\nexport type All = number;\n",
  'workers/clean.ts':
    "import { wrap } from 'comlink';\nimport { Worker } from 'node:worker_threads';\nimport { all } from '../engine/index';\nexport const pool = [wrap, Worker, all];\n",
  'ui/clean.ts':
    "import { html } from 'lit';\nimport type { All } from '../engine/index';\nimport { pool } from '../workers/clean';\nexport const show = (all: All) => html`<p>${all}${pool.length}</p>`;\n",
  'cli/clean.ts':
    "import { Command } from 'commander';\nimport { readFile } from 'node:fs/promises';\nimport { all } from '../engine/index';\nimport about from '../package.json';\nexport const parts = [Command, readFile, all, about];\n",
};

interface Finding {
  code?: string;
  message: string;
  filename: string;
}

// The breaches stand in a copy of the project's skeleton, so that a run cut short leaves nothing behind in the sources.
let copy: string;
let findings: Finding[];

async function plant(file: string, code: string): Promise<void> {
  await mkdir(dirname(join(copy, file)), { recursive: true });
  await writeFile(join(copy, file), code);
}

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'headroom-breaches-'));
  for (const part of ['.oxlintrc.json', 'tsconfig.json', 'package.json', 'scripts/lint']) {
    await cp(join(ROOT, part), join(copy, part), { recursive: true });
  }
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  for (const { file, code } of BREACHES) await plant(file, code);
  for (const [file, code] of Object.entries(CLEAN)) await plant(file, code);

  const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint');
  const run = promisify(execFile)(process.execPath, [oxlint, '--type-aware', '--format=json'], {
    cwd: copy,
    maxBuffer: 2 ** 26,
  });
  const { stdout } = await run.catch((failure: { stdout: string }) => failure);
  findings = (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics;
});

afterAll(() => rm(copy, { recursive: true, force: true }));

describe('lint rules that hold the architecture', () => {
  it.each(BREACHES)('fail when $title', ({ file, rule, says = '' }) => {
    const here = findings.filter(({ filename }) => filename === file);
    expect(here.filter(({ code, message }) => code === rule && message.includes(says))).not.toEqual([]);
  });

  it('name both re-exports that point upwards', () => {
    expect(findings.filter(({ filename }) => filename === 'engine/random/d.ts')).toHaveLength(2);
  });

  it.each(Object.keys(CLEAN).filter((file) => !file.includes('gnir')))('let %s pass', (file) => {
    expect(findings.filter(({ filename }) => filename === file)).toEqual([]);
  });
});
