import type { TableInfo } from '@huntbook/workspace';
import { exitCodes } from '../console/exit-codes.js';
import type { Io } from '../console/io.js';
import { plural } from '../text/amounts.js';
import { tableText } from '../text/table-text.js';
import { type WorkspaceOptions, withWorkspace } from './with-workspace.js';

function asText(infos: readonly TableInfo[], io: Io): string {
  const columns = [
    { name: 'table', type: 'string' },
    { name: 'rows', type: 'long' },
    { name: 'first', type: 'datetime' },
    { name: 'last', type: 'datetime' },
    { name: 'sources', type: 'long' },
  ] as const;
  const rows = infos.map(({ name, rowCount, start, end, sources }) => [
    name,
    rowCount,
    start ?? null,
    end ?? null,
    sources.length,
  ]);
  return tableText(columns, rows, io.out.width, io.out.colors.bold);
}

/** `huntbook tables`: what the workspace holds. */
export async function tables(options: WorkspaceOptions & { readonly json?: boolean }, io: Io): Promise<number> {
  return withWorkspace(options, io, async (workspace) => {
    const infos = (await workspace.tables()).filter((info) => info.rowCount > 0);
    if (options.json) {
      await io.out.write(`${JSON.stringify(infos, null, 2)}\n`);
    } else if (infos.length === 0) {
      await io.out.write('The workspace is empty. Load logs with: huntbook ingest PATH\n');
    } else {
      await io.out.write(asText(infos, io));
      await io.err.write(io.err.colors.dim(`${plural(infos.length, 'table')} in ${workspace.path}\n`));
    }
    return exitCodes.ok;
  });
}
