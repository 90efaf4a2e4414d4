import type { ExplorerInfo } from '@huntbook/explorers';

type EntityKind = ExplorerInfo['entity'];

const hostColumn =
  /^(computer|host|hostname|devicename|dvc|dvchostname|workstationname|compromisedentity|vmname|sourcehost|targethost|computername)$/i;
const accountColumn =
  /^(account|user|username|accountname|userprincipalname|(target|subject|initiatingprocess)(user|account)name)$/i;
const ipv4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;
/** Only what is shortened or has all eight groups: `10:00:00` is a time, six groups are a MAC address. */
const ipv6 = /^(?=.*::|(?:[^:]*:){7}[^:]*$)[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}$/i;

/** What kind of entity a cell names, told by its column's name or the value itself. */
export function entityOfValue(column: string, value: string): EntityKind | undefined {
  const text = value.trim();
  if (!text || text === '-') return undefined;
  if (ipv4.test(text)) return text.split('.').every((part) => Number(part) <= 255) ? 'ip' : undefined;
  if (text.length <= 45 && text.includes(':') && ipv6.test(text)) return 'ip';
  if (hostColumn.test(column)) return 'host';
  if (accountColumn.test(column)) return 'account';
  return undefined;
}
