/**
 * The engine against what is known from elsewhere: every scenario of `scenarios/verification/`, at the tolerances of
 * `docs/background/verification.md`.
 */
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, bundleForNode } from '../../scripts/bundle-for-node.mjs';
import type { Pool } from '../../workers/pool';
import { createNodePool } from '../../workers/spawn-node';
import { KNOWN_ANSWERS } from './cases';
import { report } from './report';
import { solveAll, type Solved } from './solve';

const OUT_DIR = join(ROOT, 'node_modules/.cache/headroom/test', `theory-${process.pid}`);
/** All of them together take a few minutes of two cores; a busy machine may take much longer. */
const HOUR = 3_600_000;

let pool: Pool;
let solved: Promise<Solved>[];

beforeAll(async () => {
  const input = { 'node.worker': join(ROOT, 'workers/node.worker.ts') };
  await build({ configFile: false, ...bundleForNode(input, OUT_DIR) });
  pool = createNodePool(undefined, pathToFileURL(join(OUT_DIR, 'node.worker.js')));
  solved = solveAll(pool, KNOWN_ANSWERS);
}, HOUR);

afterAll(() => {
  pool.dispose();
  rmSync(OUT_DIR, { recursive: true, force: true });
});

describe('known answers', () => {
  it('cover every verification scenario', () => {
    const files = readdirSync('scenarios/verification').filter((name) => name.endsWith('.json'));
    expect(files.sort()).toEqual(KNOWN_ANSWERS.map(({ scenario }) => `${scenario}.json`).sort());
  });

  it.each(KNOWN_ANSWERS.map((answer, i) => [answer.id, answer.scenario, i] as const))(
    '%s: %s',
    async (_id, _scenario, i) => {
      const { rows } = await solved[i];
      expect(rows.flatMap(({ faults }) => faults)).toEqual([]);
    },
    HOUR,
  );

  it(
    'are written down as they come out; if not, run `npm run verify`',
    async () => {
      expect(readFileSync('docs/background/verification.md', 'utf8')).toBe(report(await Promise.all(solved)));
    },
    HOUR,
  );
});
