/** A Vite plugin that lets the built page work without a network once it has been opened: it writes the service worker. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NAME = 'service-worker.js';
const TEMPLATE = fileURLToPath(new URL('service-worker.js', import.meta.url));

/**
 * Writes a service worker that knows every built file by the hash of its content, and names it in the page. A page without the
 * name, from the development server or as one file, has none.
 *
 * @returns {import('vite').Plugin}
 */
export function worksOffline() {
  return {
    name: 'works-offline',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { name: 'headroom-offline', content: `./${NAME}` }, injectTo: 'head' },
    ],
    // When nothing changes any more.
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = Object.values(bundle)
          .map((file) => ({ name: file.fileName, content: file.type === 'chunk' ? file.code : file.source }))
          .sort((a, b) => (a.name < b.name ? -1 : 1))
          .map(({ name, content }) => [name, `sha256-${createHash('sha256').update(content).digest('base64')}`]);
        const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
        // As functions, since text may hold $& and the like.
        const source = readFileSync(TEMPLATE, 'utf8')
          .replace("'VERSION'", () => JSON.stringify(version))
          .replace("['FILES']", () => JSON.stringify(files));
        this.emitFile({ type: 'asset', fileName: NAME, source });
      },
    },
  };
}
