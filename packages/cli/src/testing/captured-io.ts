import picocolors from 'picocolors';
import type { Io } from '../console/io.js';

export interface CapturedIo extends Io {
  readonly stdout: () => string;
  readonly stdoutBytes: () => Buffer;
  readonly stderr: () => string;
}

/** Surroundings of a command that keep what it writes. */
export function capturedIo(
  options: { env?: Record<string, string>; input?: string; signal?: AbortSignal; onOut?: (text: string) => void } = {},
): CapturedIo {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  const output = (chunks: Buffer[], seen: (text: string) => void = () => {}) => ({
    isTerminal: false,
    width: undefined,
    colors: picocolors.createColors(false),
    write: async (data: string | Uint8Array) => {
      chunks.push(Buffer.from(data));
      seen(Buffer.from(data).toString());
    },
  });
  return {
    out: output(out, options.onOut),
    err: output(err),
    env: options.env ?? {},
    signal: options.signal ?? new AbortController().signal,
    readInput: async () => options.input ?? '',
    stdout: () => Buffer.concat(out).toString(),
    stdoutBytes: () => Buffer.concat(out),
    stderr: () => Buffer.concat(err).toString(),
  };
}
