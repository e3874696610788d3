/** Workers in a browser. */
import { connect, type Connection } from './connection';
import { Pool } from './pool';
import { workersFor } from './workers-for';

/** Start a web worker with the engine in it. */
export function spawn(): Connection {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
  const death = new Promise<string>((resolve) => {
    // Without a message the script itself could not be loaded.
    worker.addEventListener('error', (event) => resolve(event.message || 'its script could not be loaded'));
    worker.addEventListener('messageerror', () => resolve('it sent something unreadable'));
  });
  return connect(worker, death, () => worker.terminate());
}

/** A pool that leaves one core to the page. */
export function createBrowserPool(workers = workersFor(navigator.hardwareConcurrency, 'interactive')): Pool {
  return new Pool(spawn, workers);
}
