import { plural } from '../domain/kql-text.js';
import { defineStep, optional } from '../engine/step.js';
import { alertDetails } from './alert-details.js';
import { failedLogons } from './failed-logons.js';
import { logons } from './logons.js';
import { alertReference } from './windows.js';

/**
 * An account is its domain and name, in any case. Failures often lack the domain: then the name alone tells.
 * `Failures` names the table of failures inside the pipeline.
 */
const accountKey = `extend LogonAccount = iff(
    tolower(TargetUserName) in ((Failures | where TargetDomainName in ("", "-", ".") | distinct User = tolower(TargetUserName))),
    tolower(TargetUserName), tolower(strcat(TargetDomainName, "\\\\", TargetUserName)))`;

const columns =
  'TimeGenerated, LogonStatus, Account, LogonAccount, EventID, LogonType, LogonTypeDesc, TargetUserName, TargetDomainName, SubjectUserName, TargetLogonId, IpAddress, WorkstationName, Computer';

/** Accounts that failed to log on and also succeeded. */
export const failedAndSuccessfulLogons = defineStep({
  id: 'failed-and-successful-logons',
  title: 'Accounts that failed and succeeded',
  about:
    'All failures, with the successes of the same accounts: a success soon after many failures may be a guessed password.',
  needs: { logons, failures: failedLogons, alert: optional(alertDetails) },
  inputs: () => ({}),
  async run({ logons: { logons: successes }, failures, alert }, _inputs, context) {
    if (failures.rowCount === 0) {
      return { result: undefined, state: 'empty', finding: 'There are no failed logons to compare with.', blocks: [] };
    }
    const tables = { Failures: failures, Successes: successes };
    const events = await context.refine(
      failures,
      `extend LogonStatus = "Failed", LogonType = int(null), TargetLogonId = ""
| union (Successes | extend LogonStatus = "Success")
| ${accountKey}
| where LogonStatus == "Failed" or LogonAccount in ((Failures | ${accountKey} | distinct LogonAccount))
| extend LogonStatus = iff(EventID == 4625, "Failed", "Success")
| project ${columns}
| order by TimeGenerated asc`,
      tables,
    );
    const both = await context.refine(
      events,
      `summarize Failures = countif(LogonStatus == "Failed"), Successes = countif(LogonStatus == "Success"),
    FirstFailure = minif(TimeGenerated, LogonStatus == "Failed"), LastFailure = maxif(TimeGenerated, LogonStatus == "Failed"),
    Addresses = make_set(IpAddress, 20) by LogonAccount
| where Failures > 0 and Successes > 0
| join kind=inner (Events | project LogonAccount, LogonStatus, TimeGenerated) on LogonAccount
| summarize FirstSuccess = minif(TimeGenerated, LogonStatus == "Success" and TimeGenerated >= FirstFailure)
    by Account = LogonAccount, Failures, Successes, FirstFailure, LastFailure, Addresses = tostring(Addresses)
| join kind=leftouter (Events | where LogonStatus == "Failed" | project Account = LogonAccount, FailureTime = TimeGenerated) on Account
| summarize FailuresBeforeSuccess = countif(FailureTime <= FirstSuccess)
    by Account, Failures, Successes, FirstFailure, LastFailure, FirstSuccess, Addresses
| project Account, Failures, Successes, FirstFailure, LastFailure, FailuresBeforeSuccess, FirstSuccess,
    TimeToFirstSuccess = FirstSuccess - FirstFailure, Addresses = todynamic(Addresses)
| order by FailuresBeforeSuccess desc, Failures desc`,
      { Events: events },
    );
    const [accounts, before] = await Promise.all([both.column('Account'), both.column('FailuresBeforeSuccess')]);
    const guessed = accounts.filter((_, index) => Number(before[index]) >= 5);
    return {
      result: both,
      state: both.rowCount ? 'ok' : 'empty',
      tone: guessed.length ? 'bad' : both.rowCount ? 'notable' : 'neutral',
      finding: both.rowCount
        ? `${plural(both.rowCount, 'account')} failed and later or earlier succeeded${
            guessed.length ? `; after five failures or more: ${guessed.slice(0, 5).join(', ')}` : ''
          }.`
        : 'No account that failed to log on also succeeded.',
      blocks: [
        {
          kind: 'timeline',
          title: 'Failures and successes of the same accounts',
          table: 'failed-and-successful-logons',
          time: 'TimeGenerated',
          lane: 'LogonStatus',
          tones: { Failed: 'bad', Success: 'good' },
          tooltip: ['TargetUserName', 'LogonTypeDesc', 'SubjectUserName', 'TargetLogonId', 'IpAddress'],
          references: alertReference(alert),
        },
        {
          kind: 'table',
          title: 'Accounts with both',
          table: 'accounts-with-both',
          bars: ['Failures', 'FailuresBeforeSuccess'],
          whenEmpty: 'No account has both.',
        },
        {
          kind: 'table',
          title: 'Their logons',
          table: 'failed-and-successful-logons',
          sort: [{ column: 'TimeGenerated' }],
        },
      ],
      tables: { 'failed-and-successful-logons': events, 'accounts-with-both': both },
    };
  },
});
