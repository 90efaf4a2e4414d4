import type { CellValue } from '@huntbook/workspace';
import {
  changeEvents,
  groupEvents,
  logClearedEvents,
  serviceEvents,
  taskEvents,
} from '../domain/account-change-events.js';
import { type HostEvent, hostEvents } from '../domain/host-events.js';
import { plural } from '../domain/kql-text.js';
import { defineStep, optional } from '../engine/step.js';
import { alertDetails } from './alert-details.js';
import { findHost } from './find-host.js';
import { logons } from './logons.js';
import { alertReference } from './windows.js';

/** Accounts, groups, scheduled tasks and services that were changed, and logs that were cleared. */
export const accountChanges = defineStep({
  id: 'account-changes',
  title: 'Changes of accounts, tasks and services',
  about:
    'Users and groups made or changed, scheduled tasks, services installed (4697 in the Security log, 7045 in the System log) and logs cleared.',
  needs: { host: findHost, logons: optional(logons), alert: optional(alertDetails) },
  inputs: () => ({}),
  async run({ host, logons: logged, alert }, _inputs, context) {
    const window = logged?.window ?? host.window;
    const found = await hostEvents(context, host, window, changeEvents);
    const { events, source, cut } = found;
    const table = await context.table('account-changes', columns, events.map(row), {
      from: source.provenance,
      derivation: 'the names in EventData read out',
      completeness: cut ? { complete: false, reason: cut, limit: 'rows' } : { complete: true },
    });
    if (events.length === 0) {
      return {
        result: found,
        state: 'empty',
        finding: 'No account, group, task or service was changed in this time.',
        blocks: [],
        tables: { 'account-changes': table },
      };
    }
    const count = (wanted: readonly number[]) => events.filter((event) => wanted.includes(event.id)).length;
    const cleared = count(logClearedEvents);
    const kinds = [
      [count([4720]), 'user created', 'users created'],
      [count(groupEvents), 'group change', 'group changes'],
      [count(taskEvents), 'task event', 'task events'],
      [count(serviceEvents), 'service installation', 'service installations'],
      [cleared, 'log cleared', 'logs cleared'],
    ] as const;
    return {
      result: found,
      tone: cleared ? 'bad' : 'notable',
      finding: `${plural(events.length, 'change')}: ${
        kinds
          .filter(([amount]) => amount > 0)
          .map(([amount, one, many]) => plural(amount, one, many))
          .join(', ') || 'of user accounts'
      }.`,
      blocks: [
        {
          kind: 'timeline',
          title: 'Changes',
          table: 'account-changes',
          time: 'TimeGenerated',
          lane: 'Activity',
          tooltip: ['Account', 'Subject', 'Target', 'Detail'],
          references: alertReference(alert),
        },
        {
          kind: 'table',
          title: 'Changes',
          table: 'account-changes',
          columns: ['TimeGenerated', 'EventID', 'Activity', 'Subject', 'Target', 'Detail'],
          sort: [{ column: 'TimeGenerated' }],
          code: ['Detail'],
        },
      ],
      tables: { 'account-changes': table },
      scratch: [source],
    };
  },
});

const columns = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'EventID', type: 'int' },
  { name: 'Activity', type: 'string' },
  { name: 'Account', type: 'string' },
  { name: 'Computer', type: 'string' },
  { name: 'Subject', type: 'string' },
  { name: 'Target', type: 'string' },
  { name: 'Detail', type: 'string' },
  { name: 'EventProperties', type: 'dynamic' },
] as const;

const joined = (domain: string | undefined, name: string | undefined): string =>
  name === undefined || name === '-' || name === '' ? '' : domain && domain !== '-' ? `${domain}\\${name}` : name;

function row(event: HostEvent): CellValue[] {
  const { properties } = event;
  const target =
    joined(properties.TargetDomainName, properties.TargetUserName) ||
    properties.TaskName ||
    properties.ServiceName ||
    '';
  return [
    event.time,
    event.id,
    event.activity,
    event.account,
    event.computer,
    joined(properties.SubjectDomainName, properties.SubjectUserName) || event.account,
    target,
    detail(properties),
    properties,
  ];
}

/** What a hunter wants to know first: the program of a task or service, the member of a group, the log that was cleared. */
function detail(properties: Readonly<Record<string, string>>): string {
  const program =
    properties.ServiceFileName ??
    properties.ImagePath ??
    taskCommand(properties.TaskContent ?? properties.TaskContentNew);
  const member = [properties.MemberName, properties.MemberSid].find((value) => value && value !== '-');
  return program ?? (member ? `member ${member}` : (properties.Channel ?? properties.PrivilegeList ?? ''));
}

/** Command and arguments of a task's definition, which is XML. */
function taskCommand(definition: string | undefined): string | undefined {
  if (!definition) return undefined;
  const text = (tag: string) => {
    const start = definition.indexOf(`<${tag}>`);
    const end = start === -1 ? -1 : definition.indexOf(`</${tag}>`, start);
    return end === -1 ? '' : definition.slice(start + tag.length + 2, end);
  };
  const command = `${text('Command')} ${text('Arguments')}`.trim();
  return command === '' ? undefined : command;
}
