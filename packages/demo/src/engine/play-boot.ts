import { logonEvent, privilegesEvent } from '../windows/logon-events.js';
import { processCreatedEvent, sysmonProcessCreated } from '../windows/process-events.js';
import { securityRecord, systemRecord } from '../windows/record.js';
import { SECOND } from '../world/time.js';
import type { Scene } from './scene.js';

/** The restart with which each host's logs begin: the start of its services and the sessions they run in. */
export function playBoot(scene: Scene): void {
  const { host, boot } = scene;
  const start = scene.window.start + 178 * SECOND;
  scene.emit('system', start, () =>
    systemRecord(host, start, 'Microsoft-Windows-Kernel-General', 12, [
      ['MajorVersion', '10'],
      ['MinorVersion', '0'],
      ['StartTime', new Date(start / 1000).toISOString()],
    ]),
  );
  const logged = start + 9 * SECOND;
  scene.emit('system', logged, () => systemRecord(host, logged, 'EventLog', 6005, []));
  scene.emit('security', logged, () => securityRecord(host, logged, 4608, 12288, 0, []));
  const services = boot.get('services');
  const sessions = [boot.sessions.system, boot.sessions.networkService, boot.sessions.localService];
  for (const session of [...sessions, ...boot.serviceSessions]) {
    const at = services.start + 100_000;
    scene.emit('security', at, () => logonEvent(host, at, session, { package: 'Negotiate', by: services }));
    if (session.account.admin) scene.emit('security', at, () => privilegesEvent(host, at, session));
  }
  for (const { process, parent } of boot.processes) {
    scene.emit('security', process.start, () => processCreatedEvent(host, process, parent));
    if (host.sysmon) {
      scene.emit('sysmon', process.start, () => sysmonProcessCreated(host, process, parent, 'C:\\Windows\\system32\\'));
    }
  }
}
