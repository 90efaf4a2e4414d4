import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Hunt, HuntView } from '@huntbook/explorers';
import { CliError } from '../console/cli-error.js';
import { exitCodes } from '../console/exit-codes.js';
import type { Io } from '../console/io.js';
import { quickStart } from '../console/quick-start.js';
import { huntValues, parseInputs } from '../hunt/explorer-values.js';
import { findingsText } from '../hunt/findings.js';
import { watchHunt } from '../hunt/hunt-progress.js';
import { plain } from '../text/plain.js';
import { tableText } from '../text/table-text.js';
import { type WorkspaceOptions, withWorkspace } from './with-workspace.js';

export interface HuntCommandOptions extends WorkspaceOptions {
  readonly start?: string;
  readonly end?: string;
  readonly set?: readonly string[];
  readonly report?: string;
  readonly json?: string;
  readonly rows?: number;
  readonly parity?: boolean;
}

/** What to say of an error while writing a file: a failed system call is about the file, anything else is not. */
function cannotWrite(file: string, error: unknown): unknown {
  const failed = error instanceof Error && 'syscall' in error;
  return failed ? new CliError(`Cannot write ${file}: ${error.message}`, { cause: error }) : error;
}

async function writeJson(hunt: Hunt, file: string, rows: number | undefined, io: Io): Promise<void> {
  const { huntJson } = await import('@huntbook/server/hunt-json');
  const pieces = huntJson(hunt, rows === undefined ? {} : { maxRows: rows });
  if (file === '-') {
    for await (const piece of pieces) await io.out.write(piece);
    return;
  }
  try {
    await pipeline(Readable.from(pieces), createWriteStream(file));
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

async function writeReport(hunt: Hunt, file: string): Promise<void> {
  const { writeHtmlReport } = await import('@huntbook/report');
  try {
    await writeHtmlReport(hunt, file);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

/** Where several hosts bear the name: which, and how to take another than the one that was hunted. */
async function otherMatches(hunt: Hunt, view: HuntView): Promise<string> {
  const [first] = view.steps;
  if (first?.state !== 'ok' || !Object.hasOwn(first.tables, first.id)) return '';
  const table = hunt.table(first.id, first.id);
  if (table.rowCount < 2 || !table.columns.some((column) => column.name === 'Computer')) return '';
  const page = await table.page({ limit: 50 });
  const at = table.columns.findIndex((column) => column.name === 'Computer');
  const other = page.rows.find((row) => row[table.columns.findIndex((column) => column.name === 'Chosen')] !== true);
  const example = plain(String((other ?? page.rows[0])?.[at]));
  return `\n${tableText(table.columns, page.rows)}Take another with --set ${first.id}.computer=${example}\n`;
}

/** `huntbook hunt EXPLORER NAME`: exit code 3 where the workspace has no such entity, 1 where a step failed. */
export async function hunt(explorerId: string, name: string, options: HuntCommandOptions, io: Io): Promise<number> {
  quickStart();
  const { explorers, openHunt } = await import('@huntbook/explorers');
  const explorer = explorers.find((each) => each.id === explorerId);
  if (!explorer) {
    throw new CliError(`There is no explorer ${explorerId}`, {
      hint: `There is: ${explorers.map((each) => each.id).join(', ')}.`,
      exitCode: exitCodes.badQuery,
    });
  }
  const values = huntValues(explorer, name, options);
  const inputs = parseInputs(options.set ?? []);
  return withWorkspace(options, io, async (workspace) => {
    const live = openHunt(explorerId, { workspace, values, inputs, ...(options.parity ? { parity: true } : {}) });
    try {
      const view = await watchHunt(live, io);
      const findings = options.json === '-' ? io.err : io.out;
      await findings.write(findingsText(view, io));
      await io.err.write(await otherMatches(live, view));
      if (view.state === 'cancelled') return exitCodes.interrupted;
      if (options.json !== undefined) await writeJson(live, options.json, options.rows, io);
      if (options.report !== undefined) await writeReport(live, options.report);
      for (const file of [options.json, options.report]) {
        if (file !== undefined && file !== '-') await io.err.write(`written to ${file}\n`);
      }
      const [first] = view.steps;
      if (first && (first.state === 'empty' || first.state === 'table-missing')) return exitCodes.noEntity;
      return view.steps.some((step) => step.state === 'failed') ? exitCodes.failed : exitCodes.ok;
    } finally {
      await live.dispose();
    }
  });
}
