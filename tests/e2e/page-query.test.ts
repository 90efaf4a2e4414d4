import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchBrowser } from './browser.js';
import { createGate } from './gate.js';
import { columnOf } from './hunt-page.js';
import { ask, demoWorkspace, enter, patient, type Site, serveSite, watch } from './site.js';

describe.skipIf(!chromiumPath)('the query page', () => {
  const gate = createGate();
  let browser: Browser;
  let site: Site;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    [site, browser] = await Promise.all([
      demoWorkspace().then((workspace) =>
        serveSite(workspace, {
          demo: true,
          // Any workspace may cut an answer; this one does at 1,000 rows.
          seen: (whole) => {
            const gated = gate.through(whole);
            return { ...gated, query: (kql, options) => gated.query(kql, { maxRows: 1000, ...options }) };
          },
        }),
      ),
      launchBrowser(),
    ]);
    context = await enter(browser, site);
    page = await context.newPage();
    await page.goto(`${site.url}/query`);
  });

  afterAll(async () => {
    gate.open();
    await browser?.close();
    await site?.close();
  });

  const editor = () => page.getByRole('textbox', { name: 'KQL query' });
  const result = () => page.getByRole('grid', { name: 'Result' });
  const status = () => page.locator('main [role="status"]').first();

  it('answers a query, by the button and by Ctrl+Enter, and keeps it in the address', async () => {
    const seen = watch(page);
    const query = 'SecurityEvent\n| summarize Events = count() by EventID\n| order by Events desc, EventID asc';
    await editor().fill(query);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await result().waitFor();
    const expected = await ask(site.workspace, query);
    await expect.poll(() => status().textContent(), patient).toMatch(new RegExp(`^${expected.length} rows in `));
    await expect
      .poll(() => columnOf(result(), 'EventID'), patient)
      .toEqual(expected.slice(0, (await columnOf(result(), 'EventID')).length).map((row) => String(row.EventID)));
    expect((await columnOf(result(), 'EventID')).length).toBeGreaterThan(3);
    expect(new URL(page.url()).searchParams.get('q')).toBe(query);

    await editor().fill('print Answer = 6 * 7');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => status().textContent(), patient).toMatch(/^1 row in /);
    expect(await columnOf(result(), 'Answer')).toEqual(['42']);
    expect(new URL(page.url()).searchParams.get('q')).toBe('print Answer = 6 * 7');
    await page.reload();
    await expect.poll(() => columnOf(result(), 'Answer'), patient).toEqual(['42']);
    expect(await editor().inputValue()).toBe('print Answer = 6 * 7');
    expect(seen.errors).toEqual([]);
  });

  it('says where a query is wrong and what to do, and leads there', async () => {
    const query = 'SecurityEvent\n| where EvntID == 4688\n| take 5';
    await editor().fill(query);
    await page.keyboard.press('Control+Enter');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    const text = (await alert.textContent()) ?? '';
    expect(text).toContain('Line 2, column 9:');
    expect(text).toContain('EvntID');
    expect(await alert.locator('mark').textContent()).toBe('EvntID');
    expect(await result().count()).toBe(0);
    await alert.getByRole('button', { name: 'Go there' }).click();
    const chosen = await editor().evaluate((element) => {
      const { value, selectionStart, selectionEnd } = element as HTMLTextAreaElement;
      return value.slice(selectionStart, selectionEnd);
    });
    expect(chosen).toBe('EvntID');
    await page.keyboard.type('EventID');
    await page.keyboard.press('Control+Enter');
    await result().waitFor();
    expect(await alert.count()).toBe(0);
    expect(await columnOf(result(), 'EventID')).toEqual(['4688', '4688', '4688', '4688', '4688']);
  });

  it.each([
    ['SecurityEvents | take 1', 'SecurityEvents'],
    ['SecurityEvent | where', 'Line 1, column'],
    ['SecurityEvent | frobnicate 3', 'frobnicate'],
  ])('refuses %s with its place', async (query, told) => {
    await editor().fill(query);
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.getByRole('alert').textContent(), patient).toContain(told);
    expect(await page.getByRole('alert').textContent()).toMatch(/Line 1, column \d+:/);
  });

  it('says that an answer is not whole, and why', async () => {
    await editor().fill('SecurityEvent');
    await page.keyboard.press('Control+Enter');
    const banner = page.getByText('These are not all rows:');
    await banner.waitFor();
    expect(await banner.textContent()).toMatch(/1,?000/);
    await expect.poll(() => status().textContent(), patient).toMatch(/^1,000 rows in /);
    await editor().fill('SecurityEvent | take 3');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => status().textContent(), patient).toMatch(/^3 rows in /);
    expect(await banner.count()).toBe(0);
  });

  it('shows a row whole and exports what the query gave', async () => {
    await editor().fill('SecurityAlert | project TimeGenerated, AlertName, Entities | order by TimeGenerated asc');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => status().textContent(), patient).toMatch(/^19 rows in /);
    await result().getByRole('button', { name: 'Show this row whole' }).first().click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('HostName').first().waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'JSON lines' }).click(),
    ]);
    const stream = await download.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const rows = Buffer.concat(chunks)
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const expected = await ask(site.workspace, 'SecurityAlert | order by TimeGenerated asc | project AlertName');
    expect(rows.map((row) => row.AlertName)).toEqual(expected.map((row) => row.AlertName));
  });

  it('cancels a query that takes long', async () => {
    gate.hold(/held = 1/);
    await editor().fill('print held = 1');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => gate.held, patient).toBe(1);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('The query was cancelled.').waitFor();
    gate.open();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect.poll(() => status().textContent(), patient).toMatch(/^1 row in /);
  });
});
