import { describe, expect, it } from 'vitest';
import { alertEntities } from './alert-entities.js';
import { clusterGroups } from './grouped-clusters.js';
import { addressList, hostEntity } from './host-entity.js';
import { sameHost } from './host-scope.js';
import { logonCard } from './logon-card.js';
import { regularity } from './regularity.js';

describe('host names', () => {
  it.each([
    ['WS01', 'ws01.corp.example', true],
    ['ws01.corp.example', 'WS01.other.example', false],
    ['ws01', 'ws011', false],
    ['10.0.0.1', '10.0.0.2', false],
  ])('%s and %s name one host: %s', (a, b, same) => {
    expect(sameHost(a, b)).toBe(same);
  });
});

describe('a host entity', () => {
  it('splits the name at its first dot and merges heartbeat and interface', () => {
    const entity = hostEntity(
      'ws01.corp.example',
      {
        OSType: 'Windows',
        OSMajorVersion: '10',
        OSMinorVersion: '04',
        ComputerIP: '192.0.2.7',
        Solutions: '"security", "changes"',
      },
      { PrivateIPAddresses: '10.0.0.4', PublicIPAddresses: '192.0.2.7, 10.0.0.4' },
    );
    expect(entity).toMatchObject({
      HostName: 'ws01',
      DnsDomain: 'corp.example',
      OSFamily: 'Windows',
      OSVersion: '10.04',
      HeartbeatIp: '192.0.2.7',
      OmsSolutions: ['security', 'changes'],
      PrivateIpAddresses: ['10.0.0.4'],
      PublicIpAddresses: ['192.0.2.7'],
    });
  });

  it('has empty lists without either', () => {
    expect(hostEntity('ws01', undefined, undefined)).toMatchObject({ PrivateIpAddresses: [], PublicIpAddresses: [] });
    expect(addressList('10.0.0.1 10.0.0.2')).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(addressList(null)).toEqual([]);
  });
});

describe('alert entities', () => {
  it('follows references and survives text that is no JSON', () => {
    const entities = alertEntities(
      JSON.stringify([
        { $id: '2', Type: 'host', HostName: 'ws01', DnsDomain: 'corp.example' },
        { $id: '3', Type: 'file', Directory: 'C:\\Temp', Name: 'a.exe' },
        { $id: '4', Type: 'process', ProcessId: '0x1', ImageFile: { $ref: '3' }, CommandLine: '' },
        { $id: '5', Type: 'account', Name: 'alice', NTDomain: 'CORP', Host: { $ref: '2' } },
      ]),
    );
    expect(entities.map((entity) => [entity.type, entity.name])).toEqual([
      ['host', 'ws01.corp.example'],
      ['file', 'C:\\Temp\\a.exe'],
      ['process', 'a.exe'],
      ['account', 'CORP\\alice'],
    ]);
    expect(alertEntities('not json')).toEqual([]);
    expect(alertEntities(null)).toEqual([]);
  });
});

describe('a logon card', () => {
  it('names the logon type and the system session', () => {
    const lines = logonCard({ TargetUserName: 'SYSTEM', LogonType: 5, TargetLogonId: '0x3e7', SubjectUserName: '-' });
    expect(lines.map((line) => line.value)).toEqual(['SYSTEM', '5(Service)', '0x3e7 System logon session']);
  });
});

describe('grouped clusters', () => {
  it('are those of the ungrouped events', () => {
    const grouped = clusterGroups([[1, 1, 5]], [3, 1, 1], { eps: 0.0001, minSamples: 2 });
    // One feature, rows scaled to length 1: all rows coincide.
    expect([...grouped.sizes]).toEqual([5, 5, 5]);
    const apart = clusterGroups(
      [
        [1, 1, 0],
        [0, 1, 1],
      ],
      [1, 2, 1],
      { eps: 0.0001, minSamples: 2 },
    );
    expect([...apart.labels]).toEqual([-1, 0, -1]);
    expect([...apart.sizes]).toEqual([1, 2, 1]);
    expect([apart.clusterCount, apart.noiseCount]).toEqual([1, 2]);
  });
});

describe('regularity', () => {
  it('is near 0 for a clock and undefined for too few events', () => {
    const beacon = Array.from({ length: 50 }, (_, i) => i * 60_000 + (i % 3) * 500);
    expect(regularity(beacon)?.variation).toBeLessThan(0.05);
    expect(regularity([1, 2, 3])).toBeUndefined();
    expect(regularity([5, 5, 5, 5, 5])).toBeUndefined();
  });

  it('still sees a beacon that pauses overnight', () => {
    const day = (start: number) => Array.from({ length: 30 }, (_, i) => start + i * 60_000);
    expect(regularity([...day(0), ...day(86_400_000)])?.variation).toBeLessThan(0.05);
  });
});
