import type { ChannelKey } from '../windows/record.js';
import type { Host } from '../world/hosts.js';
import type { Random } from '../world/random.js';
import type { Profile } from '../world/time.js';
import type { Scene } from './scene.js';

interface ActivityBase {
  readonly id: string;
  /** The logs it can write to; it is not played for others. */
  readonly channels: readonly ChannelKey[];
  /** Plays one episode. Draws the same random numbers whichever log is read. */
  play(scene: Scene, at: number): void;
}

/** Happens at random times, more often the more events are asked for. */
export interface RandomActivity extends ActivityBase {
  readonly kind: 'random';
  readonly profile: Profile;
  /** Episodes expected in an hour of ordinary activity; 0 for hosts that do not do it. */
  perHour(host: Host): number;
}

/** Happens by the calendar, as often however many events are asked for. */
export interface CalendarActivity extends ActivityBase {
  readonly kind: 'calendar';
  /** Times on the day that starts at `day`. */
  times(host: Host, day: number, random: Random): readonly number[];
}

export type Activity = RandomActivity | CalendarActivity;
