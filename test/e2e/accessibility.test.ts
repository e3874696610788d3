/** Every view and state of the built page against axe: in light and dark on a desk, and on a phone. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './browser';
import {
  addScenario,
  changeBox,
  chooseRun,
  expectAccessible,
  openFile,
  openPage,
  PHONE,
  problem,
  run,
  sentences,
  unfoldChoices,
  WIDE,
  type Session,
  type SessionOptions,
} from './page-session';

let browser: Browser;
let session: Session | undefined;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());
afterEach(async () => {
  await session?.close();
  expect(session?.complaints).toEqual([]);
});

async function open(options: SessionOptions): Promise<Page> {
  session = await openPage(browser, options);
  return session.page;
}

const LOOKS = [
  { name: 'on a desk', viewport: WIDE },
  { name: 'on a phone', viewport: PHONE },
] as const;

describe.each(LOOKS)('$name, nobody is shut out of', ({ viewport }) => {
  it('the solved example, its pictures and its tables', async () => {
    const page = await open({ viewport });
    await sentences(page).first().waitFor();
    await page.getByRole('heading', { name: 'The numbers' }).waitFor();
    await expectAccessible(page);
    const toggles = page.getByRole('button', { name: /^Show as table/ });
    while ((await toggles.count()) > 0) await toggles.first().click();
    await page.getByRole('button', { name: 'median', exact: true }).click();
    await expectAccessible(page);
  });

  it('putting a scenario together, and results that are out of date', async () => {
    const page = await open({ viewport });
    await sentences(page).first().waitFor();
    await unfoldChoices(page);
    await addScenario(page, ['Vacancies in IPU 3-8 frozen for a year', 'Trust vacancies frozen for a year']);
    await page.getByText('These do not go together.').waitFor();
    await expectAccessible(page);
    await changeBox(page, 'Trust vacancies frozen for a year').uncheck();
    const use = page.getByRole('button', { name: 'Add to the comparison' });
    await expect.poll(() => use.isDisabled()).toBe(false);
    await use.click();
    await page.getByText('These results are out of date').waitFor();
    await expectAccessible(page);
  });

  it('a file that cannot be used', async () => {
    const page = await open({ viewport });
    await sentences(page).first().waitFor();
    await unfoldChoices(page);
    await openFile(page, 'broken.json', '{');
    await problem(page).waitFor();
    await expectAccessible(page);
  });

  it('a run under way, and a cancelled one', async () => {
    const page = await open({ viewport });
    await sentences(page).first().waitFor();
    await unfoldChoices(page);
    await page.getByRole('button', { name: /^Remove A deeper/ }).click();
    await page.getByRole('main').getByRole('button', { name: 'Undo' }).waitFor();
    await expectAccessible(page);
    await chooseRun(page, 'Six months', 300);
    await run(page);
    await page.getByText('Results so far').waitFor({ timeout: 90_000 });
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByText('Partial results').waitFor();
    await expectAccessible(page);
  });

  it('the map, as a picture or as the list that a phone shows first, and a service of it', async () => {
    const page = await open({ viewport, hash: '#/map' });
    await page.getByText('counted in the first 3 of them').waitFor();
    await page.getByRole('radio', { name: 'Difference' }).check();
    if (viewport === WIDE) await page.locator('g.node').nth(70).waitFor();
    else await page.locator('hr-map-list tbody tr').nth(70).waitFor();
    await expectAccessible(page);
    if (viewport === WIDE) await page.locator('g.node[data-id="cbs"]').click();
    else await page.getByRole('button', { name: 'Central Booking Service' }).click();
    await page.getByRole('dialog').locator('.parameters li').first().waitFor({ timeout: 20_000 });
    await expectAccessible(page);
  });

  it('one person', async () => {
    const page = await open({ viewport, hash: '#/person' });
    await page.getByText('Why did this person wait?').waitFor({ timeout: 30_000 });
    await page.getByText('By number').click();
    await expectAccessible(page);
  });

  it('the first view, and the editor: its lists, its forms, and what is wrong with them', async () => {
    const page = await open({ viewport, hash: '' });
    await sentences(page).first().waitFor();
    await page.getByRole('heading', { name: 'A file of yours' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Start from this ?: Ternmouth/ }).click();
    await page.getByText('108 of 108 quantities').waitFor();
    await expectAccessible(page);
    await page.getByLabel('Find a quantity').fill('nursesInPost');
    await page.locator('hr-quantity-list .row button').click();
    await page.getByText('What is known of it').click();
    await page.getByRole('textbox', { name: 'Value' }).fill('eight');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('Enter a number, such as 12.5; found “eight”.').waitFor();
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Value' }).fill('8');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('set to 8 whole-time posts').first().waitFor();
    await page.getByText('Title and reason').click();
    await expectAccessible(page);
    for (const view of ['Posts', 'Starting lists', 'Structure']) {
      await page.getByRole('button', { name: view, exact: true }).click();
      await expectAccessible(page);
    }
    await page.getByRole('button', { name: 'Paste a table' }).click();
    await page.getByLabel('Cells').fill('nursesInPost\t90\nnobody\t1');
    await page.getByText('Nothing here is called this').waitFor();
    await expectAccessible(page);
  });

  it('the evidence, and what this is for', async () => {
    const page = await open({ viewport, hash: '#/evidence' });
    await page.getByRole('heading', { name: 'Publications' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'About' }).click();
    await page.getByRole('heading', { name: 'Not for', exact: true }).waitFor();
    await expectAccessible(page);
  });
});

describe('by keyboard alone', () => {
  it('skips to the results, explains a word, and puts it away again', async () => {
    const page = await open({});
    await sentences(page).first().waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the results');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('results');
    const word = page.getByRole('button', { name: 'replications', exact: true });
    await word.focus();
    await page.keyboard.press('Enter');
    await page.locator('hr-provenance').getByText('One play-through of the same years').waitFor();
    await page.keyboard.press('Escape');
    expect(await word.getAttribute('aria-expanded')).toBe('false');
  });

  it('opens the dialog, closes it, and is back where it was', async () => {
    const page = await open({});
    await sentences(page).first().waitFor();
    const button = page.getByRole('button', { name: 'Add a scenario' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Add a scenario' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('setting-sets');
  });
});
