/** The page never holds the browser up: no task of its own takes longer than 50 ms on a machine that is not busy. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from './browser';
import { Watch, type Watched } from './main-thread';
import { openPage } from './page-session';

/**
 * A PerformanceObserver for `longtask` knows the clock only, and on a machine with two cores that others use as well every
 * task is a long one now and then. So each task is judged by its processor time, which a trace holds and which waits for nobody;
 * in units of a known piece of work in the same page, which takes a slower machine longer too; and by the best of three
 * sessions, since a collection of garbage may hit any task once.
 */
const SESSIONS = 3;
/** The yardstick takes about 20 ms where 50 ms are to hold. Before parts were drawn in turns, the longest tasks took 2.1 and 3.6 of it. */
const LIMIT_YARDSTICKS = 1.6;

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const click = (selector: string) => `void document.querySelector(${JSON.stringify(selector)}).click()`;

/** Everything that people do in a short visit. */
async function visit(): Promise<Watched> {
  let watch: Watch | undefined;
  const session = await openPage(browser, {
    prepare: async (page) => {
      watch = await Watch.start(page);
    },
  });
  if (!watch) throw new Error('The page was not watched.');
  await watch.until(`document.querySelector('hr-measures-table tbody tr')`, 1000);
  await watch.measureYardstick();

  await watch.stage('pictures');
  const isDrawn = `[...document.querySelectorAll('hr-chart canvas')].every((canvas) => canvas.style.height)`;
  for (let y = 0; !(await watch.run(isDrawn)); y += 500) {
    await watch.run(`scrollTo(0, ${y % 8000})`);
    await watch.until('true', 100);
  }
  await watch.until(isDrawn);

  await watch.stage('evidence');
  await watch.run(click('a[href="#/evidence"]'));
  await watch.until(`document.querySelector('.publications li')`);
  await watch.until(`document.querySelectorAll('hr-evidence tbody tr').length > 300`);

  await watch.stage('about');
  await watch.run(click('a[href="#/about"]'));
  await watch.until(`document.querySelector('.words')`);

  await watch.stage('back');
  await watch.run(click('a[href="#/compare"]'));
  await watch.until(`document.querySelector('hr-measures-table tbody tr')`);

  await watch.stage('run');
  await watch.run(`{
    const set = (id, value) => {
      const control = document.getElementById(id);
      control.value = value;
      control.dispatchEvent(new Event('change', { bubbles: true }));
    };
    set('setting-horizon', '183');
    set('setting-replications', '2');
  }`);
  await watch.until(`document.querySelector('.body.outdated')`);
  await watch.run(click('hr-run-bar wa-button'));
  await watch.until(`document.querySelector('hr-provenance').textContent.includes('Your run')`, 1000);

  const watched = await watch.end();
  await session.close();
  expect(session.complaints).toEqual([]);
  return watched;
}

it('holds the browser up for less than 50 ms at a time, from the first on', async () => {
  const best = new Map<string, number>();
  const tooLong = () => Object.fromEntries([...best].filter(([, yardsticks]) => yardsticks > LIMIT_YARDSTICKS));
  for (let n = 0; n < SESSIONS && (n === 0 || Object.keys(tooLong()).length > 0); n += 1) {
    const { tasks, yardstickMs } = await visit();
    expect(yardstickMs).toBeGreaterThan(0);
    expect(tasks.length).toBeGreaterThan(100);
    for (const stage of new Set(tasks.map((task) => task.stage))) {
      const longestMs = Math.max(...tasks.filter((task) => task.stage === stage).map(({ cpuMs }) => cpuMs));
      best.set(stage, Math.min(longestMs / yardstickMs, best.get(stage) ?? Infinity));
    }
  }
  expect([...best.keys()]).toEqual(['opening', 'pictures', 'evidence', 'about', 'back', 'run']);
  expect(tooLong()).toEqual({});
});
