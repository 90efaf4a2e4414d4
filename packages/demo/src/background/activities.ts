import type { Activity } from '../engine/activity.js';
import { accountAdministration } from './account-administration.js';
import { adminDesktops, adminNetworkLogons } from './administration.js';
import { backupTargets, nightlyBackup } from './backup.js';
import { internetNoise, mistypedPasswords, staleCredentials } from './failed-logons.js';
import { agentChecks, agentScripts, agentUploads } from './monitoring.js';
import { machineLogons, ntlmChecks, shareLogons, ticketRequests } from './network-logons.js';
import { browsing, documents, mail, smallPrograms } from './office-apps.js';
import { agentJobs, databaseLogons } from './sql-server.js';
import {
  anonymousLogons,
  comServers,
  defenderScans,
  demandServices,
  maintenanceTasks,
  processReads,
  serviceLogons,
  serviceWrites,
} from './system-services.js';
import { taskUpdates, updateInstallation, updateSearches } from './updates.js';
import {
  databaseConnections,
  deployments,
  monitoringLogons,
  poolRecycling,
  portalLogons,
  renderedReports,
} from './web-application.js';
import { domainLogons, workdays } from './workday.js';

/** Everything that goes on in the company beside the intrusion. The place in the list is the activity's lane. */
export const ACTIVITIES: readonly Activity[] = [
  workdays,
  domainLogons,
  updateInstallation,
  nightlyBackup,
  backupTargets,
  accountAdministration,
  serviceLogons,
  demandServices,
  maintenanceTasks,
  comServers,
  serviceWrites,
  defenderScans,
  anonymousLogons,
  machineLogons,
  shareLogons,
  ticketRequests,
  ntlmChecks,
  agentChecks,
  agentScripts,
  agentUploads,
  updateSearches,
  taskUpdates,
  documents,
  mail,
  browsing,
  smallPrograms,
  adminDesktops,
  adminNetworkLogons,
  renderedReports,
  databaseConnections,
  portalLogons,
  poolRecycling,
  deployments,
  monitoringLogons,
  databaseLogons,
  agentJobs,
  internetNoise,
  mistypedPasswords,
  staleCredentials,
  processReads,
];
