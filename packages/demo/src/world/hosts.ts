import { hash32 } from './random.js';

export const DOMAIN = 'QUILLMERE';
export const DNS_DOMAIN = 'quillmere.example';
export const DOMAIN_SID = 'S-1-5-21-1473025861-2890146532-731904518';

export type HostRole = 'domain-controller' | 'file' | 'web' | 'sql' | 'jump' | 'workstation';

export interface Host {
  /** Folder of its logs. */
  readonly id: string;
  readonly name: string;
  readonly fqdn: string;
  readonly role: HostRole;
  readonly ip: string;
  /** The address under which the outside reaches it. */
  readonly publicIp?: string;
  readonly sysmon: boolean;
  readonly osName: string;
  readonly osMajor: string;
  readonly machineSid: string;
  readonly accountSid: string;
  /** First eight hex digits of the machine's GUID, with which Sysmon begins its process GUIDs. */
  readonly guidPrefix: string;
  readonly vmId: string;
  readonly mac: string;
}

function hex8(text: string): string {
  return hash32(text).toString(16).padStart(8, '0');
}

function host(
  name: string,
  role: HostRole,
  ip: string,
  rid: number,
  options: { sysmon?: boolean; publicIp?: string } = {},
): Host {
  const id = name.toLowerCase();
  const server = role !== 'workstation';
  const [a, b, c, d] = ['vm1', 'vm2', 'vm3', 'vm4'].map((salt) => hex8(`${id}/${salt}`));
  const part = (salt: string): number => 100_000_000 + (hash32(`${id}/${salt}`) % 3_900_000_000);
  return {
    id,
    name,
    fqdn: `${name}.${DNS_DOMAIN}`,
    role,
    ip,
    ...(options.publicIp === undefined ? {} : { publicIp: options.publicIp }),
    sysmon: options.sysmon ?? true,
    osName: server ? 'Windows Server 2022 Datacenter' : 'Windows 11 Enterprise',
    osMajor: '10',
    machineSid: `S-1-5-21-${part('a')}-${part('b')}-${part('c')}`,
    accountSid: `${DOMAIN_SID}-${rid}`,
    guidPrefix: hex8(`${id}/guid`),
    vmId: `${a}-${b!.slice(0, 4)}-4${b!.slice(5)}-a${c!.slice(1, 4)}-${c!.slice(4)}${d}`,
    mac: `00-0D-3A-${[0, 2, 4]
      .map((at) => a!.slice(at, at + 2))
      .join('-')
      .toUpperCase()}`,
  };
}

export const DC01 = host('DC01', 'domain-controller', '10.20.0.10', 1000);
export const FS01 = host('FS01', 'file', '10.20.0.20', 1103, { sysmon: false });
export const SQL01 = host('SQL01', 'sql', '10.20.0.30', 1104);
export const JUMP01 = host('JUMP01', 'jump', '10.20.0.40', 1105);
export const WEB01 = host('WEB01', 'web', '10.20.1.10', 1106, { publicIp: '203.0.113.10' });

/** Virtual desktops, in the order of the people in `people`. */
export const WORKSTATIONS: readonly Host[] = [1, 2, 3, 4, 5, 6].map((n) =>
  host(`WKS0${n}`, 'workstation', `10.20.2.2${n}`, 1110 + n, { sysmon: n <= 3 }),
);

export const HOSTS: readonly Host[] = [DC01, FS01, SQL01, JUMP01, WEB01, ...WORKSTATIONS];

/** Address by which the company's other machines reach the outside. */
export const EGRESS_IP = '203.0.113.1';

/** Desktops that send no logs; their people are seen on the servers only. */
export const SILENT_DESKTOPS: readonly { readonly name: string; readonly ip: string }[] = [
  'WKS07',
  'WKS08',
  'WKS09',
  'WKS10',
  'WKS11',
  'WKS12',
].map((name, n) => ({ name, ip: `10.20.2.${31 + n}` }));
