import type { RawCell } from '@huntbook/ingest';
import type { KqlType } from '@huntbook/kql';
import { datetimeText, timespanText } from '../engine/cell-text.js';

const int32 = 2_147_483_648;
const int64 = 9_223_372_036_854_775_808n;
const instant = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,7}))?(?:Z|\+00:00)$/;
const guid = /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

/** The cell as another type holds it, or undefined where that would lose something. */
export function convertCell(cell: RawCell, from: KqlType, to: KqlType): RawCell | undefined {
  if (cell === null || from === to) return cell;
  if (to === 'string') return cellText(cell, from);
  if (cell === '') return null;
  if (to === 'dynamic') return typeof cell === 'string' ? JSON.stringify(cell) : jsonOf(cell, from);
  switch (to) {
    case 'int':
    case 'long':
      return toLong(cell, from, to);
    case 'real':
      return toReal(cell, from);
    case 'decimal':
      return from === 'int' || from === 'long' ? String(cell) : undefined;
    case 'bool':
      return cell === 'true' ? true : cell === 'false' ? false : undefined;
    case 'datetime':
      return typeof cell === 'string' ? microsOf(cell) : undefined;
    case 'guid':
      return typeof cell === 'string' && guid.test(cell) ? cell : undefined;
    default:
      return undefined;
  }
}

/** The narrowest type that holds the cells of both. */
export function widerType(one: KqlType, other: KqlType): KqlType {
  const pair = new Set([one, other]);
  if (pair.size === 1) return one;
  if (pair.has('dynamic')) return 'dynamic';
  if ([...pair].every((type) => type === 'int' || type === 'long')) return 'long';
  if ([...pair].every((type) => type === 'int' || type === 'real')) return 'real';
  return 'string';
}

function cellText(cell: RawCell, from: KqlType): string {
  if (cell === null) return '';
  if (from === 'datetime') return datetimeText(BigInt(cell));
  if (from === 'timespan') return timespanText(BigInt(cell));
  return String(cell);
}

function jsonOf(cell: RawCell, from: KqlType): string {
  return from === 'datetime' || from === 'timespan' ? JSON.stringify(cellText(cell, from)) : String(cell);
}

function toLong(cell: RawCell, from: KqlType, to: 'int' | 'long'): RawCell | undefined {
  if (from === 'bool' || from === 'datetime' || from === 'timespan') return undefined;
  if (typeof cell === 'number' && !Number.isSafeInteger(cell)) return undefined;
  const text = String(cell);
  if (!/^-?\d{1,19}$/.test(text)) return undefined;
  const value = BigInt(text);
  if (value.toString() !== text) return undefined;
  if (to === 'int') return value >= -int32 && value < int32 ? Number(value) : undefined;
  return value >= -int64 && value < int64 ? value : undefined;
}

function toReal(cell: RawCell, from: KqlType): RawCell | undefined {
  if (from === 'bool' || from === 'datetime' || from === 'timespan') return undefined;
  const value = Number(cell);
  return Number.isFinite(value) && String(value) === String(cell) ? value : undefined;
}

function microsOf(text: string): number | undefined {
  const match = instant.exec(text);
  if (!match) return undefined;
  const millis = Date.parse(`${match[1]}T${match[2]}Z`);
  if (Number.isNaN(millis)) return undefined;
  const fraction = (match[3] ?? '').padEnd(7, '0');
  return fraction.endsWith('0') ? millis * 1000 + Number(fraction.slice(0, 6)) : undefined;
}
