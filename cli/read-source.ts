/** Reads the files that a scenario is made of. */
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { ScenarioSource, SourceIssue } from '../workers/protocol';
import { InputError } from './failure';

/** Files bigger than this are refused unread. The engine has the same limit in characters. */
const MOST_BYTES = 5_000_000;
/** How many issues are printed before the rest are counted. */
const MOST_ISSUES = 20;

/** A scenario's texts, and the names of the files they came from. */
export interface NamedSource {
  source: ScenarioSource;
  scenarioFile: string;
  changeFiles: string[];
}

/** Read a scenario file and its change files. */
export async function readSource(
  scenarioFile: string,
  changeFiles: string[],
  horizonDays?: number,
): Promise<NamedSource> {
  const [scenario, ...changes] = await Promise.all([scenarioFile, ...changeFiles].map(readText));
  return { source: { scenario, changes, horizonDays }, scenarioFile, changeFiles };
}

/** Split `a.json+b.json` into its files, unless a file has that very name. */
export function splitFiles(combined: string): string[] {
  if (existsSync(combined)) return [combined];
  const files = combined.split('+');
  if (files.includes('')) throw new InputError(`--change ${combined}: write a file, or files joined by +.`);
  return files;
}

/** The error for a source that has issues: one line each, with the file or files it is about. */
export function sourceError(issues: readonly SourceIssue[], { scenarioFile, changeFiles }: NamedSource): InputError {
  const filesOf = (change: SourceIssue['change']) => {
    if (change === undefined) return scenarioFile;
    return change === 'all' ? [scenarioFile, ...changeFiles].join(' + ') : changeFiles[change];
  };
  const lines = issues
    .slice(0, MOST_ISSUES)
    .map(({ change, path, message }) => `${filesOf(change)}: ${path === '' ? '' : `${path}: `}${message}`);
  if (issues.length > MOST_ISSUES) lines.push(`... and ${issues.length - MOST_ISSUES} more.`);
  return new InputError(lines.join('\n'));
}

/** Read a text file of at most 5 MB. @throws InputError with why it cannot be read */
export async function readText(file: string): Promise<string> {
  let handle;
  try {
    handle = await open(file);
    const status = await handle.stat();
    if (status.isDirectory()) throw new InputError(`${file}: this is a folder. Name a JSON file.`);
    if (status.size > MOST_BYTES) {
      const size = (status.size / 1e6).toFixed(1);
      throw new InputError(`${file}: the file has ${size} MB. A scenario may have at most 5 MB.`);
    }
    return await handle.readFile('utf8');
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${file}: ${whyUnreadable(error)}`);
  } finally {
    await handle?.close();
  }
}

function whyUnreadable(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'there is no such file. Check the name and the folder.';
  if (code === 'EISDIR') return 'this is a folder. Name a JSON file.';
  if (code === 'EACCES' || code === 'EPERM') return 'you are not allowed to read this file.';
  return `the file could not be read (${code ?? String(error)}).`;
}
