import { builtInSessions, createSession, type Process, processGuid, type Session } from '../windows/actors.js';
import { kernelProcess } from '../windows/process-events.js';
import { SVC_SQL } from '../world/accounts.js';
import type { Host } from '../world/hosts.js';
import { SECOND, type Window } from '../world/time.js';
import { logonIdAt } from './identifiers.js';

type Owner = 'system' | 'networkService' | 'localService' | 'sql' | 'appPool';

interface Definition {
  readonly key: string;
  readonly parent: string;
  readonly image: string;
  readonly commandLine?: string;
  readonly owner?: Owner;
}

const S32 = 'C:\\Windows\\System32\\';

function svchost(key: string, parameters: string, owner: Owner = 'system'): Definition {
  const image = `${S32}svchost.exe`;
  return { key, parent: 'services', image, commandLine: `${S32.toLowerCase()}svchost.exe ${parameters}`, owner };
}

// The fifth is lsass and the fourth services: the record headers name their process ids.
const COMMON: readonly Definition[] = [
  { key: 'smss', parent: 'kernel', image: `${S32}smss.exe`, commandLine: '\\SystemRoot\\System32\\smss.exe' },
  { key: 'csrss', parent: 'smss', image: `${S32}csrss.exe`, commandLine: '%SystemRoot%\\system32\\csrss.exe' },
  { key: 'wininit', parent: 'smss', image: `${S32}wininit.exe`, commandLine: 'wininit.exe' },
  { key: 'services', parent: 'wininit', image: `${S32}services.exe` },
  { key: 'lsass', parent: 'wininit', image: `${S32}lsass.exe` },
  { key: 'winlogon', parent: 'smss', image: `${S32}winlogon.exe`, commandLine: 'winlogon.exe' },
  svchost('dcom', '-k DcomLaunch -p'),
  svchost('rpc', '-k RPCSS -p', 'networkService'),
  svchost('schedule', '-k netsvcs -p -s Schedule'),
  svchost('winmgmt', '-k netsvcs -p -s Winmgmt'),
  svchost('gpsvc', '-k netsvcs -p -s gpsvc'),
  svchost('update', '-k netsvcs -p -s wuauserv'),
  svchost('bits', '-k netsvcs -p -s BITS'),
  svchost('termservice', '-k termsvcs -s TermService', 'networkService'),
  svchost('dnscache', '-k NetworkService -p -s Dnscache', 'networkService'),
  svchost('time', '-k LocalService -p -s W32Time', 'localService'),
  svchost('eventlog', '-k LocalServiceNetworkRestricted -p -s EventLog', 'localService'),
  { key: 'spooler', parent: 'services', image: `${S32}spoolsv.exe` },
  {
    key: 'defender',
    parent: 'services',
    image: 'C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.26010.5-0\\MsMpEng.exe',
  },
  {
    key: 'agent',
    parent: 'services',
    image: 'C:\\Program Files\\Microsoft Monitoring Agent\\Agent\\HealthService.exe',
  },
  {
    key: 'agentHost',
    parent: 'agent',
    image: 'C:\\Program Files\\Microsoft Monitoring Agent\\Agent\\MonitoringHost.exe',
    commandLine: '"C:\\Program Files\\Microsoft Monitoring Agent\\Agent\\MonitoringHost.exe" -Embedding',
  },
  { key: 'sysmon', parent: 'services', image: 'C:\\Windows\\Sysmon64.exe' },
];

