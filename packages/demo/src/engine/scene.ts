import { createSession, type Process, processGuid, type Session } from '../windows/actors.js';
import {
  type LogonOrigin,
  logoffEvent,
  logonEvent,
  privilegesEvent,
  userLogoffEvent,
} from '../windows/logon-events.js';
import {
  type ImageFacts,
  processCreatedEvent,
  processExitedEvent,
  sysmonProcessCreated,
  sysmonProcessExited,
} from '../windows/process-events.js';
import type { ChannelKey, DraftRecord } from '../windows/record.js';
import type { Account } from '../world/accounts.js';
import type { Host } from '../world/hosts.js';
import type { Random } from '../world/random.js';
import type { Window } from '../world/time.js';
import type { BootedHost } from './boot.js';
import { nextLogonId, sequentialPid } from './identifiers.js';

export type Build = () => DraftRecord;

/** What an activity plays on: one host, its own random numbers and ids, and the logs it writes to. */
export interface Scene {
  readonly host: Host;
  readonly window: Window;
  readonly seed: number;
  readonly random: Random;
  readonly boot: BootedHost;
  readonly lane: number;
  processes: number;
  /** The logon id given last. */
  lastLogonId: number;
  /** `build` is called when the record's turn comes, and not at all for a log that nobody reads. */
  emit(channel: ChannelKey, time: number, build: Build): void;
}

export interface ProcessSpec {
  readonly image: string;
  readonly commandLine?: string;
  readonly parent: Process;
  /** The parent's by default. */
  readonly session?: Session;
  readonly directory?: string;
  /** Microseconds until it exits; it outlives the window when absent. */
  readonly lifetime?: number;
  readonly exitStatus?: number;
  readonly facts?: ImageFacts;
}

/** Starts a process: Security 4688 and 4689, and Sysmon 1 and 5 on hosts that run Sysmon. */
export function startProcess(scene: Scene, at: number, spec: ProcessSpec): Process {
  const { host } = scene;
  const pid = sequentialPid(scene.lane, scene.processes++);
  const process: Process = {
    pid,
    guid: processGuid(host, at, pid),
    image: spec.image,
    commandLine: spec.commandLine ?? (spec.image.includes(' ') ? `"${spec.image}"` : spec.image),
    session: spec.session ?? spec.parent.session,
    start: at,
  };
  scene.emit('security', at, () => processCreatedEvent(host, process, spec.parent));
  if (host.sysmon) {
    const directory = spec.directory ?? 'C:\\Windows\\system32\\';
    scene.emit('sysmon', at, () => sysmonProcessCreated(host, process, spec.parent, directory, spec.facts));
  }
  if (spec.lifetime !== undefined) endProcess(scene, at + spec.lifetime, process, spec.exitStatus);
  return process;
}

export function endProcess(scene: Scene, at: number, process: Process, status = 0): void {
  const { host } = scene;
  scene.emit('security', at, () => processExitedEvent(host, process, at, status));
  if (host.sysmon) scene.emit('sysmon', at, () => sysmonProcessExited(host, process, at));
}

export interface LogonSpec {
  readonly account: Account;
  readonly type: number;
  readonly origin: LogonOrigin;
  /** Microseconds until the logoff; absent for sessions that stay. */
  readonly duration?: number;
  readonly terminal?: number;
  /** A logon id already given to the session. */
  readonly session?: Session;
}

function newSession(scene: Scene, at: number, spec: LogonSpec): Session {
  scene.lastLogonId = nextLogonId(scene.lane, scene.window, at, scene.lastLogonId);
  return createSession(scene.host, spec.account, scene.lastLogonId, spec.type, { terminal: spec.terminal ?? 0 });
}

/** Logs an account on: 4624, 4672 for administrators, and 4634, for interactive sessions after 4647. */
export function openSession(scene: Scene, at: number, spec: LogonSpec): Session {
  const { host } = scene;
  const { account, origin } = spec;
  const session = spec.session ?? newSession(scene, at, spec);
  scene.emit('security', at, () => logonEvent(host, at, session, origin));
  if (account.admin) scene.emit('security', at, () => privilegesEvent(host, at, session));
  if (spec.duration !== undefined) closeSession(scene, at + spec.duration, session);
  return session;
}

export function closeSession(scene: Scene, at: number, session: Session): void {
  const { host } = scene;
  if (session.logonType === 2 || session.logonType === 10 || session.logonType === 11) {
    scene.emit('security', at, () => userLogoffEvent(host, at, session));
  }
  const later = at + 40_000;
  scene.emit('security', later, () => logoffEvent(host, later, session));
}
