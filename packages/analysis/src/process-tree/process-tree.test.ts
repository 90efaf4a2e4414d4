import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adaptProcesses } from './adapt.js';
import { buildProcessTree } from './build.js';
import { processKey } from './key.js';
import type { ProcessTreeColumns } from './model.js';
import {
  ancestorsOf,
  childrenOf,
  depthOf,
  descendantsOf,
  entriesOfPid,
  entryOfRow,
  pathOf,
  rootsOf,
  siblingsOf,
  treeOf,
} from './navigate.js';
import { formatPid, parsePid } from './pid.js';
import { inferProcessSchema } from './schemas.js';
import { summarizeTree } from './summary.js';
import { treeText } from './text.js';

const build = (rows: readonly (readonly [number, string, number, string | null, number, string?])[], more = {}) =>
  buildProcessTree({
    time: rows.map((row) => row[0]),
    name: rows.map((row) => row[1]),
    pid: rows.map((row) => row[2]),
    parentName: rows.map((row) => row[3]),
    parentPid: rows.map((row) => row[4]),
    host: rows.map((row) => row[5] ?? 'h'),
    ...more,
  } satisfies ProcessTreeColumns);

describe('a parent', () => {
  const parentOf = (tree: ReturnType<typeof build>, row: number): [number, string] => {
    const entry = entryOfRow(tree, row);
    const parent = tree.parent[entry]!;
    return [parent === -1 ? -2 : tree.source[parent]!, tree.confidence[entry]!];
  };

  it('is the latest process of that id and name before the child', () => {
    const tree = build([
      [1, 'C:\\a.exe', 10, null, 1],
      [2, 'C:\\a.exe', 10, null, 1],
      [3, 'C:\\b.exe', 11, 'c:\\A.EXE', 10],
      [4, 'C:\\a.exe', 10, null, 1],
    ]);
    expect(parentOf(tree, 2)).toEqual([1, 'pid-time-name']);
  });

  it('of another name or on another host is none', () => {
    const tree = build([
      [1, 'C:\\a.exe', 10, null, 1, 'h1'],
      [2, 'C:\\b.exe', 11, 'C:\\other.exe', 10, 'h1'],
      [3, 'C:\\b.exe', 12, 'C:\\a.exe', 10, 'h2'],
    ]);
    expect(parentOf(tree, 1)).toEqual([-1, 'inferred']);
    expect(parentOf(tree, 2)).toEqual([-1, 'inferred']);
  });

  it('may be named without its folder, or by a device path', () => {
    const tree = build([
      [1, 'C:\\Windows\\a.exe', 10, null, 1],
      [2, 'b.exe', 11, 'a.exe', 10],
      [3, 'c.exe', 12, '\\Device\\HarddiskVolume3\\Windows\\a.exe', 10],
      [4, 'd.exe', 13, 'C:\\Temp\\a.exe', 10],
    ]);
    expect([1, 2, 3].map((row) => parentOf(tree, row))).toEqual([
      [0, 'pid-time-name'],
      [0, 'pid-time-name'],
      [-1, 'inferred'],
    ]);
  });

  it('without a name is told by its id alone', () => {
    expect(
      parentOf(
        build([
          [1, 'a', 10, null, 1],
          [2, 'b', 11, '', 10],
        ]),
        1,
      ),
    ).toEqual([0, 'pid-time']);
  });

  it('is found by GUID whatever the clock and the ids say', () => {
    const tree = build(
      [
        [5, 'a', 10, null, 1],
        [1, 'b', 11, 'a', 99],
        [9, 'c', 12, 'a', 10],
      ],
      {
        processGuid: ['{AAAAAAAA-0000-0000-0000-000000000001}', 'g2', 'g3'],
        parentGuid: [null, 'aaaaaaaa-0000-0000-0000-000000000001', 'gone'],
      },
    );
    expect(parentOf(tree, 1)).toEqual([0, 'guid']);
    expect(parentOf(tree, 2)).toEqual([-1, 'inferred']);
  });

  it('may have started in the same instant, in either order', () => {
    expect(
      parentOf(
        build([
          [1, 'b', 11, 'a', 10],
          [1, 'a', 10, null, 1],
        ]),
        0,
      ),
    ).toEqual([1, 'pid-time-name']);
  });

  it('is never the process itself, nor its descendant', () => {
    const self = build([[1, 'a', 10, 'a', 10]]);
    expect(parentOf(self, 0)).toEqual([-1, 'inferred']);
    const loop = build([
      [1, 'a', 10, 'b', 11],
      [1, 'b', 11, 'a', 10],
    ]);
    expect(loop.size).toBe(3);
    expect(summarizeTree(loop)).toMatchObject({ RootProcesses: 1, LargestTreeDepth: 3 });
  });

  it('is inferred once for all that name it, by host', () => {
    const tree = build([
      [1, 'a', 10, 'p', 1, 'h1'],
      [2, 'b', 11, 'p', 1, 'H1'],
      [3, 'c', 12, 'p', 1, 'h2'],
    ]);
    expect(tree.IsInferred.filter(Boolean)).toHaveLength(2);
    expect(rootsOf(tree).map((root) => tree.childCount[root])).toEqual([2, 1]);
    expect(tree.time[rootsOf(tree)[0]!]).toBeNaN();
  });

  it('that nothing is known of makes its child a root', () => {
    const tree = buildProcessTree({ time: [1], name: ['init'], pid: [1], parentPid: [null] });
    expect(summarizeTree(tree)).toMatchObject({ Processes: 1, RootProcesses: 1, IsolatedProcesses: 1 });
  });
});

