import type { CalendarActivity, RandomActivity } from '../engine/activity.js';
import { createScene } from '../engine/create-scene.js';
import { startDesktop } from '../engine/desktop.js';
import { logonIdAt } from '../engine/identifiers.js';
import { closeSession, openSession, type Scene, startProcess } from '../engine/scene.js';
import { createSession, type Process, type Session } from '../windows/actors.js';
import { preAuthFailedEvent, ticketGrantedEvent } from '../windows/kerberos-events.js';
import { failedLogonEvent, logonEvent } from '../windows/logon-events.js';
import { PEOPLE } from '../world/accounts.js';
import { DC01, type Host, WORKSTATIONS } from '../world/hosts.js';
import { createRandom } from '../world/random.js';
import { DAY, HOUR, isWeekend, MINUTE, SECOND, startOfDay, type Window } from '../world/time.js';
import { deskOf } from './network-logons.js';

/** A person's day at a workstation, the same for whoever asks. */
export interface Workday {
  readonly person: number;
  readonly logon: number;
  readonly logoff: number;
  /** Times at which the screen is unlocked after a break. */
  readonly unlocks: readonly number[];
  /** Mistyped passwords before the logon. */
  readonly mistakes: number;
}

/** Undefined on days that the person does not come: weekends mostly, and now and then a day off. */
export function workdayOf(seed: number, person: number, day: number): Workday | undefined {
  const random = createRandom(`${seed}/workday/${person}/${day}`);
  if (random.chance(isWeekend(day) ? 0.97 : 0.08)) return undefined;
  const logon = day + 7 * HOUR + 40 * MINUTE + Math.floor(random.next() * 80 * MINUTE) + random.int(0, 999_999);
  const logoff = day + 16 * HOUR + 20 * MINUTE + Math.floor(random.next() * 150 * MINUTE);
  const unlocks = [10, 12, 13, 15]
    .filter(() => random.chance(0.7))
    .map((hour) => day + hour * HOUR + random.int(0, 3599) * SECOND + random.int(0, 999_999));
  return { person, logon, logoff, unlocks, mistakes: random.chance(0.12) ? random.int(1, 3) : 0 };
}

interface Desk {
  readonly session: Session;
  readonly explorer: Process;
}

const WORKDAY_LANE = 2;
const UNLOCK_LANE = 3;
const desks = new WeakMap<Window, Map<string, Desk>>();

function play(scene: Scene, person: number, workday: Workday): Desk {
  const session = createSession(scene.host, PEOPLE[person]!, logonIdAt(WORKDAY_LANE, scene.window, workday.logon), 2, {
    terminal: 1,
  });
  const length = workday.logoff - workday.logon;
  return { session, explorer: startDesktop(scene, workday.logon, session, length) };
}

/** The session that the person at a workstation has open at a time, if any. */
export function deskAt(scene: Scene, at: number): Desk | undefined {
  const person = WORKSTATIONS.indexOf(scene.host);
  const day = startOfDay(at);
  const workday = workdayOf(scene.seed, person, day);
  if (workday === undefined || at < workday.logon + 20 * SECOND || at > workday.logoff - 2 * MINUTE) return undefined;
  // A day that had begun before the window did is not played.
  if (day < scene.window.start) return undefined;
  let known = desks.get(scene.window);
  if (known === undefined) {
    known = new Map();
    desks.set(scene.window, known);
  }
  const key = `${scene.seed}/${person}/${day}`;
  let desk = known.get(key);
  if (desk === undefined) {
    desk = play(dayScene(scene, day), person, workday);
    known.set(key, desk);
  }
  return desk;
}

/** A scene whose ids depend on the day alone, so that the session of a day is known without playing those before. */
function dayScene(scene: Scene, day: number, emit: Scene['emit'] = () => {}): Scene {
  const n = Math.floor((day - startOfDay(scene.window.start)) / DAY);
  const own = createScene(
    scene.host,
    scene.window,
    scene.seed,
    WORKDAY_LANE,
    `${scene.seed}/${scene.host.id}/${n}`,
    emit,
  );
  own.processes = n * 12;
  return own;
}

/** Logon, locked screens and logoff of the people at the workstations. */
export const workdays: CalendarActivity = {
  id: 'workdays',
  kind: 'calendar',
  channels: ['security', 'sysmon'],
  times(host, day) {
    if (host.role !== 'workstation') return [];
    // The day's start stands for the day; what happens when is worked out in `play`.
    return [day + 30 * MINUTE];
  },
  play(scene, at) {
    const { host } = scene;
    const person = WORKSTATIONS.indexOf(host);
    const workday = workdayOf(scene.seed, person, startOfDay(at));
    if (workday === undefined) return;
    const { logon, logoff } = workday;
    const origin = {
      ip: '127.0.0.1',
      port: 0,
      workstation: host.name,
      package: 'Negotiate' as const,
      by: scene.boot.get('winlogon'),
    };
    for (let n = 0; n < workday.mistakes; n++) {
      const tried = logon - (workday.mistakes - n) * 7 * SECOND;
      scene.emit('security', tried, () => failedLogonEvent(host, tried, PEOPLE[person]!, 2, origin, 'wrong-password'));
    }
    const own = dayScene(scene, startOfDay(at), scene.emit);
    const desk = play(own, person, workday);
    openSession(own, logon, { account: PEOPLE[person]!, type: 2, origin, session: desk.session });
    closeSession(own, logoff, desk.session);
    for (const time of workday.unlocks) {
      if (time > logoff) continue;
      const unlocked = createSession(host, PEOPLE[person]!, logonIdAt(UNLOCK_LANE, scene.window, time), 7, {
        terminal: 1,
      });
      scene.emit('security', time, () => logonEvent(host, time, unlocked, origin));
      closeSession(own, time + 60_000, unlocked);
    }
    startProcess(own, logon + 12 * SECOND, {
      image: 'C:\\Program Files\\Microsoft OneDrive\\OneDrive.exe',
      commandLine: '"C:\\Program Files\\Microsoft OneDrive\\OneDrive.exe" /background',
      parent: desk.explorer,
      lifetime: logoff - logon - 20 * SECOND,
    });
  },
};

/** What the domain controller sees of people coming to work, also of those whose desktops send no logs. */
export const domainLogons: CalendarActivity = {
  id: 'domain-logons',
  kind: 'calendar',
  channels: ['security'],
  times: (host, day) => (host === DC01 ? [day + 30 * MINUTE] : []),
  play(scene, at) {
    const { host, random } = scene;
    PEOPLE.forEach((account, person) => {
      const workday = workdayOf(scene.seed, person, startOfDay(at));
      if (workday === undefined) return;
      const client = { ip: deskOf(person).ip, port: random.int(49_200, 65_000) };
      for (let n = 0; n < workday.mistakes; n++) {
        const tried = workday.logon - (workday.mistakes - n) * 7 * SECOND - 9_000;
        scene.emit('security', tried, () => preAuthFailedEvent(host, tried, account, client));
      }
      const granted = workday.logon - 12_000;
      scene.emit('security', granted, () => ticketGrantedEvent(host, granted, account, client));
    });
  },
};

export function deskActivity(
  id: string,
  channels: RandomActivity['channels'],
  perHour: number,
  run: (scene: Scene, at: number, desk: Desk) => void,
): RandomActivity {
  return {
    id,
    kind: 'random',
    channels,
    profile: 'office',
    perHour: (host: Host) => (host.role === 'workstation' ? perHour : 0),
    play(scene, at) {
      const desk = deskAt(scene, at);
      if (desk !== undefined) run(scene, at, desk);
    },
  };
}
