const LOGON_TYPES: Readonly<Record<number, string>> = {
  0: 'Unknown',
  2: 'Interactive',
  3: 'Network',
  4: 'Batch',
  5: 'Service',
  7: 'Unlock',
  8: 'NetworkCleartext',
  9: 'NewCredentials',
  10: 'RemoteInteractive',
  11: 'CachedInteractive',
  12: 'CachedRemoteInteractive',
  13: 'CachedUnlock',
};

/** Name of a logon type; its number as text where Windows names none. */
export function logonTypeName(type: number): string {
  return LOGON_TYPES[type] ?? String(type);
}

const START_TYPES = ['Boot', 'System', 'Automatic', 'Manual', 'Disabled'];

/** Start type of a service (SERVICE_* of winsvc.h); the value itself where it is none. */
export function serviceStartType(value: string | number): string {
  const text = String(value).trim();
  return /^\d+$/.test(text) ? (START_TYPES[Number(text)] ?? text) : text;
}

const SERVICE_TYPES: Readonly<Record<number, string>> = {
  1: 'Kernel Driver',
  2: 'File System Driver',
  8: 'Recognizer Driver',
  16: 'Win32 Own Process',
  32: 'Win32 Share Process',
  80: 'User Own Process',
  96: 'User Share Process',
  272: 'Interactive Win32 Own Process',
  288: 'Interactive Win32 Share Process',
};

/** Type of a service, from hex (`0x10`) or decimal text or a number; the value itself where it is none. */
export function serviceType(value: string | number): string {
  const text = String(value).trim();
  return /^(?:0x[0-9a-f]+|\d+)$/i.test(text) ? (SERVICE_TYPES[Number(text)] ?? text) : text;
}

const WELL_KNOWN_SIDS: Readonly<Record<string, string>> = {
  'S-1-0-0': 'Null',
  'S-1-1-0': 'Everyone',
  'S-1-5-6': 'SERVICE',
  'S-1-5-7': 'ANONYMOUS LOGON',
  'S-1-5-11': 'Authenticated Users',
  'S-1-5-18': 'LOCAL_SYSTEM',
  'S-1-5-19': 'LOCAL_SERVICE',
  'S-1-5-20': 'NETWORK_SERVICE',
  'S-1-5-32-544': 'Administrators',
  'S-1-5-32-545': 'Users',
  'S-1-5-32-546': 'Guests',
  'S-1-5-32-551': 'Backup Operators',
  'S-1-5-32-555': 'Remote Desktop Users',
};
const RELATIVE_IDS: Readonly<Record<string, string>> = {
  500: 'administrator',
  501: 'guest',
  502: 'krbtgt',
  512: 'Domain Admins',
  513: 'Domain Users',
  518: 'Schema Admins',
  519: 'Enterprise Admins',
};

/** What is to be said of a SID: a well-known one, a relative id, and whether it is of a machine or domain. */
export function sidNotes(sid: string): string[] {
  const text = sid.trim().toUpperCase();
  const known = WELL_KNOWN_SIDS[text];
  if (known) return [known];
  if (!text.startsWith('S-1-5-21-')) return [];
  const relative = RELATIVE_IDS[text.slice(text.lastIndexOf('-') + 1)];
  return relative && text.split('-').length === 8
    ? [relative, 'machine or domain account']
    : ['machine or domain account'];
}
