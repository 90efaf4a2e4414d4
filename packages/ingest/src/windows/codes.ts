const LOGON_TYPES: Readonly<Record<number, string>> = {
  0: '0 - System',
  2: '2 - Interactive',
  3: '3 - Network',
  4: '4 - Batch',
  5: '5 - Service',
  7: '7 - Unlock',
  8: '8 - NetworkCleartext',
  9: '9 - NewCredentials',
  10: '10 - RemoteInteractive',
  11: '11 - CachedInteractive',
  12: '12 - CachedRemoteInteractive',
  13: '13 - CachedUnlock',
};

export function logonTypeName(type: number): string {
  return LOGON_TYPES[type] ?? String(type);
}

/**
 * Message codes of the security log (parameter messages of msobjs.dll), for columns that are read by people.
 * TokenElevationType stays `%%1936`, as Log Analytics has it and queries compare it.
 */
const MESSAGE_CODES: Readonly<Record<string, string>> = {
  '%%1831': 'Anonymous',
  '%%1832': 'Identification',
  '%%1833': 'Impersonation',
  '%%1840': 'Delegation',
  '%%1841': 'Denied by process trust label',
  '%%1842': 'Yes',
  '%%1843': 'No',
  '%%2304': 'An error occurred during logon.',
  '%%2305': 'The specified user account has expired.',
  '%%2306': 'The NetLogon component is not active.',
  '%%2307': 'Account locked out.',
  '%%2308': 'The user has not been granted the requested logon type at this machine.',
  '%%2309': "The specified account's password has expired.",
  '%%2310': 'Account currently disabled.',
  '%%2311': 'Account logon time restriction violation.',
  '%%2312': 'User not allowed to logon at this computer.',
  '%%2313': 'Unknown user name or bad password.',
  '%%2314': 'Domain sid inconsistent.',
};

export const RESOLVED_COLUMNS: ReadonlySet<string> = new Set([
  'ElevatedToken',
  'FailureReason',
  'ImpersonationLevel',
  'VirtualAccount',
]);

export function resolveMessageCode(value: string): string {
  return MESSAGE_CODES[value] ?? value;
}

const LEVELS: Readonly<Record<number, string>> = {
  0: 'LogAlways',
  1: 'Critical',
  2: 'Error',
  3: 'Warning',
  4: 'Information',
  5: 'Verbose',
};

export function levelName(level: number): string {
  return LEVELS[level] ?? '';
}

export function levelNumber(name: string): number | undefined {
  const wanted = name.toLowerCase();
  for (const [level, text] of Object.entries(LEVELS)) if (text.toLowerCase() === wanted) return Number(level);
  return undefined;
}

const CHANNELS: readonly string[] = [
  'Security',
  'System',
  'Application',
  'Setup',
  'Windows PowerShell',
  'Microsoft-Windows-Sysmon/Operational',
  'Microsoft-Windows-PowerShell/Operational',
  'Microsoft-Windows-WMI-Activity/Operational',
  'Microsoft-Windows-TaskScheduler/Operational',
  'Microsoft-Windows-TerminalServices-LocalSessionManager/Operational',
  'Microsoft-Windows-Windows Defender/Operational',
  'Microsoft-Windows-Bits-Client/Operational',
];
const channelByLowerCase = new Map(CHANNELS.map((channel) => [channel.toLowerCase(), channel]));

/** The channel's name as Windows spells it, for the common ones; collectors vary its case. */
export function canonicalChannel(channel: string): string {
  return channelByLowerCase.get(channel.toLowerCase()) ?? channel;
}
