import { type HuntOptions, startHunt } from './engine/live-hunt.js';
import type { Explorer } from './engine/step.js';
import { ExplorerError, type Hunt } from './model/hunt.js';
import type { ExplorerInfo } from './model/outcome.js';
import { windowsHost } from './windows-host/windows-host.js';

const all: readonly Explorer[] = [windowsHost];

/** The explorers there are, with their steps in order. */
export const explorers: readonly ExplorerInfo[] = all.map(({ id, title, entity, hypothesis, steps }) => ({
  id,
  title,
  entity,
  hypothesis,
  steps: steps.map(({ id: step, title: name, about }) => ({ id: step, title: name, about })),
}));

/**
 * Opens a hunt, which starts to run at once: `openHunt('windows-host', { workspace, values: { host: 'WS01' } })`.
 * Values may hold `start` and `end` (ISO 8601, UTC where no zone is given) to bound the time of all steps.
 * Throws ExplorerError for an explorer that does not exist.
 */
export function openHunt(explorer: string, options: HuntOptions): Hunt {
  const found = all.find((one) => one.id === explorer);
  if (found) return startHunt(found, options);
  throw new ExplorerError('unknown-explorer', `There is no explorer ${JSON.stringify(explorer)}.`, {
    hint: `The explorers are ${all.map((one) => one.id).join(', ')}.`,
  });
}
