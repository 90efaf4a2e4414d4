import { readFile } from 'node:fs/promises';
import { CliError } from '../console/cli-error.js';
import { exitCodes } from '../console/exit-codes.js';
import type { Io } from '../console/io.js';
import { quickStart } from '../console/quick-start.js';
import { reportError } from '../console/report-error.js';
import { type OutputFormat, outputFormat, writeTable } from '../console/write-table.js';
import { timespanOf } from '../text/time.js';
import { workspaceFolder } from '../workspace-folder.js';
import { tables } from './tables.js';
import { hasWorkspace, type WorkspaceOptions, withQueries } from './with-workspace.js';

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

async function readQuery(
  kql: string | undefined,
  { file, stdin }: QueryCommandOptions,
  io: Io,
): Promise<string | undefined> {
  const given = [kql !== undefined, file !== undefined, stdin === true].filter(Boolean).length;
  if (given === 0) return undefined;
  if (given > 1) {
    throw new CliError('The query was given more than once', {
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

/** `huntbook query`: answers KQL in the format asked for; without a query it lists the tables that can be asked. */
export async function query(kql: string | undefined, options: QueryCommandOptions, io: Io): Promise<number> {
  quickStart();
  const text = await readQuery(kql, options, io);
  if (text === undefined) return tables(options, io);
  const timespan = timespanOf(options);
  outputFormat(options, io);
  try {
    await withQueries(options, io, async (workspace) => {
      const table = await workspace.query(text, {
        signal: io.signal,
        ...(timespan ? { timespan } : {}),
        ...(options.maxRows === undefined ? {} : { maxRows: options.maxRows }),
      });
      await writeTable(table, options, io);
    });
    return exitCodes.ok;
  } catch (error) {
    const exitCode = await reportError(error, io, { verbose: options.verbose ?? false, query: text });
    const tableMissing = error instanceof Error && 'code' in error && error.code === 'table-missing';
    if (tableMissing && !hasWorkspace(options, io)) {
      await io.err.write(`There is no workspace at ${workspaceFolder(options.workspace, io)} yet.\n`);
    }
    return exitCode;
  }
}
