import { createHash } from 'node:crypto';
import { ATTACKER_IP, CONTROL_IP, SECOND, VICTIM } from '../story/cast.js';
import { clock } from '../story/run.js';
import { storyRun } from '../story/stage-scenes.js';
import { DNS_DOMAIN, WORKSTATIONS } from '../world/hosts.js';
import { DAY, HOUR, toIso, type Window } from '../world/time.js';
import { type TableRow, TENANT_ID } from './columns.js';

/** What an analyst of the company marked in earlier hunts: three rows about the intrusion, two about other things. */
export function bookmarkRows(window: Window): TableRow[] {
  const run = storyRun(window);
  const author = JSON.stringify({
    ObjectId: '3c9f0e57-1b42-4ad1-9d5e-70f1c2b8a466',
    Email: `dpellmont@${DNS_DOMAIN}`,
    Name: 'dpellmont',
  });
  const marks: readonly (readonly [at: number, name: string, query: string, row: TableRow, notes: string])[] = [
    [
      clock(run, 33, 12),
      'Failed logons from one address',
      `SecurityEvent\n| where EventID == 4625 and IpAddress == "${ATTACKER_IP}"`,
      { Computer: VICTIM.fqdn, IpAddress: ATTACKER_IP, EventID: 4625 },
      'More than 300 in forty minutes. Did any succeed?',
    ],
    [
      clock(run, 34, 40),
      'Regular connections of the web server',
      `AzureNetworkAnalytics_CL\n| where PublicIPs_s has "${CONTROL_IP}"`,
      { Computer: VICTIM.fqdn, DestinationIP: CONTROL_IP },
      'Twelve an hour, day and night.',
    ],
    [
      clock(run, 36, 5),
      'Service installed on the database server',
      `SecurityEvent\n| where EventID == 4697 and Computer has "${SECOND.name}"`,
      { Computer: SECOND.fqdn, EventID: 4697 },
      'Nobody in IT knows this service.',
    ],
    [
      window.start + 3 * DAY + 10 * HOUR,
      'Browser extension on a desktop',
      'SecurityAlert\n| where AlertName has "unwanted"',
      { Computer: WORKSTATIONS[2]!.fqdn },
      'Removed, no more to do.',
    ],
    [
      window.start + 6 * DAY + 14 * HOUR,
      'Old monitoring password',
      'SecurityEvent\n| where EventID == 4625 and TargetUserName endswith "_old"',
      { Computer: SECOND.fqdn, EventID: 4625 },
      'A job nobody has changed yet.',
    ],
  ];
  return marks
    .map(([at, name, query, row, notes]) => {
      const digest = createHash('sha256').update(name).digest('hex');
      return {
        TenantId: TENANT_ID,
        TimeGenerated: at,
        BookmarkId: `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`,
        BookmarkName: name,
        CreatedBy: author,
        UpdatedBy: author,
        CreatedTime: at,
        LastUpdatedTime: at,
        EventTime: at - HOUR,
        QueryText: query,
        QueryResultRow: JSON.stringify({ TimeGenerated: toIso(at - HOUR), ...row }),
        QueryStartTime: at - DAY,
        QueryEndTime: at,
        Notes: notes,
        SoftDeleted: false,
        Tags: '[]',
        Type: 'HuntingBookmark',
      };
    })
    .sort((a, b) => a.TimeGenerated - b.TimeGenerated);
}
