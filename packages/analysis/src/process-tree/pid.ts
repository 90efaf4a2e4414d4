/** A process id from a number, or hex (`0x1a4`) or decimal text (`420`, `420.0`); NaN where it is none. */
export function parsePid(value: string | number | bigint | null | undefined): number {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 ? value : Number.NaN;
  if (typeof value === 'bigint') return parsePid(Number(value));
  if (value === null || value === undefined || value.length > 20) return Number.NaN;
  const text = value.trim();
  if (/^0x[0-9a-f]+$/i.test(text)) return Number.parseInt(text, 16);
  return /^\d+(?:\.0*)?$/.test(text) ? Number.parseInt(text, 10) : Number.NaN;
}

/** A process id for people: `0x1a4` or `420`; `NA` where unknown. */
export function formatPid(pid: number, format: 'hex' | 'dec' = 'hex'): string {
  if (Number.isNaN(pid)) return 'NA';
  return format === 'hex' ? `0x${pid.toString(16)}` : String(pid);
}
