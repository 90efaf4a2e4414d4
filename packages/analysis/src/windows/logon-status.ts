/** NTSTATUS codes of failed logons (Status and SubStatus of 4625 and 4776), after Microsoft's list for event 4625. */
const LOGON_STATUS: Readonly<Record<string, string>> = {
  '0x0': 'success',
  '0xc000005e': 'no logon server available',
  '0xc0000064': 'user name does not exist',
  '0xc000006a': 'wrong password',
  '0xc000006c': 'password does not meet the policy',
  '0xc000006d': 'unknown user name or bad password',
  '0xc000006e': 'account restriction',
  '0xc000006f': 'outside the allowed hours',
  '0xc0000070': 'from a workstation that is not allowed',
  '0xc0000071': 'password expired',
  '0xc0000072': 'account disabled',
  '0xc00000dc': 'server in the wrong state',
  '0xc000009a': 'not enough system resources',
  '0xc0000133': 'clocks too far apart',
  '0xc000015b': 'logon type not granted',
  '0xc000018c': 'trust between domains failed',
  '0xc000018d': 'trust with the workstation failed',
  '0xc0000192': 'logon service not started',
  '0xc0000193': 'account expired',
  '0xc0000199': 'workstation trust account used',
  '0xc0000224': 'password must be changed first',
  '0xc0000225': 'object not found',
  '0xc0000234': 'account locked out',
  '0xc00002ee': 'an error occurred during logon',
  '0xc0000371': 'no secret of the account in the local store',
  '0xc0000380': 'wrong smart card PIN',
  '0xc0000413': 'machine refused by the authentication firewall',
};

/** What a logon status code says; undefined for codes not known. Takes `0xC000006A` and numbers, signed ones too. */
export function logonStatus(code: string | number | null | undefined): string | undefined {
  if (code === null || code === undefined || code === '') return undefined;
  const value = typeof code === 'number' ? code : Number(code.trim());
  return Number.isInteger(value) ? LOGON_STATUS[`0x${(value >>> 0).toString(16)}`] : undefined;
}

/** The same for Kerberos failure codes of 4768, 4769 and 4771 (RFC 4120, section 7.5.9). */
const KERBEROS: Readonly<Record<number, string>> = {
  0: 'success',
  1: "client's entry expired",
  2: "server's entry expired",
  6: 'client not found',
  7: 'server not found',
  8: 'several entries for one principal',
  9: 'client or server has no key',
  12: 'policy does not allow the request',
  13: 'option cannot be met',
  14: 'encryption type not supported',
  18: 'account disabled, expired or locked out',
  23: 'password expired',
  24: 'wrong password',
  25: 'pre-authentication required',
  27: 'user-to-user ticket required',
  31: 'integrity check failed',
  32: 'ticket expired',
  33: 'ticket not yet valid',
  34: 'request replayed',
  37: 'clocks too far apart',
  41: 'message modified',
  60: 'general error',
  68: 'wrong realm',
};

export function kerberosStatus(code: string | number | null | undefined): string | undefined {
  if (code === null || code === undefined || code === '') return undefined;
  return KERBEROS[Number(code)];
}
