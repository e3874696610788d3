import { chromium, type Browser } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium } from '../../scripts/chromium.mjs';

/** Start a headless Chromium. Each test file starts one in `beforeAll` and closes it in `afterAll`. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error('The end-to-end tests need Chrome or Chromium: install it or set CHROME_PATH.');
  }
  return chromium.launch({ executablePath, args: CHROMIUM_ARGS });
}
