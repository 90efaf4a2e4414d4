import { ancestorsOf, buildProcessTree, descendantsOf, type ProcessTree, parseMicros } from '@huntbook/analysis';
import type { CellValue } from '@huntbook/workspace';
import { isoMicros } from '../domain/iso-micros.js';
import { plural } from '../domain/kql-text.js';
import { pickOne } from '../engine/fields.js';
import { defineStep, optional } from '../engine/step.js';
import { processTreeColumns } from '../model/process-tree-columns.js';
import { type ChosenSession, sessionProcesses } from './session-processes.js';
import { type SessionRarityResult, sessionRarity } from './session-rarity.js';

/** Above this many processes the tree shows the branches that hold something rare, unless asked for all. */
const manyProcesses = 20_000;

/** A branch is rare when one of its processes has at most one like it. */
const rareBranch = 0.5;

const scopes = [
  { value: 'host', label: 'All processes of the host' },
  { value: 'rare', label: 'Branches with rare processes' },
  { value: 'session', label: 'The selected session, with its ancestors' },
] as const;

/** Processes under their parents. */
export const processTree = defineStep({
  id: 'process-tree',
  title: 'Process tree',
  about:
    'Every process under the one that started it, with how sure that link is: by GUID, by process id, time and name, or inferred because the parent started before the logs do.',
  needs: { rarity: sessionRarity, session: optional(sessionProcesses) },
  inputs: ({ rarity }) => ({
    scope: pickOne({
      label: 'Show',
      options: scopes,
      default: rarity.processes.rowCount > manyProcesses ? 'rare' : 'host',
    }),
  }),
  async run({ rarity, session }, { scope }, context) {
    const { tree, rarities } = await build(rarity, context.parity);
    const entries = scope === 'host' ? allOf(tree) : chosen(tree, scope, session);
    const table = await context.table('process-tree', processTreeColumns, rowsOf(tree, rarities, entries), {
      from: rarity.processes.provenance,
      derivation: 'processes linked to their parents by GUID, or by process id, time and name',
    });
    const inferred = tree.IsInferred.filter(Boolean).length;
    const deepest = tree.depth.reduce((most, depth) => Math.max(most, depth), 0) + 1;
    const chain = session && chainOf(tree, rarities, session);
    return {
      result: tree,
      state: tree.size ? 'ok' : 'empty',
      finding: tree.size
        ? `${plural(tree.size - inferred, 'process', 'processes')} in ${plural(tree.IsRoot.filter(Boolean).length, 'tree')}, up to ${deepest} deep; ${plural(inferred, 'parent')} inferred.${
            chain ? ` Rarest of the session: ${chain}.` : ''
          }`
        : 'There are no processes.',
      blocks: [{ kind: 'process-tree', title: 'Process tree', table: 'process-tree' }],
      tables: { 'process-tree': table },
    };
  },
});

/** Columns that only one of the sources fills; reading them from the others would cost time for nothing. */
const ownColumns = {
  security: ['TargetLogonId'],
  sysmon: ['ProcessGuid', 'ParentProcessGuid'],
  defender: ['ParentCreationTime'],
} as const;

