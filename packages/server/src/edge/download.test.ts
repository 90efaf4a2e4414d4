import { expect, it } from 'vitest';
import { safeFileName } from './download.js';

it.each([
  ['windows-host-WS01.corp.example', 'windows-host-WS01.corp.example.csv'],
  ['../../etc/passwd', 'etc-passwd.csv'],
  ['a"b\r\nSet-Cookie: x=y', 'a-b-Set-Cookie-x-y.csv'],
  ['.hidden', 'hidden.csv'],
  ['Büro 7', 'Bu-ro-7.csv'],
  ['日本', 'huntbook.csv'],
  ['x'.repeat(500), `${'x'.repeat(80)}.csv`],
])('makes a file name of %j that any system takes', (stem, expected) => {
  expect(safeFileName(stem, 'csv')).toBe(expected);
});
