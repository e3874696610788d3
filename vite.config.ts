import { defineConfig, type Plugin } from 'vite';

// Nothing is fetched from elsewhere and nothing is sent. Inline styles are Web Awesome's and Chart.js's own.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self' data:",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
];

/** Writes the policy into the built page, so that it holds on any host. The development server's own scripts would break it. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY.join('; ') },
        injectTo: 'head-prepend',
      },
    ],
  };
}

export default defineConfig({
  base: './',
  plugins: [contentSecurityPolicy()],
  worker: { format: 'es' },
  build: { target: 'es2022', outDir: 'dist' },
  // A <meta> cannot say frame-ancestors, so the header says everything.
  preview: { headers: { 'Content-Security-Policy': [...POLICY, "frame-ancestors 'none'"].join('; ') } },
});
