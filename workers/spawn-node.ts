/** Worker threads in Node. */
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import nodeEndpoint from 'comlink/dist/esm/node-adapter';
import { connect, type Connection } from './connection';
import { Pool } from './pool';
import { workersFor } from './workers-for';

/** The worker as built: beside whichever built file this code ends up in. */
const BUILT_WORKER = new URL('./node.worker.js', import.meta.url);

/**
 * Start a worker thread with the engine in it.
 *
 * @param script the built `node.worker`; by default the one beside the built program
 */
export function spawnNode(script: URL = BUILT_WORKER): Connection {
  const worker = new Worker(script);
  const death = new Promise<string>((resolve) => {
    worker.once('error', (error) => resolve(error instanceof Error ? error.message : String(error)));
    worker.once('messageerror', () => resolve('it sent something unreadable'));
    worker.once('exit', (code) => resolve(`its thread ended with exit code ${code}`));
  });
  return connect(nodeEndpoint(worker), death, () => void worker.terminate());
}

/**
 * V8 stops making one function of several at sizes that the engine's loop is beyond. With more room the loop takes about a
 * tenth less time and computes the same. The flags hold for the whole process.
 */
function inlineMore(): void {
  setFlagsFromString('--max-inlined-bytecode-size=2000');
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=5000');
}

/** A pool on worker threads, by default one for each core. */
export function createNodePool(workers = workersFor(availableParallelism(), 'batch'), script?: URL): Pool {
  inlineMore();
  return new Pool(() => spawnNode(script), workers);
}
