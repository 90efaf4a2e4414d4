import type { Colours } from './draw.js';

/** The page's colours as a canvas needs them, for the scheme in force. */
export function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: read('--hb-text'),
    muted: read('--hb-muted'),
    line: read('--hb-line'),
    strong: read('--hb-line-strong'),
    bad: read('--hb-bad'),
    accent: read('--hb-accent'),
    surface: read('--hb-surface'),
  };
}
