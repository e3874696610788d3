/** Measuring time, memory and garbage collection of this process. Numbers to look at: machines are too noisy for a test to pass or fail. */
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { PerformanceObserver, type PerformanceEntry } from 'node:perf_hooks';

/** What some work cost. CPU seconds are of all threads of the process. */
export interface Cost {
  cpuSeconds: number;
  wallSeconds: number;
}

/** Time some work. */
export async function costOf(work: () => unknown): Promise<Cost> {
  const cpuBefore = process.cpuUsage();
  const wallBefore = performance.now();
  await work();
  const wallSeconds = (performance.now() - wallBefore) / 1e3;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { cpuSeconds: (user + system) / 1e6, wallSeconds };
}

/** Garbage collections: how many, and the longest of them. */
export interface Pauses {
  count: number;
  longestMs: number;
}

/** Hears of every garbage collection from now on. */
export class PauseWatch {
  readonly #entries: PerformanceEntry[] = [];
  readonly #observer = new PerformanceObserver((list) => void this.#entries.push(...list.getEntries()));

  constructor() {
    this.#observer.observe({ entryTypes: ['gc'] });
  }

  /** Collections that began at `from` (ms, as `performance.now()`) or later. Node tells of them a turn later, so this waits. */
  async since(from: number): Promise<Pauses> {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const durations = this.#entries.filter(({ startTime }) => startTime >= from).map(({ duration }) => duration);
    return { count: durations.length, longestMs: Math.max(0, ...durations) };
  }
}

/** Most memory that this process has held so far, in MB (of 2^20 bytes). */
export function peakMemoryMB(): number {
  // Linux hands the peak of the process that started this one on to `maxRSS`; only its status tells the two apart.
  const status = '/proc/self/status';
  const found = existsSync(status) ? /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(status, 'utf8')) : null;
  return (found === null ? process.resourceUsage().maxRSS : Number(found[1])) / 1024;
}

/** Middle value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** What a line says, in the order in which it is printed. */
export interface Figures {
  [name: string]: number | string | boolean | Figures;
}

/** Print one line of JSON, with the machine it was measured on. Numbers keep four significant digits. */
export function report(model: string, figures: Figures): void {
  const machine = { cores: availableParallelism(), node: process.version };
  const short = (_name: string, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
  console.log(JSON.stringify({ model, ...figures, ...machine }, short));
}
