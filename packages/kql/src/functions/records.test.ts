import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestEngine, type TestEngine, value } from './test-engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const parsed = async (name: string, ...args: string[]) => {
  const answer = await engine.call(name, ...args);
  return answer === null ? null : (JSON.parse(String(answer)) as unknown);
};

describe('parse_xml', () => {
  test('reads the data of a Windows event', async () => {
    const xml =
      '<EventData xmlns="urn:x"><Data Name="User">O&amp;P</Data><Data Name="Empty" /><Binary></Binary><None/></EventData>';
    expect(await parsed('parse_xml', xml)).toEqual({
      EventData: {
        '@xmlns': 'urn:x',
        Data: [{ '@Name': 'User', '#text': 'O&P' }, { '@Name': 'Empty' }],
        Binary: '',
        None: null,
      },
    });
  });

  test('takes declarations, comments, CDATA and blanks between elements', async () => {
    expect(
      await parsed('parse_xml', '<?xml version="1.0"?>\n<!-- c -->\n<a>\n <b>1</b>\n <c><![CDATA[<x>]]></c>\n</a>'),
    ).toEqual({
      '?xml': { '@version': '1.0' },
      a: { b: '1', c: { '#cdata-section': '<x>' } },
    });
  });

  test.each(['', 'no xml', '<a>', '<a></b>', '<a><b></a></b>', '<a/><b/>', '<a x=1/>'])('%j is no XML', async (xml) => {
    expect(await parsed('parse_xml', xml)).toBeNull();
  });

  test('neither expands entities nor trusts names', async () => {
    const bomb = '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>';
    expect(JSON.stringify(await parsed('parse_xml', '<a><__proto__>1</__proto__></a>'))).toBe(
      '{"a":{"__proto__":"1"}}',
    );
    expect(await parsed('parse_xml', bomb)).toBeNull();
    expect(await parsed('parse_xml', '<a>'.repeat(100000))).toBeNull();
  });
});

test('parse_url names the parts', async () => {
  expect(
    await parsed('parse_url', 'scheme://username:password@host:1234/this/is/a/path?k1=v1&k2=a%20b#fragment'),
  ).toEqual({
    Scheme: 'scheme',
    Host: 'host',
    Port: '1234',
    Path: '/this/is/a/path',
    Username: 'username',
    Password: 'password',
    'Query Parameters': { k1: 'v1', k2: 'a b' },
    Fragment: 'fragment',
  });
  expect(await parsed('parse_urlquery', 'k1=v1&k2=v2')).toEqual({ 'Query Parameters': { k1: 'v1', k2: 'v2' } });
});

test.each([
  [
    'C:\\temp\\file.txt',
    {
      Scheme: '',
      RootPath: 'C:\\',
      DirectoryPath: 'C:\\temp',
      DirectoryName: 'temp',
      Filename: 'file.txt',
      Extension: 'txt',
      AlternateDataStreamName: '',
    },
  ],
  [
    'temp\\file.txt',
    {
      Scheme: '',
      RootPath: '',
      DirectoryPath: 'temp',
      DirectoryName: 'temp',
      Filename: 'file.txt',
      Extension: 'txt',
      AlternateDataStreamName: '',
    },
  ],
  [
    'file://C:/temp/file.txt:some.exe',
    {
      Scheme: 'file',
      RootPath: 'C:/',
      DirectoryPath: 'C:/temp',
      DirectoryName: 'temp',
      Filename: 'file.txt',
      Extension: 'txt',
      AlternateDataStreamName: 'some.exe',
    },
  ],
  [
    '\\\\shared\\users\\temp\\file.txt.gz',
    {
      Scheme: '',
      RootPath: '',
      DirectoryPath: '\\\\shared\\users\\temp',
      DirectoryName: 'temp',
      Filename: 'file.txt.gz',
      Extension: 'gz',
      AlternateDataStreamName: '',
    },
  ],
])('parse_path of %j', async (path, expected) => {
  expect(await parsed('parse_path', path)).toEqual(expected);
});

