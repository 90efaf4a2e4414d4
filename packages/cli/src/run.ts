import { CommanderError } from 'commander';
import { exitCodes } from './console/exit-codes.js';
import type { Io } from './console/io.js';
import { reportError } from './console/report-error.js';
import { createProgram } from './program.js';

/** Runs one command line and returns its exit code. Never throws. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const written: Promise<void>[] = [];
  const program = createProgram(
    io,
    (code) => {
      exitCode = code;
    },
    (text, where) => written.push(io[where].write(text)),
  );
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.badQuery;
    else exitCode = await reportError(error, io, { verbose: args.includes('--verbose') });
  }
  await Promise.all(written);
  return exitCode;
}
