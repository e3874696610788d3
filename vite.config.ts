import { defineConfig, type Plugin } from 'vite';
import { KEEP_CONSTANTS } from './scripts/bundle-for-node.mjs';
import { worksOffline } from './scripts/offline.mjs';
import { pagePolicy, policyTag } from './scripts/page-policy.mjs';

const POLICY = pagePolicy("'self'", "'self'", "'self'");

/** Writes the policy into the built page. The development server's own scripts would break it. */
function contentSecurityPolicy(): Plugin {
  return { name: 'content-security-policy', apply: 'build', transformIndexHtml: () => [policyTag(POLICY)] };
}

/** The first view is a chunk of its own; its files are fetched beside the shell's and not after them. */
function fetchFirstView(): Plugin {
  const isFirst = /\/ui\/(pages\/home|pages\/compare|parts\/first-controls)\.ts$/;
  return {
    name: 'fetch-first-view',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const first = chunks.filter(({ facadeModuleId }) => isFirst.test(facadeModuleId ?? ''));
        const scripts = new Set(first.flatMap(({ fileName, imports }) => [fileName, ...imports]));
        const styles = new Set(first.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]));
        const links = [
          ...[...scripts].map((name) => ({ rel: 'modulepreload', href: `./${name}` })),
          ...[...styles].map((name) => ({ rel: 'stylesheet', href: `./${name}` })),
        ];
        return links
          .filter(({ href }) => !html.includes(`"${href}"`))
          .map((attrs) => ({ tag: 'link', attrs: { ...attrs, crossorigin: true }, injectTo: 'head' as const }));
      },
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [contentSecurityPolicy(), fetchFirstView(), worksOffline()],
  worker: { format: 'es', rolldownOptions: { output: { topLevelVar: KEEP_CONSTANTS } } },
  build: { target: 'es2022', outDir: 'dist', rolldownOptions: { output: { topLevelVar: KEEP_CONSTANTS } } },
  // A <meta> cannot say frame-ancestors, so the header says everything.
  preview: { headers: { 'Content-Security-Policy': [...POLICY, "frame-ancestors 'none'"].join('; ') } },
});
