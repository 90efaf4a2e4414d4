import type { Row, Table } from '@huntbook/workspace';
import { plural, quoteKqlString } from '../domain/kql-text.js';
import { isSystemSession, logonCard } from '../domain/logon-card.js';
import { checkbox, pickOne } from '../engine/fields.js';
import { defineStep, optional, type StepContext } from '../engine/step.js';
import { logons } from './logons.js';
import { type RankedSession, sessionRarity } from './session-rarity.js';

export interface ChosenSession extends RankedSession {
  /** All process creations of the session, with their rarity. */
  readonly all: Table;
  /** The session of the system or of a machine account, which holds much of what a host does by itself. */
  readonly isSystem: boolean;
}

/** The processes of one session. */
export const sessionProcesses = defineStep({
  id: 'session-processes',
  title: 'Session',
  about: 'The processes of one logon session: each distinct command line once, or every process in order of time.',
  needs: { rarity: sessionRarity, logons: optional(logons) },
  inputs: ({ rarity }) => ({
    session: pickOne({
      label: 'Session',
      options: rarity.sessions.slice(0, 5000).map((session) => ({
        value: sessionKey(session),
        label: `${session.logonId} ${session.user} Rarity=${session.rarity.toFixed(4)}`,
        detail: plural(session.processes, 'process', 'processes'),
      })),
    }),
    viewAll: checkbox({ label: 'View all processes', default: false }),
  }),
  async run({ rarity, logons: found }, { session, viewAll }, context) {
    const chosen = rarity.sessions.find((one) => sessionKey(one) === session);
    if (!chosen) return { result: undefined, state: 'empty', finding: 'There is no session to show.', blocks: [] };
    const id = quoteKqlString(chosen.logonId);
    const all = await context.refine(
      rarity.processes,
      `where (SubjectLogonId == ${id} and SubjectUserName == ${quoteKqlString(chosen.user)}) or TargetLogonId == ${id} | order by TimeGenerated asc`,
    );
    const shown = await context.refine(
      all,
      viewAll
        ? 'project TimeGenerated, NewProcessName, CommandLine, ParentProcessName, NewProcessId, ProcessId, SubjectUserName, SubjectLogonId, TargetLogonId, ClusterSize, Rarity'
        : 'summarize FirstSeen = min(TimeGenerated), Processes = count() by NewProcessName, CommandLine, SubjectLogonId, ClusterSize, Rarity | project FirstSeen, NewProcessName, CommandLine, SubjectLogonId, ClusterSize, Rarity, Processes | order by FirstSeen asc',
    );
    const logon = found && (await sessionLogon(context, found.logons, chosen.logonId));
    const isSystem = isSystemSession(chosen.logonId) || /^system$/i.test(chosen.user) || chosen.user.endsWith('$');
    return {
      result: { ...chosen, all, isSystem },
      finding: `${plural(all.rowCount, 'process', 'processes')} of ${chosen.account || chosen.user} in session ${chosen.logonId}${
        logon ? `, logged on at ${String(logon.TimeGenerated).slice(0, 19).replace('T', ' ')} UTC` : ''
      }.`,
      blocks: [
        ...(isSystem
          ? [
              {
                kind: 'note' as const,
                tone: 'notable' as const,
                text: 'This is a session of the system or of the machine account: services of all kinds run in it, so look at the rarest processes rather than at the whole.',
              },
            ]
          : []),
        ...(logon ? [{ kind: 'facts' as const, title: 'Logon', facts: logonCard(logon) }] : []),
        {
          kind: 'table',
          title: viewAll ? 'All processes' : 'Distinct processes',
          table: 'session-processes',
          bars: ['Rarity'],
          code: ['NewProcessName', 'CommandLine'],
          whenEmpty: 'No processes for this logon.',
        },
      ],
      tables: { 'session-processes': shown },
      scratch: [all],
    };
  },
});

const sessionKey = (session: RankedSession): string => `${session.logonId} ${session.user}`;

/** The logon that opened the session; a session that began before the logs has none. */
async function sessionLogon(context: StepContext, events: Table, logonId: string): Promise<Row | undefined> {
  const found = await context.refine(
    events,
    `where TargetLogonId =~ ${quoteKqlString(logonId)} | top 1 by TimeGenerated asc`,
  );
  for await (const row of found.rows()) return row;
  return undefined;
}
