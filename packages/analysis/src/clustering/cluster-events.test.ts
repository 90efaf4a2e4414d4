import { describe, expect, it } from 'vitest';
import { accountScores, processFeatures } from '../features/process-features.js';
import { processRarity } from '../rarity/process-rarity.js';
import { hasSharedData, readSharedRows, textColumn, timeColumn } from '../testing/shared-data.js';
import { clusterEvents } from './cluster-events.js';

describe.skipIf(!hasSharedData)('clusters of the process sample', () => {
  const rows = hasSharedData ? readSharedRows('sentinel/SecurityEvent_4688__processes_on_host_csv.ndjson') : [];
  const columns = {
    newProcessName: textColumn(rows, 'NewProcessName'),
    commandLine: textColumn(rows, 'CommandLine'),
    subjectLogonId: textColumn(rows, 'SubjectLogonId'),
    account: textColumn(rows, 'Account'),
  };
  const f = processFeatures(columns);
  const sizes = (features: Parameters<typeof clusterEvents>[0], eps: number) => {
    const { rows: shown, noiseCount, clusterCount } = clusterEvents(features, { eps });
    return { rows: shown.row.length, noiseCount, clusterCount, largest: Math.max(...shown.ClusterSize) };
  };

  it('equal the verified fixtures', () => {
    expect(rows).toHaveLength(363);
    expect(sizes([f.pathScore, f.commandlineTokensFull, f.isSystemSession], 0.0001)).toEqual({
      rows: 62,
      noiseCount: 33,
      clusterCount: 29,
      largest: 71,
    });
    expect(sizes([f.pathHash, f.commandlineTokensHash, f.isSystemSession], 0.001)).toEqual({
      rows: 121,
      noiseCount: 89,
      clusterCount: 32,
      largest: 70,
    });
    expect(sizes([f.commandlineTokensFull, f.pathScore, f.accountNum, f.isSystemSession], 0.0001)).toEqual({
      rows: 122,
      noiseCount: 92,
      clusterCount: 30,
      largest: 70,
    });
  });

  it('give the sessions their verified rarity', () => {
    const { sessions } = processRarity({
      ...columns,
      sessionAccount: textColumn(rows, 'SubjectUserName'),
      times: timeColumn(rows, 'TimeGenerated'),
    });
    expect(sessions.account).toEqual(['MSTICAdmin', 'MSTICAlertsWin1$']);
    expect(sessions.session).toEqual(['0xfaac27', '0x3e7']);
    expect([...sessions.processCount]).toEqual([160, 203]);
    expect(sessions.meanRarity[0]).toBeCloseTo(0.6188, 4);
    expect(sessions.meanRarity[1]).toBeCloseTo(0.1133, 4);
  });
});

describe.skipIf(!hasSharedData)('clusters of the logon sample', () => {
  it('are two, of 2 and 11, and one noise row', () => {
    const rows = readSharedRows('sentinel/SecurityEvent_4624__host_logons_csv.ndjson');
    const { rows: shown } = clusterEvents(
      [
        accountScores(textColumn(rows, 'Account')),
        rows.map((row) => Number(row.LogonType)),
        accountScores(textColumn(rows, 'TargetUserName')),
      ],
      { eps: 0.0001 },
    );
    expect([...shown.ClusterSize]).toEqual([1, 2, 11]);
    expect([...shown.ClusterId]).toEqual([-1, 0, 1]);
  });
});

describe('clusterEvents', () => {
  const times = [50, 40, 30, 20, 10];
  const features = [[1, 5, 1, 5, 9]];

  it('shows noise first, with its own times, then the earliest event of each cluster', () => {
    const { rows, labels, sizes } = clusterEvents(features, { eps: 0.1, normalise: false, times });
    expect([...labels]).toEqual([0, 1, 0, 1, -1]);
    expect([...sizes]).toEqual([2, 2, 2, 2, 1]);
    expect([...rows.row]).toEqual([4, 2, 3]);
    expect(rows.Clustered).toEqual([false, true, true]);
    expect([...rows.FirstEventTime]).toEqual([10, 30, 20]);
    expect([...rows.TimeGenerated]).toEqual([10, 30, 20]);
    expect([...rows.LastEventTime]).toEqual([10, 50, 40]);
  });

  it('shows the first event of each cluster and one time span for all noise in parity', () => {
    const { rows } = clusterEvents([[7, 1, 1, 9, 3]], { eps: 0.1, normalise: false, times, parity: 'msticpy' });
    expect([...rows.row]).toEqual([0, 3, 4, 1]);
    expect([...rows.FirstEventTime]).toEqual([10, 10, 10, 30]);
    expect([...rows.LastEventTime]).toEqual([50, 50, 50, 40]);
  });

  it('gives no rows for no events', () => {
    expect(clusterEvents([[], []]).rows.row).toHaveLength(0);
  });

  it('scales rows, not columns: multiples of a row coincide', () => {
    expect(
      clusterEvents([
        [1, 10, 0],
        [2, 20, 0],
      ]).labels,
    ).toEqual(Int32Array.from([0, 0, -1]));
  });

  it('takes booleans and numeric text', () => {
    expect(
      clusterEvents([
        [true, true],
        ['3', 3],
      ]).clusterCount,
    ).toBe(1);
    expect(() => clusterEvents([['x']])).toThrow(/feature 0, row 0/);
    expect(() => clusterEvents([[1], [1, 2]])).toThrow(/rows/);
  });
});
