import { describe, expect, it } from 'vitest';
import { describeFilter, makeFilter, opsFor, parseTyped } from './filters.js';

const account = { name: 'Account', type: 'string' } as const;
const count = { name: 'Count', type: 'long' } as const;
const time = { name: 'TimeGenerated', type: 'datetime' } as const;

describe('filters of a column', () => {
  it('take what was typed as the type of the column', () => {
    expect(parseTyped('1,200', count)).toBe(1200);
    expect(parseTyped('12x', count)).toBeUndefined();
    expect(parseTyped('', count)).toBeUndefined();
    expect(parseTyped('2026-11-20 10:00', time)).toBe('2026-11-20T10:00:00Z');
    expect(parseTyped('2026-11-20', time)).toBe('2026-11-20T00:00:00Z');
    expect(parseTyped('2026-13-20', time)).toBeUndefined();
    expect(parseTyped('Yes', { name: 'IsInferred', type: 'bool' })).toBe(true);
  });

  it('offer comparisons that suit the column', () => {
    expect(opsFor(account)).toContain('contains');
    expect(opsFor(count)).not.toContain('contains');
  });

  it('say in words what they do', () => {
    const columns = [account, count, time];
    const said = (...args: Parameters<typeof makeFilter>) => {
      const filter = makeFilter(...args);
      return filter && describeFilter(filter, columns);
    };
    expect(said(account, 'contains', 'adm')).toBe('Account contains adm');
    expect(said(account, 'equals', '')).toBe('Account is empty');
    expect(said(count, 'at-least', '1000')).toBe('Count ≥ 1,000');
    expect(said(time, 'at-most', '2026-11-20 10:00')).toBe('TimeGenerated ≤ 2026-11-20 10:00:00');
    expect(said(account, 'not-equals', 'a\u202eb')).toBe('Account is not a[U+202E]b');
    expect(said(count, 'equals', 'x')).toBeUndefined();
  });
});
