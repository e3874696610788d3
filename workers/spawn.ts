/** Workers in a browser. The single file has `spawn-inline.ts` in the place of this one. */
import type { Pool } from './pool';
import { webWorkerPool } from './web-worker';

/** A pool that leaves one core to the page. */
export function createBrowserPool(workers?: number): Pool {
  return webWorkerPool(() => new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' }), workers);
}
