/** Handing a comparison on: links, workbooks, pictures and reports of the built page, and what hostile ones do to it. */
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeLink } from '../../ui/export/link';
import { unzip } from '../ui/unzip';
import { parseXml, textOf } from '../ui/xml';
import { launchChromium } from './browser';
import {
  expectAccessible,
  openFile,
  openPage,
  PHONE,
  problem,
  sentences,
  type Session,
  type SessionOptions,
} from './page-session';

const TOWN = JSON.parse(readFileSync('scenarios/small-town/scenario.json', 'utf8'));
/** A title that would like to be more than a text. */
const HOSTILE = `=HYPERLINK("x")<img src=x onerror="document.title='mine'">`;

let browser: Browser;
let sessions: Session[] = [];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());
afterEach(async () => {
  const [ended, complaints] = [sessions, sessions.flatMap((session) => session.complaints)];
  sessions = [];
  await Promise.all(ended.map((session) => session.close()));
  expect(complaints).toEqual([]);
});

async function open(options?: SessionOptions): Promise<Page> {
  const session = await openPage(browser, options);
  sessions.push(session);
  await sentences(session.page).first().waitFor();
  return session.page;
}

/** A comparison that takes a second, as a file: the shipped scenario for three months with a change. */
const comparison = (patch: object = {}) =>
  JSON.stringify({
    kind: 'headroom-comparison',
    format: 1,
    engineVersion: '0.1.0',
    scenario: { id: 'coventry-warwickshire' },
    horizonDays: 92,
    replications: 2,
    seed: 'a link',
    scenarios: [{ name: 'Fewer beds', changes: ['ten-beds-closed'] }],
    changes: [],
    ...patch,
  });

async function share(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Share and export' }).click();
  await page.getByRole('dialog', { name: 'Share and export' }).waitFor();
}

async function linkOf(page: Page): Promise<string> {
  const field = page.getByLabel('Link to this comparison');
  await expect.poll(() => field.inputValue(), { timeout: 30_000 }).toContain('#/open/');
  return field.inputValue();
}

async function save(page: Page, name: string | RegExp): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  return readFileSync(await download.path());
}

const hashOf = async (text: string) => {
  const made = await makeLink(text, inject('baseUrl'));
  if (!made.ok) throw new Error('too long');
  return new URL(made.link).hash;
};

describe('a link', () => {
  it('runs what it holds, and whoever gets it on gets the same numbers, to the letter', async () => {
    const first = await open({ hash: await hashOf(comparison()) });
    await first.getByText('Your run').waitFor({ timeout: 60_000 });
    const told = await sentences(first).allTextContents();
    // What has been done is the person's own from here on.
    expect(new URL(first.url()).hash).toBe('#/compare');
    await first.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await share(first);
    const link = await linkOf(first);
    await expectAccessible(first);
    await first.getByRole('button', { name: 'Copy the link' }).click();
    await first.getByRole('status').filter({ hasText: 'The link is copied.' }).waitFor();
    expect(await first.evaluate(() => navigator.clipboard.readText())).toBe(link);
    await first.keyboard.press('Escape');
    await expect
      .poll(() => first.evaluate(() => document.activeElement?.textContent?.trim()), { timeout: 10_000 })
      .toBe('Share and export');

    const second = await open({ hash: new URL(link).hash, cores: 2 });
    await second.getByText('Exactly the numbers of the link.').waitFor({ timeout: 60_000 });
    expect(await sentences(second).allTextContents()).toEqual(told);
  });

  it('of another version, or of a scenario that has changed, says so before it is run', async () => {
    const made = {
      scenarioHashes: ['0123456789abcdef', '0123456789abcdef'],
      resultHashes: ['0123456789abcdef', 'fedcba9876543210'],
    };
    const page = await open({ hash: await hashOf(comparison({ engineVersion: '0.0.9', made })) });
    await page
      .locator('.undo')
      .getByText(/made with version 0\.0\.9 of the engine.* is not quite the one on this page/)
      .waitFor();
    await page.getByRole('button', { name: 'Run again' }).click();
    await page.getByText(/Not the numbers of the link: it was made with version 0\.0\.9/).waitFor({ timeout: 60_000 });
  });

  it('that is hostile changes nothing but a message', async () => {
    const page = await open();
    const told = await sentences(page).allTextContents();
    const pack = (text: string | Buffer) => `#/open/${deflateRawSync(text, { level: 9 }).toString('base64url')}`;
    const hostile: [hash: string, message: RegExp][] = [
      ['#/open/', /not whole/],
      ['#/open/%3Cscript%3E', /not whole/],
      [pack(Buffer.alloc(5e6, ' ')), /far more than a comparison needs/],
      [`#/open/${'A'.repeat(9000)}`, /9,000 characters and was not read/],
      [pack('{"operations": []}'), /holds no comparison/],
      [pack(comparison({ scenarios: [{ name: '', changes: ['not-there'] }] })), /The change “not-there” does not ship/],
      [pack(comparison({ replications: 1e9 })), /Replications: must be a whole number/],
      [pack(comparison({ scenario: { id: HOSTILE } })), /No scenario “=HYPERLINK/],
      [pack(comparison({ scenario: { id: 'x', text: '{"__proto__": {"polluted": true}}' } })), /cannot be used/],
      [pack(comparison({ changes: ['{"format": 1, "id": "x"}'] })), /cannot be used/],
    ];
    for (const [hash, message] of hostile) {
      await page.evaluate((to) => (location.hash = to), hash);
      await problem(page).filter({ hasText: message }).waitFor();
      await page.getByRole('button', { name: 'Close this message' }).click();
      await problem(page).waitFor({ state: 'detached' });
    }
    expect(await sentences(page).allTextContents()).toEqual(told);
    await page.getByText('Computed beforehand').waitFor();
    expect(
      await page.evaluate(() => ({ title: document.title, polluted: ({} as Record<string, unknown>).polluted })),
    ).toEqual({
      title: 'Compare redesigns – Headroom',
      polluted: undefined,
    });
  });

  it('is not made of what is too long for it: the file is offered, and opens', async () => {
    const page = await open({ viewport: PHONE, colorScheme: 'dark' });
    await openFile(page, 'county.json', readFileSync('scenarios/coventry-warwickshire/scenario.json', 'utf8'));
    await page.getByText('Opened the scenario').first().waitFor();
    await share(page);
    await page.getByText(/too large for a link: it would have [\d,]+ characters/).waitFor();
    await expectAccessible(page);
    const file = await save(page, /Comparison \(JSON\)/);
    await page.keyboard.press('Escape');
    await openFile(page, 'again.json', file.toString());
    await page.getByText('Opened the comparison again.json.').first().waitFor();
  });
});

