import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { demoStory } from '@huntbook/demo';
import { type Hunt, type HuntView, openHunt } from '@huntbook/explorers';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchBrowser } from './browser.js';
import { createGate } from './gate.js';
import {
  columnOf,
  findingOf,
  followRuns,
  gridOf,
  headerOf,
  openHuntPage,
  progressOf,
  type StepId,
  settled,
  stepOf,
  windowsHostSteps,
} from './hunt-page.js';
import { ask, demoWorkspace, enter, patient, type Site, serveSite, watch } from './site.js';

const { facts } = demoStory();
const { victim, attackerIp } = facts;

describe.skipIf(!chromiumPath)('the hunt page', () => {
  const gate = createGate();
  let folder: string;
  let browser: Browser;
  let site: Site;
  let context: BrowserContext;
  /** The hunt that no test changes. */
  let page: Page;
  /** The same hunt by the library. */
  let hunt: Hunt;
  let view: HuntView;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'huntbook-page-'));
    [site, browser] = await Promise.all([
      demoWorkspace().then((workspace) => serveSite(workspace, { demo: true, seen: gate.through })),
      launchBrowser(),
    ]);
    context = await enter(browser, site);
    hunt = openHunt('windows-host', { workspace: site.workspace, values: { host: victim } });
    view = await hunt.settled();
    page = await context.newPage();
  });

  afterAll(async () => {
    gate.open();
    await browser?.close();
    await hunt?.dispose();
    await site?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const search = (of: Page) => new URL(of.url()).searchParams;

  /** A page with a hunt of its own, told apart by how the host is written. */
  async function changingHunt(host: string, inputs: Record<string, string> = {}): Promise<Page> {
    const own = await context.newPage();
    await openHuntPage(own, site, { host, ...inputs });
    return own;
  }

  it('is filled by the event stream: the steps come as they end, with the findings the library has', async () => {
    const seen = watch(page);
    gate.hold(/./);
    const opened = page.waitForResponse(
      (response) => response.url().endsWith('/api/hunts') && response.request().method() === 'POST',
    );
    const streamed = page.waitForResponse((response) => response.url().endsWith('/events'));
    await page.goto(`${site.url}/hunt/windows-host?host=${victim}`);
    const first = (await (await opened).json()) as HuntView;
    expect(first.steps.map((step) => step.id)).toEqual(windowsHostSteps);
    expect(first.steps.every((step) => ['waiting', 'running'].includes(step.state))).toBe(true);
    expect((await streamed).headers()['content-type']).toContain('text/event-stream');
    await expect.poll(() => progressOf(page).textContent(), patient).toBe(`0 of ${windowsHostSteps.length} steps`);
    gate.open();
    await settled(page);
    for (const id of windowsHostSteps) {
      const step = view.steps.find((one) => one.id === id)!;
      expect(await stepOf(page, id).locator('h2').textContent()).toBe(step.title);
      expect(await findingOf(page, id).textContent(), id).toBe(step.finding);
    }
    expect(seen.errors).toEqual([]);
  });

  it('has an outline that leads to each step and marks the one in view', async () => {
    const outline = page.getByRole('navigation', { name: 'Steps' });
    expect(await outline.getByRole('link').count()).toBe(windowsHostSteps.length);
    for (const id of ['process-tree', 'failed-logons'] as const) {
      const title = view.steps.find((step) => step.id === id)!.title;
      const link = outline.getByRole('link', { name: title });
      await link.click();
      await expect.poll(() => link.getAttribute('aria-current'), patient).toBe('step');
      expect(await outline.locator('[aria-current]').count()).toBe(1);
      const top = await stepOf(page, id).evaluate((element) => element.getBoundingClientRect().top);
      expect(top).toBeGreaterThanOrEqual(40);
      expect(top).toBeLessThan(140);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(title);
    }
  });

  it('sorts a table, and the order is that of the whole table', async () => {
    const grid = await gridOf(page, 'failed-logons', 'Failed logons');
    const header = await headerOf(grid, 'TimeGenerated');
    await header.getByRole('button', { name: /^TimeGenerated/ }).click();
    await expect.poll(() => header.getAttribute('aria-sort'), patient).toBe('descending');
    const [newest] = await ask(
      site.workspace,
      `SecurityEvent | where EventID == 4625 and Computer == "${victim}" | summarize Newest = max(TimeGenerated)`,
    );
    const shown = String(newest!.Newest).slice(0, 19).replace('T', ' ');
    await expect.poll(async () => (await columnOf(grid, 'TimeGenerated'))[0], patient).toContain(shown);
    const times = await columnOf(grid, 'TimeGenerated');
    expect(times.length).toBeGreaterThan(5);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('searches and filters a table, and exports the rows that pass', async () => {
    const grid = await gridOf(page, 'failed-logons', 'Failed logons');
    const [counts] = await ask(
      site.workspace,
      `SecurityEvent | where EventID == 4625 and Computer == "${victim}" | summarize All = count(), Attacker = countif(IpAddress == "${attackerIp}"), Guessed = countif(IpAddress == "${attackerIp}" and TargetUserName has "svc_deploy")`,
    );
    const frame = stepOf(page, 'failed-logons').getByText(/^\d+ of [\d,]+ rows$/);
    await stepOf(page, 'failed-logons')
      .getByRole('textbox', { name: 'Search in Failed logons', exact: true })
      .fill(attackerIp);
    await expect.poll(() => frame.textContent(), patient).toBe(`${counts!.Attacker} of ${counts!.All} rows`);
    expect(new Set(await columnOf(grid, 'IpAddress'))).toEqual(new Set([attackerIp]));

    const header = await headerOf(grid, 'TargetUserName');
    await header.hover();
    await header.getByRole('button', { name: 'Menu of column TargetUserName' }).click();
    await page.getByRole('textbox', { name: 'Value for TargetUserName' }).fill('svc_deploy');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await expect.poll(() => frame.textContent(), patient).toBe(`${counts!.Guessed} of ${counts!.All} rows`);
    expect(Number(counts!.Guessed)).toBeGreaterThan(0);
    expect(new Set(await columnOf(grid, 'TargetUserName'))).toEqual(new Set(['svc_deploy']));

    await stepOf(page, 'failed-logons')
      .locator('[role="grid"][aria-label="Failed logons"]')
      .locator('..')
      .getByRole('button', { name: 'Export' })
      .click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^[\w-]+\.csv$/);
    const path = join(folder, 'rows.csv');
    await download.saveAs(path);
    const lines = (await readFile(path, 'utf8')).trim().split(/\r?\n/);
    expect(lines[0]).toContain('TargetUserName');
    expect(lines.length - 1).toBe(Number(counts!.Guessed));
    for (const line of lines.slice(1)) expect(line).toContain(attackerIp);

    await page.getByRole('button', { name: 'Clear all' }).click();
    await expect.poll(() => frame.count(), patient).toBe(0);
  });

  it('takes keys in a table: the active cell moves, a row opens whole', async () => {
    const grid = await gridOf(page, 'logons', 'All logons');
    await grid.focus();
    const active = () => grid.evaluate((element) => element.getAttribute('aria-activedescendant'));
    const before = await active();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    expect(await active()).not.toBe(before);
    const cell = await grid.evaluate((element) => {
      const found = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
      return (
        found && { role: found.getAttribute('role'), row: found.closest('[role="row"]')?.getAttribute('aria-rowindex') }
      );
    });
    expect(cell).toEqual({ role: 'gridcell', row: '3' });
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /^Row 2 of/ });
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain(victim);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => grid.evaluate((element) => element === document.activeElement), patient).toBe(true);
  });

  it('searches the process tree and shows what leads to a match', async () => {
    const step = stepOf(page, 'process-tree');
    await step.locator('h2').scrollIntoViewIfNeeded();
    const tree = step.getByRole('treegrid');
    await tree.waitFor();
    await tree.scrollIntoViewIfNeeded();
    await step.getByRole('textbox', { name: 'Search processes' }).fill('comsvcs.dll');
    await expect.poll(() => step.getByRole('status').textContent(), patient).toMatch(/^1 of [12]$/);
    const match = tree.getByRole('row').filter({ hasText: 'comsvcs.dll' });
    await match.first().waitFor();
    expect(await match.first().isVisible()).toBe(true);
    const names = (await tree.getByRole('row').allTextContents()).join('\n');
    expect(names).toContain('spoolprep.exe');
    await step.getByRole('textbox', { name: 'Search processes' }).fill('no such process');
    await expect.poll(() => step.getByRole('status').textContent(), patient).toBe('no match');
    await step.getByRole('textbox', { name: 'Search processes' }).fill('');
  });

  it('opens and closes the process tree by keyboard, as a treegrid does', async () => {
    const step = stepOf(page, 'process-tree');
    const tree = step.getByRole('treegrid');
    await tree.scrollIntoViewIfNeeded();
    await tree.focus();
    await page.keyboard.press('Home');
    const active = () =>
      tree.evaluate((element) => {
        const row = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
        return row && { level: row.getAttribute('aria-level'), expanded: row.getAttribute('aria-expanded') };
      });
    const rowCount = async () => Number(await tree.getAttribute('aria-rowcount'));
    await expect.poll(active, patient).toEqual({ level: '1', expanded: 'true' });
    const open = await rowCount();
    expect(open).toBeGreaterThan(10);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(active, patient).toEqual({ level: '1', expanded: 'false' });
    expect(await rowCount()).toBe(1);
    await page.keyboard.press('ArrowRight');
    await expect.poll(active, patient).toEqual({ level: '1', expanded: 'true' });
    await expect.poll(rowCount, patient).toBe(open);
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await active())?.level, patient).toBe('2');
    await page.keyboard.press('ArrowLeft');
    if ((await active())?.expanded === 'false') await page.keyboard.press('ArrowLeft');
    await expect.poll(async () => (await active())?.level, patient).toBe('1');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => tree.getByText('Logon id').count(), patient).toBe(1);
    await page.keyboard.press('Enter');
    await expect.poll(() => tree.getByText('Logon id').count(), patient).toBe(0);
  });

  it('shows the query behind each table, and opens it in the query page', async () => {
    const details = stepOf(page, 'failed-logons').locator('details').last();
    await details.locator('summary').click();
    const query = details.locator('pre').filter({ hasText: '4625' }).first();
    await query.waitFor();
    expect(await details.textContent()).toContain('SecurityEvent');
    const link = details.getByRole('link', { name: 'Open in the query page' }).first();
    const target = new URL((await link.getAttribute('href'))!, site.url);
    const own = await context.newPage();
    await own.goto(target.href);
    await own.getByRole('grid', { name: 'Result' }).waitFor();
    expect(await own.getByRole('textbox', { name: 'KQL query' }).inputValue()).toBe(target.searchParams.get('q'));
    expect(await own.getByRole('alert').count()).toBe(0);
    await own.close();
  });

  it('saves a report that opens from disk with the same findings', async () => {
    await page.getByRole('button', { name: 'Save' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /Report/ }).click(),
    ]);
    const path = join(folder, download.suggestedFilename());
    expect(path).toMatch(/\.html$/);
    await download.saveAs(path);
    const offline = await browser.newContext({ offline: true });
    const report = await offline.newPage();
    const seen = watch(report);
    await report.goto(pathToFileURL(path).href);
    for (const id of windowsHostSteps) {
      const { finding } = view.steps.find((step) => step.id === id)!;
      await expect.poll(() => report.locator(`#${id}`).textContent(), patient).toContain(finding);
    }
    expect(seen.requests).toEqual([pathToFileURL(path).href]);
    expect(seen.errors).toEqual([]);
    await offline.close();
  });

  it('saves the whole outcome as JSON', async () => {
    await page.getByRole('button', { name: 'Save' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /JSON/ }).click(),
    ]);
    const path = join(folder, 'hunt.json');
    await download.saveAs(path);
    const outcome = JSON.parse(await readFile(path, 'utf8'));
    expect(outcome).toMatchObject({ explorer: 'windows-host', values: { host: victim } });
    expect(outcome.steps.map((step: { id: string; finding: string }) => [step.id, step.finding])).toEqual(
      view.steps.map((step) => [step.id, step.finding]),
    );
  });

  it('pivots: a value in a table leads to the hunt of what it names', async () => {
    const own = await changingHunt(victim);
    const grid = await gridOf(own, 'failed-logons', 'Failed logons');
    await stepOf(own, 'failed-logons')
      .getByRole('textbox', { name: 'Search in Failed logons', exact: true })
      .fill('WKS02');
    await expect.poll(() => grid.getAttribute('aria-rowcount'), patient).toBe('2');
    await headerOf(grid, 'WorkstationName');
    await grid.getByRole('gridcell', { name: 'WKS02', exact: true }).click();
    await own.getByRole('menuitem', { name: 'Hunt this host' }).click();
    await own.getByRole('heading', { level: 1, name: 'WKS02' }).waitFor();
    await expect.poll(() => search(own).get('host'), patient).toBe('WKS02');
    await settled(own);
    await expect.poll(() => findingOf(own, 'find-host').textContent(), patient).toContain('WKS02.quillmere.example');
    await own.goBack();
    await own.getByRole('heading', { level: 1, name: victim }).waitFor();
    await own.close();
  });

  it('runs what depends on a number that was changed, and nothing else; the address keeps it', async () => {
    const own = await changingHunt('web01');
    const before = await findingOf(own, 'rare-sessions').textContent();
    const runs = await followRuns(own, site);
    await stepOf(own, 'rare-sessions').getByRole('textbox', { name: 'Percentile of rarity' }).fill('0');
    await own.keyboard.press('Enter');
    const total = /in ([\d,]+) sessions/.exec(view.steps.find((step) => step.id === 'session-rarity')!.finding)![1];
    await expect
      .poll(() => findingOf(own, 'rare-sessions').textContent(), patient)
      .toMatch(new RegExp(`^${total} sessions of ${total} `));
    expect(await findingOf(own, 'rare-sessions').textContent()).not.toBe(before);
    await settled(own);
    expect(runs.ran).toContain('rare-sessions');
    for (const id of ['find-host', 'logons', 'failed-logons', 'session-rarity', 'network-flows']) {
      expect(runs.ran).not.toContain(id);
    }
    runs.stop();
    expect(search(own).get('rare-sessions.percentile')).toBe('0');

    await own.reload();
    await settled(own);
    expect(await stepOf(own, 'rare-sessions').getByRole('textbox', { name: 'Percentile of rarity' }).inputValue()).toBe(
      '0',
    );
    expect(await findingOf(own, 'rare-sessions').textContent()).toMatch(new RegExp(`^${total} sessions of ${total} `));

    await stepOf(own, 'rare-sessions')
      .getByRole('button', { name: 'Put Percentile of rarity back to its default' })
      .click();
    await expect.poll(() => findingOf(own, 'rare-sessions').textContent(), patient).toBe(before);
    expect(search(own).get('rare-sessions.percentile')).toBeNull();
    await own.close();
  });

  it('opens an address with inputs in the state that was left', async () => {
    const own = await changingHunt('WEB01', { 'rare-sessions.percentile': '0', 'indicators.prune': 'false' });
    expect(await stepOf(own, 'rare-sessions').getByRole('textbox', { name: 'Percentile of rarity' }).inputValue()).toBe(
      '0',
    );
    expect(await findingOf(own, 'rare-sessions').textContent()).toMatch(/^(\d+) sessions of \1 /);
    expect(await stepOf(own, 'indicators').getByRole('checkbox').isChecked()).toBe(false);
    await own.close();
  });

  it('takes another time range, and the tables hold no row outside of it', async () => {
    const own = await changingHunt('Web01');
    const runs = await followRuns(own, site);
    const step = stepOf(own, 'logons');
    await step.getByRole('button', { name: /^Time range/ }).click();
    await step.getByRole('combobox', { name: 'Unit' }).selectOption('hour');
    await expect.poll(() => search(own).get('logons.window'), patient).toContain('"unit":"hour"');
    await settled(own);
    const window = JSON.parse(search(own).get('logons.window')!) as { start: string; end: string };
    expect(Date.parse(window.end)).toBeGreaterThan(Date.parse(window.start));
    const [expected] = await ask(
      site.workspace,
      `SecurityEvent | where EventID == 4624 and Computer == "${victim}" and TimeGenerated between (datetime(${window.start}) .. datetime(${window.end})) | summarize Logons = count()`,
    );
    expect(Number(expected!.Logons)).toBeGreaterThan(0);
    expect(Number(expected!.Logons)).toBeLessThan(127);
    await expect
      .poll(() => findingOf(own, 'logons').textContent(), patient)
      .toMatch(new RegExp(`^${expected!.Logons} logons? `));
    await settled(own);
    expect(runs.ran).toContain('logons');
    expect(runs.ran).toContain('failed-logons');
    for (const id of ['find-host', 'host-details', 'related-alerts', 'alert-details'])
      expect(runs.ran).not.toContain(id);
    runs.stop();
    const finding = await findingOf(own, 'logons').textContent();
    await own.reload();
    await settled(own);
    expect(await findingOf(own, 'logons').textContent()).toBe(finding);
    await own.close();
  });

  it('takes another alert, from the list or from the rows of the table', async () => {
    const own = await changingHunt('wEB01');
    const finding = findingOf(own, 'alert-details');
    await own.locator('#alert-details-alert').click();
    await own.getByRole('option', { name: /Security log cleared/ }).click();
    await expect.poll(() => finding.textContent(), patient).toContain('Security log cleared');
    const [cleared] = await ask(
      site.workspace,
      'SecurityAlert | where AlertName == "Security log cleared" | project SystemAlertId',
    );
    expect(search(own).get('alert-details.alert')).toBe(cleared!.SystemAlertId);
    const grid = await gridOf(own, 'related-alerts', 'All related alerts');
    const row = grid.getByRole('row').filter({ hasText: 'Local administrator added' });
    await row.getByRole('button', { name: 'Select this row' }).click();
    await expect.poll(() => finding.textContent(), patient).toContain('Local administrator added');
    await expect.poll(() => row.getAttribute('aria-selected'), patient).toBe('true');
    await settled(own);
    await own.close();
  });

  it('zooms a timeline by dragging, moves by keys, and hands the range to the hunt', async () => {
    const own = await changingHunt('weB01');
    const step = stepOf(own, 'logons');
    const plot = step.locator('[aria-roledescription="timeline"]').first();
    await step.locator('h2').scrollIntoViewIfNeeded();
    await plot.waitFor();
    await plot.scrollIntoViewIfNeeded();
    const inRange = async () => {
      const cells = await step.locator('section table').first().locator('tbody tr td:nth-child(2)').allTextContents();
      return cells.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0);
    };
    const rangeText = () =>
      step
        .getByText(/UTC, |Drag to zoom in/)
        .first()
        .textContent();
    await expect.poll(inRange, patient).toBe(127);
    const box = (await plot.boundingBox())!;
    const y = box.y + box.height / 2;
    await own.mouse.move(box.x + box.width * 0.4, y);
    await own.mouse.down();
    await own.mouse.move(box.x + box.width * 0.6, y, { steps: 5 });
    await own.mouse.move(box.x + box.width * 0.8, y, { steps: 5 });
    await own.mouse.up();
    await expect.poll(rangeText, patient).toMatch(/ to .* UTC, /);
    await expect.poll(inRange, patient).toBeLessThan(127);
    const dragged = await rangeText();

    await plot.focus();
    await own.keyboard.press('ArrowLeft');
    await expect.poll(rangeText, patient).not.toBe(dragged);
    await own.keyboard.press('ArrowRight');
    await expect.poll(rangeText, patient).toBe(dragged);
    await own.keyboard.press('Home');
    await expect.poll(rangeText, patient).toBe('Drag to zoom in');
    await expect.poll(inRange, patient).toBe(127);
    await own.keyboard.press('+');
    await expect.poll(rangeText, patient).toMatch(/ to .* UTC, /);
    await expect.poll(inRange, patient).toBeLessThan(127);
    const count = await inRange();
    expect(count).toBeGreaterThan(0);

    await step.getByRole('button', { name: 'Use this range' }).first().click();
    await expect.poll(() => findingOf(own, 'logons').textContent(), patient).toMatch(new RegExp(`^${count} logons? `));
    expect(search(own).has('logons.window')).toBe(true);
    await settled(own);
    await own.close();
  });

  it('hides a lane of a timeline and shows it again', async () => {
    const step = stepOf(page, 'related-alerts');
    await step.locator('h2').scrollIntoViewIfNeeded();
    const lane = step.getByRole('button', { name: /Security log cleared/ }).first();
    await lane.waitFor();
    expect(await lane.getAttribute('aria-pressed')).toBe('true');
    await lane.click();
    expect(await lane.getAttribute('aria-pressed')).toBe('false');
    await lane.click();
    expect(await lane.getAttribute('aria-pressed')).toBe('true');
  });

  it('stops when it is cancelled, and goes on from there', async () => {
    gate.hold(/4625/);
    const heldBefore = gate.held;
    const own = await context.newPage();
    await own.goto(`${site.url}/hunt/windows-host?host=WEB01.QUILLMERE.EXAMPLE`);
    await expect.poll(() => gate.held, patient).toBeGreaterThan(heldBefore);
    await expect.poll(() => findingOf(own, 'find-host').textContent(), patient).toContain(victim);
    await own.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => progressOf(own).textContent(), patient).toMatch(/^Stopped at \d+ of 21 steps$/);
    const left: StepId[] = [];
    for (const id of windowsHostSteps) {
      const step = stepOf(own, id);
      if ((await step.locator('header [title="done"], header [title^="done,"]').count()) === 0) left.push(id);
    }
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(windowsHostSteps.length);
    // What did not run to its end has found nothing yet, and does not say that there is nothing.
    for (const id of left) expect(await stepOf(own, id).getByText('Nothing found.').count(), id).toBe(0);
    gate.open();
    await own.getByRole('button', { name: 'Run what is left' }).click();
    await settled(own);
    for (const id of windowsHostSteps) {
      expect(await findingOf(own, id).textContent(), id).toBe(view.steps.find((step) => step.id === id)!.finding);
    }
    expect(await own.getByRole('button', { name: 'Cancel' }).count()).toBe(0);
    await own.close();
  });
});
