import { plural, someOf } from '../domain/kql-text.js';
import { hostLogons } from '../domain/logons.js';
import { defineStep, optional } from '../engine/step.js';
import { alertDetails } from './alert-details.js';
import { findHost } from './find-host.js';
import { logons } from './logons.js';
import { alertReference } from './windows.js';

const shown = [
  'Account',
  'EventID',
  'TimeGenerated',
  'Computer',
  'SubjectUserName',
  'SubjectDomainName',
  'TargetUserName',
  'TargetDomainName',
  'LogonTypeDesc',
  'IpAddress',
  'WorkstationName',
];

/** Failed logons, against the successful ones on one time axis. */
export const failedLogons = defineStep({
  id: 'failed-logons',
  title: 'Failed logons',
  about:
    'Logons that were refused (event 4625), on one axis with the successful ones that are not of the system itself.',
  needs: { host: findHost, alert: optional(alertDetails), logons },
  inputs: () => ({}),
  async run({ host, alert, logons: { logons: successes, window } }, _inputs, context) {
    const all = await hostLogons(context, host, window, 'failure');
    const failures = await context.refine(all, `project ${shown.join(', ')}, Status | order by TimeGenerated asc`);
    if (failures.rowCount === 0) {
      return {
        result: failures,
        state: 'empty',
        finding: `No failed logons between ${minute(window.start)} and ${minute(window.end)}.`,
        blocks: [],
        tables: { 'failed-logons': failures },
      };
    }
    const [successful, accounts] = await Promise.all([
      context.refine(
        successes,
        'where TargetLogonId !in~ ("0x3e7", "0x00000000000003e7") | project TimeGenerated, TargetUserName, LogonTypeDesc, IpAddress',
      ),
      context.refine(failures, 'summarize Failures = count() by Account | order by Failures desc, Account asc'),
    ]);
    const names = await accounts.column('Account');
    return {
      result: failures,
      tone: 'notable',
      finding: `${plural(failures.rowCount, 'failed logon')} of ${plural(names.length, 'account')}: ${someOf(names)}.`,
      blocks: [
        {
          kind: 'timeline',
          title: 'Failed and successful logons',
          table: 'failed-logons',
          time: 'TimeGenerated',
          label: 'Failed',
          tones: { Failed: 'bad', Successful: 'neutral' },
          tooltip: ['TargetUserName', 'LogonTypeDesc', 'IpAddress'],
          overlays: [{ label: 'Successful', table: 'successful-logons', time: 'TimeGenerated' }],
          references: alertReference(alert),
          rangeInput: { step: 'logons', input: 'window' },
        },
        { kind: 'table', title: 'Failed logons', table: 'failed-logons', sort: [{ column: 'TimeGenerated' }] },
      ],
      tables: { 'failed-logons': failures, 'successful-logons': successful },
      scratch: [all, accounts],
    };
  },
});

const minute = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;
