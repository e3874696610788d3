/** `npm run build:single`: the whole page, its workers and what ships with it, as one HTML file that opens from a disk. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { KEEP_CONSTANTS } from './scripts/bundle-for-node.mjs';
import { singleFile } from './scripts/single-file.mjs';

const INLINE_SPAWN = fileURLToPath(new URL('workers/spawn-inline.ts', import.meta.url));

export default defineConfig({
  base: './',
  plugins: [singleFile('headroom.html')],
  // A page from a disk may start a worker only from text that it holds itself.
  resolve: { alias: [{ find: /^.*\/workers\/spawn$/, replacement: INLINE_SPAWN }] },
  // A module worker made of text is refused there.
  worker: { format: 'iife', rolldownOptions: { output: { topLevelVar: KEEP_CONSTANTS } } },
  build: {
    target: 'es2022',
    outDir: 'dist-single',
    assetsInlineLimit: () => true,
    cssCodeSplit: false,
    modulePreload: false,
    chunkSizeWarningLimit: 10_000,
    rolldownOptions: { output: { codeSplitting: false, topLevelVar: KEEP_CONSTANTS } },
  },
});