async function build(
  rarity: SessionRarityResult,
  parity: boolean,
): Promise<{ tree: ProcessTree; rarities: Float64Array }> {
  const own: readonly string[] = ownColumns[rarity.source];
  const cells: Record<string, CellValue[]> = await rarity.processes.columnsOf<string>(
    'TimeGenerated',
    'NewProcessName',
    'NewProcessId',
    'ProcessId',
    'ParentProcessName',
    'Computer',
    'SubjectLogonId',
    'Account',
    'CommandLine',
    'Rarity',
    ...own,
  );
  const text = (name: string) => cells[name] as string[];
  const micros = (name: string) => Float64Array.from(cells[name]!, (time) => parseMicros(time as string | null));
  const rarities = Float64Array.from(cells.Rarity!, (value) => (value === null ? Number.NaN : Number(value)));
  const tree = buildProcessTree(
    {
      time: micros('TimeGenerated'),
      name: text('NewProcessName'),
      pid: text('NewProcessId'),
      parentPid: text('ProcessId'),
      parentName: text('ParentProcessName'),
      host: text('Computer'),
      logonId: text('SubjectLogonId'),
      user: text('Account'),
      commandLine: text('CommandLine'),
      rarity: rarities,
      ...(own.includes('TargetLogonId') ? { targetLogonId: text('TargetLogonId') } : {}),
      ...(own.includes('ProcessGuid')
        ? { processGuid: text('ProcessGuid'), parentGuid: text('ParentProcessGuid') }
        : {}),
      ...(own.includes('ParentCreationTime') ? { parentCreationTime: micros('ParentCreationTime') } : {}),
    },
    parity ? { parity: 'msticpy' } : {},
  );
  return { tree, rarities };
}

const allOf = (tree: ProcessTree): number[] => Array.from({ length: tree.size }, (_, entry) => entry);

function chosen(tree: ProcessTree, scope: string | null, session: ChosenSession | undefined): number[] {
  const kept = new Set<number>();
  for (let entry = 0; entry < tree.size; entry++) {
    const wanted =
      scope === 'rare'
        ? tree.subtreeMaxRarity[entry]! >= rareBranch
        : session !== undefined && tree.logonId[entry] === session.logonId;
    if (!wanted) continue;
    for (const one of ancestorsOf(tree, entry)) kept.add(one);
    if (scope === 'session') for (const one of descendantsOf(tree, entry)) kept.add(one);
  }
  return [...kept].sort((a, b) => a - b);
}

const rarityOf = (tree: ProcessTree, rarities: Float64Array, entry: number): number =>
  tree.source[entry]! >= 0 ? rarities[tree.source[entry]!]! : Number.NaN;

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

function rowsOf(tree: ProcessTree, rarities: Float64Array, entries: readonly number[]): CellValue[][] {
  const shown = new Set(entries);
  const below = new Map<number, number>();
  for (const entry of entries) {
    const parent = tree.parent[entry]!;
    if (shown.has(parent)) below.set(parent, (below.get(parent) ?? 0) + 1);
  }
  return entries.map((entry) => {
    const path = tree.name[entry]!;
    return [
      String(entry),
      tree.parent[entry] === -1 ? '' : String(tree.parent[entry]),
      tree.depth[entry]!,
      below.get(entry) ?? 0,
      tree.subtreeSize[entry]!,
      isoMicros(tree.time[entry]!),
      path.slice(path.lastIndexOf('\\') + 1),
      path,
      known(tree.pid[entry]!),
      tree.commandLine[entry]!,
      tree.user[entry]!,
      tree.logonId[entry]!,
      known(rarityOf(tree, rarities, entry)),
      known(tree.subtreeMaxRarity[entry]!),
      tree.confidence[entry] === 'none' ? 'root' : tree.confidence[entry]!,
      tree.IsInferred[entry]!,
    ];
  });
}

/** The rarest process of a session under all that led to it: `explorer.exe › cmd.exe › powershell.exe`. */
function chainOf(tree: ProcessTree, rarities: Float64Array, session: ChosenSession): string {
  let best = -1;
  for (let entry = 0; entry < tree.size; entry++) {
    if (tree.logonId[entry] !== session.logonId) continue;
    const better = best === -1 || rarityOf(tree, rarities, entry) > rarityOf(tree, rarities, best);
    const deeper =
      best !== -1 &&
      rarityOf(tree, rarities, entry) === rarityOf(tree, rarities, best) &&
      tree.depth[entry]! > tree.depth[best]!;
    if (better || deeper) best = entry;
  }
  if (best === -1) return '';
  return ancestorsOf(tree, best)
    .map((entry) => tree.name[entry]!.slice(tree.name[entry]!.lastIndexOf('\\') + 1))
    .join(' › ');
}
