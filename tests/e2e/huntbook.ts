import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { repository } from './shared-data.js';

const program = join(repository, 'packages/cli/bin/huntbook.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface Running {
  readonly process: ChildProcess;
  /** What it wrote so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly ended: Promise<Ended>;
}

/** Starts the built command line, as a user's shell does. */
export function start(args: readonly string[], input = ''): Running {
  const { HUNTBOOK_WORKSPACE: _, HUNTBOOK_TOKEN: __, ...env } = process.env;
  const child = spawn(process.execPath, [program, ...args], { env: { ...env, NO_COLOR: '1' } });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.on('error', (error: NodeJS.ErrnoException) => {
    // A command that needs no input may end before it has read any.
    if (error.code !== 'EPIPE') throw error;
  });
  child.stdin.end(input);
  const stdout = () => Buffer.concat(out).toString();
  const stderr = () => Buffer.concat(err).toString();
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout: Buffer.concat(out), stderr: stderr() }));
  });
  return { process: child, stdout, stderr, ended };
}

export function huntbook(args: readonly string[], input?: string): Promise<Ended> {
  return start(args, input).ended;
}
