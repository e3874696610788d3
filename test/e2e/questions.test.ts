/** Questions put to the built page beside the comparison, by keyboard and pointer, with a small scenario where they run. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './browser';
import { expectAccessible, openPage, sentences, type Session, type SessionOptions } from './page-session';

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
    await page.getByLabel('By when').selectOption({ label: 'End of the run' });
    await expect.poll(() => sentence.innerText()).toContain('at the end of the run');
    await expectAccessible(page);
  });
});
