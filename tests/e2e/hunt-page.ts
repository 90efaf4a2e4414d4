import type { StepView } from '@huntbook/explorers';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { patient, type Site } from './site.js';

/** The steps of the Windows host hunt, in their order. */
export const windowsHostSteps = [
  'find-host',
  'host-details',
  'related-alerts',
  'alert-details',
  'logons',
  'failed-logons',
  'failed-and-successful-logons',
  'security-events',
  'account-changes',
  'event-details',
  'logon-clusters',
  'logon-patterns',
  'logon-sessions',
  'session-rarity',
  'rare-sessions',
  'session-processes',
  'process-tree',
  'encoded-commands',
  'indicators',
  'network-flows',
  'flow-summary',
] as const;

export type StepId = (typeof windowsHostSteps)[number];

export const stepOf = (page: Page, id: StepId): Locator => page.locator(`#step-${id}`);

/** The line in the hunt's header that says how far it is. */
export const progressOf = (page: Page): Locator => page.locator('main header [role="status"]');

export async function settled(page: Page): Promise<void> {
  await expect.poll(() => progressOf(page).textContent(), patient).toMatch(/^\d+ steps in /);
}

/** Opens a hunt and waits until all its steps have run. `search` is the address after the question mark. */
export async function openHuntPage(page: Page, site: Site, search: Readonly<Record<string, string>>): Promise<void> {
  await page.goto(`${site.url}/hunt/windows-host?${new URLSearchParams(search)}`);
  await settled(page);
}

/** The sentence in which a step says what it found. */
export const findingOf = (page: Page, id: StepId): Locator => stepOf(page, id).locator('p[aria-live="polite"]').first();

/** Scrolls a step into view and gives the grid in it that bears a title. */
export async function gridOf(page: Page, id: StepId, title: string): Promise<Locator> {
  const step = stepOf(page, id);
  await step.locator('h2').scrollIntoViewIfNeeded();
  const grid = step.getByRole('grid', { name: title, exact: true });
  await grid.waitFor();
  await grid.scrollIntoViewIfNeeded();
  await expect.poll(() => grid.getAttribute('aria-busy'), patient).toBe('false');
  return grid;
}

/** The header of a column, scrolled to: columns out of view are not drawn. */
export async function headerOf(grid: Locator, name: string): Promise<Locator> {
  const header = grid.getByRole('columnheader').filter({ hasText: new RegExp(`^${name}$`) });
  await grid.getByRole('columnheader').first().waitFor();
  await scrollAcross(grid, 'start');
  await expect
    .poll(async () => {
      if ((await header.count()) === 1) return true;
      await scrollAcross(grid, 'on');
      return false;
    }, patient)
    .toBe(true);
  await header.scrollIntoViewIfNeeded();
  return header;
}

/** Scrolls and waits until the grid has drawn what is then in view. */
function scrollAcross(grid: Locator, where: 'start' | 'on'): Promise<void> {
  return grid.evaluate(async (element, way) => {
    element.scrollLeft = way === 'start' ? 0 : element.scrollLeft + element.clientWidth / 2;
    for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  }, where);
}

/** Texts of a column's cells, those of the rows in view, from the top. */
export async function columnOf(grid: Locator, name: string): Promise<string[]> {
  const index = await (await headerOf(grid, name)).getAttribute('aria-colindex');
  const rows = await grid.locator('[role="row"][aria-rowindex]').all();
  const texts = await Promise.all(
    rows.map(async (row) => ({
      at: Number(await row.getAttribute('aria-rowindex')),
      text: (await row.locator(`[role="gridcell"][aria-colindex="${index}"]`).allTextContents())[0],
    })),
  );
  return texts
    .filter((cell): cell is { at: number; text: string } => cell.text !== undefined)
    .sort((a, b) => a.at - b.at)
    .map((cell) => cell.text);
}

/** Follows the events of the hunt on the page and notes which steps ran from then on. */
export async function followRuns(page: Page, site: Site): Promise<{ ran: Set<string>; stop(): void }> {
  const headers = { authorization: `Bearer ${site.token}` };
  const hunts = (await (await fetch(`${site.url}/api/hunts`, { headers })).json()) as {
    id: string;
    values: { host: string };
  }[];
  const host = new URL(page.url()).searchParams.get('host');
  const hunt = hunts.find((one) => one.values.host === host);
  if (!hunt) throw new Error(`No hunt for ${host} is live`);
  const abort = new AbortController();
  const response = await fetch(`${site.url}/api/hunts/${hunt.id}/events`, { headers, signal: abort.signal });
  const ran = new Set<string>();
  void read(response, ran).catch((error: Error) => {
    if (error.name !== 'AbortError') throw error;
  });
  return { ran, stop: () => abort.abort() };
}

async function read(response: Response, ran: Set<string>): Promise<void> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body!) {
    text += decoder.decode(chunk, { stream: true });
    const messages = text.split('\n\n');
    text = messages.pop()!;
    for (const message of messages) {
      const data = message
        .split('\n')
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice(5))
        .join('\n');
      if (!data) continue;
      const event = JSON.parse(data) as { kind: string; step?: StepView };
      if (event.kind === 'step' && event.step?.state === 'running') ran.add(event.step.id);
    }
  }
}
