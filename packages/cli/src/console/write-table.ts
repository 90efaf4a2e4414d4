import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { ExportFormat, Table } from '@huntbook/workspace';
import { duration, plural } from '../text/amounts.js';
import { tableText } from '../text/table-text.js';
import { CliError } from './cli-error.js';
import { exitCodes } from './exit-codes.js';
import type { Io } from './io.js';

export type OutputFormat = 'table' | ExportFormat;

const pieceRows = 5_000;
const shownRows = 1_000;
const binary: readonly OutputFormat[] = ['parquet', 'xlsx'];
const endings: Readonly<Record<string, OutputFormat>> = {
  '.csv': 'csv',
  '.json': 'json',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.parquet': 'parquet',
  '.xlsx': 'xlsx',
  '.txt': 'table',
};

/** The format asked for: by `--format`, by the ending of `--output`, else a table. Throws CliError. */
export function outputFormat(
  options: { readonly format?: OutputFormat; readonly output?: string },
  io: Io,
): OutputFormat {
  const byName = options.output === undefined ? undefined : endings[extname(options.output).toLowerCase()];
  const format = options.format ?? byName ?? 'table';
  if (options.output === undefined && binary.includes(format) && io.out.isTerminal) {
    throw new CliError(`${format} is not text that a terminal can show`, {
      hint: `Add --output FILE.${format}.`,
      exitCode: exitCodes.badQuery,
    });
  }
  return format;
}

/** The answer as JSON text: `{columns: [{name, type}], rows: [[cell, ...], ...], completeness, provenance}`. */
export async function* tableJson(table: Table, toJson: (value: unknown) => string): AsyncGenerator<string> {
  yield `{"columns":${toJson(table.columns)},"rowCount":${table.rowCount},"rows":[`;
  for (let offset = 0; offset < table.rowCount; offset += pieceRows) {
    const { rows } = await table.page({ offset, limit: pieceRows });
    yield rows.map((row, index) => `${offset + index > 0 ? ',' : ''}\n${toJson(row)}`).join('');
  }
  const { completeness, provenance } = table;
  yield `\n],"completeness":${toJson(completeness)},"provenance":${toJson(provenance)}}\n`;
}

async function* tableLines(
  table: Table,
  width: number | undefined,
  bold: (text: string) => string,
): AsyncGenerator<string> {
  const { rows } = await table.page({ limit: shownRows });
  yield tableText(table.columns, rows, width, bold);
}

async function writePieces(pieces: AsyncIterable<string>, output: string | undefined, io: Io): Promise<void> {
  if (output === undefined) {
    for await (const piece of pieces) await io.out.write(piece);
    return;
  }
  const { createWriteStream } = await import('node:fs');
  const { pipeline } = await import('node:stream/promises');
  const { Readable } = await import('node:stream');
  try {
    await pipeline(Readable.from(pieces), createWriteStream(output));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new CliError(`Cannot write ${output}: ${(error as Error).message}`, { cause: error });
  }
}

async function exportTo(table: Table, format: ExportFormat, output: string | undefined, io: Io): Promise<void> {
  if (output !== undefined) return table.export(output, { format });
  const folder = await mkdtemp(join(tmpdir(), 'huntbook-'));
  try {
    const path = join(folder, `answer.${format}`);
    await table.export(path, { format });
    for await (const piece of createReadStream(path)) await io.out.write(piece as Uint8Array);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes a table where and how it was asked for, and to standard error what is to be known about it. */
export async function writeTable(
  table: Table,
  options: { readonly format?: OutputFormat; readonly output?: string },
  io: Io,
): Promise<void> {
  const format = outputFormat(options, io);
  const { output } = options;
  if (format === 'table') {
    await writePieces(
      tableLines(
        table,
        output === undefined ? io.out.width : undefined,
        output === undefined ? io.out.colors.bold : (text) => text,
      ),
      output,
      io,
    );
  } else if (format === 'json') {
    const { toJson } = await import('@huntbook/server/json');
    await writePieces(tableJson(table, toJson), output, io);
  } else {
    await exportTo(table, format, output, io);
  }
  const notes = [`${plural(table.rowCount, 'row')} in ${duration(table.provenance.elapsedMs)}`];
  if (format === 'table' && table.rowCount > shownRows)
    notes.push(`the first ${shownRows} are shown; another --format writes them all`);
  if (output !== undefined) notes.push(`written to ${output}`);
  const { dim, yellow } = io.err.colors;
  // A program that reads the answer from a pipe has the count in it.
  if (io.err.isTerminal || format === 'table') await io.err.write(`${dim(notes.join('; '))}\n`);
  if (!table.completeness.complete) await io.err.write(`${yellow('incomplete:')} ${table.completeness.reason}\n`);
}
