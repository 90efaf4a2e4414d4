import { constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import type { ArchiveLimits } from './model.js';

type Inflate = (bytes: Uint8Array, options: { maxOutputLength: number; finishFlush?: number }) => Uint8Array;

const RATIO_FROM = 2 ** 20;

/** Undefined where the bytes are no such stream, or unpack to more than the limits allow. */
function bounded(inflate: Inflate, bytes: Uint8Array, limits: ArchiveLimits, room: number): Uint8Array | undefined {
  const most = Math.min(room, Math.max(RATIO_FROM, bytes.length * limits.ratio));
  if (most < 1) return undefined;
  try {
    return inflate(bytes, { maxOutputLength: most });
  } catch {
    return undefined;
  }
}

export function inflateRaw(bytes: Uint8Array, limits: ArchiveLimits, room = limits.bytes): Uint8Array | undefined {
  return bounded(inflateRawSync, bytes, limits, room);
}

/** A zlib stream (RFC 1950). */
export function inflateZlib(bytes: Uint8Array, limits: ArchiveLimits): Uint8Array | undefined {
  return bounded(inflateSync, bytes, limits, limits.bytes);
}

/** A gzip stream; one that was cut short gives what is there. */
export function gunzip(bytes: Uint8Array, limits: ArchiveLimits): Uint8Array | undefined {
  return (
    bounded(gunzipSync, bytes, limits, limits.bytes) ??
    bounded(
      (input, options) => gunzipSync(input, { ...options, finishFlush: constants.Z_SYNC_FLUSH }),
      bytes,
      limits,
      limits.bytes,
    )
  );
}
