import { destination, type Logger, pino } from 'pino';

/** Writes JSON lines to standard error: methods, routes, states and times, never a token and never log content. */
export function createLog(level: 'debug' | 'info' | 'warn' | 'error' | 'silent' = 'warn'): Logger {
  return pino({ level, base: null }, destination({ fd: 2, sync: true }));
}

/** What may be logged of an error: its kind and where it happened. Messages may quote log content. */
export function errorTrace(error: unknown): { name: string; at: string } {
  if (!(error instanceof Error)) return { name: typeof error, at: '' };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: error.name, at: frames.slice(0, 8).join('\n') };
}
