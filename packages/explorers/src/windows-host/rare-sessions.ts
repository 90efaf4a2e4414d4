import { percentile } from '@huntbook/analysis';
import { plural } from '../domain/kql-text.js';
import { number } from '../engine/fields.js';
import { defineStep, optional } from '../engine/step.js';
import { alertDetails } from './alert-details.js';
import { sessionRarity } from './session-rarity.js';
import { alertReference } from './windows.js';

/** What ran, and when, in the sessions that stand out. */
export const rareSessions = defineStep({
  id: 'rare-sessions',
  title: 'Rare sessions',
  about: 'The processes of the sessions whose rarity reaches the given percentile of all sessions, on a time axis.',
  needs: { rarity: sessionRarity, alert: optional(alertDetails) },
  inputs: (_needs, context) => ({
    percentile: number({
      label: 'Percentile of rarity',
      help: '75 keeps the rarest quarter of the sessions.',
      default: context.parity ? 25 : 75,
      min: 0,
      max: 100,
      step: 1,
    }),
  }),
  async run({ rarity, alert }, inputs, context) {
    const threshold = percentile(
      rarity.sessions.map((session) => session.rarity),
      inputs.percentile,
    );
    // The original keeps what lies strictly above, which is nothing when all sessions tie.
    const comparison = context.parity ? '>' : '>=';
    const kept = rarity.sessions.filter((session) =>
      context.parity ? session.rarity > threshold : session.rarity >= threshold,
    );
    const events = await context.refine(
      rarity.processes,
      `join kind=inner (Sessions | where Rarity ${comparison} ${threshold} | project SubjectUserName, SubjectLogonId, SessionRarity = Rarity) on SubjectUserName, SubjectLogonId
| project TimeGenerated, SubjectUserName, SubjectLogonId, SessionRarity, Rarity, NewProcessName, CommandLine, ParentProcessName, NewProcessId, Account, ClusterSize, ClusterId
| order by TimeGenerated asc`,
      { Sessions: rarity.table },
    );
    return {
      result: kept,
      state: kept.length ? 'ok' : 'empty',
      finding: kept.length
        ? `${plural(kept.length, 'session')} of ${rarity.sessions.length} at rarity ${threshold.toFixed(2)} or above, with ${plural(events.rowCount, 'process', 'processes')}.`
        : 'No session is rarer than the others.',
      blocks: [
        {
          kind: 'timeline',
          title: 'Processes of rare sessions',
          table: 'rare-sessions',
          time: 'TimeGenerated',
          lane: 'SubjectLogonId',
          tooltip: ['SubjectUserName', 'SubjectLogonId', 'NewProcessName', 'CommandLine'],
          references: alertReference(alert),
          rangeInput: { step: 'session-rarity', input: 'window' },
        },
        {
          kind: 'table',
          title: 'Their processes',
          table: 'rare-sessions',
          columns: ['TimeGenerated', 'SubjectUserName', 'SubjectLogonId', 'Rarity', 'NewProcessName', 'CommandLine'],
          bars: ['Rarity'],
          code: ['CommandLine', 'NewProcessName'],
        },
      ],
      tables: { 'rare-sessions': events },
    };
  },
});
