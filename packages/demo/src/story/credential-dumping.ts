import { startProcess } from '../engine/scene.js';
import type { Process } from '../windows/actors.js';
import { fileCreatedEvent, processAccessEvent } from '../windows/sysmon-events.js';
import { VICTIM } from './cast.js';
import type { StoryStage } from './model.js';
import { clock, type StoryRun, securityEvidence, span, windowsEvidence } from './run.js';

const RUNDLL32 = 'C:\\Windows\\System32\\rundll32.exe';
const DUMP = 'C:\\Windows\\Temp\\prep.dmp';
const CALL_TRACE =
  'C:\\Windows\\SYSTEM32\\ntdll.dll+9d4c4|C:\\Windows\\System32\\KERNELBASE.dll+2c13e|C:\\Windows\\System32\\comsvcs.dll+1c6c8|C:\\Windows\\System32\\comsvcs.dll+24d1a';

/** The implant reads the memory of lsass: a renamed procdump is stopped, Windows' own comsvcs.dll is not. */
export function dumpCredentials(run: StoryRun, implant: Process): { stage: StoryStage; dumper: Process } {
  const scene = run.scene(VICTIM);
  const lsass = scene.boot.get('lsass');
  const start = clock(run, 23, 58, 26);
  const first = startProcess(scene, start, {
    image: 'C:\\ProgramData\\PrintCache\\pd64.exe',
    commandLine: 'pd64.exe -accepteula -ma lsass.exe C:\\Windows\\Temp\\prep0.dmp',
    parent: implant,
    directory: 'C:\\ProgramData\\PrintCache\\',
    lifetime: 340_000,
    exitStatus: 0xc0000022,
  });
  const shell = startProcess(scene, clock(run, 24, 2, 11), {
    image: 'C:\\Windows\\System32\\cmd.exe',
    commandLine: `cmd.exe /c rundll32.exe C:\\Windows\\System32\\comsvcs.dll, MiniDump ${lsass.pid} ${DUMP} full`,
    parent: implant,
    directory: 'C:\\Windows\\Temp\\',
    lifetime: 5_300_000,
  });
  const second = startProcess(scene, shell.start + 46_000, {
    image: RUNDLL32,
    commandLine: `rundll32.exe  C:\\Windows\\System32\\comsvcs.dll, MiniDump ${lsass.pid} ${DUMP} full`,
    parent: shell,
    directory: 'C:\\Windows\\Temp\\',
    lifetime: 5_100_000,
  });
  const opened = second.start + 380_000;
  const tried = first.start + 190_000;
  scene.emit('sysmon', tried, () => processAccessEvent(VICTIM, tried, first, lsass, '0x1410', CALL_TRACE));
  scene.emit('sysmon', opened, () => processAccessEvent(VICTIM, opened, second, lsass, '0x1fffff', CALL_TRACE));
  const written = opened + 2_140_000;
  scene.emit('sysmon', written, () => fileCreatedEvent(VICTIM, written, second, DUMP));
  return {
    dumper: second,
    stage: {
      id: 'credential-dumping',
      title: 'Credential dumping',
      summary: `rundll32 with comsvcs.dll writes the memory of lsass to ${DUMP}.`,
      technique: 'T1003.001',
      host: VICTIM.fqdn,
      account: 'NT AUTHORITY\\SYSTEM',
      ...span(start, written),
      evidence: [
        securityEvidence(VICTIM, 4688, 'the dump through comsvcs.dll', {
          NewProcessName: RUNDLL32,
          CommandLine: second.commandLine,
        }),
        securityEvidence(VICTIM, 4688, 'the try with procdump', { NewProcessName: first.image }),
        windowsEvidence(VICTIM, 'sysmon', 10, 'lsass opened', {
          SourceImage: RUNDLL32,
          TargetImage: lsass.image,
          GrantedAccess: '0x1fffff',
        }),
        windowsEvidence(VICTIM, 'sysmon', 11, 'the dump', { TargetFilename: DUMP }),
      ],
      indicators: [],
      alerts: ['Memory of lsass read by an unusual program'],
    },
  };
}