describe('a tree', () => {
  const tree = build(
    [
      [1e15, 'C:\\root.exe', 1, null, 0],
      [1e15 + 4, 'C:\\late.exe', 5, 'C:\\root.exe', 1],
      [1e15 + 1, 'C:\\child.exe', 2, 'C:\\root.exe', 1],
      [1e15 + 2, 'C:\\grand.exe', 3, 'C:\\child.exe', 2],
      [1e15 + 3, 'C:\\grand2.exe', 4, 'C:\\child.exe', 2],
      [1e15 + 1, 'C:\\child.exe', 2, 'C:\\root.exe', 1],
    ],
    { rarity: [0.1, 0.2, 0.3, 0.9, Number.NaN, 0.3], commandLine: ['r', 'l', 'c', 'g', 'g2', 'c'] },
  );

  it('stands in order, siblings by time, without repeated rows', () => {
    expect(tree.name.map((name) => name.slice(3))).toEqual(
      ['unknown', 'root.exe', 'child.exe', 'grand.exe', 'grand2.exe', 'late.exe'].map((name, i) =>
        i === 0 ? name.slice(3) : name,
      ),
    );
    expect(tree.duplicates).toBe(1);
    expect([...tree.depth]).toEqual([0, 1, 2, 3, 3, 2]);
    expect([...tree.subtreeSize]).toEqual([6, 5, 3, 1, 1, 1]);
    expect([...tree.subtreeMaxRarity]).toEqual([0.9, 0.9, 0.9, 0.9, Number.NaN, 0.2]);
    expect(tree.IsBranch).toEqual([false, true, true, false, false, false]);
    expect(tree.IsLeaf).toEqual([false, false, false, true, true, true]);
  });

  it('has paths that sort into its order', () => {
    const paths = [...Array(tree.size).keys()].map((entry) => pathOf(tree, entry));
    expect(paths[3]).toBe('00005/00000/00001/00002');
    expect([...paths].sort()).toEqual(paths);
  });

  it('is walked in every direction', () => {
    expect(childrenOf(tree, 1, { includeSource: false })).toEqual([2, 5]);
    expect(descendantsOf(tree, 0, { maxLevels: 2 })).toEqual([0, 1, 2, 5]);
    expect(ancestorsOf(tree, 3, { includeSource: false })).toEqual([0, 1, 2]);
    expect(siblingsOf(tree, 3, { includeSource: false })).toEqual([4]);
    expect(treeOf(tree, 4)).toHaveLength(6);
    expect(depthOf(tree, 5)).toBe(4);
    expect(entriesOfPid(tree, '0x3', 'H')).toEqual([3]);
  });

  it('prints as text', () => {
    const text = treeText(tree, { root: 2, width: 60 });
    expect(text.split('\n')[0]).toBe('+ Process: C:\\child.exe PID: 0x2');
    expect(text).toContain('   +-- Process: C:\\grand.exe PID: 0x3');
    expect(text).toContain('Time: 2001-09-09 01:46:40.000001');
    expect(processKey(tree, 2)).toBe('c:\\child.exe|0x2|2001-09-09 01:46:40.000001');
  });

  it('of a hundred thousand processes in one chain is built and walked', () => {
    const count = 100_000;
    const rows = Array.from({ length: count }, (_, i) => i);
    const chain = buildProcessTree({
      time: rows,
      name: rows.map(() => 'x'),
      pid: rows.map((i) => i + 1),
      parentPid: rows,
    });
    expect(summarizeTree(chain).LargestTreeDepth).toBe(count + 1);
    expect(pathOf(chain, count).split('/')).toHaveLength(101);
    expect(ancestorsOf(chain, count)).toHaveLength(count + 1);
  });

  it('holds each row once, under an earlier parent or one of the same instant', () => {
    const row = fc.tuple(
      fc.integer({ min: 0, max: 6 }),
      fc.constantFrom('a', 'b', 'C:\\a', 'C:\\x\\b'),
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom('a', 'b', 'C:\\a', null),
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom('h1', 'h2'),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const built = build(rows);
        const recorded = [...built.source].filter((source) => source >= 0);
        expect(new Set(recorded).size).toBe(recorded.length);
        expect(recorded.length + built.duplicates).toBe(rows.length);
        for (let entry = 0; entry < built.size; entry++) {
          const parent = built.parent[entry]!;
          expect(parent).toBeLessThan(entry);
          if (parent === -1 || built.IsInferred[parent]) continue;
          expect(built.time[parent]).toBeLessThanOrEqual(built.time[entry]!);
          expect(built.host[parent]).toBe(built.host[entry]);
          expect(built.pid[parent]).toBe(rows[built.source[entry]!]![4]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('schemas', () => {
  it('are inferred from the columns', () => {
    expect(inferProcessSchema(['TimeGenerated', 'NewProcessName', 'NewProcessId', 'ProcessId'])?.name).toBe(
      'windows-4688',
    );
    expect(inferProcessSchema(['TimeGenerated', 'exe', 'pid', 'ppid'])?.name).toBe('linux-auditd');
    expect(inferProcessSchema(['UtcTime', 'Image', 'ProcessId', 'ParentProcessId', 'ParentImage'])?.name).toBe(
      'sysmon-1',
    );
    expect(inferProcessSchema(['a', 'b', 'c'])).toBeUndefined();
    expect(() => adaptProcesses({ a: [] })).toThrow(/schema|table/);
  });

  it('leave out other events and read Sysmon by GUID', () => {
    const { columns, rows } = adaptProcesses({
      EventID: [1, 3, 1],
      UtcTime: ['2020-09-04 20:09:55.035', '', '2020-09-04 20:09:56.1'],
      Image: ['C:\\a.exe', '', 'C:\\b.exe'],
      ProcessId: ['4', '5', '6'],
      ParentImage: ['C:\\p.exe', '', 'C:\\a.exe'],
      ParentProcessId: ['1', '1', '4'],
      ProcessGuid: ['{1}', '', '{2}'],
      ParentProcessGuid: ['{0}', '', '{1}'],
      Computer: ['h', 'h', 'h'],
    });
    expect([...rows]).toEqual([0, 2]);
    expect(columns.time[0]).toBe(Date.UTC(2020, 8, 4, 20, 9, 55, 35) * 1000);
    expect(buildProcessTree(columns).confidence).toContain('guid');
  });
});

describe('process ids', () => {
  it('are read from hex and decimal, and printed as either', () => {
    expect(['0x1610', '5648', '5648.0', 5648, ' 0X1610 '].map((pid) => parsePid(pid))).toEqual(Array(5).fill(5648));
    for (const none of [null, '', 'x', '-1', -1, 1.5]) expect(parsePid(none)).toBeNaN();
    expect(formatPid(5648)).toBe('0x1610');
    expect(formatPid(5648, 'dec')).toBe('5648');
    expect(formatPid(Number.NaN)).toBe('NA');
  });
});
