/** A Vite plugin that puts a built page into one HTML file: script, styles, and a policy that allows just these. */
import { createHash } from 'node:crypto';
import { pagePolicy } from './page-policy.mjs';

const SCRIPT = /<script type="module"[^>]* src="\.\/([^"]+)"><\/script>/;
const STYLES = /<link rel="stylesheet"[^>]* href="\.\/([^"]+)">/;
/** What is fetched ahead on a server stands in the file anyway. */
const PRELOAD = /\s*<link rel="preload"[^>]*>/g;

/**
 * @param {string} fileName The name of the file.
 * @returns {import('vite').Plugin}
 */
export function singleFile(fileName) {
  return {
    name: 'single-file',
    apply: 'build',
    enforce: 'post',
    transformIndexHtml: { order: 'pre', handler: (html) => html.replace(PRELOAD, '') },
    // After Vite's own last steps, which finish the code of the chunks.
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const take = (name) => {
          const file = bundle[name];
          delete bundle[name];
          return String(file.type === 'chunk' ? file.code : file.source);
        };
        let html = take('index.html');
        const put = (pattern, write) => {
          const [tag, name] = pattern.exec(html) ?? this.error(`The page has no ${pattern}.`);
          const text = write(take(name));
          // As functions, since text may hold $& and the like.
          html = html.replace(tag, () => text);
        };
        put(STYLES, (css) => `<style>${css.replaceAll('</style', String.raw`<\/style`)}</style>`);
        let policy = [];
        put(SCRIPT, (code) => {
          const text = harmlessInHtml(code);
          const hash = createHash('sha256').update(text).digest('base64');
          policy = pagePolicy(`'sha256-${hash}'`, 'blob:');
          return `<script type="module">${text}</script>`;
        });
        html = html.replace('<head>', () => `<head>\n    ${metaOf(policy)}`);

        for (const [name, file] of Object.entries(bundle)) {
          if (!name.endsWith('.svg') || !html.includes(`"./${name}"`)) continue;
          const address = `data:image/svg+xml;base64,${Buffer.from(file.source).toString('base64')}`;
          html = html.replaceAll(`"./${name}"`, () => `"${address}"`);
          delete bundle[name];
        }
        const left = Object.keys(bundle);
        if (left.length > 0) this.error(`These files do not stand in the page: ${left.join(', ')}.`);
        this.emitFile({ type: 'asset', fileName, source: html });
      },
    },
  };
}

/** Whatever would end or hide the rest of a script in HTML, spelt otherwise; only strings and the like can hold it. */
function harmlessInHtml(code) {
  // The browser turns carriage returns into line ends before it takes the hash.
  return code.replaceAll(/\r\n?/g, '\n').replaceAll(/<(?=!--|\/?script)/gi, String.raw`\x3C`);
}

function metaOf(policy) {
  return `<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}" />`;
}
