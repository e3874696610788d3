/** The editor as people use it: an edit with a date, back and forth, a refresh, a pasted table, copies, and files. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './browser';
import { openFile, openPage, sentences, type Session } from './page-session';

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

/** The editor on the small town, whose worker answers at once. */
async function openEditor(): Promise<Page> {
  session = await openPage(browser, { hash: '' });
  const { page } = session;
  page.setDefaultTimeout(10_000);
  await sentences(page).first().waitFor();
  await page.getByRole('button', { name: /^Start from this ?: Ternmouth/ }).click();
  await page.getByText('108 of 108 quantities').waitFor();
  return page;
}

const changes = (page: Page) => page.locator('hr-scenario-changes');
/** What an operation of the scenario does. */
const does = (page: Page, text: string) => changes(page).locator('.does').filter({ hasText: text });
const chosen = (page: Page) => page.locator('hr-scenario-sets .set.chosen');

/** Set a quantity to a value, from a date on where one is given. */
async function edit(page: Page, id: string, value: string, from = ''): Promise<void> {
  await page.getByLabel('Find a quantity').fill(id);
  await page.getByText('1 of 108 quantities').waitFor();
  await page.locator('hr-quantity-list .row button').click();
  await page.getByRole('textbox', { name: 'Value' }).fill(value);
  await page.getByLabel('From', { exact: true }).fill(from);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/** Save what a button hands over, and read it. */
async function saved(page: Page, name: string): Promise<string> {
  const button = page.getByRole('button', { name, exact: true });
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFileSync(await download.path(), 'utf8');
}

describe('an edit', () => {
  it('with a date greys what it outdates, goes back and forth, and is still there after a refresh', async () => {
    const page = await openEditor();
    await edit(page, 'minutesPerReferral', '90', '2026-07-01');
    const words = does(page, 'set to 90 minutes');
    await words.waitFor();
    await changes(page).getByText('from 1 July 2026').waitFor();
    await page.getByText('Results out of date:').waitFor();
    expect(await chosen(page).textContent()).toContain('My scenario');

    // Run it, so that there are results of it to be outdated.
    await page.getByRole('link', { name: 'Compare', exact: true }).click();
    await page.getByLabel('Look ahead').selectOption({ label: 'Six months' });
    await page.getByRole('button', { name: 'Run the comparison' }).click();
    await page.getByText('Your run').waitFor({ timeout: 60_000 });
    expect(await page.locator('hr-result-card.outdated').count()).toBe(0);
    await page.getByRole('link', { name: 'Scenario', exact: true }).click();
    await edit(page, 'minutesPerReferral', '75', '2026-07-01');
    await page.getByText('“My scenario” has changed').waitFor();
    await page.getByRole('link', { name: 'Compare', exact: true }).click();
    await page.locator('hr-result-card.outdated').waitFor();
    await page.getByText('“My scenario” has changed').waitFor();

    await page.keyboard.press('Control+z');
    await page.locator('hr-result-card.outdated').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Shift+z');
    await page.locator('hr-result-card.outdated').waitFor();
    await page.getByRole('banner').getByRole('button', { name: 'Undo' }).click();
    await page.locator('hr-result-card.outdated').waitFor({ state: 'detached' });
    await page.getByRole('banner').getByRole('button', { name: 'Redo' }).click();
    await page.locator('hr-result-card.outdated').waitFor();

    await page.waitForTimeout(500);
    await page.goto(page.url().replace(/#.*/, '#/scenario'));
    await page.reload();
    await does(page, 'set to 75 minutes').waitFor();
    await changes(page).getByText('from 1 July 2026').waitFor();
    await page.getByText('“My scenario” has changed').waitFor();
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByRole('button', { name: /^Go on with/ }).waitFor();
  });

  it('that the engine refuses is not made, and says why beside the field', async () => {
    const page = await openEditor();
    await page.getByRole('button', { name: 'Structure', exact: true }).click();
    await page.getByLabel('Part of the scenario').selectOption('Desks');
    await page
      .getByRole('button', { name: /^Edit Front desk: to$|^Edit Front desk: .*mean$/ })
      .first()
      .click();
    const field = page.getByRole('textbox', { name: 'Value' });
    const before = await field.inputValue();
    for (const hostile of ['import("x")', 'constructor.constructor("1")()', 'noSuchQuantity + 1']) {
      await field.fill(hostile);
      await page.getByRole('button', { name: 'Apply' }).click();
      await page.locator('hr-edit-dialog').getByRole('alert').first().waitFor();
      expect(await page.locator('hr-edit-dialog dialog[open]').count()).toBe(1);
    }
    await field.fill(before);
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await changes(page).count()).toBe(0);

    // Who is in post is read as the run begins: a date would do nothing.
    await page.getByRole('button', { name: 'Quantities', exact: true }).click();
    await page.getByLabel('Find a quantity').fill('nursesInPost');
    await page.getByText('1 of 108 quantities').waitFor();
    await page.locator('hr-quantity-list .row button').click();
    await page.getByRole('textbox', { name: 'Value' }).fill('8');
    await page.getByLabel('From', { exact: true }).fill('2026-07-01');
    await page.keyboard.press('Enter');
    await page.locator('hr-edit-dialog').getByText('is read once, as a run begins').waitFor();
    expect(await changes(page).count()).toBe(0);
  });
});

describe('a table', () => {
  it('with a bad row is shown first, and its good rows are applied', async () => {
    const page = await openEditor();
    await page.getByRole('button', { name: 'Posts', exact: true }).click();
    await page.getByRole('button', { name: 'Paste a table' }).click();
    await page
      .getByLabel('Cells')
      .fill(
        'Posts\tIn post\tOff sick\nMental health nurses\t8\t7%\n<img src=x onerror=alert(1)>\t3\nSocial workers\t=2+2',
      );
    const preview = page.getByRole('region', { name: 'What would change' });
    await preview.getByText('In post: 9 whole-time posts becomes 8 whole-time posts').waitFor();
    await preview.getByText('Nothing here is called this').waitFor();
    await preview.getByText('found “=2+2”').waitFor();
    expect(await preview.locator('img').count()).toBe(0);
    expect(await changes(page).count()).toBe(0);
    await page.getByRole('button', { name: 'Apply 1 row, leave out 2' }).click();
    await does(page, 'set to 7%').waitFor();
    expect(await changes(page).locator('.operations li').count()).toBe(2);
    await page.keyboard.press('Control+z');
    await changes(page).waitFor({ state: 'detached' });
  });
});

describe('scenarios', () => {
  it('are cloned, renamed and moved, saved to a file and opened again', async () => {
    const page = await openEditor();
    await edit(page, 'nursesInPost', '8');
    await page.getByRole('button', { name: 'Clone' }).click();
    await page.getByText('You are editing Copy of My scenario.').waitFor();
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Seven nurses');
    await page.keyboard.press('Enter');
    await page.getByText('You are editing Seven nurses.').waitFor();
    await edit(page, 'nursesInPost', '7');
    await page.getByRole('button', { name: 'Move up' }).click();
    const names = () => page.locator('hr-scenario-sets .set strong').allTextContents();
    expect(await names()).toEqual(['Baseline', 'Seven nurses', 'My scenario']);

    const comparison = await saved(page, 'Save');
    const change = await saved(page, 'Save My changes as a file');
    expect(JSON.parse(change).operations).toEqual([{ op: 'to', path: 'parameters.nursesInPost', value: 7 }]);
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    expect(await names()).toEqual(['Baseline', 'My scenario']);

    await openFile(page, 'broken.json', comparison.replace('\\"op\\"', '\\"opp\\"'));
    await page.getByRole('alert').getByText('cannot be used').waitFor();
    expect(await names()).toEqual(['Baseline', 'My scenario']);
    await openFile(page, 'mine.json', comparison);
    await expect.poll(names).toEqual(['Baseline', 'Seven nurses', 'My scenario']);
    await page.getByRole('button', { name: /^Seven nurses/ }).click();
    await does(page, 'set to 7 whole-time posts').waitFor();
    await page.getByRole('button', { name: /^Take out: .* set to 7/ }).click();
    await page.getByText('No changes yet.').waitFor();
    await openFile(page, 'change.json', change);
    await page.getByText('Added the change “My changes”').first().waitFor();
  });
});
