/** `npm run tutorial`: walk through the ten-minute tutorial in Chromium and make its pictures anew. */
import { spawnSync } from 'node:child_process';

const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'e2e', 'test/e2e/tutorial.test.ts'];
const { status } = spawnSync(process.execPath, args, {
  stdio: 'inherit',
  env: { ...process.env, HEADROOM_PICTURES: 'yes' },
});
process.exit(status ?? 1);
