/** The page as people set their browser up: enlarged, on a projector, in colours of their own, without motion, without a mouse. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from './browser';
import { ROUTES } from '../../ui/shell/routes';
import { openPage, sentences } from './page-session';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const LOOKS: { name: string; settings: BrowserContextOptions }[] = [
  { name: 'a desk at 400 %', settings: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 } },
  {
    name: 'a desk at 200 %, without motion',
    settings: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2, reducedMotion: 'reduce' },
  },
  {
    name: 'a projector, in forced colours',
    settings: { viewport: { width: 1920, height: 1080 }, forcedColors: 'active' },
  },
];

/** Whether the window scrolls sideways, what moves, and which links of the header look like the one of the present view. */
const look = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const lineOf = (link: Element | null) => (link === null ? '' : getComputedStyle(link).borderBottomColor);
    const marked = lineOf(document.querySelector('header nav a[aria-current]'));
    return {
      scrollsSideways: scrollWidth > clientWidth,
      moving: document.getAnimations().filter(({ playState }) => playState === 'running').length,
      marked: [...document.querySelectorAll('header nav a')].filter((link) => lineOf(link) === marked).length,
    };
  });

describe.each(LOOKS)('on $name', ({ settings }) => {
  it('every view keeps within the window and says where one is', async () => {
    const context = await browser.newContext(settings);
    const page = await context.newPage();
    await page.goto(inject('baseUrl'));
    await sentences(page).first().waitFor();
    for (const { route, label } of ROUTES) {
      await page.evaluate((hash) => location.assign(hash), `#/${route}`);
      await page.locator(`hr-${route} h1`).waitFor();
      await page.waitForTimeout(150);
      const seen = await look(page);
      expect(seen.scrollsSideways, route).toBe(false);
      if (label) expect(seen.marked, route).toBe(1);
      if (settings.reducedMotion === 'reduce') expect(seen.moving, route).toBe(0);
    }
    await context.close();
  });
});

/** Press Tab until what has the focus is called so, and see that it shows it has the focus. */
async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press(key);
    const focused = await page.evaluate(() => {
      // The words of a button of the library stand outside its shadow tree.
      const host = document.activeElement;
      let element = host;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      if (!(host instanceof HTMLElement) || !(element instanceof HTMLElement)) return { name: '', isVisible: false };
      const labels = host instanceof HTMLInputElement ? [...(host.labels ?? [])].map((one) => one.textContent) : [];
      const label = [host.ariaLabel, ...labels, host.textContent].join(' ');
      const { outlineStyle, boxShadow } = getComputedStyle(element);
      return { name: label.replace(/\s+/g, ' ').trim(), isVisible: outlineStyle !== 'none' || boxShadow !== 'none' };
    });
    if (!name.test(focused.name)) continue;
    expect(focused.isVisible, `the focus on “${focused.name}”`).toBe(true);
    return;
  }
  throw new Error(`Tab does not come to ${name}.`);
}

it('a quantity is edited, run and taken back without a mouse', async () => {
  const session = await openPage(browser, { hash: '' });
  const { page } = session;
  page.setDefaultTimeout(20_000);
  await sentences(page).first().waitFor();
  await tabTo(page, /^Start from this ?: Ternmouth/);
  await page.keyboard.press('Enter');
  await page.getByText('108 of 108 quantities').waitFor();
  await tabTo(page, /Find a quantity/);
  await page.keyboard.type('minutesPerReferral');
  await page.getByText('1 of 108 quantities').waitFor();
  await tabTo(page, /^Edit/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.getByRole('textbox', { name: 'Value' }).waitFor();
  const isInDialog = () => page.evaluate(() => document.activeElement?.closest('dialog') !== null);
  expect(await isInDialog()).toBe(true);
  // The window opens on its first control; a mouse would be quicker, but Tab does.
  if (!(await page.getByRole('textbox', { name: 'Value' }).evaluate((field) => field === document.activeElement)))
    await tabTo(page, /^Value/);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('90');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const does = page.locator('hr-scenario-changes .does').filter({ hasText: 'set to 90 minutes' });
  await does.waitFor();
  await tabTo(page, /^Compare$/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await tabTo(page, /^Run the comparison$/);
  await page.keyboard.press('Enter');
  await page.getByText('Your run').waitFor({ timeout: 60_000 });
  await page.keyboard.press('Control+z');
  await page.locator('hr-header button[title^="Redo: "]').waitFor();
  await session.close();
  expect(session.complaints).toEqual([]);
});
