import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Answer } from './engine.js';

/** Recorded answers of the reference engine, read in place beside the repository. */
export interface ReferenceRecord {
  readonly id: string;
  readonly category: string;
  readonly query: string;
  readonly ordered?: boolean;
  readonly setOrder?: boolean;
  readonly anyValue?: boolean;
  readonly skipReason?: string;
  readonly expectError?: boolean;
  readonly typeClasses?: readonly string[];
  readonly expected?: {
    readonly columns?: readonly string[];
    readonly rows: readonly (readonly unknown[])[];
    readonly types?: readonly string[];
  };
}

const folder = fileURLToPath(new URL('../../../../../shared/kql/', import.meta.url));

export function corpus(file: string): readonly ReferenceRecord[] | undefined {
  const path = `${folder}${file}.json`;
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ReferenceRecord[]) : undefined;
}

export function corpusFile(file: string): unknown {
  const path = `${folder}${file}`;
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** True where names, number of rows and every cell agree; unordered answers are compared as multisets. */
export function agrees(record: ReferenceRecord, answer: Answer): boolean {
  const wanted = record.expected!;
  const names = answer.columns.map((column) => column.name);
  if (JSON.stringify(names) !== JSON.stringify(wanted.columns) || wanted.rows.length !== answer.rows.length)
    return false;
  const types = record.typeClasses ?? wanted.types ?? names.map(() => 'string');
  const shape = (rows: readonly (readonly unknown[])[]) =>
    rows.map((row) => row.map((value, index) => normal(value, types[index] ?? 'string')));
  const left = shape(answer.rows);
  const loose = record.setOrder === true;
  return shape(wanted.rows).every((row, index) => {
    const at = record.ordered
      ? same(row, left[index], loose)
        ? index
        : -1
      : left.findIndex((other) => same(row, other, loose));
    if (at >= 0 && !record.ordered) left.splice(at, 1);
    return at >= 0;
  });
}

function normal(value: unknown, type: string): unknown {
  if (value === null || value === undefined) return type === 'string' ? '' : null;
  switch (type) {
    case 'bool':
      return value === true || value === 1 || /^(1|true)$/i.test(String(value));
    case 'datetime': {
      const [, instant = '', fraction = ''] = /^(.*?)(?:\.(\d+))?Z?$/.exec(String(value)) ?? [];
      return `${instant}.${fraction.slice(0, 6).padEnd(6, '0')}`;
    }
    case 'timespan':
      return micros(String(value));
    case 'guid':
      return String(value).toLowerCase();
    case 'dynamic':
      return typeof value === 'string' ? parsed(value) : value;
    case 'int':
    case 'long':
    case 'real':
    case 'decimal':
      return number(value);
    default:
      return value;
  }
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function number(value: unknown): unknown {
  const text = String(value);
  if (/^[+]?(∞|inf(inity)?)$/i.test(text)) return Infinity;
  if (/^-(∞|inf(inity)?)$/i.test(text)) return -Infinity;
  return Number(text);
}

function micros(text: string): unknown {
  const [, sign, days = '0', hours, minutes, seconds, fraction = ''] =
    /^(-)?(?:(\d+)\.)?(\d+):(\d+):(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (hours === undefined) return text;
  const whole = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  return (sign ? -1 : 1) * (whole * 1e6 + Math.trunc(Number(`0.${fraction || 0}`) * 1e6));
}

function same(a: unknown, b: unknown, loose: boolean): boolean {
  if (Object.is(a, b) || a === b) return true;
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));
  if (Array.isArray(a) && Array.isArray(b)) return sameList(a, b, loose);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return (a ?? null) === (b ?? null);
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length && keys.every((key) => key in right && same(left[key], right[key], loose))
  );
}

function sameList(a: readonly unknown[], b: readonly unknown[], loose: boolean): boolean {
  if (a.length !== b.length) return false;
  if (!loose) return a.every((value, index) => same(value, b[index], loose));
  const left = [...b];
  return a.every((value) => {
    const at = left.findIndex((other) => same(value, other, loose));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
