/**
 * A logon id as Windows prints it in current events: lower-case hex without zero padding, `0x3e7`.
 * Takes hex of any case and padding, and decimal text, numbers and bigints (as Defender writes them).
 * Text that is no number, and negative numbers, are only trimmed and lower-cased. Null gives ''.
 */
export function normaliseLogonId(value: string | number | bigint | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'bigint') return value < 0n ? value.toString() : `0x${value.toString(16)}`;
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value) && value >= 0) return `0x${value.toString(16)}`;
    return Number.isNaN(value) ? '' : String(value);
  }
  if (isCanonical(value)) return value;
  const text = value.trim().toLowerCase();
  if (/^0x[0-9a-f]{1,32}$/.test(text)) return `0x${text.slice(2).replace(/^0+(?=.)/, '')}`;
  if (/^[0-9]{1,20}$/.test(text)) return `0x${BigInt(text).toString(16)}`;
  return text;
}

function isCanonical(value: string): boolean {
  if (value.length < 3 || value.length > 18 || value.charCodeAt(0) !== 48 || value.charCodeAt(1) !== 120) return false;
  if (value.charCodeAt(2) === 48 && value.length > 3) return false;
  for (let i = 2; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (!((code >= 48 && code <= 57) || (code >= 97 && code <= 102))) return false;
  }
  return true;
}

/**
 * Whether a session is the operating system's own: LocalSystem (0x3e7) on Windows, none (-1) on Linux,
 * also where auditd writes -1 as the unsigned 4294967295.
 */
export function isSystemLogon(value: string | number | bigint | null | undefined): boolean {
  if (value === '0x3e7' || value === '-1') return true;
  const id = normaliseLogonId(value);
  return id === '0x3e7' || id === '-1' || id === '0xffffffff';
}
