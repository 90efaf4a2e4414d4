import type { LocalWorkspace, QueryOptions } from '@huntbook/workspace';

/** Holds queries back, so that a test can look at a hunt while it runs. */
export interface Gate {
  /** The workspace with the gate before it. */
  through(workspace: LocalWorkspace): LocalWorkspace;
  /** From now on queries that match wait until the gate opens. */
  hold(pattern: RegExp): void;
  open(): void;
  /** How many queries waited at the gate so far. */
  readonly held: number;
}

export function createGate(): Gate {
  let pattern: RegExp | undefined;
  let held = 0;
  const waiting = new Set<() => void>();
  const wait = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      signal?.throwIfAborted();
      held += 1;
      waiting.add(resolve);
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
  return {
    through: (workspace) => ({
      ...workspace,
      async query(kql: string, options?: QueryOptions) {
        if (pattern?.test(kql)) await wait(options?.signal);
        return workspace.query(kql, options);
      },
    }),
    hold(next) {
      pattern = next;
    },
    open() {
      pattern = undefined;
      for (const resolve of waiting) resolve();
      waiting.clear();
    },
    get held() {
      return held;
    },
  };
}
