/** `npm start`: builds the page and serves it on this machine, always at the same address. */
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';

// Saved work belongs to an address, port included. One that moved would open an empty page.
const PORT = 4173;
const ADDRESS = `http://localhost:${PORT}/`;

function fail(...lines) {
  console.error(lines.join('\n'));
  process.exit(1);
}

function isTaken(host) {
  return new Promise((answer) => {
    const socket = connect({ port: PORT, host });
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
    socket.once('connect', () => socket.destroy());
  });
}

function failAsTaken() {
  fail(
    `Port ${PORT} is already in use, so Headroom was not started.`,
    'It does not move to another port: the browser keeps saved work for each address, so yours would seem to be lost.',
    `If Headroom is already running, open ${ADDRESS} in a browser.`,
    `If another program uses the port, stop that program, then run "npm start" again.`,
  );
}

function hasDesktop() {
  if (!process.stdout.isTTY || process.env.CI || process.env.SSH_CONNECTION || process.env.SSH_TTY) return false;
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function openBrowser() {
  const [command, ...args] = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, ADDRESS], { stdio: 'ignore', detached: true });
  // The address is on the screen: a browser that does not open costs one click.
  child.on('error', () => {}).unref();
}

// Whatever the shell says: Lit and others ship a slower, chattier build for development.
process.env.NODE_ENV = 'production';
const { build, preview } = await import('vite').catch(() => fail('Some packages are missing. Run "npm ci" first.'));

// Both loopbacks: a stranger on ::1 would otherwise answer for "localhost" in the browser.
if ((await isTaken('127.0.0.1')) || (await isTaken('::1'))) failAsTaken();

const root = fileURLToPath(new URL('..', import.meta.url));
await build({ root, logLevel: 'warn' });
try {
  await preview({ root, logLevel: 'warn', preview: { port: PORT, strictPort: true, host: '127.0.0.1', open: false } });
} catch (error) {
  // Taken while the page was being built.
  if (/already in use|EADDRINUSE/.test(String(error))) failAsTaken();
  throw error;
}
console.log(`Headroom is at ${ADDRESS}\nPress Ctrl+C to stop it.`);
if (hasDesktop()) openBrowser();
