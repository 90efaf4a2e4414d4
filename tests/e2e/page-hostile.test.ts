import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openMemoryWorkspace } from '@huntbook/workspace';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchBrowser } from './browser.js';
import { attacks, hostileHost, writeHostileLogs } from './hostile-logs.js';
import { columnOf, findingOf, gridOf, openHuntPage, stepOf, windowsHostSteps } from './hunt-page.js';
import { enter, external, patient, type Site, serveSite, type Watch, watch } from './site.js';

/** Characters that must never reach the page as themselves: controls, bidirectional overrides, zero-width. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const hidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/;

describe.skipIf(!chromiumPath)('a hunt through hostile logs on the page', () => {
  let folder: string;
  let browser: Browser;
  let site: Site;
  let context: BrowserContext;
  let page: Page;
  let seen: Watch;

  beforeAll(async () => {
    folder = await writeHostileLogs();
    const workspace = await openMemoryWorkspace();
    await workspace.ingest([folder]);
    [site, browser] = await Promise.all([serveSite(workspace), launchBrowser()]);
    context = await enter(browser, site, { viewport: { width: 1024, height: 768 } });
    page = await context.newPage();
    seen = watch(page);
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  /** Scrolls through a step, so that all of its parts are drawn. */
  async function look(id: (typeof windowsHostSteps)[number]): Promise<void> {
    const step = stepOf(page, id);
    await step.locator('h2').scrollIntoViewIfNeeded();
    await expect.poll(() => step.locator('[class*="Skeleton-root"]').count(), patient).toBe(0);
    for (const details of await step.locator('details:not([open]) > summary').all()) await details.click();
  }

  /** Pixels by which the document is wider than its window. */
  const overflow = () =>
    page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
  const pwned = () => page.evaluate(() => 'pwned' in window);

  it('runs every step, and the steps hold the attacks', async () => {
    await openHuntPage(page, site, { host: hostileHost });
    for (const id of windowsHostSteps) await look(id);
    for (const id of windowsHostSteps) {
      const step = stepOf(page, id);
      expect(await step.getByText('The step failed.').count(), id).toBe(0);
      expect(await step.getByRole('button', { name: 'Try again' }).count(), id).toBe(0);
    }
    expect(await findingOf(page, 'logons').textContent()).toContain(String(attacks.length));
    expect(await findingOf(page, 'failed-logons').textContent()).toContain(String(attacks.length));
  });

  it('shows markup and scripts as text', async () => {
    const grid = await gridOf(page, 'logons', 'All logons');
    const accounts = await columnOf(grid, 'Account');
    expect(accounts).toContain(`CORP\\${attacks[0]}`);
    expect(accounts).toContain(`CORP\\${attacks[1]}`);
    expect(accounts).toContain(`CORP\\${attacks[4]}`);
    expect(await page.locator('main').locator('iframe, object, embed, form[action], img').count()).toBe(0);
    expect(
      await page.locator('main a[href]:not([href^="/"]):not([href^="#"]):not([href^="http://127.0.0.1"])').count(),
    ).toBe(0);
  });

  it('makes characters visible that are not, or that turn text round', async () => {
    const grid = await gridOf(page, 'logons', 'All logons');
    expect(await columnOf(grid, 'Account')).toContain('CORP\\gnp.exeU+202Egpj.evil');
    await expect.poll(() => grid.getByTitle('A character that would not be seen').count(), patient).toBeGreaterThan(3);
    const texts = await page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) =>
        [...element.childNodes].flatMap((node) => (node.nodeType === Node.TEXT_NODE ? [node.nodeValue ?? ''] : [])),
      ),
    );
    expect(texts.some((text) => text.includes('U+202E'))).toBe(true);
    expect(texts.filter((text) => hidden.test(text))).toEqual([]);
  });

  it('makes them visible in titles and in what a screen reader says, too', async () => {
    const names = ['title', 'aria-label', 'aria-description', 'aria-valuetext', 'placeholder', 'alt'];
    const spoken = await page.evaluate(
      (attributes) =>
        attributes.flatMap((name) =>
          [...document.querySelectorAll(`[${name}]`)].map(
            (element) => `${element.tagName.toLowerCase()} ${name}=${element.getAttribute(name)}`,
          ),
        ),
      names,
    );
    expect(spoken.length).toBeGreaterThan(100);
    expect(spoken.filter((text) => hidden.test(text))).toEqual([]);
  });

  it('opens rows, menus, tooltips and the command palette without running anything', async () => {
    const grid = await gridOf(page, 'logons', 'All logons');
    const rows = await grid.getByRole('button', { name: 'Show this row whole' }).count();
    expect(rows).toBeGreaterThan(8);
    await grid.getByRole('button', { name: 'Show this row whole' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    for (let row = 1; row < attacks.length; row += 1) {
      await dialog.getByRole('button', { name: 'Next row' }).click();
      await page.getByRole('dialog', { name: `Row ${row + 1} of ${attacks.length}` }).waitFor();
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await grid.getByRole('gridcell').filter({ hasText: attacks[0] }).first().click();
    const menu = page.getByRole('menu');
    await menu.waitFor();
    expect(await menu.textContent()).toContain(attacks[0]);
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'hidden' });
    const plot = stepOf(page, 'logons').locator('[aria-roledescription="timeline"]').first();
    await plot.scrollIntoViewIfNeeded();
    const box = (await plot.boundingBox())!;
    for (let share = 0.02; share < 1; share += 0.02) {
      await page.mouse.move(box.x + box.width * share, box.y + ((box.height * share * 7) % box.height));
    }
    await page.keyboard.press('Control+k');
    await page
      .getByRole('textbox', { name: 'Search hosts, pages and steps' })
      .or(page.getByPlaceholder('A host, a page, a step'))
      .first()
      .fill('<img');
    await page.keyboard.press('Escape');
    expect(await pwned()).toBe(false);
    expect(seen.dialogs).toEqual([]);
  });

  it('searches for the attacks as text', async () => {
    const grid = await gridOf(page, 'logons', 'All logons');
    const box = stepOf(page, 'logons').getByRole('textbox', { name: 'Search in All logons' });
    for (const attack of [attacks[9], attacks[0], attacks[8]]) {
      await box.fill(attack);
      await expect.poll(() => grid.getAttribute('aria-rowcount'), patient).toBe('2');
      await expect.poll(() => columnOf(grid, 'Account'), patient).toEqual([`CORP\\${attack}`]);
    }
    await box.fill('');
    await expect.poll(() => grid.getAttribute('aria-rowcount'), patient).toBe(String(attacks.length + 1));
  });

  it('exports csv in which no cell is a formula', async () => {
    await gridOf(page, 'logons', 'All logons');
    await stepOf(page, 'logons')
      .locator('[role="grid"][aria-label="All logons"]')
      .locator('..')
      .getByRole('button', { name: 'Export' })
      .click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'CSV' }).click(),
    ]);
    const path = join(folder, 'export.csv');
    await download.saveAs(path);
    const text = await readFile(path, 'utf8');
    expect(text).toContain("'=cmd|'/c calc'!A1");
    expect(text).toContain("'@SUM(1+1)*cmd|'/c calc'!A0");
    expect(text).not.toMatch(/(?:^|[,"\n\r])[=@]/m);
  });

  it('names the host of an address as text, and searches for it', async () => {
    const other = await context.newPage();
    const watched = watch(other);
    await openHuntPage(other, site, { host: attacks[0], 'rare-sessions.percentile': attacks[1] });
    expect(await other.getByRole('heading', { level: 1 }).textContent()).toBe(attacks[0]);
    expect(await other.evaluate(() => 'pwned' in window)).toBe(false);
    expect(watched.dialogs).toEqual([]);
    expect(external(watched.requests, site)).toEqual([]);
    await other.close();
  });

  it('has the start page, data page and query page stay as harmless', async () => {
    for (const path of ['/', '/data', `/query?q=${encodeURIComponent('SecurityEvent | take 60')}`]) {
      await page.goto(`${site.url}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const filled = path === '/' ? page.getByText(hostileHost).first() : page.getByText('SecurityEvent').first();
      await filled.waitFor();
      expect(await overflow(), path).toBe(0);
      expect(await pwned()).toBe(false);
    }
    await openHuntPage(page, site, { host: hostileHost });
  });

  it('keeps the page within its window of 1024 by 768, however long the text', async () => {
    for (const id of windowsHostSteps) {
      await look(id);
      expect(await overflow(), id).toBe(0);
    }
  });

  it('sent nothing to anybody but its server, opened no dialog and broke no rule', async () => {
    expect(seen.requests.length).toBeGreaterThan(20);
    expect(external(seen.requests, site)).toEqual([]);
    expect(seen.dialogs).toEqual([]);
    expect(seen.errors).toEqual([]);
    expect(await pwned()).toBe(false);
  });
});
