/** Questions put to the built page beside the comparison, by keyboard and pointer; what runs has answers known by hand. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { setting } from '../workers/one-desk';
import { tenAtOnce } from '../workers/ten-at-once';
import { launchChromium } from './browser';
import {
  addScenario,
  chooseRun,
  expectAccessible,
  openFile,
  openPage,
  run,
  sentences,
  type Session,
  type SessionOptions,
} from './page-session';

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

describe('the chance of a target of one’s own', () => {
  it('follows a line that keys and the pointer move', async () => {
    const page = await open();
    await page.locator('hr-chance').evaluate((part) => part.scrollIntoView());
    const sentence = page.locator('[data-chance-sentence]');
    await sentence.waitFor();
    // The scenario's own target first, with the chance that stands beside it among the targets.
    const [, chance] = /in the baseline, (\d+ in 100)/.exec(await sentence.innerText()) ?? [];
    expect(chance).toBeDefined();
    await page
      .locator('[data-target-sentence]', { hasText: `in the baseline, ${chance}` })
      .first()
      .waitFor();
    const line = page.getByRole('slider', { name: /^Target: Median wait/ });
    await line.focus();
    await page.keyboard.press('End');
    await expect.poll(() => sentence.innerText()).toContain('in the baseline, 100 in 100');
    await page.keyboard.press('Home');
    await expect.poll(() => line.getAttribute('aria-valuetext')).toMatch(/weeks\. Baseline: 0 in 100/);
    const area = (await page.locator('hr-chance-plot .area').boundingBox())!;
    await page.mouse.move(area.x + 5, area.y + 50);
    await page.mouse.down();
    await page.mouse.move(area.x + area.width - 5, area.y + 50, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => sentence.innerText()).toContain('in the baseline, 100 in 100');
    await page.locator('#chance-day').selectOption({ label: 'End of the run' });
    await expect.poll(() => sentence.innerText()).toContain('at the end of the run');
  });
});

describe('with two changes whose effects are known', () => {
  it('takes a difference apart, finds what a target takes, and adds it as a scenario', async () => {
    const page = await open();
    const scenario = { ...tenAtOnce, title: 'Ten at once', run: { ...tenAtOnce.run, horizonDays: 100 } };
    await openFile(page, 'ten.json', JSON.stringify(scenario));
    await page.getByText('From your file ten.json').waitFor();
    for (const text of [setting('service', 0.25), setting('clerks', 2)]) await openFile(page, 'change.json', text);
    await addScenario(page, ['service is 0.25', 'clerks is 2']);
    await page.getByRole('button', { name: 'Add to the comparison' }).click();
    await chooseRun(page, 'Three months', 4);
    await run(page);
    await page.getByRole('heading', { name: 'Ten at once' }).waitFor();

    await page.locator('hr-explain').evaluate((part) => part.scrollIntoView());
    const explain = page.getByRole('region', { name: 'Which change makes how much?' });
    await explain.getByRole('button', { name: 'Take the difference apart' }).focus();
    await page.keyboard.press('Enter');
    // Worked out by hand: see the test of the same question in test/ui/explaining.test.ts.
    await explain.getByText('“clerks is 2” makes it about 0.9 days shorter').waitFor();
    await explain.getByRole('radio', { name: 'Fair share' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await explain.locator('hr-waterfall').getByText('Only together').waitFor();

    const seek = page.getByRole('region', { name: 'What would it take?' });
    await seek.getByRole('button', { name: 'Find out' }).focus();
    await page.keyboard.press('Enter');
    // What is wrong is said beside its field, and the first of these is gone to.
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('seek-bound');
    await page.keyboard.type('0.5');
    await seek.getByLabel('What may change').fill('Clerks');
    await seek.getByLabel('To', { exact: true }).fill('5');
    await seek.getByLabel('In steps of').fill('1');
    await seek.getByRole('button', { name: 'Find out' }).click();
    await seek.getByText('It takes “Clerks” at 4 whole-time posts.').waitFor();
    await seek.getByText('Everything of less effort was ruled out.').waitFor();
    await expectAccessible(page);
    await seek.getByRole('button', { name: 'Add as a scenario' }).click();
    await page.getByText('Added “What it takes: “Clerks” at 4 whole-time posts”.').first().waitFor();

    await seek.getByLabel('To', { exact: true }).fill('3');
    await seek.getByRole('button', { name: 'Find out' }).click();
    await seek.getByText('It cannot be reached within these ranges').waitFor();
    await seek.getByText(/^At the limit there: Desk: its staff are busy/).waitFor();

    await page.evaluate(() => (location.hash = '#/evidence'));
    await page.getByText('Used by: Desk').first().waitFor();
    await page.getByRole('button', { name: 'Find what matters' }).click();
    // 4.5 times the time of service, from 0.25 to 1 day.
    await page
      .getByText(/^“Time of service” matters most to the average wait for desk .* about 3\.4 days longer/)
      .waitFor();
    await page.getByRole('cell', { name: /^No\. 1: \d+% of what is not known/ }).waitFor();
    await expectAccessible(page);
  });
});
