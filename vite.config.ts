import { defineConfig, type Plugin } from 'vite';
import { pagePolicy, policyTag } from './scripts/page-policy.mjs';

const POLICY = pagePolicy("'self'", "'self'", "'self'");

/** Writes the policy into the built page. The development server's own scripts would break it. */
function contentSecurityPolicy(): Plugin {
  return { name: 'content-security-policy', apply: 'build', transformIndexHtml: () => [policyTag(POLICY)] };
}

export default defineConfig({
  base: './',
  plugins: [contentSecurityPolicy()],
  worker: { format: 'es' },
  build: { target: 'es2022', outDir: 'dist' },
  // A <meta> cannot say frame-ancestors, so the header says everything.
  preview: { headers: { 'Content-Security-Policy': [...POLICY, "frame-ancestors 'none'"].join('; ') } },
});
