/** Events whose account is the one that logs on or off, is asked for or checked, not the one that reports it. */
const TARGET_IS_ACCOUNT: ReadonlySet<number> = new Set([4624, 4625, 4626, 4627, 4634, 4647]);
const SERVICE_SIDS: ReadonlySet<string> = new Set(['S-1-5-18', 'S-1-5-19', 'S-1-5-20']);
const SERVICE_NAMES: ReadonlySet<string> = new Set(['SYSTEM', 'LOCAL SERVICE', 'NETWORK SERVICE']);

export function qualifiedName(domain: string | undefined, user: string | undefined): string {
  if (user === undefined || user === '') return '';
  return domain === undefined || domain === '' ? user : `${domain}\\${user}`;
}

export interface EventAccount {
  readonly account: string;
  /** `User` or `Machine`, '' when the event names no account. */
  readonly accountType: string;
}

/** The account of a security event and its kind, as Log Analytics derives them. */
export function accountOf(eventId: number, get: (name: string) => string | undefined): EventAccount {
  const target = TARGET_IS_ACCOUNT.has(eventId);
  const user = get(target ? 'TargetUserName' : 'SubjectUserName');
  if (user === undefined || user === '') {
    const whole = get('TargetUser') ?? '';
    return { account: whole, accountType: whole === '' ? '' : 'User' };
  }
  const account = qualifiedName(get(target ? 'TargetDomainName' : 'SubjectDomainName'), user);
  const sid = get(target ? 'TargetUserSid' : 'SubjectUserSid') ?? '';
  const machine = user.endsWith('$') || SERVICE_SIDS.has(sid) || SERVICE_NAMES.has(user.toUpperCase());
  return { account, accountType: machine ? 'Machine' : 'User' };
}
