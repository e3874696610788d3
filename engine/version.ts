/** Version of the engine's numbers: raised whenever the same scenario and seed give other results. */
export const ENGINE_VERSION = '0.1.0';
