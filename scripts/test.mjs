/** `npm test`: every check and every test. The last line says how many passed and failed, alone. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REPORT = join(ROOT, 'node_modules/.cache/headroom/test-report.json');
const STEPS = ['format:check', 'lint', 'types', 'build:cli'];

let passed = 0;
let failed = 0;

function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', ...options }).status === 0;
}

// Through a shell because npm is a .cmd file on Windows; the names are our own.
const runScript = (name) => run(`npm run --silent ${name}`, [], { shell: true });

function count(ok, what) {
  if (ok) passed += 1;
  else {
    failed += 1;
    console.error(`\nFailed: ${what}`);
  }
}

function installChromium() {
  const mayInstall =
    process.platform === 'linux' && process.getuid?.() === 0 && run('which', ['apt-get'], { stdio: 'ignore' });
  if (!mayInstall) return;
  console.log('\nNo Chrome or Chromium found: installing the chromium package.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quietly = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  if (run('apt-get', ['update'], quietly)) {
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quietly);
  }
}

function hasBrowser() {
  try {
    if (!findChromium()) installChromium();
    if (findChromium()) return true;
    console.error(
      'The browser tests need Chrome or Chromium, and none was found.\n' +
        'Install it (on Debian: sudo apt-get install chromium; elsewhere: https://www.google.com/chrome/),\n' +
        'or set CHROME_PATH to the program, then run "npm test" again.',
    );
  } catch (error) {
    console.error(error.message);
  }
  return false;
}

function runTests(projects) {
  rmSync(REPORT, { force: true });
  mkdirSync(dirname(REPORT), { recursive: true });
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const chosen = projects.map((name) => `--project=${name}`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const ok = run(process.execPath, [vitest, 'run', ...chosen, ...reporters]);

  let failedHere = 0;
  try {
    const report = JSON.parse(readFileSync(REPORT, 'utf8'));
    passed += report.numPassedTests;
    failedHere += report.numFailedTests;
    // A file that could not be loaded has no tests to count.
    failedHere += report.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.length).length;
  } catch {
    console.error('\nThe test runner left no report.');
  }
  // Errors outside any test (a set-up that broke, a promise nobody awaited) fail the run too.
  failed += ok ? failedHere : Math.max(failedHere, 1);
}

for (const step of STEPS) count(runScript(step), `npm run ${step}`);
const browser = hasBrowser();
if (!browser) count(false, 'browser and end-to-end tests, which were not run');
runTests(browser ? ['unit', 'theory', 'browser', 'e2e'] : ['unit', 'theory']);

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
