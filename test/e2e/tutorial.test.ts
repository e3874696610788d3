/**
 * The ten-minute tutorial, step by step. With HEADROOM_PICTURES=yes (`npm run tutorial`) it makes the pictures of the page that stand in
 * the tutorial; without, it only walks.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from './browser';
import { addScenario, chooseRun, openPage, run, sentences, type Session } from './page-session';

const FOLDER = 'docs/tutorials';
const TEXT = readFileSync(`${FOLDER}/ten-minutes.md`, 'utf8');
const MAKES_PICTURES = process.env.HEADROOM_PICTURES === 'yes';

let browser: Browser;
let session: Session;
beforeAll(async () => {
  browser = await launchChromium();
  session = await openPage(browser, { hash: '', viewport: { width: 1280, height: 800 } });
});
afterAll(() => browser?.close());

const view = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name, exact: true }).click();

/** What each step has somebody do, in the order of its headings. */
const STEPS: { picture: string; words: string[]; take: (page: Page) => Promise<unknown> }[] = [
  {
    picture: '1-home.png',
    words: ['Computed beforehand', 'See the whole comparison'],
    take: async (page) => {
      await sentences(page).first().waitFor();
      expect(await sentences(page).first().innerText()).toMatch(/better|worse|too close to call/);
    },
  },
  {
    picture: '2-compare.png',
    words: ['replications'],
    take: async (page) => {
      await page.getByText('See the whole comparison').click();
      await page.getByText('Computed beforehand').waitFor();
      await sentences(page).nth(1).waitFor();
      await page.getByText('replications', { exact: true }).first().hover();
    },
  },
  {
    picture: '3-table.png',
    words: ['Median wait of those seen', 'Show as table'],
    take: async (page) => {
      await page.getByRole('heading', { name: 'Median wait of those seen' }).first().scrollIntoViewIfNeeded();
      const table = page.getByRole('button', { name: /^Show as table/ }).first();
      await table.click();
      await page
        .getByRole('region', { name: /^Table: / })
        .first()
        .scrollIntoViewIfNeeded();
    },
  },
  {
    picture: '4-run.png',
    words: [
      'Add a scenario',
      'Ten acute beds closed',
      'Add to the comparison',
      'Six months',
      'Precision and chance',
      'Run the comparison',
    ],
    take: async (page) => {
      await page.evaluate(() => scrollTo(0, 0));
      await addScenario(page, ['Ten acute beds closed']);
      await page.getByRole('button', { name: 'Add to the comparison' }).click();
      await chooseRun(page, 'Six months', 2);
      await run(page);
      await page.getByText('Your run').waitFor({ timeout: 60_000 });
      expect(await sentences(page).count()).toBe(3);
    },
  },
  {
    picture: '5-outputs.png',
    words: ['Who waits', 'Scorecard'],
    take: async (page) => {
      await view(page, 'Outputs');
      for (const part of ['Who waits', 'Scorecard', 'Twelve outputs'])
        await page.getByRole('radio', { name: part }).check();
      await page.getByRole('region').nth(1).waitFor();
    },
  },
  {
    picture: '6-scenario.png',
    words: ['Recruitment to IPU 3-8', '1 April 2018', '1 January 2019', 'Undo'],
    take: async (page) => {
      await view(page, 'Scenario');
      await page.getByLabel('Find a quantity').fill('Recruitment to IPU 3-8');
      await page.getByRole('button', { name: /^Edit Recruitment to IPU 3-8/ }).click();
      await page.getByRole('textbox', { name: 'Value' }).fill('0');
      await page.getByLabel('From', { exact: true }).fill('2018-04-01');
      await page.getByLabel('Until', { exact: true }).fill('2019-01-01');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.locator('hr-scenario-changes').getByText('from 1 April 2018').waitFor();
    },
  },
  {
    picture: '7-evidence.png',
    words: ['Find what matters'],
    take: async (page) => {
      await view(page, 'Evidence');
      await page.getByRole('button', { name: 'Find what matters' }).waitFor();
      await page.locator('hr-evidence tbody tr').first().waitFor();
    },
  },
  {
    picture: '8-share.png',
    words: ['Share and export', 'Excel workbook'],
    take: async (page) => {
      await view(page, 'Compare');
      await page.getByRole('button', { name: 'Share and export' }).click();
      await page.getByRole('dialog', { name: 'Share and export' }).waitFor();
      await page.getByRole('button', { name: /Excel workbook/ }).waitFor();
    },
  },
];

it('leads where it says', { timeout: 120_000 }, async () => {
  const parts = TEXT.split(/^## \d+\. /m).slice(1);
  expect(parts.length).toBe(STEPS.length);
  const { page } = session;
  page.setDefaultTimeout(20_000);
  for (const [i, { picture, words, take }] of STEPS.entries()) {
    // What is pressed here is what the text says.
    for (const word of words) expect(parts[i]).toContain(word);
    expect(parts[i]).toContain(`(images/${picture})`);
    await take(page);
    const file = `${FOLDER}/images/${picture}`;
    if (!MAKES_PICTURES) expect(existsSync(file), file).toBe(true);
    else {
      await page.waitForTimeout(1500);
      await page.screenshot({ path: file });
    }
  }
  await session.close();
  expect(session.complaints).toEqual([]);
});
