/** The native programs: the same models as tight loops in C++, without any generality. They print their own CPU time. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A program with its arguments; the replications among them are chosen so that one call takes about half a second. */
export interface NativeProgram {
  /** Name of the file in the folder given by `--against`. */
  file: string;
  args: string[];
  /** Customers of one replication. */
  customers: number;
}

/** CPU seconds of one replication of a native program. @throws Error when it is missing, fails, or prints something else */
export function runNative(folder: string, { file, args }: NativeProgram): number {
  const path = join(folder, file);
  if (!existsSync(path)) throw new Error(`There is no native program ${path}; build it, or leave out --against.`);
  const { status, stdout, stderr } = spawnSync(path, args, { encoding: 'utf8' });
  const found = /\bms\/rep=([0-9.]+)/.exec(stdout ?? '');
  if (status !== 0 || found === null)
    throw new Error(`${file} ${args.join(' ')} ended with ${status}: ${stdout}${stderr}`);
  return Number(found[1]) / 1e3;
}
