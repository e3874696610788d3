/** Views of the built page beside the comparison: the map of services, and one person. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './browser';
import { expectAccessible, openPage, PHONE, type Session, type SessionOptions } from './page-session';

let browser: Browser;
let session: Session;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());
afterEach(async () => {
  await session.close();
  expect(session.complaints).toEqual([]);
});

async function open(options: SessionOptions): Promise<Page> {
  session = await openPage(browser, options);
  return session.page;
}

const box = (page: Page, name: RegExp) => page.getByRole('button', { name });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

describe('the map', () => {
  it('shows who waits where, what a scenario changes, and opens a service with its numbers and their sources', async () => {
    const page = await open({ hash: '#/map' });
    await page.getByText('counted in the first 3 of them').waitFor();
    const clinic = box(page, /^IPU 3-8 initial assessment, Coventry\. Clinic: \d+ people waiting; load 100%, full/);
    await clinic.waitFor();
    await page.getByRole('radio', { name: 'Difference' }).check();
    await box(page, /^IPU 3-8 initial assessment, Coventry\..*\+\d+ waiting, worse/).click();
    const sheet = page.getByRole('dialog', { name: 'IPU 3-8 initial assessment, Coventry' });
    await sheet.getByText('Median wait', { exact: true }).waitFor();
    await sheet.getByRole('button', { name: 'IPU 3-8 referral meeting, Coventry' }).waitFor();
    await sheet.locator('.parameters li', { hasText: 'assumption' }).first().waitFor({ timeout: 20_000 });
    await sheet.getByRole('button', { name: 'IPU 3-8 care coordination, Coventry' }).click();
    await page.getByRole('dialog', { name: 'IPU 3-8 care coordination, Coventry' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toMatch(/^IPU 3-8 care coordination, Coventry/);
  });

  it('is walked through by keyboard', async () => {
    const page = await open({ hash: '#/map' });
    await box(page, /^Central Booking Service/).focus();
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).not.toMatch(/^Central Booking Service/);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('End');
    expect(await focused(page)).toMatch(/Way out/);
    const width = () => page.locator('hr-map-picture .window svg').evaluate((svg) => svg.getBoundingClientRect().width);
    const before = await width();
    await page.keyboard.press('+');
    await expect.poll(width).toBeGreaterThan(before);
    await page.keyboard.press('0');
    await expect.poll(width).toBe(before);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('heading', { name: 'What is measured here' }).waitFor();
  });

  it('is a list first on a phone', async () => {
    const page = await open({ hash: '#/map', viewport: PHONE });
    // The list is drawn anew when the routes are there; a click in between would meet a button that goes.
    await page.getByText('counted in the first 3 of them').waitFor();
    await page.getByRole('button', { name: 'Central Booking Service' }).click();
    const sheet = page.getByRole('dialog', { name: 'Central Booking Service' });
    await sheet.getByRole('heading', { name: 'What is measured here' }).waitFor();
    await sheet.locator('.parameters li').first().waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('radio', { name: 'Picture' }).check();
    await box(page, /^Central Booking Service\. Desk/).waitFor();
  });
});

describe('the outputs', () => {
  it('are twelve by place with their numbers one key away, and say what the model does not give', async () => {
    const page = await open({ hash: '#/outputs' });
    const card = (name: RegExp) => page.getByRole('region', { name });
    await card(/^12 ?Money$/).waitFor();
    const waits = card(/^3 ?Wait to assessment$/);
    await waits.getByText(/: median wait of those seen with “.*weeks against .*95% interval/).waitFor();
    await waits.getByRole('combobox').selectOption('Median wait of those seen, over time');
    await waits.locator('hr-time-plot .panel').nth(7).waitFor();
    await waits.getByRole('button', { name: /^Show as table/ }).press('Enter');
    const numbers = waits.getByRole('region', { name: 'Table: Wait to assessment' });
    await numbers
      .getByRole('row', { name: /^Coventry, IPU 3-8 initial assessment .*worse/ })
      .first()
      .waitFor();
    await card(/Statutory social care$/)
      .getByText('This model cannot say.')
      .waitFor();
    await expectAccessible(page);
  });

  it('have a scorecard by quarter, and say who waits, on a phone too', async () => {
    const page = await open({ hash: '#/outputs', viewport: PHONE });
    await page.getByRole('radio', { name: 'Scorecard' }).check();
    await page.getByRole('radio', { name: 'By quarter' }).check();
    await page.getByRole('cell', { name: /\d/ }).first().waitFor();
    await page.getByText('Carers’ assessments.').waitFor();
    await page.getByRole('radio', { name: 'Who waits' }).check();
    await page.getByRole('region', { name: 'Need at triage' }).first().waitFor();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  });
});

describe('one person', () => {
  it('is followed through the baseline and a scenario, with reasons, and by number', async () => {
    const page = await open({ hash: '#/person' });
    const fates = page.getByRole('region', { name: 'How this person fares' });
    await fates.getByText(/^In the baseline, this person waits \d+ weeks/).waitFor({ timeout: 30_000 });
    await fates.getByText(/^With “Vacancies in IPU 3-8 frozen for a year”, this person/).waitFor();
    expect(await page.locator('.waits li').count()).toBeGreaterThan(1);
    await page.getByText('By number').click();
    await page.getByLabel('Person', { exact: true }).fill('nobody:1');
    await page.keyboard.press('Tab');
    await page.getByText('Nobody of this scenario can be called “nobody:1”.').waitFor({ timeout: 30_000 });
  });
});
