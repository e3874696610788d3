/** `npm test`: every check and every test. The last line says how many passed and failed, alone. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REPORTS = join(ROOT, 'node_modules/.cache/headroom/test-reports');
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

/** Runs the tests of some projects in a process of its own. What it says is shown at once, or else when it ends. */
async function runTests(projects, { script, isShownAtOnce }) {
  const reportFile = join(REPORTS, `${projects.join('-')}.json`);
  const chosen = projects.map((name) => `--project=${name}`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const stdio = isShownAtOnce ? 'inherit' : ['ignore', 'pipe', 'pipe'];
  const child = spawn(process.execPath, [join(ROOT, script), 'run', ...chosen, ...reporters], { cwd: ROOT, stdio });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
  const status = await new Promise((resolve) => {
    child.on('close', resolve);
    child.on('error', resolve);
  });
  return { reportFile, ok: status === 0, said: Buffer.concat(said) };
}

function countTests({ reportFile, ok, said }) {
  process.stdout.write(said);
  let failedHere = 0;
  try {
    const report = JSON.parse(readFileSync(reportFile, 'utf8'));
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

// Tests in a browser mostly wait, and are about what a person waits for. The long calculations fill what they leave free.
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const runs = [runTests(['unit', 'theory'], { script: 'scripts/vitest-in-background.mjs', isShownAtOnce: true })];
if (browser)
  runs.push(runTests(['browser', 'e2e'], { script: 'node_modules/vitest/vitest.mjs', isShownAtOnce: false }));
for (const run of await Promise.all(runs)) countTests(run);

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
