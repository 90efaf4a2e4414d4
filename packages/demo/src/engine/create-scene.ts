import type { Host } from '../world/hosts.js';
import { createRandom } from '../world/random.js';
import type { Window } from '../world/time.js';
import { bootedHost } from './boot.js';
import type { Scene } from './scene.js';

export function createScene(
  host: Host,
  window: Window,
  seed: number,
  lane: number,
  randomKey: string,
  emit: Scene['emit'],
): Scene {
  return {
    host,
    window,
    seed,
    random: createRandom(randomKey),
    boot: bootedHost(host, window),
    lane,
    processes: 0,
    lastLogonId: 0,
    emit,
  };
}
