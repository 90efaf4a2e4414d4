import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What somebody might write into a log to get at the person who reads it. */
export const attacks = [
  '<img src=x onerror="window.pwned=1">',
  '</script><script>window.pwned=1</script>',
  '"><svg/onload=window.pwned=1>',
  'javascript:window.pwned=1//\'"`',
  "=cmd|'/c calc'!A1",
  "@SUM(1+1)*cmd|'/c calc'!A0",
  'gnp.exe\u202egpj.evil',
  '{{constructor.constructor("window.pwned=1")()}}',
  '" | union (print 1) //',
  "'); DROP TABLE SecurityEvent; --",
  '\u0000\u0007\u001b[31mred',
  `powershell ${'A'.repeat(40_000)}`,
  '../../../../etc/passwd',
  '__proto__',
  'https://user:pass@evil.example/%00?<script>',
] as const;

export const hostileHost = 'EVIL01';

/** An export of SecurityEvent whose every text is an attack. Returns the folder that holds it. */
export async function writeHostileLogs(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'huntbook-hostile-'));
  const rows = attacks.flatMap((attack, index) => {
    const minute = String(index).padStart(2, '0');
    const common = {
      TimeGenerated: `2024-03-01T10:${minute}:00Z`,
      Computer: hostileHost,
      Account: `CORP\\${attack}`,
      SubjectUserName: attack,
      SubjectDomainName: 'CORP',
      TargetUserName: attack,
      TargetDomainName: 'CORP',
      Activity: attack,
      IpAddress: attack,
      WorkstationName: attack,
    };
    return [
      { ...common, EventID: 4624, LogonType: 3, TargetLogonId: `0x${index + 1}` },
      { ...common, EventID: 4625, LogonType: 3 },
      {
        ...common,
        EventID: 4688,
        SubjectLogonId: `0x${index + 1}`,
        NewProcessId: `0x${(index + 100).toString(16)}`,
        ProcessId: '0x4',
        NewProcessName: `C:\\Windows\\${attack}`,
        ParentProcessName: attack,
        CommandLine: `cmd /c ${attack} http://203.0.113.7/${index}`,
      },
      { ...common, EventID: 4720, EventData: `<EventData><Data Name="x">${attack}</Data>` },
    ];
  });
  await writeFile(join(folder, 'SecurityEvent.ndjson'), rows.map((row) => JSON.stringify(row)).join('\n'));
  const alert = {
    TimeGenerated: '2024-03-01T10:30:00Z',
    SystemAlertId: attacks[0],
    AlertName: attacks[1],
    DisplayName: attacks[1],
    AlertSeverity: attacks[2],
    ProductName: attacks[6],
    CompromisedEntity: hostileHost,
    Entities: JSON.stringify([
      { $id: '1', Type: 'host', HostName: hostileHost },
      { $id: '2', Type: 'account', Name: attacks[0] },
    ]),
    ExtendedProperties: JSON.stringify({ [attacks[0]]: attacks[1] }),
  };
  await writeFile(join(folder, 'SecurityAlert.ndjson'), JSON.stringify(alert));
  return folder;
}
