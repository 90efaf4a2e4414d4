import { plain } from '../text/plain.js';
import { CliError } from './cli-error.js';
import { exitCodes } from './exit-codes.js';
import type { Io } from './io.js';

interface CodedError {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
}

/** The errors of huntbook's packages all have a code, and a hint or none. */
function isCoded(error: unknown): error is Error & CodedError {
  return error instanceof Error && 'code' in error && 'hint' in error;
}

async function withPlace(error: Error, query: string | undefined): Promise<string | undefined> {
  if (query === undefined) return undefined;
  const { KqlError } = await import('@huntbook/kql');
  const placed = error instanceof KqlError ? error : error.cause;
  if (!(placed instanceof KqlError)) return undefined;
  const { caretText } = await import('../text/caret.js');
  return caretText(query, placed);
}

/** Tells what went wrong in a line, what to do in another, and returns the exit code. */
export async function reportError(
  error: unknown,
  io: Io,
  options: { readonly verbose?: boolean; readonly query?: string } = {},
): Promise<number> {
  const { err } = io;
  const { red, dim } = err.colors;
  const message = error instanceof Error ? error.message : String(error);
  const lines = [`${red('error:')} ${plain(message)}`];
  let exitCode: number = exitCodes.failed;
  let hint: string | undefined;
  if (error instanceof CliError) {
    ({ hint, exitCode } = error);
  } else if (isCoded(error)) {
    hint = error.hint;
    if (error.name === 'KqlError' || error.code === 'table-missing') exitCode = exitCodes.badQuery;
    if (error.code === 'cancelled') exitCode = exitCodes.interrupted;
    const place = await withPlace(error, options.query);
    if (place !== undefined) lines.push(place);
  } else if (io.signal.aborted) {
    exitCode = exitCodes.interrupted;
  } else if (!options.verbose) {
    hint = 'Run again with --verbose to see where it happened.';
  }
  if (hint) lines.push(`${dim('hint:')}  ${plain(hint)}`);
  if (options.verbose && error instanceof Error) lines.push(dim(error.stack ?? ''), ...causes(error).map(dim));
  await err.write(`${lines.join('\n')}\n`);
  return exitCode;
}

function causes(error: Error): string[] {
  const found: string[] = [];
  for (let cause = error.cause; cause instanceof Error; cause = cause.cause) found.push(`caused by ${cause.stack}`);
  return found;
}
