import { demoStory } from '@huntbook/demo';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchBrowser } from './browser.js';
import { measureContrast } from './contrast.js';
import { findingOf, settled, stepOf, windowsHostSteps } from './hunt-page.js';
import { demoWorkspace, enter, patient, type Site, serveSite } from './site.js';

const { victim } = demoStory().facts;
const query = encodeURIComponent('SecurityEvent | where EventID == 4688 | take 50');
const pages = [
  ['home', '/', 'Hunt a host'],
  ['data', '/data', 'Data'],
  ['query', `/query?q=${query}`, 'Query'],
  ['hunt', `/hunt/windows-host?host=${victim}`, victim],
] as const;

describe.skipIf(!chromiumPath)('pages for keyboard and screen reader', () => {
  let browser: Browser;
  let site: Site;
  let context: BrowserContext;

  beforeAll(async () => {
    [site, browser] = await Promise.all([
      demoWorkspace().then((workspace) => serveSite(workspace, { demo: true })),
      launchBrowser(),
    ]);
    context = await enter(browser, site, { colorScheme: 'light', reducedMotion: 'reduce' });
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  const opened = new Map<string, Page>();
  /** A page that is looked at and not used, the same for all tests that do no more. */
  async function looked(path: string, title: string): Promise<Page> {
    const known = opened.get(path);
    if (known) return known;
    const page = await context.newPage();
    await show(page, path, title);
    opened.set(path, page);
    return page;
  }

  /** Opens a page and waits until what it shows is there, all steps of a hunt drawn. */
  async function show(page: Page, path: string, title: string): Promise<void> {
    await page.goto(`${site.url}${path}`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    if (path.startsWith('/hunt')) {
      await settled(page);
      for (const id of windowsHostSteps) {
        await stepOf(page, id).locator('h2').scrollIntoViewIfNeeded();
        await expect.poll(() => stepOf(page, id).locator('[class*="Skeleton-root"]').count(), patient).toBe(0);
      }
    }
    if (path.startsWith('/query')) await page.getByRole('grid', { name: 'Result' }).waitFor();
    await expect.poll(() => page.locator('[class*="Skeleton-root"]').count(), patient).toBe(0);
  }

  const focused = (page: Page) =>
    page.evaluate(() => {
      const element = document.activeElement!;
      return {
        tag: element.tagName.toLowerCase(),
        text: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim(),
        outlined: getComputedStyle(element).outlineStyle !== 'none' || getComputedStyle(element).boxShadow !== 'none',
      };
    });

  it.each(pages)('%s: one heading of the first level, landmarks with names of their own', async (_, path, title) => {
    const page = await looked(path, title);
    expect(await page.getByRole('main').count()).toBe(1);
    expect(await page.getByRole('banner').count()).toBe(1);
    expect(await page.getByRole('navigation', { name: 'Pages' }).count()).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    const navigations = await page
      .locator('nav')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    expect(new Set(navigations).size).toBe(navigations.length);
    expect(navigations).not.toContain(null);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    expect(await page.title()).toContain('huntbook');
    const ids = await page.locator('[id]').evaluateAll((all) => all.map((one) => one.id));
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it.each(pages)('%s: headings leave out no level', async (_, path, title) => {
    const page = await looked(path, title);
    const levels = await page
      .locator('h1, h2, h3, h4, h5, h6')
      .evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => Number(one.tagName.slice(1))));
    expect(levels.length).toBeGreaterThan(1);
    levels.forEach((level, at) => {
      expect(level, `heading ${at + 1} of ${levels.join(' ')}`).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1);
    });
  });

  it.each(pages)('%s: everything that takes input has a name', async (_, path, title) => {
    const page = await looked(path, title);
    const session = await context.newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const takesInput =
      /^(?:button|link|textbox|searchbox|combobox|checkbox|radio|switch|slider|spinbutton|listbox|menuitem|tab|grid|treegrid)$/;
    const inputs = nodes.filter((node) => !node.ignored && takesInput.test(String(node.role?.value)));
    expect(inputs.length).toBeGreaterThan(10);
    const nameless = inputs.filter((node) => !String(node.name?.value ?? '').trim());
    const places = await Promise.all(
      nameless.map(async (node) => {
        const { node: element } = await session.send('DOM.describeNode', { backendNodeId: node.backendDOMNodeId! });
        return `${node.role?.value} ${element.nodeName} ${(element.attributes ?? []).join(' ').slice(0, 200)}`;
      }),
    );
    expect(places).toEqual([]);
  });

  it.each(
    pages.flatMap(([name, path, title]) =>
      (['light', 'dark'] as const).map((scheme) => [name, scheme, path, title] as const),
    ),
  )('%s, %s: text stands out from what is behind it', async (_, scheme, path, title) => {
    const page = await looked(path, title);
    await page.emulateMedia({ colorScheme: scheme });
    await expect
      .poll(() => page.evaluate(() => document.documentElement.dataset.mantineColorScheme), patient)
      .toBe(scheme);
    const { checked, poor } = await measureContrast(page);
    expect(checked).toBeGreaterThan(20);
    const kinds = new Map(
      poor.map((one) => [`${one.element} ${one.ratio}`, `${one.ratio} ${one.element} “${one.text}”`]),
    );
    expect([...kinds.values()]).toEqual([]);
  });

  it('switches between light and dark, and remembers it', async () => {
    const own = await enter(browser, site, { colorScheme: 'dark' });
    const page = await own.newPage();
    await show(page, '/data', 'Data');
    const scheme = () => page.evaluate(() => document.documentElement.dataset.mantineColorScheme);
    expect(await scheme()).toBe('dark');
    await page.getByRole('button', { name: 'Switch to light colours' }).click();
    await expect.poll(scheme, patient).toBe('light');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Data' }).waitFor();
    expect(await scheme()).toBe('light');
    await own.close();
  });

  it('begins with a link past the header, and goes on in the order of the page', async () => {
    const page = await context.newPage();
    await show(page, '/data', 'Data');
    await page.keyboard.press('Tab');
    const skip = await focused(page);
    expect(skip).toMatchObject({ tag: 'a', text: 'Skip to content' });
    const link = page.getByRole('link', { name: 'Skip to content' });
    expect((await link.boundingBox())!.y).toBeGreaterThanOrEqual(0);
    const order: string[] = [];
    for (let at = 0; at < 8; at += 1) {
      await page.keyboard.press('Tab');
      const element = await focused(page);
      expect(element.outlined, element.text).toBe(true);
      order.push(element.text);
    }
    expect(order.slice(0, 4)).toEqual(['huntbook, start page', 'Home', 'Query', 'Data']);
    expect(order.slice(6)).toEqual(['Add logs', 'AzureNetworkAnalytics_CL']);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Data' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id), patient).toBe('main');
    await page.keyboard.press('Tab');
    expect((await focused(page)).text).toBe('Add logs');
    await page.close();
  });

  it('leads from the start page to a step and into its table by keyboard alone', async () => {
    const page = await context.newPage();
    await show(page, '/', 'Hunt a host');
    await page.keyboard.type('web01');
    await page.getByRole('option', { name: victim }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: victim }).waitFor();
    await settled(page);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    const outline = page.getByRole('navigation', { name: 'Steps' });
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press('Tab');
      if ((await focused(page)).text.includes('Failed logons')) break;
    }
    expect(await outline.evaluate((nav) => nav.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await focused(page)).text, patient).toBe('Failed logons');
    const grid = stepOf(page, 'failed-logons').getByRole('grid', { name: 'Failed logons', exact: true });
    await grid.waitFor();
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press('Tab');
      if (await grid.evaluate((element) => element === document.activeElement)) break;
    }
    expect(await grid.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: /^Row 2 of 3\d\d$/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await expect.poll(() => grid.evaluate((element) => element === document.activeElement), patient).toBe(true);
    await page.close();
  });

  it('lets Tab leave every part of a hunt: the focus is never caught', async () => {
    const page = await looked(`/hunt/windows-host?host=${victim}`, victim);
    await stepOf(page, 'process-tree').getByRole('treegrid').focus();
    await page.keyboard.press('Tab');
    const inside = await stepOf(page, 'process-tree')
      .getByRole('treegrid')
      .evaluate((element) => element.contains(document.activeElement));
    expect(inside).toBe(false);
  });

  it('opens the palette with Ctrl+K, and it leads to a step', async () => {
    const page = await context.newPage();
    await show(page, `/hunt/windows-host?host=${victim}`, victim);
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('A host, a page, a step').waitFor();
    await page.keyboard.type('Encoded');
    await page.getByRole('dialog').getByText('Encoded commands').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await focused(page)).text, patient).toBe('Encoded commands');
    await page.close();
  });

  it('says what changes without being looked at: findings and progress are live regions', async () => {
    const page = await looked(`/hunt/windows-host?host=${victim}`, victim);
    for (const id of windowsHostSteps) expect(await findingOf(page, id).count(), id).toBe(1);
    expect(await page.locator('main header [role="status"]').count()).toBe(1);
  });
});
