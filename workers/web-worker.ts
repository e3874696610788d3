/** Web workers as the pool sees them, however their script is come by. */
import { connect, type Connection } from './connection';
import { Pool } from './pool';
import { workersFor } from './workers-for';

/** Speak the protocol with a web worker that has the engine in it. */
export function connectWebWorker(worker: Worker): Connection {
  const death = new Promise<string>((resolve) => {
    // Without a message the script itself could not be loaded.
    worker.addEventListener('error', (event) => resolve(event.message || 'its script could not be loaded'));
    worker.addEventListener('messageerror', () => resolve('it sent something unreadable'));
  });
  return connect(worker, death, () => worker.terminate());
}

/** A pool of such workers, by default one fewer than there are cores: one core is the page's. */
export function webWorkerPool(start: () => Worker, workers = workersFor(navigator.hardwareConcurrency, 'interactive')) {
  return new Pool(() => connectWebWorker(start()), workers);
}
