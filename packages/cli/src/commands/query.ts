import { readFile } from 'node:fs/promises';
import type { KqlError } from '@huntbook/kql';
import { CliError } from '../console/cli-error.js';
import { exitCodes } from '../console/exit-codes.js';
import type { Io } from '../console/io.js';
import { reportError } from '../console/report-error.js';
import { type OutputFormat, outputFormat, writeTable } from '../console/write-table.js';
import { timespanOf } from '../text/time.js';
import { type WorkspaceOptions, withWorkspace } from './with-workspace.js';

export interface QueryCommandOptions extends WorkspaceOptions {
  readonly file?: string;
  readonly stdin?: boolean;
  readonly format?: OutputFormat;
  readonly output?: string;
  readonly start?: string;
  readonly end?: string;
  readonly maxRows?: number;
  readonly verbose?: boolean;
}

async function readQuery(kql: string | undefined, { file, stdin }: QueryCommandOptions, io: Io): Promise<string> {
  const given = [kql !== undefined, file !== undefined, stdin === true].filter(Boolean).length;
  if (given !== 1) {
    throw new CliError(given === 0 ? 'No query was given' : 'The query was given more than once', {
      hint: 'Write it as one argument in quotes, or name a file with -f, or send it to --stdin.',
      exitCode: exitCodes.badQuery,
    });
  }
  if (kql !== undefined) return kql;
  if (stdin) return io.readInput();
  try {
    return (await readFile(file!, 'utf8')).replace(/^\ufeff/, '');
  } catch (error) {
    throw new CliError(`Cannot read ${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** `huntbook query`: answers KQL in the format asked for. */
export async function query(kql: string | undefined, options: QueryCommandOptions, io: Io): Promise<number> {
  const text = await readQuery(kql, options, io);
  const timespan = timespanOf(options);
  outputFormat(options, io);
  try {
    await withWorkspace(options, io, async (workspace) => {
      const table = await workspace.query(text, {
        signal: io.signal,
        ...(timespan ? { timespan } : {}),
        ...(options.maxRows === undefined ? {} : { maxRows: options.maxRows }),
      });
      await writeTable(table, options, io);
    });
    return exitCodes.ok;
  } catch (error) {
    return reportError(error as KqlError, io, { verbose: options.verbose ?? false, query: text });
  }
}
