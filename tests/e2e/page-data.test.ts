import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openMemoryWorkspace } from '@huntbook/workspace';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchBrowser } from './browser.js';
import { dataFolder, hasSharedData, truth } from './shared-data.js';
import { ask, enter, external, patient, type Site, serveSite, watch } from './site.js';

interface DroppedFile {
  readonly name: string;
  readonly content: Buffer;
  /** How often the content follows upon itself; once when absent. */
  readonly times?: number;
}

/** Drops files on the page as a person does with the mouse. */
async function drop(page: Page, files: readonly DroppedFile[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (all) => {
      const data = new DataTransfer();
      for (const { name, base64, times } of all) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        data.items.add(new File(Array<BlobPart>(times).fill(bytes), name));
      }
      return data;
    },
    files.map(({ name, content, times = 1 }) => ({ name, base64: content.toString('base64'), times })),
  );
  await page.locator('main').dispatchEvent('dragenter', { dataTransfer: transfer });
  await page.getByText('Drop to add these logs to the workspace').waitFor();
  await page.locator('main').dispatchEvent('drop', { dataTransfer: transfer });
}

const logons = (count: number): Buffer =>
  Buffer.from(
    `${Array.from({ length: count }, (_, index) =>
      JSON.stringify({
        TimeGenerated: new Date(Date.UTC(2024, 4, 1, 0, 0, index)).toISOString(),
        Computer: `HOST${index % 3}`,
        EventID: 4624,
        Account: `CORP\\user${index % 7}`,
        LogonType: 3,
      }),
    ).join('\n')}\n`,
  );

