import type { NamedQueryInfo, Workspace } from '@huntbook/workspace';
import { CliError } from '../console/cli-error.js';
import { exitCodes } from '../console/exit-codes.js';
import type { Io } from '../console/io.js';
import { type OutputFormat, outputFormat, writeTable } from '../console/write-table.js';
import { count } from '../text/amounts.js';
import { plain } from '../text/plain.js';
import { tableText } from '../text/table-text.js';
import { type WorkspaceOptions, withQueries, withWorkspace } from './with-workspace.js';

export interface RunQueryOptions extends WorkspaceOptions {
  readonly param?: readonly string[];
  readonly print?: boolean;
  readonly format?: OutputFormat;
  readonly output?: string;
  readonly maxRows?: number;
}

const fullName = (info: NamedQueryInfo) => `${info.family}.${info.name}`;

/** `huntbook queries [SEARCH]`: those that hold every word of the search. */
export async function listQueries(
  words: string | undefined,
  options: WorkspaceOptions & { readonly json?: boolean },
  io: Io,
): Promise<number> {
  return withQueries(options, io, async (workspace) => {
    const { listQueries: search } = await import('@huntbook/workspace');
    const infos = search(workspace.queries, words).map((query) => query.info);
    if (options.json) {
      await io.out.write(`${JSON.stringify(infos, null, 2)}\n`);
      return exitCodes.ok;
    }
    const columns = [
      { name: 'query', type: 'string' },
      { name: 'table', type: 'string' },
      { name: 'what it answers', type: 'string' },
    ] as const;
    const rows = infos.map((info) => [fullName(info), info.table ?? '', info.description]);
    if (infos.length > 0) await io.out.write(tableText(columns, rows, io.out.width, io.out.colors.bold));
    await io.err.write(io.err.colors.dim(`${count(infos.length)} ${infos.length === 1 ? 'query' : 'queries'}\n`));
    return exitCodes.ok;
  });
}

/** `huntbook queries show NAME`. */
export async function showQuery(name: string, options: WorkspaceOptions, io: Io): Promise<number> {
  return withQueries(options, io, async (workspace) => {
    const { findQuery } = await import('@huntbook/workspace');
    const { info } = findQuery(workspace.queries, name);
    const { bold, dim } = io.out.colors;
    const lines = [bold(fullName(info)), plain(info.description), ''];
    if (info.table) lines.push(`Reads ${info.table}.`, '');
    lines.push(bold('Parameters'));
    for (const { name: parameter, type, description, required, default: value, aliases } of info.parameters) {
      const shown = value === undefined || value === null ? '' : `, by default ${plain(JSON.stringify(value))}`;
      const also = aliases.length > 0 ? ` (also ${aliases.join(', ')})` : '';
      lines.push(
        `  ${parameter} ${dim(`${type}${required ? ', required' : ''}${shown}`)}${also}  ${plain(description)}`,
      );
    }
    lines.push(
      '',
      bold('Text'),
      ...info.template
        .trimEnd()
        .split('\n')
        .map((line) => `  ${plain(line)}`),
      '',
    );
    await io.out.write(lines.join('\n'));
    return exitCodes.ok;
  });
}

function parseParameters(given: readonly string[]): Record<string, string | string[]> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) {
        throw new CliError(`--param ${text}: a parameter is written name=value`, { exitCode: exitCodes.badQuery });
      }
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

/** Text given for a parameter, as its type wants it. Throws CliError. */
function typed(info: NamedQueryInfo, name: string, text: string): string | number | boolean | Date | string[] {
  const parameter = info.parameters.find((each) => each.name === name || each.aliases.includes(name));
  const bad = (expected: string) =>
    new CliError(`--param ${name}: "${text}" is not ${expected}`, { exitCode: exitCodes.badQuery });
  switch (parameter?.type) {
    case 'int':
      if (!/^[+-]?\d+$/.test(text)) throw bad('a whole number');
      return Number(text);
    case 'bool':
      if (!/^(true|false)$/i.test(text)) throw bad('true or false');
      return text.toLowerCase() === 'true';
    case 'list':
      return text.split(',').map((part) => part.trim());
    default:
      return text;
  }
}

/** `huntbook queries run NAME --param name=value`. */
export async function runQuery(name: string, options: RunQueryOptions, io: Io): Promise<number> {
  if (!options.print) outputFormat(options, io);
  return (options.print ? withQueries : withWorkspace)(options, io, async (workspace: Workspace) => {
    const { findQuery } = await import('@huntbook/workspace');
    const query = findQuery(workspace.queries, name);
    const values = Object.entries(parseParameters(options.param ?? []));
    const parameters = Object.fromEntries(values.map(([key, text]) => [key, typed(query.info, key, String(text))]));
    if (options.print) {
      await io.out.write(`${query.print(parameters)}\n`);
      return exitCodes.ok;
    }
    const limits = options.maxRows === undefined ? {} : { maxRows: options.maxRows };
    const table = await query(parameters, { signal: io.signal, ...limits });
    await writeTable(table, options, io);
    return exitCodes.ok;
  });
}
