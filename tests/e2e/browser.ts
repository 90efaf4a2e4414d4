import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** `HUNTBOOK_NO_BROWSER=1` leaves the browser out where it was tested already. */
export const chromiumPath = process.env.HUNTBOOK_NO_BROWSER
  ? undefined
  : candidates.find((path) => path !== undefined && existsSync(path));
if (!chromiumPath)
  console.warn('No Chromium is used (set CHROMIUM_PATH where it is not found): browser tests are skipped.');

/** A headless Chromium that talks to nobody by itself. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath!,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
