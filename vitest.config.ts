import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_ARGS, findChromium } from './scripts/chromium.mjs';
import { nativeModules } from './scripts/native-modules.mjs';

const BROWSER_TESTS = 'test/browser/**/*.test.ts';
const E2E_TESTS = 'test/e2e/**/*.test.ts';
const THEORY_TESTS = 'test/theory/**/*.test.ts';

// Files of a project share a process (`isolate`), so that each module is read once and the engine stays compiled.
// Groups run one after another; `npm test` runs those in a browser beside the others, which then have the lower priority.
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        plugins: [nativeModules()],
        test: {
          name: 'unit',
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [BROWSER_TESTS, E2E_TESTS, THEORY_TESTS],
          // They may have to wait for the tests in a browser.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        plugins: [nativeModules()],
        test: {
          name: 'theory',
          isolate: false,
          include: [THEORY_TESTS],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        // Found before the first test, so that Vite does not reload the page half-way through one.
        optimizeDeps: { entries: ['ui/main.ts', 'workers/*.ts', BROWSER_TESTS] },
        test: {
          name: 'browser',
          include: [BROWSER_TESTS],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: findChromium(), args: CHROMIUM_ARGS } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: [E2E_TESTS],
          globalSetup: ['test/e2e/global-setup.ts'],
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
