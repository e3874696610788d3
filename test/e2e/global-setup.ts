import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built page, with a slash at the end. */
    baseUrl: string;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Build the page and serve it on a free port; the tests take its address from `inject('baseUrl')`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Not dist/: a page that is being served from there stays as it is.
  // One for each run, so that two at a time do not empty each other's.
  const outDir = `node_modules/.cache/headroom/e2e-${process.pid}`;
  // A process of its own, since the test runner's NODE_ENV would bundle the libraries' development builds.
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--outDir', outDir, '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const server = await preview({
    root,
    logLevel: 'warn',
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1', open: false },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('The preview server has no port.');
  project.provide('baseUrl', `http://127.0.0.1:${address.port}/`);
  return async () => {
    await server.close();
    await rm(join(root, outDir), { recursive: true, force: true });
  };
}
