import { createScene } from '../engine/create-scene.js';
import type { Scene } from '../engine/scene.js';
import type { Host } from '../world/hosts.js';
import type { Window } from '../world/time.js';
import { createRun, type StoryRun } from './run.js';

/** A run of the story of which only what happens on `reading` is written; without it nothing is. */
export function storyRun(window: Window, reading?: Host, emit: Scene['emit'] = () => {}): StoryRun {
  const scenes = new Map<string, Scene>();
  return createRun(window, (host) => {
    let scene = scenes.get(host.id);
    if (scene === undefined) {
      scene = createScene(host, window, 0, 0, `story/${host.id}`, host === reading ? emit : () => {});
      scenes.set(host.id, scene);
    }
    return scene;
  });
}
