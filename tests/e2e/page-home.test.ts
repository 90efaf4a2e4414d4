import { demoStory } from '@huntbook/demo';
import { openMemoryWorkspace } from '@huntbook/workspace';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchBrowser } from './browser.js';
import { settled, windowsHostSteps } from './hunt-page.js';
import { demoWorkspace, enter, external, patient, type Site, serveSite, watch } from './site.js';

const story = demoStory();
const { victim, second } = story.facts;

describe.skipIf(!chromiumPath)('the start page', () => {
  let browser: Browser;
  let site: Site;
  let context: BrowserContext;

  beforeAll(async () => {
    [site, browser] = await Promise.all([
      demoWorkspace().then((workspace) => serveSite(workspace, { demo: true })),
      launchBrowser(),
    ]);
    context = await enter(browser, site);
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  const rowsUnder = (page: Page, heading: string) =>
    page.getByRole('region', { name: heading }).locator('tbody tr').filter({ visible: true });

  it('shows nothing of the logs without the token, and takes it in a form', async () => {
    const stranger = await browser.newContext();
    const page = await stranger.newPage();
    const seen = watch(page);
    const refused = page.waitForResponse((response) => response.url().endsWith('/api/home'));
    await page.goto(site.url);
    const answer = await refused;
    expect(answer.status()).toBe(401);
    expect(await answer.json()).toMatchObject({ error: { code: 'unauthorized', hint: expect.any(String) } });
    await page.getByRole('heading', { level: 1, name: 'This page needs its token' }).waitFor();
    expect(await page.content()).not.toContain('quillmere');
    expect((await stranger.cookies()).length).toBe(0);
    // A browser says in its console that a request was refused.
    expect(seen.errors.filter((text) => !text.includes('401'))).toEqual([]);

    await page.getByLabel('Token').fill(site.token);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Worth a look' }).waitFor();
    expect(page.url()).toBe(`${site.url}/`);
    await stranger.close();
  });

  it('trades the token of the address for a cookie that scripts cannot read', async () => {
    const fresh = await browser.newContext();
    const page = await fresh.newPage();
    await page.goto(`${site.url}/data?token=${encodeURIComponent(site.token)}`);
    await page.getByRole('heading', { level: 1, name: 'Data' }).waitFor();
    expect(page.url()).toBe(`${site.url}/data`);
    const cookies = await fresh.cookies();
    expect(cookies).toMatchObject([{ httpOnly: true, sameSite: 'Strict', value: site.token }]);
    expect(await page.evaluate(() => document.cookie)).toBe('');
    expect(
      await page.evaluate(() => JSON.stringify([...performance.getEntries().map(({ name }) => name)])),
    ).not.toMatch(/api.*token=/);
    await fresh.close();
  });

  it('refuses a wrong token', async () => {
    const fresh = await browser.newContext();
    const answer = await fresh.request.get(`${site.url}/?token=wrong`);
    expect(answer.status()).toBe(401);
    expect(await fresh.cookies()).toEqual([]);
    await fresh.close();
  });

  it('puts the host that was broken into first among those worth a look, with its alerts and failed logons', async () => {
    const page = await context.newPage();
    await page.goto(site.url);
    const first = rowsUnder(page, 'Worth a look').first();
    await first.waitFor();
    const cells = await first.locator('td').allTextContents();
    expect(cells[0]).toBe(victim);
    const alerts = story.stages.filter((stage) => stage.host === victim).flatMap((stage) => stage.alerts);
    expect(Number(/\d+$/.exec(cells[1]!)?.[0])).toBeGreaterThanOrEqual(new Set(alerts).size);
    expect(Number(cells[2]!.replaceAll(',', ''))).toBeGreaterThanOrEqual(312);
    const names = await rowsUnder(page, 'Worth a look').locator('td:first-child').allTextContents();
    expect(names).toContain(second);
    await first.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: victim }).waitFor();
    expect(new URL(page.url()).searchParams.get('host')).toBe(victim);
    await page.close();
  });

  it('lists the newest alerts, newest first, each leading to its host', async () => {
    const page = await context.newPage();
    await page.goto(site.url);
    const rows = rowsUnder(page, 'Recent alerts');
    await rows.first().waitFor();
    const times = await rows.locator('td:first-child').allTextContents();
    expect(times.length).toBeGreaterThan(5);
    expect(times).toEqual([...times].sort().reverse());
    const alerts = await rows.allTextContents();
    const late = story.stages.filter((stage) => stage.start > '2026-03-10T23:30').flatMap((stage) => stage.alerts);
    expect(late.length).toBeGreaterThan(0);
    for (const name of late) expect(alerts.some((text) => text.includes(name))).toBe(true);
    const link = rows.filter({ hasText: 'Security log cleared' }).getByRole('link');
    expect(new URL((await link.getAttribute('href'))!, site.url).searchParams.get('host')).toBe(victim);
    await page.close();
  });

  it('finds a host by a part of its name and opens its hunt, by keyboard alone', async () => {
    const page = await context.newPage();
    await page.goto(site.url);
    const box = page.getByRole('textbox', { name: 'Name of the host to hunt' }).or(page.getByRole('combobox'));
    await rowsUnder(page, 'Worth a look').first().waitFor();
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('sql');
    await page.getByRole('option', { name: second }).waitFor();
    expect(await page.getByRole('option').count()).toBe(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: second }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/hunt/windows-host');
    expect(new URL(page.url()).searchParams.get('host')).toBe(second);
    await page.close();
  });

  it('says so where a name belongs to no host', async () => {
    const page = await context.newPage();
    await page.goto(site.url);
    await rowsUnder(page, 'Worth a look').first().waitFor();
    await page.keyboard.type('nosuchhost');
    await page.keyboard.press('Enter');
    await settled(page);
    await expect
      .poll(() => page.locator('#step-find-host').textContent(), patient)
      .toMatch(/no host|not found|nosuchhost/i);
    expect(await page.locator('#step-process-tree').getByRole('treegrid').count()).toBe(0);
    await page.close();
  });

  it('says what to do with a workspace that holds no logs', async () => {
    const empty = await serveSite(await openMemoryWorkspace());
    try {
      const inside = await enter(browser, empty);
      const page = await inside.newPage();
      await page.goto(empty.url);
      await page.getByRole('heading', { level: 1, name: 'This workspace holds no logs yet' }).waitFor();
      await page.getByText('Drop log files anywhere on this page').waitFor();
      expect(await page.getByRole('button', { name: 'Choose files' }).isEnabled()).toBe(true);
      expect(await page.getByText('huntbook ingest').count()).toBe(1);
      await inside.close();
    } finally {
      await empty.close();
    }
  });

  it('asks nobody but its own server, and breaks no rule of its Content-Security-Policy', async () => {
    const page = await context.newPage();
    const seen = watch(page);
    const policy = (await context.request.get(site.url)).headers()['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    for (const path of ['/', '/data', '/query?q=SecurityEvent|take 5', '/no-such-page']) {
      await page.goto(`${site.url}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
    }
    await page.goto(`${site.url}/hunt/windows-host?host=${second}`);
    await settled(page);
    for (const step of windowsHostSteps) {
      await page.locator(`#step-${step} h2`).scrollIntoViewIfNeeded();
      await expect.poll(() => page.locator(`#step-${step} [class*="Skeleton"]`).count(), patient).toBe(0);
    }
    expect(seen.requests.length).toBeGreaterThan(20);
    expect(external(seen.requests, site)).toEqual([]);
    expect(seen.errors).toEqual([]);
    expect(seen.dialogs).toEqual([]);
    await page.close();
  });

  it('paints', async () => {
    const page = await context.newPage();
    await page.goto(site.url);
    await rowsUnder(page, 'Worth a look').first().waitFor();
    const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
    const filled = await page.evaluate(() => performance.now());
    // A budget in milliseconds would fail by the machine; the figures are for whoever reads the log.
    console.info(`start page: first paint after ${Math.round(paint!)} ms, filled after ${Math.round(filled)} ms`);
    expect(paint).toBeGreaterThan(0);
    await page.close();
  });
});
