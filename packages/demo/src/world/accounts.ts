import { DOMAIN, DOMAIN_SID, type Host } from './hosts.js';

export interface Account {
  readonly name: string;
  readonly domain: string;
  readonly sid: string;
  /** Administrators get event 4672 and an elevated token. */
  readonly admin: boolean;
}

function domainAccount(name: string, rid: number, admin = false): Account {
  return { name, domain: DOMAIN, sid: `${DOMAIN_SID}-${rid}`, admin };
}

/** Invented people. The first six sit at the workstations that send logs, the others at silent ones. */
export const PEOPLE: readonly Account[] = [
  'ivarnholt',
  'tquenby',
  'plandrow',
  'mdovelin',
  'hostrick',
  'jfarrowby',
  'nkellswick',
  'rthorgate',
  'mashquill',
  'dpellmont',
  'gwindslow',
  'lhartsedge',
].map((name, n) => domainAccount(name, 1201 + n));

/** The administrators' second accounts. */
export const ADMINS: readonly Account[] = [
  domainAccount('adm_tquenby', 1241, true),
  domainAccount('adm_dpellmont', 1242, true),
  domainAccount('adm_nkellswick', 1243, true),
];

export const SVC_DEPLOY = domainAccount('svc_deploy', 1261, true);
export const SVC_BACKUP = domainAccount('svc_backup', 1262, true);
export const SVC_SQL = domainAccount('svc_sql', 1263);
export const SVC_WEB = domainAccount('svc_web', 1264);
export const SVC_MONITOR = domainAccount('svc_monitor', 1265, true);
export const SERVICES: readonly Account[] = [SVC_DEPLOY, SVC_BACKUP, SVC_SQL, SVC_WEB, SVC_MONITOR];

export const SYSTEM: Account = { name: 'SYSTEM', domain: 'NT AUTHORITY', sid: 'S-1-5-18', admin: true };
export const NETWORK_SERVICE: Account = {
  name: 'NETWORK SERVICE',
  domain: 'NT AUTHORITY',
  sid: 'S-1-5-20',
  admin: true,
};
export const LOCAL_SERVICE: Account = { name: 'LOCAL SERVICE', domain: 'NT AUTHORITY', sid: 'S-1-5-19', admin: true };

export function machineAccount(host: Host): Account {
  return { name: `${host.name}$`, domain: DOMAIN, sid: host.accountSid, admin: false };
}
