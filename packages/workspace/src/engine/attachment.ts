import { setTimeout as sleep } from 'node:timers/promises';
import { WorkspaceError } from '../model/workspace.js';
import type { Engine } from './engine.js';
import { quoteText } from './quote.js';

/** The catalog under which the workspace's database stands in the engine. */
export const dataCatalog = 'logs';

/**
 * The workspace's database file within the engine. DuckDB lets one process write a file, or many read it; so the file is
 * attached to read, let go when nothing has asked for a while, and attached to write only while something is loaded.
 */
export interface Attachment {
  /** Runs while the file is attached, for reading at least. `generation` grows each time the file may have changed. */
  read<Result>(run: (generation: number) => Promise<Result>): Promise<Result>;
  /** Runs while the file is attached for writing; writers take turns, readers may go on. */
  write<Result>(run: () => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export interface AttachmentOptions {
  readonly readOnly?: boolean;
  /** How long to wait for another process before giving up, in milliseconds. */
  readonly lockWaitMs?: number;
  /** After how long without use the file is let go, in milliseconds. */
  readonly idleMs?: number;
}

type Mode = 'none' | 'read' | 'write';

export function attachFile(engine: Engine, path: string, options: AttachmentOptions = {}): Attachment {
  const { readOnly = false, lockWaitMs = 5000, idleMs = 1000 } = options;
  let mode: Mode = 'none';
  let users = 0;
  let generation = 0;
  let closed = false;
  let idleTimer: NodeJS.Timeout | undefined;
  let switching: Promise<void> = Promise.resolve();
  let writing: Promise<unknown> = Promise.resolve();
  let drained: (() => void) | undefined;

  const detach = async () => {
    if (mode === 'none') return;
    await engine.read(`DETACH ${dataCatalog}`);
    mode = 'none';
  };
  const attach = async (wanted: 'read' | 'write') => {
    await detach();
    // Small row groups halve both the memory that loading takes and the file, for columns that hold few values at a time.
    const settings = wanted === 'read' ? 'READ_ONLY' : 'ROW_GROUP_SIZE 12288';
    await retryWhileLocked(lockWaitMs, path, wanted, () =>
      engine.read(`ATTACH ${quoteText(path)} AS ${dataCatalog} (${settings})`),
    );
    mode = wanted;
    generation += 1;
  };
  /** Changes of mode happen one after another; `change` sees the mode that the one before it left. */
  const inTurn = (change: () => Promise<void>): Promise<void> => {
    const turn = switching.then(change);
    switching = turn.catch(() => undefined);
    return turn;
  };
  const enter = async () => {
    clearTimeout(idleTimer);
    users += 1;
  };
  const leave = () => {
    users -= 1;
    if (users > 0) return;
    drained?.();
    if (closed) return;
    idleTimer = setTimeout(() => {
      // Where letting go fails the file stays attached, and the next pause tries again.
      inTurn(async () => (users === 0 ? detach() : undefined)).catch(() => undefined);
    }, idleMs);
    idleTimer.unref();
  };
  const untilDrained = () =>
    users === 0
      ? Promise.resolve()
      : new Promise<void>((resolve) => {
          drained = resolve;
        });
  const assertOpen = () => {
    if (closed) throw new WorkspaceError('disposed', 'The workspace is closed.');
  };

  return {
    async read(run) {
      assertOpen();
      await inTurn(async () => {
        if (mode === 'none') await attach('read');
        await enter();
      });
      try {
        return await run(generation);
      } finally {
        leave();
      }
    },
    async write(run) {
      assertOpen();
      if (readOnly) {
        throw new WorkspaceError('locked', 'The workspace was opened for reading only.', {
          hint: 'Open it without readOnly to load logs.',
        });
      }
      const turn = writing.then(async () => {
        await inTurn(async () => {
          if (mode !== 'write') {
            await untilDrained();
            await attach('write');
          }
          await enter();
        });
        try {
          return await run();
        } finally {
          generation += 1;
          leave();
        }
      });
      writing = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      closed = true;
      clearTimeout(idleTimer);
      await writing;
      await inTurn(async () => {
        await untilDrained();
        await detach();
      });
    },
  };
}

async function retryWhileLocked(
  waitMs: number,
  path: string,
  wanted: 'read' | 'write',
  attempt: () => Promise<unknown>,
): Promise<void> {
  const until = Date.now() + waitMs;
  for (let pause = 20; ; pause = Math.min(pause * 2, 250)) {
    try {
      await attempt();
      return;
    } catch (error) {
      const text = String((error as Error).message);
      if (!text.includes('Could not set lock')) {
        throw new WorkspaceError('io', `The database of the workspace cannot be opened: ${text}`, { cause: error });
      }
      if (Date.now() + pause > until) throw lockedError(path, wanted, text, error);
      await sleep(pause);
    }
  }
}

function lockedError(path: string, wanted: 'read' | 'write', text: string, cause: unknown): WorkspaceError {
  const pid = /PID (\d{1,10})/.exec(text)?.[1];
  const holder = pid ? `process ${pid}` : 'another process';
  return new WorkspaceError(
    'locked',
    wanted === 'read'
      ? `${holder} is loading logs into the workspace ${path}.`
      : `${holder} is using the workspace ${path}, so nothing can be loaded into it now.`,
    { cause, hint: 'Wait until it is done, or stop that process, and try again.' },
  );
}

/** A database that lives in memory: always there, always writable. */
export async function attachMemory(engine: Engine): Promise<Attachment> {
  await engine.read(`ATTACH ':memory:' AS ${dataCatalog}`);
  let generation = 1;
  let writing: Promise<unknown> = Promise.resolve();
  return {
    read: (run) => run(generation),
    write(run) {
      const turn = writing.then(run).finally(() => {
        generation += 1;
      });
      writing = turn.catch(() => undefined);
      return turn;
    },
    close: async () => {
      await writing;
    },
  };
}
