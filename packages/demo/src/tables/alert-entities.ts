import type { Process } from '../windows/actors.js';
import { fileName, imageSha256 } from '../windows/process-events.js';
import type { Account } from '../world/accounts.js';
import { DNS_DOMAIN, DOMAIN, type Host } from '../world/hosts.js';
import { toIso } from '../world/time.js';

interface Reference {
  readonly $ref: string;
}
type EntityValue = string | number | boolean | Reference | readonly Reference[];

/** Gathers the entities of an alert, which refer to each other by `$id` and `$ref` as in Sentinel. */
export interface EntityList {
  host(host: Host): Reference;
  account(account: Pick<Account, 'name' | 'domain' | 'sid'>, host?: Reference): Reference;
  ip(address: string): Reference;
  domain(name: string): Reference;
  url(url: string): Reference;
  process(process: Process, host: Reference, account: Reference, parent?: Process): Reference;
  toJson(): string;
}

export function createEntityList(): EntityList {
  const entities: Readonly<Record<string, EntityValue>>[] = [];
  const add = (entity: Readonly<Record<string, EntityValue>>, type: string): Reference => {
    // Sentinel starts at 2 or 3: the list itself has the ids before.
    const id = String(entities.length + 3);
    entities.push({ $id: id, ...entity, Type: type });
    return { $ref: id };
  };
  const file = (path: string): Reference => {
    const hash = add({ Algorithm: 'SHA256', Value: imageSha256(path) }, 'filehash');
    return add({ Directory: path.slice(0, path.lastIndexOf('\\')), Name: fileName(path), FileHashes: [hash] }, 'file');
  };
  return {
    host: (host) =>
      add(
        { DnsDomain: DNS_DOMAIN, NTDomain: DOMAIN, HostName: host.name, OSFamily: 'Windows', IsDomainJoined: true },
        'host',
      ),
    account: (account, host) =>
      add(
        {
          Name: account.name,
          NTDomain: account.domain,
          ...(host === undefined ? {} : { Host: host }),
          Sid: account.sid,
          IsDomainJoined: account.domain === DOMAIN,
        },
        'account',
      ),
    ip: (address) => add({ Address: address }, 'ip'),
    domain: (name) => add({ DomainName: name }, 'dns-resolution'),
    url: (url) => add({ Url: url }, 'url'),
    process(process, host, account, parent) {
      const image = file(process.image);
      const above =
        parent === undefined
          ? {}
          : {
              ParentProcess: add(
                {
                  ProcessId: `0x${parent.pid.toString(16)}`,
                  CreationTimeUtc: toIso(parent.start),
                  ImageFile: file(parent.image),
                  Host: host,
                },
                'process',
              ),
            };
      return add(
        {
          ProcessId: `0x${process.pid.toString(16)}`,
          CommandLine: process.commandLine,
          CreationTimeUtc: toIso(process.start),
          ImageFile: image,
          Account: account,
          ...above,
          Host: host,
        },
        'process',
      );
    },
    toJson: () => indented(entities),
  };
}

/** Indented JSON with carriage returns, as the alerts in Log Analytics have it. */
export function indented(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\r\n');
}
