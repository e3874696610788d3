/** Workers in a browser, for a page that is one file: their script stands in the page as text. */
// oxlint-disable-next-line import/default -- Vite makes the export; the file itself has none.
import EngineWorker from './engine.worker?worker&inline';
import type { Pool } from './pool';
import { webWorkerPool } from './web-worker';

/** A pool that leaves one core to the page. */
export function createBrowserPool(workers?: number): Pool {
  return webWorkerPool(() => new EngineWorker(), workers);
}
