/** Lets the page work without a network from the second visit on. */

/** Not before the first results are drawn: what is kept for later must not slow them down. */
const AFTER_MS = 4000;

/**
 * Start the service worker that the built page names. A page without one, from a disk or from the development server, does nothing;
 * nor does a browser that forbids it.
 */
export function workOffline(): void {
  const address = document.querySelector<HTMLMetaElement>('meta[name="headroom-offline"]')?.content;
  if (address === undefined || !('serviceWorker' in navigator)) return;
  setTimeout(() => void navigator.serviceWorker.register(address).catch(() => undefined), AFTER_MS);
}
