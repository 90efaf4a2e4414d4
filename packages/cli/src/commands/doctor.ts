import { existsSync } from 'node:fs';
import { access, constants, statfs } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { exitCodes } from '../console/exit-codes.js';
import type { Io } from '../console/io.js';
import { bytes, plural } from '../text/amounts.js';
import { plain } from '../text/plain.js';
import { version } from '../version.js';
import { workspaceFolder } from '../workspace-folder.js';
import type { WorkspaceOptions } from './with-workspace.js';

interface Check {
  readonly name: string;
  readonly state: 'good' | 'notable' | 'bad';
  readonly text: string;
  readonly hint?: string;
}

function nodeCheck(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const good = major > 20 || (major === 20 && minor >= 19);
  return {
    name: 'Node',
    state: good ? 'good' : 'bad',
    text: `${process.versions.node} (20.19 or later is needed)`,
    ...(good ? {} : { hint: 'Install a newer Node from https://nodejs.org.' }),
  };
}

function memoryCheck(): Check {
  const free = freemem();
  const good = free > 1e9;
  return {
    name: 'memory',
    state: good ? 'good' : 'notable',
    text: `${bytes(free)} free of ${bytes(totalmem())}`,
    ...(good ? {} : { hint: 'Large workspaces will use the disk and be slow; close other programs.' }),
  };
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

async function diskCheck(folder: string): Promise<Check> {
  const { bavail, bsize } = await statfs(nearestExisting(folder));
  const free = bavail * bsize;
  const good = free > 5e9;
  return {
    name: 'disk',
    state: good ? 'good' : 'notable',
    text: `${bytes(free)} free where the workspace lies`,
    ...(good ? {} : { hint: 'A workspace takes up to half the size of its logs; make room or use --workspace.' }),
  };
}

async function engineCheck(): Promise<Check> {
  try {
    const { openMemoryWorkspace } = await import('@huntbook/workspace');
    const workspace = await openMemoryWorkspace();
    try {
      const table = await workspace.query('print answer = 6 * 7');
      const [answer] = await table.column('answer');
      return {
        name: 'engine',
        state: Number(answer) === 42 ? 'good' : 'bad',
        text: `KQL is answered: 6 * 7 = ${String(answer)}`,
      };
    } finally {
      await workspace.close();
    }
  } catch (error) {
    return {
      name: 'engine',
      state: 'bad',
      text: plain(error instanceof Error ? error.message : String(error)),
      hint: 'Install again with "npm install" on this very platform: DuckDB has a binary for each.',
    };
  }
}

async function workspaceCheck(folder: string): Promise<Check> {
  if (!existsSync(folder)) {
    return {
      name: 'workspace',
      state: 'notable',
      text: `none at ${folder} yet`,
      hint: 'Make one with "huntbook ingest PATH" or "huntbook demo".',
    };
  }
  const { openWorkspace } = await import('@huntbook/workspace');
  try {
    const workspace = await openWorkspace(folder, { readOnly: true });
    try {
      const infos = (await workspace.tables()).filter((info) => info.rowCount > 0);
      const rows = infos.reduce((sum, info) => sum + info.rowCount, 0);
      const writable = await access(folder, constants.W_OK).then(
        () => true,
        () => false,
      );
      return {
        name: 'workspace',
        state: writable ? 'good' : 'notable',
        text: `${folder}: ${plural(infos.length, 'table')}, ${plural(rows, 'row')}${writable ? '' : ', not writable'}`,
        ...(writable ? {} : { hint: 'Logs can be read but none can be added.' }),
      };
    } finally {
      await workspace.close();
    }
  } catch (error) {
    const hint = error instanceof Error && 'hint' in error ? String(error.hint ?? '') : '';
    const text = plain(error instanceof Error ? error.message : String(error));
    return { name: 'workspace', state: 'bad', text, ...(hint ? { hint } : {}) };
  }
}

/** `huntbook doctor`: exit code 1 where something is missing without which huntbook cannot work. */
export async function doctor(options: WorkspaceOptions, io: Io): Promise<number> {
  const folder = workspaceFolder(options.workspace, io);
  const checks: Check[] = [
    nodeCheck(),
    memoryCheck(),
    await diskCheck(folder),
    await engineCheck(),
    await workspaceCheck(folder),
  ];
  const { green, yellow, red, dim } = io.out.colors;
  const marks = { good: green('ok  '), notable: yellow('note'), bad: red('bad ') };
  const lines = [`huntbook ${version}`];
  for (const { name, state, text, hint } of checks) {
    lines.push(`${marks[state]}  ${name.padEnd(10)} ${text}`);
    if (hint) lines.push(`      ${dim(hint)}`);
  }
  lines.push(dim('No account, key, network or browser is needed; there are no settings to make.'));
  await io.out.write(`${lines.join('\n')}\n`);
  return checks.some((check) => check.state === 'bad') ? exitCodes.failed : exitCodes.ok;
}
