import { openSession, startProcess } from '../engine/scene.js';
import type { Session } from '../windows/actors.js';
import { serviceTicketEvent, ticketGrantedEvent } from '../windows/kerberos-events.js';
import { explicitLogonEvent } from '../windows/logon-events.js';
import { serviceInstalledEvent, serviceInstalledSecurityEvent } from '../windows/service-events.js';
import { networkEvent } from '../windows/sysmon-events.js';
import { machineAccount } from '../world/accounts.js';
import { DOMAIN } from '../world/hosts.js';
import { CONTROLLER, SECOND, SECOND_SERVICE_NAME, STOLEN_ADMIN, UNSIGNED, VICTIM } from './cast.js';
import type { StoryStage } from './model.js';
import { clock, type Foothold, type StoryRun, securityEvidence, span, windowsEvidence } from './run.js';

const COMMAND = 'cmd.exe /Q /c whoami 1> \\\\127.0.0.1\\ADMIN$\\__1773188370.41 2>&1';

/** With an administrator's credentials to the database server, by WMI and then by a remote service. */
export function moveOn(run: StoryRun, foothold: Foothold): StoryStage {
  const here = run.scene(VICTIM);
  const there = run.scene(SECOND);
  const controller = run.scene(CONTROLLER);
  const start = clock(run, 24, 19, 22);
  const wmic = startProcess(here, start, {
    image: 'C:\\Windows\\System32\\wbem\\WMIC.exe',
    commandLine: `wmic  /node:${SECOND.name} /user:${DOMAIN}\\${STOLEN_ADMIN.name} /password:******** process call create "${COMMAND}"`,
    parent: foothold.shell,
    lifetime: 4_700_000,
  });
  const used = start + 510_000;
  here.emit('security', used, () => explicitLogonEvent(VICTIM, used, wmic, STOLEN_ADMIN, SECOND.name));
  here.emit('sysmon', used + 60_000, () =>
    networkEvent(VICTIM, used + 60_000, wmic, { ip: SECOND.ip, port: 135, hostname: SECOND.fqdn, localPort: 50_412 }),
  );
  const ticket = used + 22_000;
  const client = { ip: VICTIM.ip, port: 50_409 };
  controller.emit('security', ticket, () => ticketGrantedEvent(CONTROLLER, ticket, STOLEN_ADMIN, client));

  const session = openSession(there, used + 90_000, {
    account: STOLEN_ADMIN,
    type: 3,
    origin: { ip: VICTIM.ip, port: 50_413, package: 'Kerberos' },
    duration: 9 * 60 * 1_000_000,
  });
  controller.emit('security', ticket + 14_000, () =>
    serviceTicketEvent(CONTROLLER, ticket + 14_000, STOLEN_ADMIN, machineAccount(SECOND), client, session.logonGuid),
  );
  const provider = startProcess(there, used + 420_000, {
    image: 'C:\\Windows\\System32\\wbem\\WmiPrvSE.exe',
    commandLine: 'C:\\Windows\\system32\\wbem\\wmiprvse.exe -secured -Embedding',
    parent: there.boot.get('dcom'),
    session: there.boot.sessions.networkService,
    lifetime: 90_000_000,
  });
  const remote = startProcess(there, used + 830_000, {
    image: 'C:\\Windows\\System32\\cmd.exe',
    commandLine: COMMAND,
    parent: provider,
    session,
    directory: 'C:\\',
    lifetime: 700_000,
  });
  startProcess(there, remote.start + 64_000, {
    image: 'C:\\Windows\\System32\\whoami.exe',
    commandLine: 'whoami',
    parent: remote,
    directory: 'C:\\',
    lifetime: 300_000,
  });
  const serviceAt = clock(run, 24, 24, 3);
  installRemoteService(run, serviceAt, session);
  return {
    id: 'lateral-movement',
    title: 'Lateral movement',
    summary: `${DOMAIN}\\${STOLEN_ADMIN.name} is used from ${VICTIM.name} to run commands on ${SECOND.name} by WMI and by the service ${SECOND_SERVICE_NAME}.`,
    technique: 'T1021.002',
    host: SECOND.fqdn,
    account: `${DOMAIN}\\${STOLEN_ADMIN.name}`,
    ...span(start, serviceAt + 1_000_000),
    evidence: [
      securityEvidence(VICTIM, 4648, "the administrator's credentials", {
        SubjectLogonId: foothold.session.logonId,
        TargetUserName: STOLEN_ADMIN.name,
        TargetServerName: SECOND.name,
      }),
      securityEvidence(VICTIM, 4688, 'the call by WMI', {
        NewProcessName: wmic.image,
        SubjectLogonId: foothold.session.logonId,
      }),
      securityEvidence(SECOND, 4624, 'the logon on the second server', {
        LogonType: '3',
        IpAddress: VICTIM.ip,
        TargetUserName: STOLEN_ADMIN.name,
        TargetLogonId: session.logonId,
      }),
      securityEvidence(SECOND, 4688, 'the command there', { CommandLine: COMMAND, TargetLogonId: session.logonId }),
      securityEvidence(SECOND, 4697, 'the service there', { ServiceName: SECOND_SERVICE_NAME }),
      windowsEvidence(SECOND, 'system', 7045, 'the service in the System log', { ServiceName: SECOND_SERVICE_NAME }),
      windowsEvidence(SECOND, 'sysmon', 1, 'the command in Sysmon', {
        CommandLine: COMMAND,
        ParentImage: provider.image,
      }),
    ],
    indicators: [VICTIM.ip],
    alerts: ['Remote execution with an administrator account'],
  };
}

function installRemoteService(run: StoryRun, at: number, session: Session): void {
  const there = run.scene(SECOND);
  const service = {
    name: SECOND_SERVICE_NAME,
    imagePath: '%SystemRoot%\\RemInv.exe',
    account: 'LocalSystem',
    start: 'demand' as const,
  };
  const services = { ...there.boot.get('services'), session };
  there.emit('security', at, () => serviceInstalledSecurityEvent(SECOND, at, services, service));
  there.emit('system', at, () => serviceInstalledEvent(SECOND, at, session, service));
  const started = startProcess(there, at + 240_000, {
    image: 'C:\\Windows\\RemInv.exe',
    parent: there.boot.get('services'),
    lifetime: 210_000_000,
    facts: UNSIGNED,
  });
  startProcess(there, at + 1_700_000, {
    image: 'C:\\Windows\\System32\\cmd.exe',
    commandLine: 'cmd.exe /c dir "D:\\Backup" /s',
    parent: started,
    lifetime: 2_400_000,
  });
}
