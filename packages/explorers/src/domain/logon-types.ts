/** Windows logon types, as the LogonType field of events 4624 and 4625 numbers them. */
export const logonTypeNames: Readonly<Record<number, string>> = {
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

/** KQL that names the number in `column`; a type without a name shows its number. */
export const logonTypeDescription = (column: string): string =>
  `case(${Object.entries(logonTypeNames)
    .map(([type, name]) => `${column} == ${type}, "${name}"`)
    .join(', ')}, tostring(${column}))`;