const BY_ROLE: Readonly<Record<Host['role'], readonly Definition[]>> = {
  'domain-controller': [
    { key: 'dns', parent: 'services', image: `${S32}dns.exe` },
    { key: 'dfsr', parent: 'services', image: `${S32}DFSRs.exe` },
  ],
  file: [svchost('server', '-k smbsvcs -s LanmanServer')],
  web: [
    svchost('iis', '-k iissvcs'),
    {
      key: 'w3wp',
      parent: 'iis',
      image: 'C:\\Windows\\System32\\inetsrv\\w3wp.exe',
      commandLine:
        'c:\\windows\\system32\\inetsrv\\w3wp.exe -ap "OrderPortal" -v "v4.0" -l "webengine4.dll" -a \\\\.\\pipe\\iisipm7c1e -h "C:\\inetpub\\temp\\apppools\\OrderPortal\\OrderPortal.config" -w "" -m 0 -t 20',
      owner: 'appPool',
    },
  ],
  sql: [
    {
      key: 'sqlservr',
      parent: 'services',
      image: 'C:\\Program Files\\Microsoft SQL Server\\MSSQL16.MSSQLSERVER\\MSSQL\\Binn\\sqlservr.exe',
      commandLine:
        '"C:\\Program Files\\Microsoft SQL Server\\MSSQL16.MSSQLSERVER\\MSSQL\\Binn\\sqlservr.exe" -sMSSQLSERVER',
      owner: 'sql',
    },
    {
      key: 'sqlagent',
      parent: 'services',
      image: 'C:\\Program Files\\Microsoft SQL Server\\MSSQL16.MSSQLSERVER\\MSSQL\\Binn\\SQLAGENT.EXE',
      commandLine:
        '"C:\\Program Files\\Microsoft SQL Server\\MSSQL16.MSSQLSERVER\\MSSQL\\Binn\\SQLAGENT.EXE" -i MSSQLSERVER',
      owner: 'sql',
    },
  ],
  jump: [],
  workstation: [svchost('search', '-k netsvcs -p -s WpnService')],
};

export interface BootedHost {
  readonly sessions: ReturnType<typeof builtInSessions>;
  /** Sessions of services that run under accounts of their own, to be logged on at boot. */
  readonly serviceSessions: readonly Session[];
  readonly processes: readonly { readonly process: Process; readonly parent: Process }[];
  /** A process that runs since boot; throws for a key that the host's role lacks. */
  get(key: string): Process;
}

const cache = new WeakMap<Window, Map<Host, BootedHost>>();

/** The processes that run on a host from its restart, three minutes into the window, to the end. */
export function bootedHost(host: Host, window: Window): BootedHost {
  let hosts = cache.get(window);
  if (hosts === undefined) {
    hosts = new Map();
    cache.set(window, hosts);
  }
  let booted = hosts.get(host);
  if (booted === undefined) {
    booted = boot(host, window);
    hosts.set(host, booted);
  }
  return booted;
}

function boot(host: Host, window: Window): BootedHost {
  const start = window.start + 180 * SECOND;
  const sessions = builtInSessions(host);
  const own: Partial<Record<Owner, Session>> = {};
  if (host.role === 'sql') own.sql = createSession(host, SVC_SQL, logonIdAt(1, window, start + 6 * SECOND), 5);
  if (host.role === 'web') {
    const pool = { name: 'OrderPortal', domain: 'IIS APPPOOL', sid: 'S-1-5-82-3006700770-424185619-17', admin: false };
    own.appPool = createSession(host, pool, logonIdAt(1, window, start + 41 * SECOND), 5, { integrity: 'High' });
  }
  const all = new Map<string, Process>([['kernel', kernelProcess(host, start)]]);
  const processes: { process: Process; parent: Process }[] = [];
  const definitions = [...COMMON.filter((entry) => host.sysmon || entry.key !== 'sysmon'), ...BY_ROLE[host.role]];
  definitions.forEach((definition, n) => {
    const parent = all.get(definition.parent)!;
    const pid = 4 * (75 + 31 * n);
    const at = start + n * 1_370_000 + ((n * 7919) % 1000);
    const owner = definition.owner ?? 'system';
    const session = owner === 'sql' || owner === 'appPool' ? own[owner]! : sessions[owner];
    const process: Process = {
      pid,
      guid: processGuid(host, at, pid),
      image: definition.image,
      commandLine:
        definition.commandLine ?? (definition.image.includes(' ') ? `"${definition.image}"` : definition.image),
      session,
      start: at,
    };
    all.set(definition.key, process);
    processes.push({ process, parent });
  });
  return {
    sessions,
    serviceSessions: Object.values(own),
    processes,
    get(key) {
      const process = all.get(key);
      if (process === undefined) throw new Error(`${host.name} runs no process '${key}'`);
      return process;
    },
  };
}
