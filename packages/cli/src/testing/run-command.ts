import { run } from '../run.js';
import { type CapturedIo, capturedIo } from './captured-io.js';

export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly io: CapturedIo;
}

/** Runs a command line in this process and gives what it wrote and returned. */
export async function runCommand(
  args: readonly string[],
  options?: Parameters<typeof capturedIo>[0],
): Promise<CommandResult> {
  const io = capturedIo(options);
  const exitCode = await run(args, io);
  return { exitCode, stdout: io.stdout(), stderr: io.stderr(), io };
}
