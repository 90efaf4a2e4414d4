import type { ColumnSchema } from '@huntbook/kql';
import type { CellValue } from '@huntbook/workspace';

type KqlType = ColumnSchema['type'];

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `1234567` → `1,234,567`. */
export function formatCount(value: number): string {
  return grouped.format(value);
}

/** `12 rows`, `1 row`: a count with its noun. */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : many}`;
}

/** `1234567` → `1.2M`: for tight places; four characters at most up to 999 billion. */
export function formatCompact(value: number): string {
  if (Math.abs(value) < 10_000) return formatCount(value);
  for (const [size, unit] of [
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    // 0.9995 of a unit would round up to 1000 of the smaller one.
    if (Math.abs(value) >= size * 0.9995) {
      const scaled = value / size;
      return `${scaled.toFixed(Math.abs(scaled) < 9.95 ? 1 : 0)}${unit}`;
    }
  }
  return formatCount(value);
}

/** Bytes in binary units: `1536` → `1.5 KiB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1023.95 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

/** Milliseconds as people say them: `4 ms`, `1.3 s`, `2 min 5 s`, `3 h 10 min`, `2 d 4 h`. */
export function formatDuration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const steps: readonly [number, string, number, string][] = [
    [86_400, 'd', 3_600, 'h'],
    [3_600, 'h', 60, 'min'],
    [60, 'min', 1, 's'],
  ];
  for (const [size, name, part, partName] of steps) {
    if (whole >= size) {
      const rest = Math.floor((whole % size) / part);
      return rest ? `${Math.floor(whole / size)} ${name} ${rest} ${partName}` : `${Math.floor(whole / size)} ${name}`;
    }
  }
  return `${whole} s`;
}

/** An ISO 8601 instant in UTC → `2026-11-20 10:00:05.25`, a fraction of zero left out. Other text stays as it is. */
export function formatTime(iso: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d+))?Z$/.exec(iso);
  if (!match) return iso;
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  return `${match[1]} ${match[2]}${fraction ? `.${fraction}` : ''}`;
}

/** To the minute: `2026-11-20 10:00`. */
export function formatMinute(iso: string): string {
  return formatTime(iso).slice(0, 16);
}

/** `2026-11-20 10:00 to 2026-11-21 09:30 UTC`, the day said once where both ends share it. */
export function formatSpan(start: string, end: string): string {
  const from = formatMinute(start);
  const to = formatMinute(end);
  return `${from} to ${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to} UTC`;
}

/** A number with as many digits as help: integers grouped, small fractions with four significant digits. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value)) return formatCount(value);
  if (Math.abs(value) >= 1000) return value.toLocaleString('en-US', { maximumFractionDigits: 1 });
  return String(Number(value.toPrecision(4)));
}

/** Whether cells of the type are aligned at their right edge. */
export function isNumeric(type: KqlType): boolean {
  return type === 'int' || type === 'long' || type === 'real' || type === 'decimal';
}

/** Columns of numbers that are names, not amounts: no thousands separators. */
const idColumn = /(?:^|_)id$|Id$|ID$|Port$|^LogonType$|^Level$|^Task$|^Pid$|^RecordId$/;

/** A cell as one line of text; null and '' are ''. */
export function formatCell(value: CellValue | undefined, column: ColumnSchema): string {
  if (value === null || value === undefined || value === '') return '';
  switch (typeof value) {
    case 'number':
      return idColumn.test(column.name) && Number.isInteger(value) ? String(value) : formatNumber(value);
    case 'bigint':
      return value.toString();
    case 'boolean':
      return value ? 'true' : 'false';
    case 'string':
      if (column.type === 'timespan') return value.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
      return column.type === 'datetime' ? formatTime(value) : value;
    default:
      return JSON.stringify(value);
  }
}
