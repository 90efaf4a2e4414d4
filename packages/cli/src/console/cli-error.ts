import { exitCodes } from './exit-codes.js';

/** A failure that the command foresaw: one line of what, one of what to do. */
export class CliError extends Error {
  readonly hint: string | undefined;
  readonly exitCode: number;
  constructor(message: string, options?: ErrorOptions & { hint?: string; exitCode?: number }) {
    super(message, options);
    this.name = 'CliError';
    this.hint = options?.hint;
    this.exitCode = options?.exitCode ?? exitCodes.failed;
  }
}
