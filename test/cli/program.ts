/** The command line as people run it: built, in a process of its own, in a folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT, bundleForNode } from '../../scripts/bundle-for-node.mjs';

/** What a finished command left behind. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A built command line and a folder in which it runs. */
export interface Program {
  /** Run a command to its end. */
  run(...args: string[]): Promise<Ended>;
  /** Start a command, to do something to it before it ends. */
  start(...args: string[]): { child: ChildProcess; ended: Promise<Ended> };
  /** Put a file into the folder: text as it is, anything else as JSON. */
  write(name: string, content: unknown): void;
  /** Remove everything. */
  remove(): void;
}

/** Build the command line into a folder named after the test file. */
export async function buildProgram(name: string): Promise<Program> {
  const base = join(ROOT, 'node_modules/.cache/headroom/test', `${name}-${process.pid}`);
  const input = { headroom: join(ROOT, 'cli/headroom.ts'), 'node.worker': join(ROOT, 'workers/node.worker.ts') };
  await build({ configFile: false, ...bundleForNode(input, join(base, 'dist')) });
  const folder = join(base, 'files');
  mkdirSync(folder, { recursive: true });

  const start = (...args: string[]) => {
    const child = spawn(process.execPath, [join(base, 'dist/headroom.js'), ...args], { cwd: folder });
    const ended = new Promise<Ended>((resolve) => {
      let [stdout, stderr] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
    return { child, ended };
  };
  return {
    start,
    run: (...args) => start(...args).ended,
    write: (file, content) =>
      writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content)),
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}
