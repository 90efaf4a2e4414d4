import { isTarHeader } from './tar.js';

const startsWith = (bytes: Uint8Array, ...magic: readonly number[]): boolean =>
  magic.every((byte, i) => bytes[i] === byte);

/** What kind of file bytes begin like, by their leading bytes; null where unknown. */
export function fileType(bytes: Uint8Array): string | null {
  if (startsWith(bytes, 0x50, 0x4b, 3, 4)) return 'zip';
  if (startsWith(bytes, 0x1f, 0x8b, 8)) return 'gz';
  if (startsWith(bytes, 0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c)) return '7z';
  if (startsWith(bytes, 0x52, 0x61, 0x72, 0x21, 0x1a, 7)) return 'rar';
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)) return 'pdf';
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return 'msi';
  if (startsWith(bytes, 0x4d, 0x53, 0x57, 0x49, 0x4d, 0, 0, 0)) return 'wim';
  if (startsWith(bytes, 0x4d, 0x5a, 0x90, 0, 3) || (startsWith(bytes, 0x4d, 0x5a) && bytes.length >= 64))
    return executableType(bytes);
  return isTarHeader(bytes, 0) ? 'tar' : null;
}

const DLL = 0x2000;
const NATIVE = 1;

/** `dll` and `sys` by the PE header (Microsoft's PE format: characteristics and subsystem), where it is there. */
function executableType(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 64) return 'exe';
  const header = view.getUint32(60, true);
  if (header + 94 > bytes.length || view.getUint32(header, true) !== 0x4550) return 'exe';
  if (view.getUint16(header + 22, true) & DLL) return 'dll';
  return view.getUint16(header + 92, true) === NATIVE ? 'sys' : 'exe';
}
