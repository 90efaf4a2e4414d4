import type { Account } from '../world/accounts.js';
import { DNS_DOMAIN, DOMAIN_SID, type Host } from '../world/hosts.js';
import { AUDIT_FAILURE, AUDIT_SUCCESS, type DraftRecord, securityRecord } from './record.js';

interface Client {
  readonly ip: string;
  readonly port: number;
}

/** Request of a ticket-granting ticket, on a domain controller. */
export function ticketGrantedEvent(host: Host, time: number, account: Account, client: Client): DraftRecord {
  return securityRecord(host, time, 4768, 14339, 0, [
    ['TargetUserName', account.name],
    ['TargetDomainName', DNS_DOMAIN],
    ['TargetSid', account.sid],
    ['ServiceName', 'krbtgt'],
    ['ServiceSid', `${DOMAIN_SID}-502`],
    ['TicketOptions', '0x40810010'],
    ['Status', '0x0'],
    ['TicketEncryptionType', '0x12'],
    ['PreAuthType', '2'],
    ['IpAddress', `::ffff:${client.ip}`],
    ['IpPort', String(client.port)],
    ['CertIssuerName', ''],
    ['CertSerialNumber', ''],
    ['CertThumbprint', ''],
  ]);
}

export function serviceTicketEvent(
  host: Host,
  time: number,
  account: Account,
  service: Account,
  client: Client,
  logonGuid: string,
): DraftRecord {
  return securityRecord(host, time, 4769, 14337, 0, [
    ['TargetUserName', `${account.name}@${DNS_DOMAIN.toUpperCase()}`],
    ['TargetDomainName', DNS_DOMAIN.toUpperCase()],
    ['ServiceName', service.name],
    ['ServiceSid', service.sid],
    ['TicketOptions', '0x40810000'],
    ['TicketEncryptionType', '0x12'],
    ['IpAddress', `::ffff:${client.ip}`],
    ['IpPort', String(client.port)],
    ['Status', '0x0'],
    ['LogonGuid', logonGuid],
    ['TransmittedServices', '-'],
  ]);
}

export function preAuthFailedEvent(host: Host, time: number, account: Account, client: Client): DraftRecord {
  return securityRecord(
    host,
    time,
    4771,
    14339,
    0,
    [
      ['TargetUserName', account.name],
      ['TargetSid', account.sid],
      ['ServiceName', `krbtgt/${DNS_DOMAIN.toUpperCase()}`],
      ['TicketOptions', '0x40810010'],
      ['Status', '0x18'],
      ['PreAuthType', '2'],
      ['IpAddress', `::ffff:${client.ip}`],
      ['IpPort', String(client.port)],
      ['CertIssuerName', ''],
      ['CertSerialNumber', ''],
      ['CertThumbprint', ''],
    ],
    AUDIT_FAILURE,
  );
}

/** Check of NTLM credentials; status `0x0` is success. */
export function ntlmEvent(host: Host, time: number, name: string, workstation: string, status = '0x0'): DraftRecord {
  return securityRecord(
    host,
    time,
    4776,
    14336,
    0,
    [
      ['PackageName', 'MICROSOFT_AUTHENTICATION_PACKAGE_V1_0'],
      ['TargetUserName', name],
      ['Workstation', workstation],
      ['Status', status],
    ],
    status === '0x0' ? AUDIT_SUCCESS : AUDIT_FAILURE,
  );
}
