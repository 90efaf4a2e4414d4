import type { FunctionFamily } from './registry.js';

/** Every family of functions that the compiler knows. */
export const families: readonly FunctionFamily[] = [];
