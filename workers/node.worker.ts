/** The engine in a worker thread of Node. */
import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter';
import { EngineService } from './engine-service';

if (parentPort === null) throw new Error('node.worker runs in a worker thread, not by itself.');
expose(new EngineService(), nodeEndpoint(parentPort));
