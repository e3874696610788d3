/** How long the page keeps the browser busy at a time. */
import type { CDPSession, Page } from 'playwright-core';

/** A task of the page's main thread, with processor time in ms. */
export interface Task {
  /** What was being done: the last stage that had begun. */
  stage: string;
  cpuMs: number;
}

/** Tasks by stage, and what a known piece of work took in the same page. */
export interface Watched {
  tasks: Task[];
  yardstickMs: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
}

const STAGE = 'stage: ';
const YARDSTICK = 'yardstick';

/** Watches a page through the DevTools protocol, which unlike Playwright's locators hardly runs anything in the page. */
export class Watch {
  readonly #events: TraceEvent[] = [];
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
    session.on('Tracing.dataCollected', ({ value }) => this.#events.push(...(value as unknown as TraceEvent[])));
  }

  /** Begin to watch a page that has not been opened yet. */
  static async start(page: Page): Promise<Watch> {
    await page.addInitScript(`performance.mark(${JSON.stringify(`${STAGE}opening`)})`);
    const watch = new Watch(await page.context().newCDPSession(page));
    const includedCategories = ['toplevel', 'blink.user_timing'];
    await watch.#session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories } });
    return watch;
  }

  /** Run a script in the page; it counts as the page's own. */
  async run(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', { expression });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** What follows belongs to another stage. */
  stage(name: string): Promise<unknown> {
    return this.run(`void performance.mark(${JSON.stringify(STAGE + name)})`);
  }

  /** Wait until an expression holds, and a little longer, for what it has set off. */
  async until(condition: string, restMs = 400): Promise<void> {
    const end = Date.now() + 150_000;
    while (!(await this.run(`Boolean(${condition})`))) {
      if (Date.now() > end) throw new Error(`Has not come about in time: ${condition}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }

  /** Do a known piece of work, once for the engine to compile it and once to be timed. */
  async measureYardstick(): Promise<void> {
    await this.run(`globalThis.yardstick = () => {
      const seen = new Map();
      for (let i = 0; i < 60000; i += 1) seen.set('key ' + (i % 5000), { value: i, text: String(i * 1.5) });
      return seen.size;
    }; yardstick()`);
    await this.run(`performance.mark(${JSON.stringify(YARDSTICK)}); yardstick()`);
  }

  /** Stop watching. */
  async end(): Promise<Watched> {
    const complete = new Promise((resolve) => this.#session.once('Tracing.tracingComplete', resolve));
    await this.#session.send('Tracing.end');
    await complete;
    return tasksIn(this.#events);
  }
}

function tasksIn(events: readonly TraceEvent[]): Watched {
  const opening = events.find(({ name }) => name === `${STAGE}opening`);
  if (!opening) throw new Error('The page has not been opened.');
  const main = events.filter(({ pid, tid }) => pid === opening.pid && tid === opening.tid).sort((a, b) => a.ts - b.ts);
  const stages = main.filter(({ name }) => name.startsWith(STAGE));
  const mark = main.find(({ name }) => name === YARDSTICK);
  const found: Watched = { tasks: [], yardstickMs: NaN };
  let busyUntil = opening.ts;
  for (const { name, ph, ts, dur = 0, tdur } of main) {
    // One within another is part of it, and the one that opens the page is the browser's.
    if (ph !== 'X' || !name.endsWith('RunTask') || ts < busyUntil) continue;
    busyUntil = ts + dur;
    const cpuMs = (tdur ?? dur) / 1000;
    if (mark && mark.ts >= ts && mark.ts <= busyUntil) found.yardstickMs = cpuMs;
    else {
      const stage =
        stages
          .filter((one) => one.ts <= ts)
          .at(-1)
          ?.name.slice(STAGE.length) ?? '';
      found.tasks.push({ stage, cpuMs });
    }
  }
  return found;
}
