import { describe, expect, it } from 'vitest';
import { ipType, isIpAddress } from './ip-type.js';
import { kerberosStatus, logonStatus } from './logon-status.js';
import { logonTypeName, serviceStartType, serviceType, sidNotes } from './names.js';
import { describeEvent, isAccountChange, SECURITY_EVENTS, securityEvent } from './security-events.js';

describe('kinds of security events', () => {
  it('cover what the hunt names, and the common others', () => {
    const needed = [
      1102, 4608, 4624, 4625, 4634, 4647, 4648, 4657, 4672, 4688, 4689, 4697, 4698, 4699, 4700, 4701, 4702, 4720, 4722,
      4723, 4724, 4725, 4726, 4727, 4728, 4729, 4730, 4731, 4732, 4733, 4734, 4735, 4737, 4738, 4740, 4741, 4742, 4743,
      4754, 4755, 4756, 4757, 4758, 4764, 4765, 4766, 4767, 4778, 4779, 4780, 4781, 4794, 5376, 5377, 7045,
    ];
    for (const id of needed) expect(securityEvent(id)?.title, String(id)).toBeTruthy();
    expect(SECURITY_EVENTS.length).toBeGreaterThanOrEqual(150);
    expect(new Set(SECURITY_EVENTS.map(({ id }) => id)).size).toBe(SECURITY_EVENTS.length);
    for (const { title } of SECURITY_EVENTS) expect(title).toBe(title.trim());
  });

  it('select changes of accounts, tasks and services, both logs of the latter', () => {
    for (const id of [4720, 4732, 4698, 4702, 4697, 7045]) expect(isAccountChange(id)).toBe(true);
    for (const id of [4624, 4688, 4741, 5140, 1]) expect(isAccountChange(id)).toBe(false);
    expect(describeEvent(4720)).toBe('4720: user created');
    expect(describeEvent(1)).toBe('1');
    expect(securityEvent(4625)).toMatchObject({ category: 'Logon/Logoff', subcategory: 'Logon' });
  });
});

describe('names', () => {
  it('of logon types, and numbers where there is none', () => {
    expect([2, 3, 10, 12, 13, 99].map(logonTypeName)).toEqual([
      'Interactive',
      'Network',
      'RemoteInteractive',
      'CachedRemoteInteractive',
      'CachedUnlock',
      '99',
    ]);
  });

  it('of services', () => {
    expect([0, '2', 3, '4', 'auto start'].map(serviceStartType)).toEqual([
      'Boot',
      'Automatic',
      'Manual',
      'Disabled',
      'auto start',
    ]);
    expect(['0x10', 32, '0x110', '0x1', 'x'].map(serviceType)).toEqual([
      'Win32 Own Process',
      'Win32 Share Process',
      'Interactive Win32 Own Process',
      'Kernel Driver',
      'x',
    ]);
  });

  it('of SIDs by their whole relative id', () => {
    const domain = 'S-1-5-21-996632719-2361334927-4038480536';
    expect(sidNotes('S-1-5-18')).toEqual(['LOCAL_SYSTEM']);
    expect(sidNotes(`${domain}-500`)).toEqual(['administrator', 'machine or domain account']);
    expect(sidNotes(`${domain}-1500`)).toEqual(['machine or domain account']);
    expect(sidNotes('-')).toEqual([]);
  });

  it('of reasons why logons failed', () => {
    expect(logonStatus('0xC000006A')).toBe('wrong password');
    expect(logonStatus(-1073741715)).toBe('unknown user name or bad password');
    expect(logonStatus('%%2313')).toBeUndefined();
    expect(kerberosStatus('0x18')).toBe('wrong password');
    expect(kerberosStatus('')).toBeUndefined();
  });
});

describe('the type of an address', () => {
  it.each([
    ['224.0.0.1', 'Multicast'],
    ['ff02::1', 'Multicast'],
    ['8.8.8.8', 'Public'],
    ['2606:4700::1111', 'Public'],
    ['127.0.0.1', 'Loopback'],
    ['::1', 'Loopback'],
    ['169.254.1.1', 'Link Local'],
    ['fe80::1%eth0', 'Link Local'],
    ['0.0.0.0', 'Unspecified'],
    ['::', 'Unspecified'],
    ['10.1.2.3', 'Private'],
    ['172.31.0.1', 'Private'],
    ['192.168.1.1', 'Private'],
    ['fd00::1', 'Private'],
    ['203.0.113.7', 'Private'],
    ['192.0.0.1', 'Private'],
    ['100.64.0.1', 'Shared'],
    ['4000::1', 'Reserved'],
    ['::ffff:10.0.0.1', 'Private'],
    ['::ffff:8.8.8.8', 'Public'],
    ['999.1.1.1', 'Unspecified'],
    ['host', 'Unspecified'],
    ['', 'Unspecified'],
  ])('%s is %s', (address, type) => {
    expect(ipType(address)).toBe(type);
  });

  it('is asked of whole addresses only', () => {
    expect(['1.2.3.4', '::1', '1.2.3', '0x7f.1', '1.2.3.4.5', 'a::b::c'].map(isIpAddress)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