describe('exports of results with hostile titles', () => {
  it('are workbooks and tables of texts and numbers, and the title is nothing but a text', async () => {
    const page = await open();
    const text = JSON.stringify({
      ...TOWN,
      title: HOSTILE,
      targets: {},
      run: { ...TOWN.run, horizonDays: 92, replications: 2 },
    });
    await openFile(page, 'hostile.json', text);
    await page.getByText('From your file hostile.json').waitFor();
    await page.getByRole('button', { name: 'Run the baseline' }).click();
    await page.getByText('Your run').waitFor({ timeout: 60_000 });
    await share(page);
    const files = await unzip(new Blob([new Uint8Array(await save(page, /Excel workbook/))]));
    for (const part of files.values()) expect(part).not.toMatch(/<f[ >]/);
    expect(textOf(parseXml(files.get('xl/worksheets/sheet1.xml') ?? ''))).toContain(HOSTILE);
    const csv = (await save(page, /Table of results/)).toString('utf8');
    expect(csv).toMatch(/^\uFEFFscenario,scenario title,service,measure,/);
    expect(csv.split('\r\n').filter((line) => /(^|,)[=@]/.test(line))).toEqual([]);
  });
});

describe('the report', () => {
  it('stands on white paper, is a tagged PDF when it is printed, and can be saved for Word', async () => {
    const page = await open();
    await share(page);
    await page.getByRole('link', { name: /^Report/ }).click();
    const report = page.getByRole('article');
    await report.getByText('Hash of the results').waitFor();
    await expectAccessible(page);
    expect(await report.getByRole('img', { name: /^Line chart\. Median wait of those seen\. Baseline:/ }).count()).toBe(
      1,
    );
    const pdf = (await page.pdf({ preferCSSPageSize: true, tagged: true })).toString('latin1');
    expect(pdf).toContain('/StructTreeRoot');
    // A4, in points.
    expect(pdf).toMatch(/\/MediaBox\s*\[\s*0 0 59[45](\.\d+)? 84[12](\.\d+)?/);
    const files = await unzip(new Blob([new Uint8Array(await save(page, 'Save for Word'))]));
    expect(textOf(parseXml(files.get('word/document.xml') ?? ''))).toContain('Chances of meeting the targets');
    expect([...files.keys()].filter((name) => name.endsWith('.png')).length).toBeGreaterThanOrEqual(3);
  });
});

describe('without a network', () => {
  it('the page opens again, shows every view, runs, and exports', async () => {
    const page = await open();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.context().setOffline(true);
    await page.reload();
    await sentences(page).first().waitFor();
    expect(await page.evaluate(() => fetch('./not-kept').then(Boolean, () => false))).toBe(false);
    sessions[0].complaints.splice(0);
    await page.evaluate((to) => (location.hash = to), await hashOf(comparison()));
    await page.getByText('Your run').waitFor({ timeout: 60_000 });
    await share(page);
    expect((await save(page, /Excel workbook/)).subarray(0, 2).toString()).toBe('PK');
    await page.getByRole('link', { name: /^Report/ }).click();
    await page.getByRole('article').getByText('Hash of the results').waitFor();
    await page.getByRole('link', { name: 'About' }).click();
    await page.getByRole('heading', { name: 'Not for', exact: true }).waitFor();
  });
});
