/** The page as one file, built for a test. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../scripts/bundle-for-node.mjs';

/** A built file. */
export interface SingleFile {
  path: string;
  /** Its address on this disk: `file:///…`. */
  address: string;
  remove(): void;
}

/** Build the single file into a folder of its own. */
export function buildSingleFile(): SingleFile {
  const outDir = join(ROOT, `node_modules/.cache/headroom/single-${process.pid}`);
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const args = ['build', '--config', 'vite.single.config.ts', '--outDir', outDir, '--logLevel', 'error'];
  execFileSync(process.execPath, [vite, ...args, '--emptyOutDir'], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const path = join(outDir, 'headroom.html');
  const remove = () => rmSync(outDir, { recursive: true, force: true });
  return { path, address: pathToFileURL(path).href, remove };
}
