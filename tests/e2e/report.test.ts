import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openHunt } from '@huntbook/explorers';
import { writeHtmlReport } from '@huntbook/report';
import { type LocalWorkspace, openMemoryWorkspace } from '@huntbook/workspace';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchBrowser } from './browser.js';
import { attacks, hostileHost, writeHostileLogs } from './hostile-logs.js';

describe.skipIf(!chromiumPath)('the report of a hunt through hostile logs', () => {
  let browser: Browser;
  let page: Page;
  let folder: string;
  let workspace: LocalWorkspace;
  const requests: string[] = [];
  const dialogs: string[] = [];
  const violations: string[] = [];

  beforeAll(async () => {
    folder = await writeHostileLogs();
    workspace = await openMemoryWorkspace();
    await workspace.ingest([folder]);
    const hunt = openHunt('windows-host', { workspace, values: { host: hostileHost } });
    const view = await hunt.settled();
    expect(view.steps.filter((step) => step.state === 'failed').map((step) => [step.id, step.error?.message])).toEqual(
      [],
    );
    const path = join(folder, 'report.html');
    await writeHtmlReport(hunt, path);
    await hunt.dispose();
    browser = await launchBrowser();
    page = await browser.newPage();
    page.on('request', (request) => requests.push(request.url()));
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      if (message.type() === 'error') violations.push(message.text());
    });
    page.on('pageerror', (error) => violations.push(String(error)));
    await page.goto(`file://${path}`);
    await page.waitForSelector('table tbody tr');
  });

  afterAll(async () => {
    await browser?.close();
    await workspace?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it('opens from disk, asks nobody for anything and runs nothing from the logs', async () => {
    expect(requests.filter((url) => !url.startsWith('file://'))).toEqual([]);
    expect(requests).toHaveLength(1);
    expect(dialogs).toEqual([]);
    expect(violations).toEqual([]);
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    expect(await page.locator('img, iframe, object, embed, link').count()).toBe(0);
  });

  it('shows what the logs say as text, with invisible characters made visible', async () => {
    const logons = page.locator('#logons');
    await expect.poll(() => logons.textContent()).toContain(attacks[0]);
    const text = (await logons.textContent()) ?? '';
    expect(text).toContain(attacks[1]);
    expect(text).toContain('gnp.exe\\u{202e}gpj.evil');
    expect(text).not.toContain('\u202e');
  });

  it('sorts and filters its tables', async () => {
    const table = page.locator('#failed-logons [data-kind="table"]').last();
    await table.getByRole('searchbox').fill('drop table');
    await expect.poll(() => table.locator('tbody tr').count()).toBe(1);
    await table.getByRole('searchbox').fill('');
    await table.getByRole('button', { name: 'TimeGenerated' }).click();
    const first = () => table.locator('tbody tr').first().textContent();
    const ascending = await first();
    await table.getByRole('button', { name: 'TimeGenerated' }).click();
    expect(await first()).not.toBe(ascending);
  });

  it('shows the query behind each table', async () => {
    const source = page.locator('#logons details.source').first();
    await source.locator('summary').click();
    expect(await source.locator('pre').textContent()).toContain('EventID == 4624');
  });
});
