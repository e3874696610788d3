#!/usr/bin/env node
import { existsSync } from 'node:fs';

const built = new URL('./dist/headroom.js', import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  console.error(
    'headroom: the command line has not been built yet. Run "npm ci" in the project folder, then try again.',
  );
  process.exitCode = 1;
}
