import type { Scene } from '../engine/scene.js';
import type { Process, Session } from '../windows/actors.js';
import { CHANNELS, type ChannelKey } from '../windows/record.js';
import type { Host } from '../world/hosts.js';
import { hash32 } from '../world/random.js';
import { DAY, startOfDay, toIso, type Window } from '../world/time.js';
import type { Evidence } from './model.js';

/** A performance of the story: the same every time but for the date. */
export interface StoryRun {
  readonly window: Window;
  /** Midnight before the evening on which it begins, five days before the last day. */
  readonly night: number;
  scene(host: Host): Scene;
}

export function createRun(window: Window, scene: (host: Host) => Scene): StoryRun {
  return { window, night: startOfDay(window.end) - 5 * DAY, scene };
}

/** What the intruder holds on the victim. */
export interface Foothold {
  readonly session: Session;
  readonly shell: Process;
}

/** `clock(run, 23, 21, 7)` on the first evening; hours from 24 up are on the following days. */
export function clock(run: StoryRun, hours: number, minutes: number, seconds = 0): number {
  const second = (hours * 60 + minutes) * 60 + seconds;
  return run.night + second * 1_000_000 + (hash32(`clock ${second}`) % 999_983);
}

export function span(start: number, end: number): { start: string; end: string } {
  return { start: toIso(start), end: toIso(end) };
}

export function securityEvidence(
  host: Host,
  eventId: number,
  about: string,
  values: Evidence['values'],
  options: { readonly contains?: Evidence['values']; readonly atLeast?: number } = {},
): Evidence {
  return {
    about,
    table: 'SecurityEvent',
    channel: CHANNELS.security,
    eventId,
    computer: host.fqdn,
    values,
    ...(options.contains === undefined ? {} : { contains: options.contains }),
    atLeast: options.atLeast ?? 1,
  };
}

export function windowsEvidence(
  host: Host,
  channel: ChannelKey,
  eventId: number,
  about: string,
  values: Evidence['values'],
  options: { readonly contains?: Evidence['values']; readonly atLeast?: number } = {},
): Evidence {
  return {
    ...securityEvidence(host, eventId, about, values, options),
    table: 'WindowsEvent',
    channel: CHANNELS[channel],
  };
}
