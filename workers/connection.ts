/** A worker as the pool sees it, whatever it runs on. */
import * as Comlink from 'comlink';
import type { RemoteEngine } from './protocol';

/** A running worker: what to ask, how to hear that it died, and how to end it. */
export interface Connection {
  engine: RemoteEngine;
  /** Resolves with the reason when the worker has died by itself. Calls under way then never answer. */
  death: Promise<string>;
  /** End the worker at once. */
  terminate(): void;
}

/** Starts one worker. */
export type Spawn = () => Connection;

/**
 * Speak the protocol over a message port.
 *
 * @param endpoint a worker or port at the other end of which `serve` was called
 * @param death see {@link Connection}
 * @param terminate see {@link Connection}
 */
export function connect(endpoint: Comlink.Endpoint, death: Promise<string>, terminate: () => void): Connection {
  // Comlink promises the same: its own type differs only for classes and callbacks, of which the protocol has none.
  const engine = Comlink.wrap(endpoint) as unknown as RemoteEngine;
  return { engine, death, terminate };
}
