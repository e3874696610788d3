/** The Content-Security-Policy of the page: nothing is fetched from elsewhere and nothing is sent. */

/**
 * The policy's directives. Inline styles are Web Awesome's and Chart.js's own; what is drawn as data: is icons and fonts.
 *
 * @param {string} scripts Where the page's scripts may come from.
 * @param {string} workers Where its workers may come from.
 * @param {string} [own] The page's own files, as a source: empty where there are none.
 * @returns {string[]}
 */
export function pagePolicy(scripts, workers, own = '') {
  const ownAndData = [own, 'data:'].filter(Boolean).join(' ');
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    `worker-src ${workers}`,
    `style-src ${[own, "'unsafe-inline'"].filter(Boolean).join(' ')}`,
    `connect-src ${ownAndData}`,
    `font-src ${ownAndData}`,
    `img-src ${ownAndData}`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
}

/**
 * The policy as a tag for the page's head, so that it holds on any host.
 *
 * @param {string[]} policy
 * @returns {import('vite').HtmlTagDescriptor}
 */
export function policyTag(policy) {
  const attrs = { 'http-equiv': 'Content-Security-Policy', content: policy.join('; ') };
  return { tag: 'meta', attrs, injectTo: 'head-prepend' };
}
