/**
 * The page in Chromium: how long until the solved example stands there, how much script that takes, and how soon the page answers
 * a click or a key while workers compute a comparison. The browser's own Event Timing says from the input to the next paint.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type * as Playwright from 'playwright-core';
import type { Page } from 'playwright-core';
import type * as Vite from 'vite';
import { CHROMIUM_ARGS, findChromium } from '../../scripts/chromium.mjs';
import { median, report } from './measure';

/** The browser tells nothing of an answer that was quicker than this; it counts as this. */
const UNSEEN_MS = 16;
const LOADS = 5;
const ENOUGH = 50;

/** What the page has noted of itself. */
interface Noted {
  /** Longest time to the next paint of each interaction that took `UNSEEN_MS` or more. */
  answersMs: number[];
  longTasksMs: number[];
}

// By name, so that the bundler leaves them where they are installed.
const load = (name: string) => import(/* @vite-ignore */ name);

/** Measure the built page. @throws Error when there is no Chromium */
export async function benchPage(short: boolean): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('The page is measured in Chromium: install it or set CHROME_PATH.');
  const { preview } = (await load('vite')) as typeof Vite;
  const { chromium } = (await load('playwright-core')) as typeof Playwright;
  const outDir = mkdtempSync(join(tmpdir(), 'headroom-page-'));
  const vite = 'node_modules/vite/bin/vite.js';
  const args = ['build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'error'];
  execFileSync(process.execPath, [vite, ...args], { env: { ...process.env, NODE_ENV: 'production' } });
  const options = { port: 0, host: '127.0.0.1', open: false };
  const server = await preview({ logLevel: 'error', build: { outDir }, preview: options });
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  try {
    const address = server.httpServer.address();
    if (address === null || typeof address === 'string') throw new Error('The preview server has no port.');
    const base = `http://127.0.0.1:${address.port}/#/compare`;
    const open = async () => {
      const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
      const began = performance.now();
      await page.goto(base);
      await page.waitForSelector('[data-result-sentence]');
      return { page, readyMs: performance.now() - began };
    };
    const readyMs: number[] = [];
    for (let n = 0; n < (short ? 1 : LOADS); n += 1) {
      const opened = await open();
      readyMs.push(opened.readyMs);
      await opened.page.context().close();
    }
    const { page } = await open();
    const scriptKB = await scriptsOf(page);
    const { answersMs, longTasksMs } = await interact(page, short);
    const sorted = answersMs.sort((a, b) => a - b);
    report('page', {
      readyMs: median(readyMs),
      scriptKB,
      interactions: sorted.length,
      paintMedianMs: median(sorted),
      paintP95Ms: sorted[Math.ceil(0.95 * sorted.length) - 1],
      paintLongestMs: sorted[sorted.length - 1],
      longTasks: longTasksMs.length,
      longTaskLongestMs: Math.max(0, ...longTasksMs),
    });
  } finally {
    await browser.close();
    await server.close();
    rmSync(outDir, { recursive: true, force: true });
  }
}

/** Kilobytes of script, packed, that the page has fetched until its first picture. */
async function scriptsOf(page: Page): Promise<number> {
  await page.getByRole('img', { name: /Median wait of those seen/ }).waitFor();
  const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const scripts = names.filter((name) => name.endsWith('.js') && !name.includes('worker'));
  const sizes = scripts.map(async (name) => gzipSync(Buffer.from(await (await fetch(name)).arrayBuffer())).length);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000;
}

/** Use the page while its workers run. */
async function interact(page: Page, short: boolean): Promise<Noted> {
  await page.evaluate((leastMs) => {
    const noted = { byInteraction: new Map<number, number>(), longTasksMs: [] as number[] };
    Object.assign(globalThis, { noted });
    const timing = { type: 'event', durationThreshold: leastMs } as PerformanceObserverInit;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[])
        if (entry.interactionId > 0)
          noted.byInteraction.set(
            entry.interactionId,
            Math.max(entry.duration, noted.byInteraction.get(entry.interactionId) ?? 0),
          );
    }).observe(timing);
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) noted.longTasksMs.push(duration);
    }).observe({ type: 'longtask' });
  }, UNSEEN_MS);
  await startLongRun(page);
  let done = 0;
  while (done < (short ? 1 : ENOUGH)) {
    done += await useEverything(page, short);
    if (!short && !(await isRunning(page))) throw new Error('The run was over before the interactions were.');
  }
  await page.waitForTimeout(500);
  const seen = await page.evaluate(() => {
    const { noted } = globalThis as unknown as {
      noted: { byInteraction: Map<number, number>; longTasksMs: number[] };
    };
    return { answersMs: [...noted.byInteraction.values()], longTasksMs: noted.longTasksMs };
  });
  const unseen = Math.max(0, done - seen.answersMs.length);
  return { ...seen, answersMs: [...seen.answersMs, ...Array.from({ length: unseen }, () => UNSEEN_MS)] };
}

async function startLongRun(page: Page): Promise<void> {
  await page.locator('hr-run-settings summary').click();
  await page.locator('#setting-replications input').fill('200');
  await page.locator('#setting-replications input').press('Enter');
  await page.locator('hr-choices hr-run-bar wa-button').first().click();
  await page.locator('hr-choices hr-run-bar wa-progress-bar').waitFor();
}

const isRunning = (page: Page) =>
  page.evaluate(() => document.querySelector('hr-choices hr-run-bar wa-progress-bar') !== null);

/** Clicks and keys all over the page, as a person would. @returns how many */
async function useEverything(page: Page, short: boolean): Promise<number> {
  let done = 0;
  const click = async (selector: string) => {
    await page.locator(selector).first().click();
    done += 1;
    await page.waitForTimeout(150);
  };
  const press = async (key: string) => {
    await page.keyboard.press(key);
    done += 1;
    await page.waitForTimeout(150);
  };
  const view = (name: string) => click(`header a[href="#/${name}"]`);
  await click('hr-chart header button[aria-pressed=false]');
  await click('hr-chart header button[aria-pressed=false]');
  if (short) return done;
  await click('#setting-sets');
  await page.locator('hr-change-picker .change label').first().waitFor();
  await click('hr-change-picker .change label');
  await press('Escape');
  await click('#table-filter');
  await press('ArrowDown');
  await press('Enter');
  for (const name of ['home', 'scenario', 'map', 'person', 'evidence', 'compare']) {
    await view(name);
    for (const key of ['Tab', 'Tab']) await press(key);
    await page.waitForTimeout(500);
  }
  return done;
}
