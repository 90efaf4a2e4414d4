import { describe, expect, it } from 'vitest';

const sources: Record<string, string> = import.meta.glob(
  ['./**/*.ts', './**/*.tsx', '../index.html', '../public/**/*.js', '!./**/*.test.ts'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);

function filesWith(pattern: RegExp): string[] {
  return Object.entries(sources).flatMap(([path, text]) => (pattern.test(text) ? [path] : []));
}

describe('the page’s sources', () => {
  it('are all looked at', () => {
    expect(Object.keys(sources).length).toBeGreaterThan(80);
  });

  it('never make markup or code of text', () => {
    expect(
      filesWith(/dangerouslySetInnerHTML|\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|srcDoc/),
    ).toEqual([]);
    expect(filesWith(/\beval\(|new Function\(/)).toEqual([]);
  });

  it('hold no inline script and no inline handler, which the page’s policy refuses', () => {
    const html = sources['../index.html'] ?? '';
    expect(html).toContain('<script');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(html).not.toMatch(/\son\w+=/);
  });

  it('ask nothing of other servers', () => {
    expect(filesWith(/(?:https?:)?\/\/(?!www\.w3\.org)[a-z0-9-]+\.[a-z]{2,}\//i)).toEqual([]);
  });

  it('take types alone from the packages that run in Node', () => {
    expect(filesWith(/^import (?!type)[^;]*from '@huntbook\//m)).toEqual([]);
  });
});