describe.skipIf(!chromiumPath)('the data page', () => {
  let browser: Browser;
  let site: Site;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    [site, browser] = await Promise.all([
      openMemoryWorkspace().then((workspace) => serveSite(workspace)),
      launchBrowser(),
    ]);
    context = await enter(browser, site);
    page = await context.newPage();
    await page.goto(`${site.url}/data`);
    await page.getByRole('heading', { level: 1, name: 'Data' }).waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  const panel = () => page.getByRole('complementary', { name: 'Files being added' });
  const fileIn = (name: string): Locator => panel().getByRole('listitem').filter({ hasText: name });
  const rowOf = (region: string, name: string): Locator =>
    page.getByRole('region', { name: region, exact: true }).locator('tbody tr').filter({ hasText: name }).first();

  it('begins with no table and no source', async () => {
    await page.getByText('No tables yet.').waitFor();
    await page.getByText('No file has been added yet.').waitFor();
  });

  it('loads files that are dropped, says what each gave, and lists tables and sources', async () => {
    const seen = watch(page);
    await drop(page, [{ name: 'SecurityEvent.ndjson', content: logons(1200) }]);
    await expect.poll(() => fileIn('SecurityEvent.ndjson').textContent(), patient).toContain('1,200 rows');
    await panel().getByRole('button', { name: 'Dismiss' }).waitFor();
    expect(await panel().getByRole('progressbar').count()).toBe(0);
    await expect.poll(() => rowOf('Tables', 'SecurityEvent').textContent(), patient).toContain('1,200');
    const cells = await rowOf('Tables', 'SecurityEvent').locator('td').allTextContents();
    expect(cells[2]).toBe('2024-05-01 00:00 to 00:19 UTC');
    expect(cells[4]).toBe('1');
    const source = await rowOf('Sources', 'SecurityEvent.ndjson').locator('td').allTextContents();
    expect(source[2]).toBe('1,200');
    expect(source[3]).toBe('0');
    expect(source[4]).toContain('SecurityEvent 1,200');
    expect(await ask(site.workspace, 'SecurityEvent | summarize Events = count()')).toEqual([{ Events: 1200 }]);
    expect(external(seen.requests, site)).toEqual([]);
    expect(seen.errors).toEqual([]);
  });

  it('opens a table to its columns', async () => {
    const opener = page.getByRole('button', { name: 'SecurityEvent', exact: true });
    expect(await opener.getAttribute('aria-expanded')).toBe('false');
    await opener.click();
    expect(await opener.getAttribute('aria-expanded')).toBe('true');
    const columns = page.getByRole('region', { name: 'Tables', exact: true }).getByRole('listitem');
    await expect.poll(() => columns.filter({ hasText: 'TimeGenerated datetime' }).count(), patient).toBe(1);
    await opener.click();
    await expect.poll(() => columns.count(), patient).toBe(0);
  });

  it('tells a file that was loaded before, damage within a file, and what is no log; nothing is counted twice', async () => {
    const damaged = Buffer.concat([logons(50), Buffer.from('{"TimeGenerated": "2024-05-02T0'), Buffer.from('\n')]);
    await drop(page, [
      { name: 'again.ndjson', content: logons(1200) },
      { name: 'SecurityEvent_damaged.ndjson', content: damaged },
      { name: 'photo.png', content: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') },
    ]);
    await expect.poll(() => fileIn('again.ndjson').textContent(), patient).toContain('duplicate');
    expect(await fileIn('again.ndjson').textContent()).toContain('SecurityEvent.ndjson');
    await expect.poll(() => fileIn('photo.png').textContent(), patient).toContain('skipped');
    await expect
      .poll(() => fileIn('SecurityEvent_damaged.ndjson').textContent(), patient)
      .toMatch(/1 of 51 records skipped/);
    await expect.poll(() => rowOf('Tables', 'SecurityEvent').textContent(), patient).toContain('1,250');
    const source = rowOf('Sources', 'SecurityEvent_damaged.ndjson');
    expect((await source.locator('td').allTextContents())[3]).toBe('1');
    await source.getByText('1 damaged record listed').click();
    await expect.poll(() => source.textContent(), patient).toContain('Record 51');
    expect(await page.getByRole('region', { name: 'Sources', exact: true }).textContent()).not.toContain('photo.png');
  });

  it.skipIf(!hasSharedData)('loads real event log files, and counts as many events as they hold', async () => {
    const names = ['evtx/mit-apache/Security_short_selected.evtx', 'evtx/gpl3/PanacheSysmon_vs_AtomicRedTeam01.evtx'];
    const files = await Promise.all(
      names.map(async (name) => ({ name: name.split('/').at(-1)!, content: await readFile(join(dataFolder, name)) })),
    );
    await drop(page, files);
    for (const [index, { name }] of files.entries()) {
      await expect.poll(() => fileIn(name).textContent(), patient).toMatch(/ rows/);
      await rowOf('Sources', name).waitFor();
      const cells = await rowOf('Sources', name).locator('td').allTextContents();
      expect(cells[1]).toMatch(/evtx/i);
      expect(Number(cells[2]!.replaceAll(',', ''))).toBe(truth.evtx[names[index]!]!.records);
    }
    const total = names.reduce((sum, name) => sum + truth.evtx[name]!.records, 0);
    await expect
      .poll(() => rowOf('Tables', 'WindowsEvent').locator('td').allTextContents(), patient)
      .toContain(String(total));
  });

  it('shows how far a large file is, and stops without a trace when told to', async () => {
    const before = await ask(site.workspace, 'SecurityEvent | summarize Events = count()');
    await drop(page, [{ name: 'SecurityEvent_large.ndjson', content: logons(10_000), times: 40 }]);
    const bar = panel().getByRole('progressbar');
    await bar.waitFor();
    expect(await bar.getAttribute('aria-label')).toMatch(/^\d+ % done$/);
    await panel().getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => fileIn('SecurityEvent_large.ndjson').textContent(), patient).toContain('cancelled');
    await bar.waitFor({ state: 'detached' });
    expect(await ask(site.workspace, 'SecurityEvent | summarize Events = count()')).toEqual(before);
    expect(await page.getByRole('region', { name: 'Sources', exact: true }).textContent()).not.toContain('_large');
  });

  it('takes what is done off the list', async () => {
    const count = await panel().getByRole('button', { name: 'Dismiss' }).count();
    expect(count).toBeGreaterThanOrEqual(3);
    for (let left = count; left > 0; left -= 1) await panel().getByRole('button', { name: 'Dismiss' }).first().click();
    await expect.poll(() => panel().count(), patient).toBe(0);
  });

  it('has the start page know the hosts of what was loaded', async () => {
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByRole('region', { name: 'Worth a look' }).getByRole('link', { name: 'HOST0' }).waitFor();
  });
});
