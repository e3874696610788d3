/**
 * The command line in a folder of its own: called in this process, which is quick, or as people run it, built and in a
 * process of its own.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import { build } from 'vite';
import { vi } from 'vitest';
import { main } from '../../cli/main';
import { ROOT, bundleForNode } from '../../scripts/bundle-for-node.mjs';

/** What a finished command left behind. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The command line and a folder in which it runs. */
export interface Program {
  /** Run a command to its end, in this process. */
  run(...args: string[]): Promise<Ended>;
  /** Start a command in a process of its own, to do something to it before it ends. */
  start(...args: string[]): Promise<{ child: ChildProcess; ended: Promise<Ended> }>;
  /** Put a file into the folder: text as it is, anything else as JSON. */
  write(name: string, content: unknown): void;
  /** Remove everything. */
  remove(): void;
}

/** Whoever calls the command line in this process has it to himself: it writes to the process's own streams. */
let lastCall: Promise<unknown> = Promise.resolve();

/** Call the command line as its program does, in a folder, and take what it writes. */
async function callIn(folder: string, args: readonly string[]): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  const into =
    (name: keyof typeof said) =>
    (text: unknown, ...others: unknown[]): boolean => {
      said[name] += String(text);
      const whenDone = others.at(-1);
      if (typeof whenDone === 'function') (whenDone as () => void)();
      return true;
    };
  const before = process.cwd();
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(into('stdout')),
    vi.spyOn(process.stderr, 'write').mockImplementation(into('stderr')),
    vi.spyOn(console, 'error').mockImplementation((...words) => void (said.stderr += `${format(...words)}\n`)),
  ];
  try {
    process.exitCode = undefined;
    process.chdir(folder);
    await main(args);
    return { code: Number(process.exitCode ?? 0), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.exitCode = undefined;
    process.chdir(before);
  }
}

/** The command line, and a folder named after the test file for it to run in. */
export function openProgram(name: string): Program {
  const base = join(ROOT, 'node_modules/.cache/headroom/test', `${name}-${process.pid}`);
  const folder = join(base, 'files');
  mkdirSync(folder, { recursive: true });
  let built: Promise<unknown> | undefined;
  const buildOnce = () => {
    const input = { headroom: join(ROOT, 'cli/headroom.ts'), 'node.worker': join(ROOT, 'workers/node.worker.ts') };
    return (built ??= build({ configFile: false, ...bundleForNode(input, join(base, 'dist')) }));
  };

  return {
    run(...args) {
      const call = lastCall.then(() => callIn(folder, args));
      lastCall = call.catch(() => {});
      return call;
    },
    async start(...args) {
      await buildOnce();
      const child = spawn(process.execPath, [join(base, 'dist/headroom.js'), ...args], { cwd: folder });
      const ended = new Promise<Ended>((resolve) => {
        let [stdout, stderr] = ['', ''];
        child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
        child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
        child.on('close', (code) => resolve({ code, stdout, stderr }));
      });
      return { child, ended };
    },
    write: (file, content) =>
      writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content)),
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}
