import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, type TestEngine, value } from './test-engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

/** The same argument as something that is computed. */
const computed = (text: string) => ({ sql: `concat('${text}', '')`, type: 'string' as const });

test.each([
  ['192.168.1.1', 3232235777, 32],
  ['192.168.1.1/24', 3232235776, 24],
  ['255.255.255.255/31', 4294967294, 31],
  ['1.2.3', null, null],
  ['1.2.3.256', null, null],
  ['1.2.3.4/33', null, null],
  ['1.2.3.4.5', null, null],
  ['1e1.0.0.1', null, null],
])('parse_ipv4(%s)', async (address, number, suffix) => {
  expect(await engine.call('parse_ipv4', address)).toBe(number);
  expect(await engine.call('ipv4_netmask_suffix', address)).toBe(suffix);
});

test.each([
  ['10.1.2.3', true],
  ['172.31.255.1', true],
  ['172.32.0.1', false],
  ['192.168.1.1/24', true],
  ['10.1.2.3/4', false],
  ['202.1.2.3', false],
  ['127.0.0.1', false],
  ['10.1.2.300', null],
  ['', null],
])('ipv4_is_private(%s) is %s', async (address, expected) => {
  expect(await engine.call('ipv4_is_private', address)).toBe(expected);
});

test.each([
  ['192.168.1.0', '192.168.1.0', 32, 0],
  ['192.168.1.1/24', '192.168.1.255', 32, 0],
  ['192.168.1.1/30', '192.168.1.255/24', 32, 0],
  ['192.168.1.1', '192.168.1.0', 31, 0],
  ['192.168.1.1', '192.168.1.2', 32, -1],
  ['10.0.0.1', '1.0.0.1', 32, 1],
  ['10.0.0.1', 'x', 32, null],
])('ipv4_compare(%s, %s, %s) is %s', async (a, b, suffix, expected) => {
  expect(await engine.call('ipv4_compare', a, b, suffix)).toBe(expected);
  expect(await engine.call('ipv4_is_match', a, b, suffix)).toBe(expected === null ? null : expected === 0);
});

test.each([
  ['192.168.1.6', '192.168.1.1/24', true],
  ['192.168.1.1', '192.168.1.1', true],
  ['192.168.2.1', '192.168.1.1/24', false],
  ['10.1.1.1', '0.0.0.0/0', true],
  ['x', '192.168.1.1/24', null],
])('ipv4_is_in_range(%s, %s) is %s, known or computed', async (address, range, expected) => {
  expect(await engine.call('ipv4_is_in_range', address, range)).toBe(expected);
  expect(await engine.call('ipv4_is_in_range', address, computed(range))).toBe(expected);
});

test('any of several ranges', async () => {
  const ranges = value('dynamic', '["127.0.0.1","192.168.0.0/16"]');
  expect(await engine.call('ipv4_is_in_any_range', '192.168.3.4', ranges)).toBe(true);
  expect(await engine.call('ipv4_is_in_any_range', '8.8.8.8', ranges)).toBe(false);
  expect(await engine.call('ipv4_is_in_any_range', '127.0.0.1', '10.0.0.0/8', '127.0.0.0/8')).toBe(true);
});

test('addresses in a line of text', async () => {
  const line = '05:04:54 127.0.0.1 GET /favicon.ico 404';
  const glued = '05:04:54127.0.0.1 GET /favicon.ico 404';
  expect(await engine.call('has_ipv4', line, '127.0.0.1')).toBe(true);
  expect(await engine.call('has_ipv4', glued, '127.0.0.1')).toBe(false);
  expect(await engine.call('has_any_ipv4', line, value('dynamic', '["127.0.0.1","127.0.0.2"]'))).toBe(true);
  expect(await engine.call('has_any_ipv4', '05:04:54 127.0.0.256 GET', value('dynamic', '["127.0.0.256"]'))).toBe(
    false,
  );
  expect(await engine.call('has_any_ipv4_prefix', line, '127.0.', '192.168.')).toBe(true);
  expect(await engine.call('has_ipv4_prefix', line, '127.0')).toBe(false);
  expect(await engine.call('has_ipv4_prefix', 'GET 127.0.0.256', '127.0.')).toBe(false);
});

test('formatting', async () => {
  expect(await engine.call('format_ipv4', '192.168.1.1', 24)).toBe('192.168.1.0');
  expect(await engine.call('format_ipv4', 3232236031)).toBe('192.168.1.255');
  expect(await engine.call('format_ipv4_mask', '192.168.1.1/24', 32)).toBe('192.168.1.0/24');
  expect(await engine.call('format_ipv4_mask', '192.168.1.1/24', -1)).toBe('');
  expect(await engine.call('ipv4_range_to_cidr_list', '1.1.128.0', '1.1.140.255')).toBe(
    '["1.1.128.0/21","1.1.136.0/22","1.1.140.0/24"]',
  );
});

test.each([
  ['192.168.1.1', '::ffff:c0a8:0101', 128, 0],
  ['192.168.1.1/24', '::ffff:c0a8:01ff', 127, 0],
  ['fe80::85d:e82c:9446:7994', 'fe80::85d:e82c:9446:7995', 127, 0],
  ['fe80::85d:e82c:9446:7994/127', 'fe80::85d:e82c:9446:7998', 120, 0],
  ['::192.168.1.1/30', '192.168.1.255/24', 127, 0],
  ['::1', '::2', 128, -1],
  ['::1', 'x', 128, null],
])('ipv6_compare(%s, %s, %s) is %s', async (a, b, suffix, expected) => {
  expect(await engine.call('ipv6_compare', a, b, suffix)).toBe(expected);
});

test.each([
  ['192.168.255.255', 120, '0000:0000:0000:0000:0000:ffff:c0a8:ff00'],
  ['fe80::85d:e82c:9446:7994/120', 124, 'fe80:0000:0000:0000:085d:e82c:9446:7900'],
  ['::192.168.255.255', 128, '0000:0000:0000:0000:0000:0000:c0a8:ffff'],
  ['::192.168.255.255/24', 128, '0000:0000:0000:0000:0000:0000:c0a8:ff00'],
  ['1::2::3', 128, ''],
])('parse_ipv6_mask(%s, %s)', async (address, suffix, expected) => {
  expect(await engine.call('parse_ipv6_mask', address, suffix)).toBe(expected);
});

test('IPv6 ranges', async () => {
  expect(
    await engine.call(
      'ipv6_is_in_range',
      'a5e:f127:8a9d:146d:e102:b5d3:c755:abcd',
      'a5e:f127:8a9d:146d:e102:b5d3:c755:0000/112',
    ),
  ).toBe(true);
  expect(await engine.call('ipv6_is_in_any_range', '::1', '::2', 'fe80::/10')).toBe(false);
});
