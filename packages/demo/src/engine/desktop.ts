import type { Process, Session } from '../windows/actors.js';
import { type Scene, startProcess } from './scene.js';

/** What starts when a person logs on at a screen: winlogon of the new terminal session, userinit and the shell. */
export function startDesktop(scene: Scene, at: number, session: Session, duration?: number): Process {
  const lifetime = duration === undefined ? {} : { lifetime: duration };
  const winlogon = startProcess(scene, at - 900_000, {
    image: 'C:\\Windows\\System32\\winlogon.exe',
    commandLine: 'winlogon.exe',
    parent: scene.boot.get('smss'),
    ...(duration === undefined ? {} : { lifetime: duration + 3_000_000 }),
  });
  const userinit = startProcess(scene, at + 310_000, {
    image: 'C:\\Windows\\System32\\userinit.exe',
    parent: winlogon,
    session,
    lifetime: 24_000_000,
  });
  const explorer = startProcess(scene, at + 620_000, {
    image: 'C:\\Windows\\explorer.exe',
    commandLine: 'C:\\Windows\\Explorer.EXE',
    parent: userinit,
    ...lifetime,
  });
  startProcess(scene, at + 1_450_000, {
    image: 'C:\\Windows\\System32\\sihost.exe',
    commandLine: 'sihost.exe',
    parent: scene.boot.get('gpsvc'),
    session,
    ...lifetime,
  });
  startProcess(scene, at + 1_820_000, {
    image: 'C:\\Windows\\System32\\taskhostw.exe',
    commandLine: 'taskhostw.exe {222A245B-E637-4AE9-A93F-A59CA119A75E}',
    parent: scene.boot.get('schedule'),
    session,
    ...lifetime,
  });
  if (session.logonType === 10) {
    startProcess(scene, at + 2_700_000, {
      image: 'C:\\Windows\\System32\\rdpclip.exe',
      commandLine: 'rdpclip',
      parent: scene.boot.get('termservice'),
      session,
      ...lifetime,
    });
  }
  return explorer;
}
