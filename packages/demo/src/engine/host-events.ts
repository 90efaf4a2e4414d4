import { ACTIVITIES } from '../background/activities.js';
import type { DemoSettings } from '../options.js';
import { playStory } from '../story/play-story.js';
import { storyRun } from '../story/stage-scenes.js';
import type { ChannelKey, DraftRecord } from '../windows/record.js';
import type { Host } from '../world/hosts.js';
import { HOUR, intensity, MINUTE, startOfDay } from '../world/time.js';
import { createScene } from './create-scene.js';
import { playBoot } from './play-boot.js';
import { backgroundScale, ROLE_WEIGHT } from './scale.js';
import type { Build, Scene } from './scene.js';

/** Lanes below are taken by the story, the boot and the people at their desks. */
const FIRST_LANE = 4;
const SLOT = 15 * MINUTE;
/** Nothing but the start of the machine happens in the first slot. */
const QUIET_SLOTS = 1;

interface Pending {
  readonly time: number;
  readonly build: Build;
}

/**
 * The records of one log of one host in order of time, some minutes' worth at a time. What is pending is what was
 * planned ahead, so memory grows with the rate of events and not with their number.
 */
export function* hostEvents(
  settings: DemoSettings,
  host: Host,
  channel: ChannelKey,
): Generator<readonly DraftRecord[], void> {
  const { window, seed } = settings;
  const scale = backgroundScale(settings.events) * ROLE_WEIGHT[host.role];
  const buckets = new Map<number, Pending[]>();
  const emit: Scene['emit'] = (target, time, build) => {
    if (target !== channel || time < window.start || time >= window.end) return;
    const slot = Math.floor((time - window.start) / SLOT);
    const bucket = buckets.get(slot);
    if (bucket === undefined) buckets.set(slot, [{ time, build }]);
    else bucket.push({ time, build });
  };
  const scene = (lane: number, id: string): Scene =>
    createScene(host, window, seed, lane, `${seed}/${host.id}/${id}`, emit);

  playBoot(scene(1, 'boot'));
  playStory(storyRun(window, host, emit));
  const cast = ACTIVITIES.map((activity, n) => ({ activity, scene: scene(n + FIRST_LANE, activity.id) })).filter(
    ({ activity }) =>
      activity.channels.includes(channel) && (activity.kind === 'calendar' || activity.perHour(host) > 0),
  );

  let recordId = 1;
  let day = startOfDay(window.start);
  const slots = Math.ceil((window.end - window.start) / SLOT);
  for (let slot = 0; slot < slots; slot++) {
    const from = window.start + slot * SLOT;
    for (; day < from + SLOT; day += 24 * HOUR) {
      for (const { activity, scene } of cast) {
        if (activity.kind !== 'calendar') continue;
        for (const at of activity.times(host, day, scene.random)) {
          if (at >= window.start + QUIET_SLOTS * SLOT && at < window.end) activity.play(scene, at);
        }
      }
    }
    if (slot >= QUIET_SLOTS) {
      for (const { activity, scene } of cast) {
        if (activity.kind !== 'random') continue;
        const mean = activity.perHour(host) * intensity(activity.profile, from) * scale * (SLOT / HOUR);
        const episodes = scene.random.poisson(mean);
        for (let i = 0; i < episodes; i++) activity.play(scene, from + Math.floor(scene.random.next() * SLOT));
      }
    }
    const due = buckets.get(slot);
    if (due === undefined) continue;
    buckets.delete(slot);
    due.sort((a, b) => a.time - b.time);
    const records: DraftRecord[] = new Array(due.length);
    for (let i = 0; i < due.length; i++) {
      const record = due[i]!.build();
      record.recordId = recordId++;
      records[i] = record;
    }
    yield records;
  }
}
