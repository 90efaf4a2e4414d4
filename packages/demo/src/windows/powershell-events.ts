import type { Host } from '../world/hosts.js';
import type { Process } from './actors.js';
import { CHANNELS, type Data, type DraftRecord } from './record.js';

function powershellRecord(
  host: Host,
  time: number,
  eventId: number,
  task: number,
  level: number,
  process: Process,
  data: Data,
): DraftRecord {
  return {
    time,
    channel: CHANNELS.powershell,
    provider: 'Microsoft-Windows-PowerShell',
    eventId,
    computer: host.fqdn,
    recordId: 0,
    level,
    task,
    opcode: eventId === 4104 ? 15 : 20,
    version: 1,
    keywords: '0x0',
    userSid: process.session.account.sid,
    processId: process.pid,
    threadId: process.pid + 108,
    data,
  };
}

/** Script block logging. PowerShell itself raises the level to warning for blocks that look suspicious. */
export function scriptBlockEvent(
  host: Host,
  time: number,
  process: Process,
  script: string,
  scriptId: string,
  options: { readonly path?: string; readonly suspicious?: boolean } = {},
): DraftRecord {
  return powershellRecord(host, time, 4104, 2, options.suspicious === true ? 3 : 5, process, [
    ['MessageNumber', '1'],
    ['MessageTotal', '1'],
    ['ScriptBlockText', script],
    ['ScriptBlockId', scriptId],
    ['Path', options.path ?? ''],
  ]);
}

/** Module logging of one command with its parameters. */
export function pipelineEvent(
  host: Host,
  time: number,
  process: Process,
  command: string,
  parameters: readonly (readonly [name: string, value: string])[],
): DraftRecord {
  const context = [
    ['Severity', 'Informational'],
    ['Host Name', 'ConsoleHost'],
    ['Host Version', '5.1.20348.558'],
    ['Host Application', process.commandLine],
    ['Engine Version', '5.1.20348.558'],
    ['Command Name', command],
    ['Command Type', 'Cmdlet'],
    ['User', process.session.user],
  ].map(([name, value]) => `        ${name} = ${value}\r\n`);
  const payload = [
    `CommandInvocation(${command}): "${command}"\r\n`,
    ...parameters.map(([name, value]) => `ParameterBinding(${command}): name="${name}"; value="${value}"\r\n`),
  ];
  return powershellRecord(host, time, 4103, 106, 4, process, [
    ['ContextInfo', context.join('')],
    ['UserData', ''],
    ['Payload', payload.join('')],
  ]);
}
