import { eventRarity, type ProcessFeatures, processFeatures } from '@huntbook/analysis';
import type { CellValue, Table } from '@huntbook/workspace';
import { clusterGroups } from '../domain/grouped-clusters.js';
import type { HostScope } from '../domain/host-scope.js';
import { kqlList, plural, within } from '../domain/kql-text.js';
import { hostProcesses, type ProcessSource, type ProcessSourceId, processSources } from '../domain/processes.js';
import { number, pickOne } from '../engine/fields.js';
import { defineStep, optional, type StepContext } from '../engine/step.js';
import type { TimeWindow } from '../model/field.js';
import { alertDetails } from './alert-details.js';
import { findHost } from './find-host.js';
import { type AlertFocus, logonWindow, stepWindow } from './windows.js';

export interface RankedSession {
  readonly account: string;
  readonly user: string;
  readonly logonId: string;
  readonly rarity: number;
  readonly processes: number;
}

export interface SessionRarityResult {
  /** Every process creation, with ClusterId, ClusterSize and Rarity. */
  readonly processes: Table;
  readonly sessions: readonly RankedSession[];
  /** The table session-rarity. */
  readonly table: Table;
  readonly window: TimeWindow;
  readonly source: ProcessSourceId;
}

/** What makes two process creations equal in the eyes of the clustering, and whose session they belong to. */
const groupColumns = ['NewProcessName', 'CommandLine', 'Account', 'SubjectUserName', 'SubjectLogonId'] as const;

/** Logon sessions by how rare their processes are. */
export const sessionRarity = defineStep({
  id: 'session-rarity',
  title: 'Session rarity',
  about:
    'Clusters process creations by path, command line, account and kind of session (DBSCAN). A process is as rare as its cluster is small; a session is as rare as its processes on average. 1 means that nothing like it ran elsewhere on the host.',
  needs: { host: findHost, alert: optional(alertDetails) },
  inputs: async ({ host, alert }, context) => {
    const window = await processWindow(context, host, alert);
    const sources = await processSources(context, host, window.resolve(undefined).value);
    return {
      window,
      source: pickOne({
        label: 'Process events from',
        help: 'The same process may stand in several logs; one of them is used.',
        options: sources.map(option),
      }),
      eps: number({ label: 'Largest distance (eps)', default: 0.0001, min: 0, max: 2, step: 0.0001 }),
      minSamples: number({ label: 'Smallest cluster', default: 2, min: 1, max: 1000, step: 1 }),
    };
  },
  async run({ host }, inputs, context) {
    const { window } = inputs;
    if (inputs.source === null) {
      return {
        result: undefined,
        state: 'empty',
        finding: `No process creations of ${host.computer} in this time.`,
        blocks: [],
      };
    }
    const source = inputs.source as ProcessSourceId;
    const processes = await hostProcesses(context, host, window, source);
    const ranked = await rank(context, processes, inputs);
    const { sessions } = ranked;
    const rarest = sessions[0];
    return {
      result: { processes: ranked.processes, sessions, table: ranked.table, window, source },
      finding: rarest
        ? `${plural(processes.rowCount, 'process', 'processes')} in ${plural(sessions.length, 'session')}; the rarest is ${rarest.user} ${rarest.logonId} (rarity ${rarest.rarity.toFixed(2)}, ${plural(rarest.processes, 'process', 'processes')}).`
        : 'No process creations in this time.',
      state: rarest ? 'ok' : 'empty',
      blocks: [
        {
          kind: 'table',
          title: 'Sessions by rarity',
          table: 'session-rarity',
          columns: [
            'SubjectUserName',
            'SubjectLogonId',
            'Rarity',
            'MaxRarity',
            'ProcessCount',
            'FirstSeen',
            'LastSeen',
          ],
          bars: ['Rarity', 'ProcessCount'],
          sort: [{ column: 'Rarity', descending: true }],
          select: { step: 'session-processes', input: 'session', column: 'Session' },
        },
      ],
      tables: { 'session-rarity': ranked.table },
      scratch: [ranked.processes],
    };
  },
});

/** All that the host's other windows show, else from an hour before its first logon to three hours after its last. */
async function processWindow(context: StepContext, host: HostScope, alert: AlertFocus | undefined) {
  const [first, last] = host.span && !alert?.centre ? [] : await logonSpan(context, host, alert);
  const hours = first && last ? Math.trunc((Date.parse(last) - Date.parse(first)) / 3_600_000 + 2) : 6;
  const shape = { unit: 'hour', before: 1, after: hours + 1, maxBefore: 20, maxAfter: hours + 20 } as const;
  return stepWindow(host, first ? { id: '', name: '', time: first, centre: true } : alert, shape);
}

