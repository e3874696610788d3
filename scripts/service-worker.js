/**
 * The page's service worker, as the build completes it. It keeps one whole version of the page: every file as it was built, checked by
 * the hash of its content, or none at all.
 *
 * With a network the page itself always comes from the server, and names its other files by the hash of their content: a new page
 * never meets an old engine. Without one, the page comes from the version that is kept, and so does everything that it asks for. A
 * version is kept for as long as a page of it is open.
 */
const KEPT = `headroom-${'VERSION'}`;
/** Names with the hash of their content, as the browser checks it. */
const FILES = ['FILES'];
/** A server that does not answer within this time is taken for none. */
const PATIENCE_MS = 3000;

const addressOf = (name) => new URL(name, self.registration.scope).href;
const PAGE = addressOf('index.html');

async function keepAll() {
  const cache = await caches.open(KEPT);
  await Promise.all(
    FILES.map(async ([name, integrity]) => {
      // Past the browser's own cache; a file of another version than this one is refused.
      const response = await fetch(addressOf(name), { integrity, cache: 'no-cache', redirect: 'error' });
      if (!response.ok) throw new Error(`${name}: ${response.status}`);
      await cache.put(addressOf(name), response);
    }),
  );
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith('headroom-') && name !== KEPT).map((name) => caches.delete(name)),
  );
}

async function kept(address) {
  const cache = await caches.open(KEPT);
  return cache.match(address, { ignoreVary: true });
}

async function page(request) {
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
  const asked = fetch(request);
  try {
    const response = await Promise.race([asked, late]);
    if (response?.ok) return response;
    return (await kept(PAGE)) ?? asked;
  } catch (error) {
    const there = await kept(PAGE);
    if (there) return there;
    throw error;
  } finally {
    clearTimeout(timer);
    // One that comes too late is no failure.
    asked.catch(() => undefined);
  }
}

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(forgetOthers().then(() => self.clients.claim())));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  address.search = '';
  address.hash = '';
  if (request.method !== 'GET' || !address.href.startsWith(self.registration.scope)) return;
  const isPage = address.href === self.registration.scope || address.href === PAGE;
  if (request.mode === 'navigate' && isPage) event.respondWith(page(request));
  // Names hold the hash of the content: what is kept under one is what a server would give.
  else if (address.pathname.includes('/assets/')) {
    event.respondWith(kept(address.href).then((response) => response ?? fetch(request)));
  }
});
