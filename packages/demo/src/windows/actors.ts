import { type Account, LOCAL_SERVICE, machineAccount, NETWORK_SERVICE, SYSTEM } from '../world/accounts.js';
import { DOMAIN, type Host } from '../world/hosts.js';
import { hash32 } from '../world/random.js';
import { hexId } from './record.js';

/** A logon session, under the name that Security events give its subject. */
export interface Session {
  readonly account: Account;
  /** Subject name and domain: the machine's account for SYSTEM and its like. */
  readonly subject: { readonly name: string; readonly domain: string };
  readonly logonId: string;
  readonly logonGuid: string;
  readonly logonType: number;
  readonly terminal: number;
  /** As Sysmon names the user. */
  readonly user: string;
  readonly integrity: 'Low' | 'Medium' | 'High' | 'System';
}

export interface Process {
  readonly pid: number;
  readonly guid: string;
  readonly image: string;
  readonly commandLine: string;
  readonly session: Session;
  readonly start: number;
}

export function createSession(
  host: Host,
  account: Account,
  logonId: number,
  logonType: number,
  options: { terminal?: number; integrity?: Session['integrity'] } = {},
): Session {
  return {
    account,
    subject: { name: account.name, domain: account.domain },
    logonId: hexId(logonId),
    logonGuid: `{${host.guidPrefix}-${tail(logonId, 'guid')}-0000-0020${logonId.toString(16).padStart(8, '0').slice(-8)}}`,
    logonType,
    terminal: options.terminal ?? 0,
    user: `${account.domain}\\${account.name}`,
    integrity: options.integrity ?? (account.admin ? 'High' : 'Medium'),
  };
}

function tail(value: number, salt: string): string {
  const digits = hash32(`${salt}${value}`).toString(16).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}

function builtIn(host: Host, account: Account, logonId: number): Session {
  return {
    ...createSession(host, account, logonId, 5, { integrity: 'System' }),
    // Security events name the machine's account where the session is SYSTEM or NETWORK SERVICE.
    subject:
      account === LOCAL_SERVICE
        ? { name: account.name, domain: account.domain }
        : { name: machineAccount(host).name, domain: DOMAIN },
  };
}

export interface BuiltInSessions {
  readonly system: Session;
  readonly networkService: Session;
  readonly localService: Session;
}

export function builtInSessions(host: Host): BuiltInSessions {
  return {
    system: builtIn(host, SYSTEM, 0x3e7),
    networkService: builtIn(host, NETWORK_SERVICE, 0x3e4),
    localService: builtIn(host, LOCAL_SERVICE, 0x3e5),
  };
}

/** The GUID that Sysmon derives from machine, start time and process. */
export function processGuid(host: Host, start: number, pid: number): string {
  const seconds = Math.floor(start / 1_000_000)
    .toString(16)
    .padStart(8, '0');
  const rest = ((start % 1_000_000) * 0x400 + (pid & 0x3ff)).toString(16).padStart(8, '0');
  const process = pid.toString(16).padStart(8, '0');
  return `{${host.guidPrefix}-${seconds.slice(4)}-${seconds.slice(0, 4)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}${process}}`;
}
