import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, type TestEngine } from './test-engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

test.each([
  ['académie-française', 'acadmie-franaise-npb1a'],
  ['艺术', 'cqv902d'],
])('%s is %s', async (text, code) => {
  expect(await engine.call('punycode_from_string', text)).toBe(code);
  expect(await engine.call('punycode_to_string', code)).toBe(text);
});

test('domains, label by label', async () => {
  expect(await engine.call('punycode_domain_from_string', 'xn--Ry-lja8c.xn--Jng-uta63a.xn--Bng-9ka.com')).toBe(
    'Rúyì.Jīngū.Bàng.com',
  );
  expect(await engine.call('punycode_domain_to_string', "Kaledvoulc'h.Artorījos.edu")).toBe(
    "Kaledvoulc'h.xn--Artorjos-ejb.edu",
  );
});

test('what is no punycode is empty', async () => {
  expect(await engine.call('punycode_to_string', '99999999999')).toBe('');
  expect(await engine.call('punycode_to_string', 'ü-x')).toBe('');
});
