/** A pool whose one worker is the engine itself, in the same thread: for tests of what is asked, not of who answers. */
import { EngineService } from '../../workers/engine-service';
import { Pool } from '../../workers/pool';
import type { RemoteEngine } from '../../workers/protocol';

/** The pool; it needs no disposing. */
export function inProcessPool(): Pool {
  const spawn = () => ({
    engine: new EngineService() as unknown as RemoteEngine,
    death: new Promise<string>(() => undefined),
    terminate: () => undefined,
  });
  return new Pool(spawn, 1);
}
