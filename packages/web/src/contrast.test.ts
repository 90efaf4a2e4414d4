import { describe, expect, it } from 'vitest';
import { categories } from './format/categories.js';

interface NodeProcess {
  getBuiltinModule(name: 'fs'): { readFileSync(path: URL, encoding: 'utf8'): string };
}

// The page's types know nothing of Node, and vitest hands style sheets over empty: the file is read by hand.
const { process } = globalThis as unknown as { readonly process: NodeProcess };
const css = process.getBuiltinModule('fs').readFileSync(new URL('./styles.css', import.meta.url), 'utf8');

function tokens(scheme: 'light' | 'dark'): Map<string, string> {
  const block = new RegExp(`\\[data-mantine-color-scheme=["']?${scheme}["']?\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return new Map(
    [...block.matchAll(/--hb-([a-z-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
}

/** Relative luminance and contrast as WCAG 2 defines them. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['bg', 'surface', 'raised', 'hover'];
const pairs = [
  ...['text', 'muted'].flatMap((text) => [...grounds, 'accent-soft'].map((ground) => [text, ground] as const)),
  ...['accent', 'good', 'notable', 'bad'].flatMap((tone) =>
    ['bg', 'surface', 'raised', `${tone}-soft`].map((ground) => [tone, ground] as const),
  ),
  ...['good', 'notable', 'bad'].map((tone) => ['text', `${tone}-soft`] as const),
];

describe.each(['light', 'dark'] as const)('the %s colours', (scheme) => {
  const known = tokens(scheme);

  it.each(pairs)('let %s be read on %s', (text, ground) => {
    expect(contrast(known.get(text) ?? '', known.get(ground) ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  it('set every category apart from the page', () => {
    for (const colour of categories[scheme]) {
      expect(contrast(colour, known.get('surface') ?? '')).toBeGreaterThanOrEqual(3);
    }
  });
});
