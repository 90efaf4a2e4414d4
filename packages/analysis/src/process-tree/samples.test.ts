import { describe, expect, it } from 'vitest';
import { parseMicros } from '../model/time.js';
import { hasSharedData, readShared, readSharedRows, type SharedRow } from '../testing/shared-data.js';
import { adaptProcesses } from './adapt.js';
import { buildProcessTree } from './build.js';
import { ancestorsOf, childrenOf, descendantsOf, rootOf, rootsOf } from './navigate.js';
import { summarizeTree } from './summary.js';

const tableOf = (rows: readonly SharedRow[]): Record<string, unknown[]> =>
  Object.fromEntries(Object.keys(rows[0] ?? {}).map((name) => [name, rows.map((row) => row[name])]));
const treeFrom = (file: string, options = {}) =>
  buildProcessTree(adaptProcesses(tableOf(readSharedRows(`sentinel/${file}`))).columns, options);

describe.skipIf(!hasSharedData).each([{}, { parity: 'msticpy' }] as const)('trees of the samples, %o', (options) => {
  const expectSummary = (file: string, numbers: readonly number[]) => {
    const s = summarizeTree(treeFrom(file, options));
    expect([
      s.Processes,
      s.RootProcesses,
      s.LeafProcesses,
      s.BranchProcesses,
      s.IsolatedProcesses,
      s.LargestTreeDepth,
    ]).toEqual(numbers);
  };

  it('of Windows processes have the known shape', () => {
    expectSummary('SecurityEvent_4688__win_proc_test.ndjson', [1010, 10, 815, 185, 0, 7]);
    expectSummary('SecurityEvent_4688__processes_on_host_csv.ndjson', [369, 6, 279, 84, 0, 5]);
  });

  it('of Linux processes have the known shape', () => {
    expectSummary('AuditLog_CL__linux_proc_test.ndjson', [1029, 29, 497, 503, 0, 5]);
  });

  it('of processes without parent names have the verified shape', () => {
    const [header, ...lines] = readShared('csv/winproctree-minimal.csv').trim().split(/\r?\n/);
    const names = header!.split(',');
    const column = (name: string) => lines.map((line) => line.split(',')[names.indexOf(name)]!);
    const tree = buildProcessTree(
      {
        name: column('ImageFileName'),
        pid: column('PID'),
        parentPid: column('PPID'),
        time: column('CreateTime').map((time) => parseMicros(time)),
      },
      options,
    );
    expect(summarizeTree(tree)).toMatchObject({
      Processes: 126,
      RootProcesses: 10,
      LeafProcesses: 97,
      BranchProcesses: 19,
      IsolatedProcesses: 0,
      LargestTreeDepth: 7,
    });
  });

  it('can be walked with the counts of the original', () => {
    const windows = treeFrom('SecurityEvent_4688__win_proc_test.ndjson', options);
    const root = rootsOf(windows)[4]!;
    expect(rootsOf(windows)).toHaveLength(10);
    expect(descendantsOf(windows, root)).toHaveLength(25);
    expect(childrenOf(windows, root)).toHaveLength(13);
    const deepest = Math.max(...descendantsOf(windows, root).map((entry) => windows.depth[entry]!));
    const bottom = descendantsOf(windows, root).find((entry) => windows.depth[entry] === deepest)!;
    expect(ancestorsOf(windows, bottom)).toHaveLength(3);
    expect(rootOf(windows, bottom)).toBe(root);
    const linux = treeFrom('AuditLog_CL__linux_proc_test.ndjson', options);
    const first = rootsOf(linux)[0]!;
    expect(descendantsOf(linux, first)).toHaveLength(901);
    expect(childrenOf(linux, first)).toHaveLength(452);
  });
});

describe.skipIf(!hasSharedData)('links of the samples', () => {
  // Rows whose parent is in the file by id, name and time, counted independently.
  it.each([
    ['SecurityEvent_4688__process_tree_csv.ndjson', 115],
    ['SecurityEvent_4688__process_tree_small.ndjson', 16],
    ['SecurityEvent_4688__processes_on_host_csv.ndjson', 202],
    ['SecurityEvent_4688__processes_on_host_small.ndjson', 3],
    ['SecurityEvent_4688__win_proc_test.ndjson', 840],
  ])('of %s are %i', (file, links) => {
    const tree = treeFrom(file);
    expect(tree.confidence.filter((by) => by === 'pid-time-name')).toHaveLength(links);
    expect(tree.duplicates).toBe(0);
  });

  it('of Linux processes are told by id and time', () => {
    const tree = treeFrom('AuditLog_CL__linux_proc_test.ndjson');
    expect(tree.confidence.filter((by) => by === 'pid-time')).toHaveLength(504);
  });
});

describe.skipIf(!hasSharedData)('Defender processes', () => {
  it('are linked by the start times that the records give', () => {
    const rows = readSharedRows('sentinel/DeviceProcessEvents__mde_proc_cs1.ndjson.gz');
    const { columns, schema } = adaptProcesses(tableOf(rows));
    expect(schema.name).toBe('mde-internal');
    const tree = buildProcessTree(columns);
    // 990 rows have their parent in the file by process id and time; a few more records tell only by reuse of the id.
    const linked = tree.confidence.filter((by, i) => by !== 'inferred' && by !== 'none' && !tree.IsInferred[i]).length;
    expect(linked).toBeGreaterThan(900);
    expect(linked).toBeLessThanOrEqual(996);
    // The original's own counts of this file: 9 roots, 1177 leaves, 16 levels.
    expect(summarizeTree(tree)).toMatchObject({ RootProcesses: 9, LeafProcesses: 1177, LargestTreeDepth: 16 });
    const mshta = tree.commandLine.findIndex((line) => line.includes('googledocpage'));
    const chain = ancestorsOf(tree, mshta).map((entry) => tree.name[entry]!.toLowerCase());
    expect(chain.some((name) => name.endsWith('winrar.exe'))).toBe(true);
  });

  it('are recognised in the public shape, too', () => {
    const { columns, schema } = adaptProcesses(
      tableOf(readSharedRows('sentinel/DeviceProcessEvents__mde_proc_pub.ndjson')),
    );
    expect(schema.name).toBe('mde');
    const tree = buildProcessTree(columns);
    expect(tree.source.filter((row) => row >= 0).length + tree.duplicates).toBe(200);
    // This export gives a process the time of its event instead of its start, so the ids and names decide.
    expect(tree.confidence.filter((by, i) => by === 'pid-time-name' && !tree.IsInferred[i])).toHaveLength(150);
  });
});
