/** A copy of the source in which mistakes are made, one at a time. */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mutate, type Mutant } from '../test/theory/mutants';

/** What the named tests need. */
const COPIED = [
  'engine',
  'workers',
  'test',
  'scenarios',
  'scripts',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];
/** A mistake that makes tests hang is a bad one to plant: it says nothing of what they look at. */
const LONGEST_SECONDS = 120;

/** What came of a mistake. */
export interface Outcome {
  noticed: boolean;
  /** What did not fail. */
  why: string[];
  seconds: number;
}

interface Ended {
  output: string;
  errors: string;
  /** Null when the program had to be stopped. */
  code: number | null;
}

/** What the test runner reports of itself. */
interface Report {
  numFailedTests: number;
  testResults: { message: string; assertionResults: { status: string; fullName: string }[] }[];
}

/** @see the file's comment */
export class MutantCopy {
  private readonly report: string;
  private child: ChildProcess | null = null;

  /** Copy the source; the current folder is the project's root. */
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    for (const name of COPIED) cpSync(name, join(folder, name), { recursive: true });
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
    this.report = join(folder, 'report.json');
  }

  /** Run tests and known answers as they are. @returns what fails */
  async check(tests: readonly string[], cases: readonly string[]): Promise<string[]> {
    const faults: string[] = [];
    if (tests.length > 0) {
      const { failed, fault } = await this.test(tests);
      if (fault !== null) faults.push(fault);
      faults.push(...failed);
    }
    const found = await this.solve(cases);
    for (const name of cases) faults.push(...found[name].map((fault) => `${name}: ${fault}`));
    return faults;
  }

  /** Make a mistake, see what fails, and take it back. */
  async try(mutant: Mutant): Promise<Outcome> {
    const path = join(this.folder, mutant.file);
    const text = readFileSync(path, 'utf8');
    const start = performance.now();
    const why: string[] = [];
    writeFileSync(path, mutate(text, mutant));
    try {
      if (mutant.test !== undefined) {
        const { failed, fault } = await this.test([mutant.test], mutant.title);
        if (fault !== null) why.push(fault);
        else if (failed.length === 0) why.push(`${mutant.test} passes`);
      }
      if (mutant.cases !== undefined) {
        const found = await this.solve(mutant.cases);
        for (const name of mutant.cases) if (found[name].length === 0) why.push(`${name} comes out right`);
      }
    } catch (error) {
      why.push(error instanceof Error ? error.message : String(error));
    } finally {
      writeFileSync(path, text);
    }
    return { noticed: why.length === 0, why, seconds: (performance.now() - start) / 1000 };
  }

  /** Stop what runs. */
  stop(): void {
    this.child?.kill('SIGKILL');
  }

  /** @returns titles of the tests that failed; a fault when none could be run */
  private async test(files: readonly string[], title?: string): Promise<{ failed: string[]; fault: string | null }> {
    rmSync(this.report, { force: true });
    const { errors, code } = await this.run(
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project=unit',
      '--project=theory',
      '--reporter=json',
      `--outputFile=${this.report}`,
      ...(title === undefined ? [] : ['-t', title]),
      ...files,
    );
    if (code === null) return { failed: [], fault: `${files.join(', ')} took over ${LONGEST_SECONDS} s` };
    let report: Report;
    try {
      report = JSON.parse(readFileSync(this.report, 'utf8')) as Report;
    } catch {
      return { failed: [], fault: `The test runner left no report: ${errors.slice(-500)}` };
    }
    const results = report.testResults.flatMap((file) => file.assertionResults);
    const failed = results.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
    if (failed.length > 0) return { failed, fault: null };
    if (results.some(({ status }) => status === 'passed')) return { failed, fault: code === 0 ? null : errors };
    return { failed, fault: `No test ran: ${report.testResults.map(({ message }) => message).join('\n')}` };
  }

  /** @returns what is wrong with each scenario */
  private async solve(cases: readonly string[]): Promise<Record<string, string[]>> {
    if (cases.length === 0) return {};
    const { output, errors, code } = await this.run('scripts/run-ts.mjs', 'test/theory/few-replications.ts', ...cases);
    if (code !== 0) throw new Error(`${cases.join(', ')} could not be run: ${errors.slice(-500)}`);
    return JSON.parse(output) as Record<string, string[]>;
  }

  private run(script: string, ...args: string[]): Promise<Ended> {
    return new Promise((done) => {
      const child = spawn(process.execPath, [script, ...args], { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] });
      this.child = child;
      let output = '';
      let errors = '';
      child.stdout.on('data', (data: Buffer) => (output += data.toString()));
      child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
      const stop = setTimeout(() => child.kill('SIGKILL'), LONGEST_SECONDS * 1000);
      child.on('close', (code) => {
        clearTimeout(stop);
        this.child = null;
        done({ output, errors, code });
      });
    });
  }
}
