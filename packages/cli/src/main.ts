import { exitCodes } from './console/exit-codes.js';
import { processIo } from './console/io.js';
import { run } from './run.js';

/** The command line's entry: runs a command in this process and sets its exit code. */
export async function main(args: readonly string[]): Promise<void> {
  const abort = new AbortController();
  const interrupt = () => {
    // A second Ctrl-C does not wait for anything.
    if (abort.signal.aborted) process.exit(exitCodes.interrupted);
    abort.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  // `huntbook query ... | head` closes the pipe when it has seen enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.ok);
    throw error;
  });
  process.exitCode = await run(args, processIo(abort.signal));
  process.off('SIGINT', interrupt);
  process.off('SIGTERM', interrupt);
}
