import { defineExplorer } from '../engine/step.js';
import { accountChanges } from './account-changes.js';
import { alertDetails } from './alert-details.js';
import { encodedCommands } from './encoded-commands.js';
import { eventDetails } from './event-details.js';
import { failedAndSuccessfulLogons } from './failed-and-successful-logons.js';
import { failedLogons } from './failed-logons.js';
import { findHost } from './find-host.js';
import { flowSummary } from './flow-summary.js';
import { hostDetails } from './host-details.js';
import { indicators } from './indicators.js';
import { logonClusters } from './logon-clusters.js';
import { logonPatterns } from './logon-patterns.js';
import { logonSessions } from './logon-sessions.js';
import { logons } from './logons.js';
import { networkFlows } from './network-flows.js';
import { processTree } from './process-tree.js';
import { rareSessions } from './rare-sessions.js';
import { relatedAlerts } from './related-alerts.js';
import { securityEvents } from './security-events.js';
import { sessionProcesses } from './session-processes.js';
import { sessionRarity } from './session-rarity.js';

/** The Windows host hunt: from the host's alerts to the session, the process and the command line that matter. */
export const windowsHost = defineExplorer({
  id: 'windows-host',
  title: 'Windows host',
  entity: 'host',
  hypothesis: 'Somebody who should not be there is, or was, at work on this host.',
  steps: [
    findHost,
    hostDetails,
    relatedAlerts,
    alertDetails,
    logons,
    failedLogons,
    failedAndSuccessfulLogons,
    securityEvents,
    accountChanges,
    eventDetails,
    logonClusters,
    logonPatterns,
    logonSessions,
    sessionRarity,
    rareSessions,
    sessionProcesses,
    processTree,
    encodedCommands,
    indicators,
    networkFlows,
    flowSummary,
  ],
});
