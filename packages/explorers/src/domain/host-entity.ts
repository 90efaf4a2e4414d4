import type { CellValue, Row } from '@huntbook/workspace';

/** A host as heartbeat, network interface and its own name describe it. Absent is absent, lists may be empty. */
export interface HostEntity {
  readonly HostName: string;
  readonly DnsDomain: string;
  readonly OSFamily?: 'Windows' | 'Linux';
  readonly OSName?: string;
  readonly OSVersion?: string;
  readonly Environment?: string;
  readonly SourceComputerId?: string;
  readonly ResourceId?: string;
  readonly VMUUID?: string;
  readonly OmsSolutions: readonly string[];
  readonly LastHeartbeat?: string;
  /** Address the heartbeat came from, and where it is. */
  readonly HeartbeatIp?: string;
  readonly HeartbeatLocation?: string;
  readonly PrivateIpAddresses: readonly string[];
  readonly PublicIpAddresses: readonly string[];
}

const textOf = (row: Row | undefined, column: string): string | undefined => {
  const value = row?.[column];
  return value === null || value === undefined || value === '' ? undefined : String(value);
};

/** Addresses of a comma or blank separated text, or of a list. */
export function addressList(value: CellValue | undefined): string[] {
  const items = Array.isArray(value)
    ? value.map(String)
    : String(value ?? '').split(value?.toString().includes(',') ? ',' : /\s/);
  return [...new Set(items.map((item) => item.trim()).filter((item) => item !== ''))];
}

/** Splits a computer name at its first dot and adds what heartbeat and interface rows know. */
export function hostEntity(
  computer: string,
  heartbeat: Row | undefined,
  networkInterface: Row | undefined,
): HostEntity {
  const dot = computer.indexOf('.');
  const family = textOf(heartbeat, 'OSType');
  const optional = (entries: Readonly<Record<string, string | undefined>>) =>
    Object.fromEntries(Object.entries(entries).filter((entry) => entry[1] !== undefined));
  const version = [textOf(heartbeat, 'OSMajorVersion'), textOf(heartbeat, 'OSMinorVersion')].filter(
    (part) => part !== undefined,
  );
  const place = [
    textOf(heartbeat, 'RemoteIPCountry'),
    textOf(heartbeat, 'RemoteIPLatitude') &&
      `${textOf(heartbeat, 'RemoteIPLatitude')}, ${textOf(heartbeat, 'RemoteIPLongitude')}`,
  ].filter((part) => part !== undefined);
  const privateIps = addressList(networkInterface?.PrivateIPAddresses);
  return {
    HostName: dot === -1 ? computer : computer.slice(0, dot),
    DnsDomain: dot === -1 ? '' : computer.slice(dot + 1),
    ...optional({
      OSFamily: family && (family.toLowerCase() === 'windows' ? 'Windows' : 'Linux'),
      OSName: textOf(heartbeat, 'OSName'),
      OSVersion: version.length ? version.join('.') : undefined,
      Environment: textOf(heartbeat, 'ComputerEnvironment'),
      SourceComputerId: textOf(heartbeat, 'SourceComputerId'),
      ResourceId: textOf(heartbeat, 'ResourceId'),
      VMUUID: textOf(heartbeat, 'VMUUID'),
      LastHeartbeat: textOf(heartbeat, 'TimeGenerated'),
      HeartbeatIp: textOf(heartbeat, 'ComputerIP'),
      HeartbeatLocation: place.length ? place.join(' at ') : undefined,
    }),
    OmsSolutions: addressList((heartbeat?.Solutions ?? '').toString().replaceAll('"', '')),
    PrivateIpAddresses: privateIps,
    PublicIpAddresses: addressList(networkInterface?.PublicIPAddresses).filter((ip) => !privateIps.includes(ip)),
  };
}
