import { type Hunt, type InputValues, openHunt } from '@huntbook/explorers';
import type { JsonValue, Workspace } from '@huntbook/workspace';
import type { HuntSummary, OpenHunt } from '../api/contract.js';
import { ServerError } from '../edge/api-failure.js';
import { lru } from '../edge/lru.js';

export interface HuntRegistry {
  /** The live hunt of this explorer and these values, or a new one; inputs given are set in either. */
  open(request: OpenHunt): Hunt;
  /** Throws ServerError `not-found`. */
  get(id: string): Hunt;
  list(): HuntSummary[];
  /** Notes that a client follows the hunt until the returned function is called; `ended` when the hunt is closed. */
  follow(id: string, ended: () => void): () => void;
  close(id: string): Promise<void>;
  dispose(): Promise<void>;
}

interface LiveHunt {
  readonly hunt: Hunt;
  readonly key: string;
  readonly followers: Set<() => void>;
}

/** JSON with its object keys in order, so that equal values give equal text. */
function canonical(value: JsonValue | undefined): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function setInputs(hunt: Hunt, inputs: Readonly<Record<string, InputValues>>): void {
  for (const [stepId, values] of Object.entries(inputs)) {
    const fields = hunt.view().steps.find((step) => step.id === stepId)?.inputs;
    const changed = Object.entries(values).filter(
      ([name, value]) => canonical(value) !== canonical(fields?.[name]?.value as JsonValue | undefined),
    );
    if (changed.length > 0) hunt.set(stepId, Object.fromEntries(changed));
  }
}

/** The hunts a server keeps alive, at most `limit`; the one unused for longest makes room. */
export function huntRegistry(workspace: Workspace, limit = 20): HuntRegistry {
  const end = async ({ hunt, followers }: LiveHunt) => {
    for (const ended of [...followers]) ended();
    await hunt.dispose();
  };
  const disposals = new Set<Promise<void>>();
  const live = lru<LiveHunt>(
    limit,
    (entry) => {
      const disposal = end(entry).finally(() => disposals.delete(disposal));
      disposals.add(disposal);
    },
    (entry) => entry.followers.size > 0,
  );
  const find = (id: string): LiveHunt => {
    const entry = live.get(id);
    if (entry) return entry;
    throw new ServerError('not-found', `No live hunt ${id}`, { hint: 'It was closed; open it again.' });
  };
  return {
    open({ explorer, values, inputs }) {
      const key = canonical({ explorer, values });
      const known = [...live.values()].find((entry) => entry.key === key);
      if (known) {
        live.get(known.hunt.id);
        if (inputs) setInputs(known.hunt, inputs);
        return known.hunt;
      }
      const hunt = openHunt(explorer, { workspace, values, ...(inputs ? { inputs } : {}) });
      live.add(hunt.id, { hunt, key, followers: new Set() });
      return hunt;
    },
    get: (id) => find(id).hunt,
    list: () =>
      [...live.values()].map(({ hunt }) => {
        const { id, explorer, values, state } = hunt.view();
        return { id, explorer, values, state };
      }),
    follow(id, ended) {
      const { followers } = find(id);
      followers.add(ended);
      return () => followers.delete(ended);
    },
    async close(id) {
      find(id);
      const entry = live.take(id);
      if (entry) await end(entry);
    },
    async dispose() {
      await Promise.all([...live.clear().map(end), ...disposals]);
    },
  };
}
