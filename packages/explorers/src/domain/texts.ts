import type { CellValue, Provenance } from '@huntbook/workspace';
import type { StepContext } from '../engine/step.js';
import type { Option } from '../model/field.js';
import type { ChosenSession } from '../windows-host/session-processes.js';
import type { SessionRarityResult } from '../windows-host/session-rarity.js';
import type { HostScope } from './host-scope.js';
import { kqlList, within } from './kql-text.js';

/** Whose command lines are looked at. */
export type TextScope = 'host' | 'rare' | 'session';

export const scopeOptions: readonly Option[] = [
  { value: 'host', label: 'All processes of the host' },
  { value: 'rare', label: 'Processes that are rare on the host' },
  { value: 'session', label: 'The selected session' },
];

/** A text in which something may hide, and the events that hold it. */
export interface HuntedText {
  readonly kind: 'command line' | 'script block';
  readonly text: string;
  readonly process: string;
  readonly account: string;
  readonly session: string;
  readonly first: string;
  readonly last: string;
  readonly events: number;
  /** Of the rarest process with this command line; null for a script. */
  readonly rarity: number | null;
}

export interface HuntedTexts {
  readonly texts: readonly HuntedText[];
  readonly provenance: Provenance;
  /** Set when there were more distinct texts than are looked at. */
  readonly cut: string | undefined;
}

const mostTexts = 50_000;
const mostParts = 20_000;

/** Distinct command lines of a scope, the rarest first. */
export async function commandLines(
  context: StepContext,
  rarity: SessionRarityResult,
  session: ChosenSession | undefined,
  scope: TextScope,
): Promise<HuntedTexts> {
  const rows = scope === 'session' && session ? session.all : rarity.processes;
  const distinct = await context.refine(
    rows,
    `where isnotempty(CommandLine)${scope === 'rare' ? ' and Rarity >= 0.5' : ''}
| summarize Events = count(), First = min(TimeGenerated), Last = max(TimeGenerated), Rarity = max(Rarity), Account = take_any(Account),
    SubjectLogonId = take_any(SubjectLogonId) by CommandLine, NewProcessName
| order by Rarity desc, First asc
| take ${mostTexts + 1}`,
  );
  const cells = await distinct.columnsOf(
    'CommandLine',
    'NewProcessName',
    'Events',
    'First',
    'Last',
    'Rarity',
    'Account',
    'SubjectLogonId',
  );
  const texts = cells.CommandLine.slice(0, mostTexts).map(
    (text, row): HuntedText => ({
      kind: 'command line',
      text: String(text),
      process: String(cells.NewProcessName[row]),
      account: String(cells.Account[row]),
      session: String(cells.SubjectLogonId[row]),
      first: String(cells.First[row]),
      last: String(cells.Last[row]),
      events: Number(cells.Events[row]),
      rarity: cells.Rarity[row] === null ? null : Number(cells.Rarity[row]),
    }),
  );
  return {
    texts,
    provenance: distinct.provenance,
    cut:
      distinct.rowCount > mostTexts
        ? `only the ${mostTexts.toLocaleString('en-US')} rarest command lines were looked at`
        : undefined,
  };
}

/** PowerShell script blocks (event 4104) of the host, each put together from its parts. */
export async function scriptBlocks(
  context: StepContext,
  host: HostScope,
  window: { readonly start: string; readonly end: string },
): Promise<HuntedTexts | undefined> {
  if (!host.tables.has('WindowsEvent')) return undefined;
  const parts = await context.query(
    `WindowsEvent
| ${within(window)}
| where EventID == 4104 and Channel has "PowerShell" and Computer in ${kqlList(host.names)}
| project TimeGenerated, Id = tostring(EventData.ScriptBlockId), Part = toint(EventData.MessageNumber), Text = tostring(EventData.ScriptBlockText)
| order by Id asc, Part asc
| take ${mostParts}`,
  );
  const cells = await parts.columnsOf('TimeGenerated', 'Id', 'Text');
  const blocks = new Map<string, { text: string; first: string; last: string; events: number }>();
  cells.Id.forEach((id: CellValue, row) => {
    const time = String(cells.TimeGenerated[row]);
    const block = blocks.get(String(id)) ?? { text: '', first: time, last: time, events: 0 };
    block.text += String(cells.Text[row] ?? '');
    block.last = time;
    block.events++;
    blocks.set(String(id), block);
  });
  return {
    texts: [...blocks.values()].map((block) => ({
      kind: 'script block',
      process: 'PowerShell',
      account: '',
      session: '',
      rarity: null,
      ...block,
    })),
    provenance: parts.provenance,
    cut:
      parts.rowCount === mostParts
        ? `only ${mostParts.toLocaleString('en-US')} parts of scripts were looked at`
        : undefined,
  };
}
