/** Value types of Windows binary XML ([MS-EVEN6] 2.2.12; libevtx, "Windows XML Event Log (EVTX) format"). */
export const BINARY_XML = 0x21;
const ARRAY = 0x80;
const STRING_ARRAY = 0x81;

/** 1970-01-01 as a FILETIME, by halves. */
const EPOCH_HIGH = 27_111_902;
const EPOCH_LOW = 3_577_643_008;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A FILETIME (100 ns since 1601) as microseconds since 1970 and the tenths of one over. */
function filetime(buffer: Buffer, at: number): { micros: number; tenths: number } {
  const low = buffer.readUInt32LE(at) - EPOCH_LOW;
  const high = buffer.readUInt32LE(at + 4) - EPOCH_HIGH;
  // 2^32 = 429,496,729 * 10 + 6
  const rest = high * 6 + low;
  const whole = Math.floor(rest / 10);
  return { micros: high * 429_496_729 + whole, tenths: rest - whole * 10 };
}

/** Microseconds since 1970 of the FILETIME at the offset. */
export function filetimeMicros(buffer: Buffer, at: number): number {
  return filetime(buffer, at).micros;
}

/** The last second put into words; events come in order. */
let lastSecond = Number.NaN;
let lastText = '';

function filetimeText(buffer: Buffer, at: number): string {
  const { micros, tenths } = filetime(buffer, at);
  const second = Math.floor(micros / 1e6);
  if (!(Math.abs(second) < 8.64e12)) return `0x${buffer.readBigUInt64LE(at).toString(16)}`;
  if (second !== lastSecond) {
    lastSecond = second;
    lastText = new Date(second * 1000).toISOString().slice(0, -5);
  }
  const fraction = (micros - second * 1e6) * 10 + tenths;
  return `${lastText}.${String(fraction).padStart(7, '0')}Z`;
}

function systemTimeText(buffer: Buffer, at: number): string {
  const part = (index: number, width: number) => String(buffer.readUInt16LE(at + index * 2)).padStart(width, '0');
  return `${part(0, 4)}-${part(1, 2)}-${part(3, 2)}T${part(4, 2)}:${part(5, 2)}:${part(6, 2)}.${part(7, 3)}Z`;
}

function guidText(buffer: Buffer, at: number): string {
  const b = (index: number) => HEX[buffer[at + index]!];
  return `{${b(3)}${b(2)}${b(1)}${b(0)}-${b(5)}${b(4)}-${b(7)}${b(6)}-${b(8)}${b(9)}-${b(10)}${b(11)}${b(12)}${b(13)}${b(14)}${b(15)}}`;
}

function sidText(buffer: Buffer, at: number, size: number): string {
  const count = buffer[at + 1]!;
  if (size < 8 + count * 4) throw new RangeError('SID is cut off');
  let text = `S-${buffer[at]}-${buffer.readUIntBE(at + 2, 6)}`;
  for (let index = 0; index < count; index += 1) text += `-${buffer.readUInt32LE(at + 8 + index * 4)}`;
  return text;
}

function utf16(buffer: Buffer, at: number, size: number): string {
  let end = at + (size & ~1);
  while (end > at && buffer[end - 1] === 0 && buffer[end - 2] === 0) end -= 2;
  return buffer.toString('utf16le', at, end);
}

/** Width in bytes of the fixed-size types. */
const WIDTHS: Readonly<Record<number, number>> = {
  3: 1,
  4: 1,
  5: 2,
  6: 2,
  7: 4,
  8: 4,
  9: 8,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  15: 16,
  17: 8,
  18: 16,
  20: 4,
  21: 8,
};

/** A value as Windows writes it in XML. Throws RangeError when it lies outside the buffer. */
export function valueText(buffer: Buffer, type: number, at: number, size: number): string {
  if (size === 0 || type === 0) return '';
  if (at + size > buffer.length || size < (WIDTHS[type] ?? 0)) throw new RangeError('value is cut off');
  switch (type) {
    case 0x01:
      return utf16(buffer, at, size);
    case 0x02:
      return buffer.toString('latin1', at, at + size).replace(/\0+$/, '');
    case 0x03:
      return String(buffer.readInt8(at));
    case 0x04:
      return String(buffer[at]);
    case 0x05:
      return String(buffer.readInt16LE(at));
    case 0x06:
      return String(buffer.readUInt16LE(at));
    case 0x07:
      return String(buffer.readInt32LE(at));
    case 0x08:
      return String(buffer.readUInt32LE(at));
    case 0x09:
      return String(buffer.readBigInt64LE(at));
    case 0x0a:
      return String(buffer.readBigUInt64LE(at));
    case 0x0b:
      return String(buffer.readFloatLE(at));
    case 0x0c:
      return String(buffer.readDoubleLE(at));
    case 0x0d:
      return buffer.readUInt32LE(at) === 0 ? 'false' : 'true';
    case 0x0f:
      return guidText(buffer, at);
    case 0x10:
      return size >= 8 ? `0x${buffer.readBigUInt64LE(at).toString(16)}` : `0x${buffer.readUInt32LE(at).toString(16)}`;
    case 0x11:
      return filetimeText(buffer, at);
    case 0x12:
      return systemTimeText(buffer, at);
    case 0x13:
      return sidText(buffer, at, size);
    case 0x14:
      return `0x${buffer.readUInt32LE(at).toString(16)}`;
    case 0x15:
      return `0x${buffer.readBigUInt64LE(at).toString(16)}`;
    default:
      return buffer.toString('hex', at, at + size).toUpperCase();
  }
}

export function isArray(type: number): boolean {
  return (type & ARRAY) !== 0;
}

/** The members of an array value. Throws RangeError when it lies outside the buffer. */
export function arrayTexts(buffer: Buffer, type: number, at: number, size: number): string[] {
  if (at + size > buffer.length) throw new RangeError('value is cut off');
  if (type === STRING_ARRAY) {
    const texts = buffer.toString('utf16le', at, at + (size & ~1)).split('\0');
    if (texts.at(-1) === '') texts.pop();
    return texts;
  }
  const base = type & ~ARRAY;
  const width = WIDTHS[base];
  if (width === undefined) return [valueText(buffer, 0x0e, at, size)];
  const texts: string[] = [];
  for (let offset = 0; offset + width <= size; offset += width) texts.push(valueText(buffer, base, at + offset, width));
  return texts;
}