/** Times of the first and last logon in the window of the logon steps; nothing where there is none. */
async function logonSpan(context: StepContext, host: HostScope, alert: AlertFocus | undefined): Promise<string[]> {
  if (!host.tables.has('SecurityEvent')) return [];
  const window = logonWindow(host, alert).resolve(undefined).value;
  const answer = await context.query(
    `SecurityEvent
| ${within(window)}
| where EventID == 4624 and Computer in ${kqlList(host.names)}
| summarize First = min(TimeGenerated), Last = max(TimeGenerated)`,
  );
  const { First, Last } = await answer.columnsOf('First', 'Last');
  return First[0] && Last[0] ? [String(First[0]), String(Last[0])] : [];
}

const option = (source: ProcessSource) => ({
  value: source.id,
  label: source.label,
  detail: `${source.events.toLocaleString('en-US')} events, ${source.withCommandLine.toLocaleString('en-US')} with a command line`,
});

async function rank(
  context: StepContext,
  processes: Table,
  options: { readonly eps: number; readonly minSamples: number },
) {
  const groups = await context.refine(
    processes,
    `summarize Events = count(), First = min(TimeGenerated) by ${groupColumns.join(', ')} | order by First asc`,
  );
  const cells = await groups.columnsOf(...groupColumns, 'Events');
  const text = (name: (typeof groupColumns)[number]) => cells[name].map((cell) => String(cell ?? ''));
  const [path, line, account, user, logonId] = groupColumns.map(text) as [
    string[],
    string[],
    string[],
    string[],
    string[],
  ];
  const counts = cells.Events.map(Number);
  const parity = context.parity ? ({ parity: 'msticpy' } as const) : {};
  const features = processFeatures(
    { newProcessName: path, commandLine: line, subjectLogonId: logonId, account },
    { pathSeparator: '\\', ...parity },
  );
  const clusters = clusterGroups(
    [features.commandlineTokensFull, features.pathScore, features.accountNum, features.isSystemSession],
    counts,
    options,
  );
  const rarity = eventRarity(clusters.sizes);
  if (context.parity) forgetDistantMembers(rarity, clusters.labels, features);
  const derivation = `DBSCAN over commandlineTokensFull, pathScore, accountNum, isSystemSession; eps ${options.eps}, at least ${options.minSamples}`;
  const rarities = await context.table(
    'Rarities',
    [
      ...groupColumns.map((name) => ({ name, type: 'string' as const })),
      { name: 'ClusterId', type: 'long' },
      { name: 'ClusterSize', type: 'long' },
      { name: 'Rarity', type: 'real' },
    ],
    path.map((_, group): CellValue[] => [
      path[group]!,
      line[group]!,
      account[group]!,
      user[group]!,
      logonId[group]!,
      clusters.labels[group]!,
      clusters.sizes[group]!,
      Number.isNaN(rarity[group]) ? null : rarity[group]!,
    ]),
    { from: processes.provenance, derivation },
  );
  const scored = await context.refine(processes, `lookup kind=leftouter Rarities on ${groupColumns.join(', ')}`, {
    Rarities: rarities,
  });
  const table = await context.refine(
    scored,
    `summarize Rarity = avg(Rarity), MaxRarity = max(Rarity), ProcessCount = count(), FirstSeen = min(TimeGenerated),
    LastSeen = max(TimeGenerated), Account = take_any(Account) by SubjectUserName, SubjectLogonId
| extend Session = strcat(SubjectLogonId, " ", SubjectUserName)
| project SubjectUserName, SubjectLogonId, Rarity, ProcessCount, MaxRarity, FirstSeen, LastSeen, Account, Session
| order by Rarity desc, MaxRarity desc, ProcessCount asc`,
  );
  return { processes: scored, table, sessions: await readSessions(table) };
}

/**
 * The original joins clusters to events by feature values, which loses the members whose features are close to those of
 * the cluster's first event but not equal.
 */
function forgetDistantMembers(rarity: Float64Array, labels: Int32Array, features: ProcessFeatures): void {
  const exemplars = new Map<number, number>();
  labels.forEach((label, group) => {
    if (label === -1) return;
    const exemplar = exemplars.get(label) ?? group;
    exemplars.set(label, exemplar);
    const equal =
      features.commandlineTokensFull[group] === features.commandlineTokensFull[exemplar] &&
      features.pathScore[group] === features.pathScore[exemplar] &&
      features.accountNum[group] === features.accountNum[exemplar] &&
      features.isSystemSession[group] === features.isSystemSession[exemplar];
    if (!equal) rarity[group] = Number.NaN;
  });
}

async function readSessions(table: Table): Promise<RankedSession[]> {
  const cells = await table.columnsOf('Account', 'SubjectUserName', 'SubjectLogonId', 'Rarity', 'ProcessCount');
  return cells.Account.map((account, row) => ({
    account: String(account),
    user: String(cells.SubjectUserName[row]),
    logonId: String(cells.SubjectLogonId[row]),
    rarity: Number(cells.Rarity[row]),
    processes: Number(cells.ProcessCount[row]),
  }));
}
