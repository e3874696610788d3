/** What the tests of the built page share: a page that watches itself, and words for what people do on it. */
import { readFileSync } from 'node:fs';
import { expect, inject } from 'vitest';
import type { Browser, Page } from 'playwright-core';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Windows that the page is made for. */
export const WIDE = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** How a page is opened. */
export interface SessionOptions {
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  /** Hash of the view; by default that of the comparison. */
  hash?: string;
  /** Address of the page; by default that of the one that is served. */
  address?: string;
  /** Cores that the browser says there are, which decides how many workers run. */
  cores?: number;
  /** Done before the page is opened. */
  prepare?: (page: Page) => Promise<void>;
}

/** A page with everything that went wrong on it. */
export interface Session {
  page: Page;
  /** Errors on the console and requests that left the origin. */
  complaints: string[];
  close(): Promise<void>;
}

/** Open the page in a browser of its own memory. */
export async function openPage(browser: Browser, options: SessionOptions = {}): Promise<Session> {
  const { viewport = WIDE, colorScheme = 'light', hash = '#/compare' } = options;
  const { address = inject('baseUrl'), cores } = options;
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce', acceptDownloads: true });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(data|blob):/.test(url)) complaints.push(`request: ${url}`);
  });
  await page.addInitScript(listenToWorkers, cores);
  await options.prepare?.(page);
  await page.goto(address + hash);
  return { page, complaints, close: () => context.close() };
}

/** Runs in the page before its own scripts: notes the hash of every result that workers hand over. */
function listenToWorkers(cores: number | undefined): void {
  const heard: WorkersHeard = { started: 0, hashes: [] };
  const Native = globalThis.Worker;
  const listening = class extends Native {
    constructor(script: string | URL, options?: WorkerOptions) {
      super(script, options);
      heard.started += 1;
      this.addEventListener('message', ({ data }: MessageEvent) => {
        const results = data?.value?.results;
        if (!Array.isArray(results)) return;
        for (const { number, hash } of results) if (typeof hash === 'string') heard.hashes[number] = hash;
      });
    }
  };
  Object.assign(globalThis, { Worker: listening, workersHeard: heard });
  if (cores !== undefined) Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => cores });
}

/** How many workers the page has started, and the hashes of the replications that they made, by number. */
export interface WorkersHeard {
  started: number;
  hashes: string[];
}

/** What has been heard of the page's workers since it was opened. */
export function workersHeard(page: Page): Promise<WorkersHeard> {
  return page.evaluate(() => (globalThis as unknown as { workersHeard: WorkersHeard }).workersHeard);
}

/** The sentences of the results. */
export function sentences(page: Page) {
  return page.locator('[data-result-sentence]');
}

/** Unfold the choices where the window is narrow. */
export async function unfoldChoices(page: Page): Promise<void> {
  const fold = page.getByRole('button', { name: 'What is compared' });
  if (await fold.isVisible()) await fold.click();
}

/** Choose how far and how often a run goes. */
export async function chooseRun(page: Page, years: string, replications: number): Promise<void> {
  await page.getByLabel('Look ahead').selectOption({ label: years });
  const field = page.getByLabel('Replications', { exact: true });
  if (!(await field.isVisible())) await page.getByText('Precision and chance').click();
  await field.fill(String(replications));
  await field.press('Tab');
}

/** Put a new scenario together from changes, by title. */
export async function addScenario(page: Page, titles: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Add a scenario' }).click();
  for (const title of titles) await changeBox(page, title).check();
}

/** The box of a change in the dialog. */
export function changeBox(page: Page, title: string) {
  return page.getByRole('checkbox', { name: title, exact: true });
}

/** Start the run. */
export async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run the comparison' }).click();
}

/** Open a file as if it had been chosen in the dialog. */
export async function openFile(page: Page, name: string, text: string): Promise<void> {
  const file = { name, mimeType: 'application/json', buffer: Buffer.from(text) };
  await page.getByLabel('File to open').setInputFiles(file);
}

/** Text of the error summary. */
export function problem(page: Page) {
  return page.getByRole('alert').filter({ hasText: 'cannot be' });
}

/**
 * Check the page as it stands with axe, on a desk in dark as well, and that it does not scroll sideways. Long tables and lists
 * are made from a template row by row; of rows that are built alike axe looks at the first few.
 */
export async function expectAccessible(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await violations(page, RULES)).toEqual([]);
  // In dark nothing is different but the colours, and a phone has the same.
  if (page.viewportSize()?.width === WIDE.width) {
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page, ['color-contrast'])).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
  }
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over).toBe(0);
}

function violations(page: Page, runOnly: readonly string[]): Promise<string[]> {
  return page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(on: object, options: object): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>;
      };
    };

    /** What a row is built of: elements, classes and the states that they are in, without its texts and numbers. */
    const buildOf = (element: Element): string => {
      const attributes = [...element.attributes]
        .filter(({ name }) => name === 'class' || name === 'role' || name === 'type' || name.startsWith('data-'))
        .map(({ name, value }) => `${name}=${name === 'data-id' ? '' : value}`);
      const states = element.getAttributeNames().filter((name) => name.startsWith('aria-') || name === 'disabled');
      const inside = [...element.children].map(buildOf);
      return `${element.localName}[${[...attributes, ...states].join()}](${inside.join()})`;
    };
    const FEW = 3;
    /** Rows after the first few of their build, in this tree and in the shadow trees within. */
    const repeatedIn = (root: Document | ShadowRoot): Element[] => {
      const seen = new Map<Element, Map<string, number>>();
      const repeated = [...root.querySelectorAll('tbody > tr, ul > li, ol > li')].filter((row) => {
        const builds = seen.get(row.parentElement!) ?? new Map<string, number>();
        seen.set(row.parentElement!, builds);
        const build = buildOf(row);
        builds.set(build, (builds.get(build) ?? 0) + 1);
        return builds.get(build)! > FEW;
      });
      const within = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
        shadowRoot === null ? [] : repeatedIn(shadowRoot),
      );
      return [...repeated, ...within];
    };

    const results = await axe.run({ include: [document], exclude: repeatedIn(document) }, { runOnly: rules });
    return results.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
  }, runOnly);
}
