/** The page as one file, opened from a disk: it holds everything, asks nobody, and gives the numbers that Node gives. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { compile, readScenario, replicate, type ScenarioInput } from '../../engine/index';
import { makeLink } from '../../ui/export/link';
import { launchChromium } from './browser';
import { openFile, openPage, sentences, workersHeard, type Session, type SessionOptions } from './page-session';
import { buildSingleFile, type SingleFile } from './single-file';

const SHIPPED = JSON.parse(readFileSync('scenarios/coventry-warwickshire/scenario.json', 'utf8')) as ScenarioInput;
/** The shipped scenario for three months: it has every kind of service, every distribution and staff that come and go. */
const SCENARIO: ScenarioInput = {
  ...SHIPPED,
  id: 'three-months',
  title: 'Three months of the shipped scenario',
  // They are dated beyond it.
  targets: {},
  run: { ...SHIPPED.run, horizonDays: 92, replications: 4, seed: 'the same everywhere' },
};

let browser: Browser;
let file: SingleFile;
let session: Session | undefined;

beforeAll(async () => {
  file = buildSingleFile();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  file?.remove();
});
afterEach(async () => {
  await session?.close();
  expect(session?.complaints).toEqual([]);
});

async function open(options: SessionOptions): Promise<Page> {
  session = await openPage(browser, options);
  await sentences(session.page).first().waitFor();
  return session.page;
}

/** The hashes that Node gives, each from a model that has run nothing else. */
function hashesOfNode(): string[] {
  const read = readScenario(JSON.stringify(SCENARIO));
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  const { replications, seed } = read.value.run;
  return Array.from({ length: replications }, (_, number) => replicate(compile(read.value), seed, number).hash);
}

describe('the single file', () => {
  it('opens from a disk with the solved example, every change, and every view', async () => {
    const page = await open({ address: file.address });
    expect(await sentences(page).count()).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'Add a scenario' }).click();
    await page.getByRole('checkbox', { name: 'Ten acute beds closed', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Evidence' }).click();
    await page.getByRole('heading', { name: 'Publications' }).waitFor();
    await page.getByRole('link', { name: 'About' }).click();
    await page.getByRole('heading', { name: 'Not for', exact: true }).waitFor();
    // The example is read from the page: no request has left it (see afterEach), and none was for a file beside it.
    const asked = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name.slice(0, 5)),
    );
    expect(asked.filter((scheme) => scheme !== 'data:' && scheme !== 'blob:')).toEqual([]);
  });

  it('takes a link, makes one, saves a workbook, a picture and a report, and keeps work', async () => {
    const text = JSON.stringify({
      kind: 'headroom-comparison',
      format: 1,
      engineVersion: '',
      scenario: { id: SHIPPED.id },
      horizonDays: 92,
      replications: 2,
      seed: 'from a link',
      scenarios: [],
      changes: [],
    });
    const made = await makeLink(text, file.address);
    const page = await open({ address: file.address, hash: made.ok ? new URL(made.link).hash : '' });
    await page.getByText('Your run').waitFor({ timeout: 60_000 });
    const save = async (name: string | RegExp) => {
      const button = page.getByRole('button', { name }).first();
      const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
      return readFileSync(await download.path());
    };
    expect((await save(/^PNG/)).subarray(1, 4).toString()).toBe('PNG');
    await page.getByRole('button', { name: 'Share and export' }).click();
    const field = page.getByLabel('Link to this comparison');
    await expect
      .poll(() => field.inputValue(), { timeout: 30_000 })
      .toMatch(/^file:\/\/\/.*headroom\.html#\/open\/[\w-]+$/);
    expect((await save(/Excel workbook/)).subarray(0, 2).toString()).toBe('PK');
    await page.getByRole('link', { name: /^Report/ }).click();
    await page.getByRole('article').getByText('Hash of the results').waitFor();
    // Nothing to be kept by a service worker, which a page from a disk cannot have.
    expect(await page.locator('meta[name="headroom-offline"]').count()).toBe(0);
    await page.reload();
    await page.getByRole('article').getByText('from a link', { exact: true }).waitFor();
  });

  it('runs no script but its own', async () => {
    const page = await open({ address: file.address });
    const refused = await page.evaluate(async () => {
      const directives: string[] = [];
      addEventListener('securitypolicyviolation', (event) => directives.push(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'document.title = "Not ours"';
      document.head.append(script);
      await fetch('https://example.org/').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { directives, title: document.title };
    });
    expect(refused.title).not.toBe('Not ours');
    expect(refused.directives).toEqual(['script-src-elem', 'connect-src']);
    // The two breaches above are what the console complains of.
    session?.complaints.splice(0);
  });

  it('names no other host that it could ask', () => {
    const html = readFileSync(file.path, 'utf8');
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
    const directives = new Map(policy.split('; ').map((directive) => directive.split(/ (.*)/s) as [string, string]));
    expect(directives.get('default-src')).toBe("'none'");
    expect(directives.get('script-src')).toMatch(/^'sha256-[A-Za-z0-9+/]{43}='$/);
    expect([...directives.values()].join(' ')).not.toMatch(/https?:|\*|unsafe-eval/);
    expect(html).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)="(?!data:)/);
  });
});

describe('the same results to the last bit as in Node', () => {
  const expected = hashesOfNode();

  it.each([
    { where: 'the page that is served', isFile: false, workers: 1 },
    { where: 'the page that is served', isFile: false, workers: 2 },
    { where: 'the page that is served', isFile: false, workers: 4 },
    { where: 'the single file', isFile: true, workers: 1 },
    { where: 'the single file', isFile: true, workers: 2 },
    { where: 'the single file', isFile: true, workers: 4 },
  ])('come out of $where with $workers workers', async ({ isFile, workers }) => {
    // One core is left to the person.
    const page = await open({ address: isFile ? file.address : inject('baseUrl'), cores: workers + 1 });
    await openFile(page, 'three-months.json', JSON.stringify(SCENARIO));
    await page.getByText('From your file three-months.json').waitFor();
    await page.getByRole('button', { name: 'Run the baseline' }).click();
    await page.getByText('Your run').waitFor({ timeout: 90_000 });
    await expect.poll(async () => (await workersHeard(page)).hashes.filter(Boolean).length).toBe(expected.length);
    const heard = await workersHeard(page);
    expect(heard.hashes).toEqual(expected);
    expect(heard.started).toBe(workers);
  });
});
