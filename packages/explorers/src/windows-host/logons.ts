import type { Table } from '@huntbook/workspace';
import { plural } from '../domain/kql-text.js';
import { hostLogons } from '../domain/logons.js';
import { pivot } from '../domain/pivot.js';
import { defineStep, optional } from '../engine/step.js';
import type { TimeWindow } from '../model/field.js';
import { alertDetails } from './alert-details.js';
import { findHost } from './find-host.js';
import { alertReference, logonWindow } from './windows.js';

export interface LogonsResult {
  readonly logons: Table;
  /** The window that all logon steps share. */
  readonly window: TimeWindow;
}

/** Successful logons to the host. */
export const logons = defineStep({
  id: 'logons',
  title: 'Successful logons',
  about: 'Who logged on to the host (event 4624), when, how and from where.',
  needs: { host: findHost, alert: optional(alertDetails) },
  inputs: ({ host, alert }) => ({
    window: logonWindow(host, alert),
  }),
  async run({ host, alert }, { window }, context) {
    const found = await hostLogons(context, host, window, 'success');
    const result: LogonsResult = { logons: found, window };
    if (found.rowCount === 0) {
      return {
        result,
        state: 'empty',
        finding: `No logon events found for host ${host.computer}.`,
        blocks: [],
        tables: { logons: found },
      };
    }
    const [matrix, remote] = await Promise.all([
      pivot(context, found, { name: 'logon-matrix', rows: 'Account', columns: 'LogonTypeDesc' }),
      context.refine(
        found,
        'where LogonType in (3, 8, 10, 12) and isnotempty(IpAddress) and IpAddress !in ("-", "::1", "127.0.0.1") | summarize Logons = count() by IpAddress',
      ),
    ]);
    return {
      result,
      finding: `${plural(found.rowCount, 'logon')} by ${plural(matrix.rowCount, 'account')}${
        remote.rowCount ? `, from ${plural(remote.rowCount, 'remote address', 'remote addresses')}` : ''
      }.`,
      blocks: [
        {
          kind: 'timeline',
          title: 'Logons by account',
          table: 'logons',
          time: 'TimeGenerated',
          lane: 'TargetUserName',
          tooltip: [
            'TargetUserName',
            'TargetDomainName',
            'SubjectUserName',
            'SubjectDomainName',
            'LogonTypeDesc',
            'IpAddress',
          ],
          references: alertReference(alert),
          rangeInput: { step: 'logons', input: 'window' },
        },
        { kind: 'table', title: 'Accounts and logon types', table: 'logon-matrix', heat: 'viridis' },
        {
          kind: 'table',
          title: 'All logons',
          table: 'logons',
          columns: [
            'TimeGenerated',
            'Account',
            'LogonTypeDesc',
            'IpAddress',
            'WorkstationName',
            'TargetLogonId',
            'SubjectUserName',
            'LogonProcessName',
            'AuthenticationPackageName',
          ],
        },
      ],
      tables: { logons: found, 'logon-matrix': matrix },
      scratch: [remote],
    };
  },
});
