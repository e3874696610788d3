/** Three visits from beginning to end: a planner's, a commissioner's, and a workshop's. Shorter than theirs, and with fewer runs. */
import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { makeLink } from '../../ui/export/link';
import { unzip } from '../ui/unzip';
import { parseXml, textOf } from '../ui/xml';
import { launchChromium } from './browser';
import { addScenario, chooseRun, openPage, run, sentences, type Session, type SessionOptions } from './page-session';

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

async function open(options: SessionOptions = {}): Promise<Page> {
  session = await openPage(browser, options);
  await sentences(session.page).first().waitFor();
  return session.page;
}

/** Go to a view by the bar at the top. */
const view = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name, exact: true }).click();

/** Set a quantity, by its title, between two dates where they are given. */
async function edit(page: Page, title: string, value: string, from = '', until = ''): Promise<void> {
  await page.getByLabel('Find a quantity').fill(title);
  await page
    .getByRole('button', { name: `Edit ${title}` })
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Value' }).fill(value);
  await page.getByLabel('From', { exact: true }).fill(from);
  await page.getByLabel('Until', { exact: true }).fill(until);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/** Take the scenarios of the example out of the comparison. */
async function removeScenarios(page: Page): Promise<void> {
  const remove = page.locator('hr-scenario-list button[title=Remove]');
  for (let left = await remove.count(); left > 0; left -= 1) await remove.first().click();
}

/** What a button or link saves. */
async function saved(page: Page, button: Locator): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFileSync(await download.path());
}

it('a planner freezes six posts from April for nine months, and finds when the queue of IPU 3-8 clears', async () => {
  const page = await open();
  await removeScenarios(page);
  await view(page, 'Scenario');
  // Six of twenty nurses have gone, and nobody is hired until the new year.
  await edit(page, 'IPU 3-8 Coventry: community psychiatric nurses: in post', '14');
  await edit(page, 'Recruitment to IPU 3-8 open', '0', '2017-04-01', '2018-01-01');
  await page.locator('hr-scenario-changes').getByText('until 1 January 2018').waitFor();
  await view(page, 'Compare');
  await chooseRun(page, 'Three years', 4);
  await run(page);
  await page.getByText('Your run').waitFor({ timeout: 120_000 });
  const card = page.locator('hr-result-card').filter({ hasText: 'My scenario' });
  expect(await card.innerText()).toMatch(
    /IPU 3-8 initial assessment in Coventry rises from [\d.,]+ to [\d.,]+.*: worse/,
  );
  const recovery = page.locator('hr-recovery').filter({ hasText: 'My scenario' }).first();
  await recovery.evaluate((part) => part.scrollIntoView());
  expect(await recovery.innerText()).toMatch(/back within .* by [^.]*20(18|19|20)|never back|not back/i);
});

it('a commissioner compares four redesigns, reads who pays, and takes a workbook and a report away', async () => {
  const page = await open();
  const titles = [
    'Three access hubs instead of one booking service',
    'A deeper, multidisciplinary triage',
    'Ten acute beds closed',
    'Ten acute beds closed, a third put into crisis teams',
  ];
  await removeScenarios(page);
  for (const title of titles) {
    await addScenario(page, [title]);
    await page.getByRole('button', { name: 'Add to the comparison' }).click();
  }
  await chooseRun(page, 'Six months', 2);
  await run(page);
  await page.getByText('Your run').waitFor({ timeout: 120_000 });
  expect(await sentences(page).count()).toBe(titles.length);
  await view(page, 'Outputs');
  const money = page.locator('hr-output-card').filter({ has: page.getByRole('heading', { name: /Money$/ }) });
  await money.getByRole('combobox').selectOption({ label: 'Cost a year, by payer' });
  await money.getByRole('button', { name: /^Show as table/ }).click();
  for (const payer of ['NHS commissioners', 'Coventry City Council'])
    await money
      .getByRole('row', { name: new RegExp(payer) })
      .first()
      .waitFor();

  await view(page, 'Compare');
  await page.getByRole('button', { name: 'Share and export' }).click();
  const workbook = await saved(page, page.getByRole('button', { name: /Excel workbook/ }));
  const sheets = [...(await unzip(new Blob([new Uint8Array(workbook)]))).entries()].filter(([name]) =>
    /sheet\d/.test(name),
  );
  const text = sheets.map(([, sheet]) => textOf(parseXml(sheet))).join('\n');
  for (const title of titles) expect(text).toContain(title);
  await page.getByRole('link', { name: /^Report/ }).click();
  await page.getByRole('article').getByText('Hash of the results').waitFor();
  for (const title of titles) await page.getByRole('article').getByText(title).first().waitFor();
});

it('a workshop opens a link, pulls two levers, compares with the last try, and asks what it would take', async () => {
  const comparison = {
    kind: 'headroom-comparison',
    format: 1,
    engineVersion: '0.1.0',
    scenario: { id: 'small-town' },
    horizonDays: 183,
    replications: 4,
    seed: 'a workshop',
    scenarios: [],
    changes: [],
  };
  const made = await makeLink(JSON.stringify(comparison), inject('baseUrl'));
  if (!made.ok) throw new Error('The town is too large for a link.');
  const page = await open({ hash: new URL(made.link).hash });
  await page.getByRole('heading', { name: /Ternmouth/ }).waitFor();
  await view(page, 'Scenario');
  await edit(page, 'Nurse posts that are filled', '10');
  await page.getByRole('button', { name: 'Clone' }).click();
  await page.getByText('You are editing Copy of My scenario.').waitFor();
  await edit(page, 'Work at the desk for one referral', '60');
  await view(page, 'Compare');
  await run(page);
  await page.getByText('Your run').waitFor({ timeout: 60_000 });
  expect(await sentences(page).count()).toBe(2);
  const seek = page.getByRole('region', { name: 'What would it take?' });
  await seek.evaluate((part) => part.scrollIntoView());
  await seek.getByLabel('This much').fill('1');
  await seek.getByLabel('What may change').fill('More posts: Mental health nurses');
  await seek.getByLabel('To', { exact: true }).fill('2');
  await seek.getByLabel('In steps of').fill('1');
  await seek.getByRole('button', { name: 'Find out' }).click();
  await seek
    .getByText(/It takes|It cannot be reached|No answer/)
    .first()
    .waitFor({ timeout: 60_000 });
});
