/** The engine in a web worker. */
import { expose } from 'comlink';
import { EngineService } from './engine-service';

expose(new EngineService());
