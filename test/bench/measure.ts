/** Measuring time and memory of this process. Numbers to look at: machines are too noisy for a test to pass or fail. */
import { availableParallelism } from 'node:os';

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
  const { user, system } = process.cpuUsage(cpuBefore);
  return { cpuSeconds: (user + system) / 1e6, wallSeconds: (performance.now() - wallBefore) / 1e3 };
}

/** Middle value; of an even number, the mean of the two in the middle. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Print one line of JSON, with the machine it was measured on. Numbers keep four significant digits. */
export function report(model: string, figures: Record<string, number>): void {
  const short = Object.entries(figures).map(([name, value]) => [name, Number(value.toPrecision(4))]);
  const machine = { cores: availableParallelism(), node: process.version };
  console.log(JSON.stringify({ model, ...Object.fromEntries(short), ...machine }));
}
