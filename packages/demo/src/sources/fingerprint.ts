import { createHash } from 'node:crypto';
import { type DemoSettings, GENERATOR_VERSION } from '../options.js';

/** Stands for the content, which follows from the generator's version, the options and the source's path. */
export function demoFingerprint(settings: DemoSettings, path: string): string {
  const { seed, events, window } = settings;
  const key = JSON.stringify(['huntbook-demo', GENERATOR_VERSION, path, seed, events, window.start, window.end]);
  return createHash('sha256').update(key).digest('hex');
}
