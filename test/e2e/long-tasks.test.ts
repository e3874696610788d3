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
/** The yardstick takes 20 to 25 ms where 50 ms are to hold. Before parts were drawn in turns, the longest tasks took 2.1 and 3.6 of it. */
const LIMIT_YARDSTICKS = 2;

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const find = (selector: string) => `document.querySelector(${JSON.stringify(selector)})`;
const choose = (id: string, value: string) => `{
  const control = document.getElementById(${JSON.stringify(id)});
  control.value = ${JSON.stringify(value)};
  control.dispatchEvent(new Event('change', { bubbles: true }));
}`;
const click = (selector: string) => `void document.querySelector(${JSON.stringify(selector)}).click()`;

/** Open and close the picker, once without and once with a choice, and take the choice back. */
async function pickChange(watch: Watch): Promise<void> {
  const isListed = `document.querySelectorAll('hr-change-picker .change').length > 10`;
  const isShut = `!${find('hr-change-picker dialog[open]')} && !${find('hr-change-picker .change')}`;
  const scenarios = `document.querySelectorAll('hr-scenario-list button[title=Edit]').length`;
  await watch.stage('picker');
  await watch.run(click('#setting-sets'));
  await watch.until(isListed);
  await watch.run(click('hr-change-picker footer wa-button'));
  await watch.until(isShut);
  await watch.stage('choice');
  await watch.run(click('#setting-sets'));
  await watch.until(isListed);
  await watch.run(click('hr-change-picker .change label'));
  await watch.until(`!${find('hr-change-picker wa-button[variant=brand]')}.disabled`);
  await watch.run(click('hr-change-picker wa-button[variant=brand]'));
  await watch.until(`${isShut} && ${scenarios} === 3`);
  await watch.run(click('hr-scenario-list li:last-child button[title=Remove]'));
  await watch.until(`${scenarios} === 2`);
}

/** Look at each picture's numbers, and at all measures of two scenarios. */
async function readTables(watch: Watch): Promise<void> {
  await watch.stage('tables');
  for (const [shown, pressed] of [
    ['tbody', 'false'],
    ['canvas', 'true'],
  ]) {
    for (let n = 0; n < 3; n += 1) {
      await watch.run(click(`hr-chart header button[aria-pressed=${pressed}]`));
      await watch.until(`document.querySelectorAll('hr-chart ${shown}').length > ${n}`, 200);
    }
  }
  await watch.stage('measures');
  const isDrawn = `document.querySelectorAll('hr-measures-table tbody tr').length > 600`;
  await watch.run(`${find('#measures-title')}.scrollIntoView()`);
  await watch.run(choose('table-filter', '*'));
  await watch.until(isDrawn);
  await watch.run(click('hr-measures-table summary'));
  await watch.run(choose('table-scenario', '2'));
  await watch.until(`${find('hr-service-table:last-child caption')}.textContent.includes('deeper')`);
  await watch.run(choose('table-filter', ''));
  await watch.until(`document.querySelectorAll('hr-measures-table tbody tr').length < 20`);
  // Live results then meet a long table.
  await watch.run(choose('table-filter', '*'));
  await watch.until(isDrawn);
  await watch.run('scrollTo(0, 0)');
}

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

  await watch.stage('outputs');
  await watch.run(click('a[href="#/outputs"]'));
  await watch.until(`document.querySelectorAll('hr-output-card > .card').length === 12`);
  await watch.stage('outputs as tables');
  await watch.run(click('input[name=outputs-show][value=tables]'));
  await watch.until(`document.querySelectorAll('table.outputs').length === 11`);
  await watch.stage('scorecard');
  await watch.run(click('input[name=outputs-part][value=scorecard]'));
  await watch.until(`document.querySelectorAll('hr-scorecard .card').length === 9`);
  await watch.run(click('input[name=scorecard-show][value=quarters]'));
  const quarters = `document.querySelector('table.outputs.wide') && document.querySelectorAll('hr-scorecard .card').length`;
  await watch.until(`(${quarters}) === 9`);

  await watch.stage('back');
  await watch.run(click('a[href="#/compare"]'));
  await watch.until(`document.querySelector('hr-measures-table tbody tr')`);

  await pickChange(watch);
  await readTables(watch);

  await watch.stage('run');
  await watch.run(click('hr-run-settings summary'));
  await watch.run(choose('setting-horizon', '183') + choose('setting-replications', '2'));
  await watch.run(choose('setting-seed', 'another'));
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
  expect([...best.keys()]).toEqual([
    'opening',
    'pictures',
    'evidence',
    'about',
    'outputs',
    'outputs as tables',
    'scorecard',
    'back',
    'picker',
    'choice',
    'tables',
    'measures',
    'run',
  ]);
  expect(tooLong()).toEqual({});
});
