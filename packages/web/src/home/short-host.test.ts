import { expect, it } from 'vitest';
import { shortHost } from './short-host.js';

it('shortens full names of hosts and nothing else', () => {
  expect(['WEB01.quillmere.example', 'WEB01', '203.0.113.7', 'CONTOSO\\a.b', '2001:db8::1'].map(shortHost)).toEqual([
    'WEB01',
    'WEB01',
    '203.0.113.7',
    'CONTOSO\\a.b',
    '2001:db8::1',
  ]);
});