test('URL encoding', async () => {
  expect(await engine.call('url_encode', 'https://www.bing.com/hello world')).toBe(
    'https%3a%2f%2fwww.bing.com%2fhello+world',
  );
  expect(await engine.call('url_encode_component', 'https://www.bing.com/hello world/')).toBe(
    'https%3a%2f%2fwww.bing.com%2fhello%20world%2f',
  );
  expect(await engine.call('url_decode', 'https%3A%2F%2Fexample.com%3Fa%3Db')).toBe('https://example.com?a=b');
  expect(await engine.call('url_decode', '100%zz %e4')).toBe('100%zz %e4');
});

test('records of text', async () => {
  expect(await parsed('parse_csv', 'aa,"b,b,b",cc,"Escaping quotes: ""Title""","line1\nline2"')).toEqual([
    'aa',
    'b,b,b',
    'cc',
    'Escaping quotes: "Title"',
    'line1\nline2',
  ]);
  expect(await parsed('parse_csv', 'record1,a,b,c\nrecord2,x,y,z')).toEqual(['record1', 'a', 'b', 'c']);
  expect(await parsed('parse_command_line', 'echo "hello world!"', 'windows')).toEqual(['echo', 'hello world!']);
  expect(await parsed('parse_command_line', 'a\\\\"b c" d\\"e', 'windows')).toEqual(['a\\b c', 'd"e']);
});

test('versions compare as versions do', async () => {
  expect(await engine.call('parse_version', '1.2.3.40')).toBe('1000000020000000300000040');
  expect(await engine.call('parse_version', '1')).toBe('1000000000000000000000000');
  expect(await engine.call('parse_version', '1.x')).toBeNull();
});

test('base64 and packed text', async () => {
  expect(await engine.call('base64_decode_tostring', 'S3VzdG8=')).toBe('Kusto');
  expect(await engine.call('base64_decode_tostring', 'aQBlAHgA')).toBe('i\0e\0x\0');
  expect(await engine.call('base64_decode_tostring', 'no base64')).toBe('');
  expect(await engine.call('base64_decode_tostring', '////')).toBe('');
  expect(await engine.call('base64_encode_tostring', 'Kusto')).toBe('S3VzdG8=');
  expect(await engine.call('base64_decode_toarray', 'S3VzdG8=')).toBe('[75,117,115,116,111]');
  expect(await engine.call('base64_encode_fromarray', value('dynamic', '[75,117,115,116,111]'))).toBe('S3VzdG8=');
  expect(await engine.call('base64_encode_fromarray', value('dynamic', null))).toBe('');
  expect(await engine.call('base64_decode_toguid', 'JpbpECu8dUy7Pv5gbeJXAA==')).toBe(
    '10e99626-bc2b-4c75-bb3e-fe606de25700',
  );
  expect(await engine.call('base64_encode_fromguid', value('guid', 'ae3133f2-6e22-49ae-b06a-16e6a9b212eb'))).toBe(
    '8jMxriJurkmwahbmqbIS6w==',
  );
  expect(await engine.call('zlib_decompress_from_base64_string', 'eJwLSS0uUSguKcrMS1cwNDIGACxqBQ4=')).toBe(
    'Test string 123',
  );
  expect(await engine.call('gzip_decompress_from_base64_string', 'x0x0x0')).toBe('');
});

test('hashes', async () => {
  expect(await engine.call('hash_xxhash64', 'World')).toBe(Number(1846988464401551951n));
  expect(await engine.call('hash', 'World', 100)).toBe(51);
  expect(await engine.call('hash_xxhash64', value('datetime', '2015-01-01'))).toBe(Number(1380966698541616202n));
  expect(await engine.call('hash_sha256', 'World')).toBe(
    '78ae647dc5544d227130a0682a51e30bc7777fbb6d8a8f17007463a3ecd1d524',
  );
  expect(await engine.call('hash_sha256', value('datetime', '2020-01-01'))).toBe(
    'ba666752dc1a20eb750b0eb64e780cc4c968bc9fb8813461c1d7e750f302d71d',
  );
});
