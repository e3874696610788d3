/** Where Chrome or Chromium stands on this machine: shared by the test script, Vitest's browser mode and the e2e tests. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Quiet, offline, and able to start as root in a container. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const UNIX_NAMES = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'];
const MAC_NAMES = ['Google Chrome', 'Chromium'];

function candidates() {
  if (process.platform === 'darwin') {
    return ['/Applications', join(process.env.HOME ?? '', 'Applications')].flatMap((folder) =>
      MAC_NAMES.map((name) => join(folder, `${name}.app/Contents/MacOS/${name}`)),
    );
  }
  if (process.platform === 'win32') {
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .map((name) => process.env[name])
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        join(folder, 'Google/Chrome/Application/chrome.exe'),
        join(folder, 'Chromium/Application/chrome.exe'),
      ]);
  }
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(':').filter(Boolean), '/snap/bin'];
  return UNIX_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * Find the browser to test with. CHROME_PATH wins; when it names no file, that is an error rather than a silent fallback.
 *
 * @returns {string | undefined} The path of the executable, or undefined when there is none in the usual places.
 */
export function findChromium() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names no file: ${named}`);
    return named;
  }
  return candidates().find((path) => existsSync(path));
}
