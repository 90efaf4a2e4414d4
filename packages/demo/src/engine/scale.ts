import type { HostRole } from '../world/hosts.js';

/** Events of the story, the restarts and the calendar; and of the random activities at their plain rates. Measured. */
const FIXED_EVENTS = 5_000;
const RANDOM_EVENTS = 85_000;

/** Factor on the rates of the random activities that gives about the number of events asked for. */
export function backgroundScale(events: number): number {
  return Math.max(0, events - FIXED_EVENTS) / RANDOM_EVENTS;
}

/** Part of the events that falls to hosts of a role: the web server, which the story is about, has about two fifths. */
export const ROLE_WEIGHT: Readonly<Record<HostRole, number>> = {
  'domain-controller': 0.42,
  file: 0.4,
  web: 0.65,
  sql: 0.42,
  jump: 0.3,
  workstation: 0.24,
};
