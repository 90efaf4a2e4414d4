/** A generator of numbers in [0, 1) from a seed (mulberry32). */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const PROGRAMS = [
  ['C:\\Windows\\System32\\conhost.exe', '\\??\\C:\\Windows\\system32\\conhost.exe 0xffffffff -ForceV1'],
  [
    'C:\\Windows\\System32\\cscript.exe',
    '"C:\\Windows\\system32\\cscript.exe" /nologo "MonitorKnowledgeDiscovery.vbs"',
  ],
  ['C:\\Windows\\System32\\svchost.exe', 'C:\\Windows\\system32\\svchost.exe -k netsvcs -p -s Schedule'],
  ['C:\\Windows\\System32\\PING.EXE', 'ping  -n 3 update.example.com'],
  [
    'C:\\Program Files\\Agent\\Agent.exe',
    '"C:\\Program Files\\Agent\\Agent.exe" --report https://report.example.net/v1/api?id=7',
  ],
  ['C:\\Windows\\System32\\cmd.exe', 'cmd /c "net use \\\\10.1.2.3\\share && copy a.txt \\\\10.1.2.3\\share\\"'],
  [
    'C:\\Windows\\System32\\rundll32.exe',
    'rundll32.exe C:\\Windows\\system32\\shell32.dll,OpenAs_RunDLL C:\\Users\\a\\b.dat',
  ],
  ['C:\\Windows\\System32\\reg.exe', 'reg  add HKLM\\SYSTEM\\CurrentControlSet\\Control /v UseLogonCredential /d 1 /f'],
];
const WORDS = ['report', 'update', 'backup', 'sync', 'scan', 'index', 'cache', 'config', 'module', 'service', 'agent'];

/**
 * Process starts of a few hosts. With `distinct` every command line differs and paths do often; otherwise a few hundred
 * repeat, as agents, schedulers and services make them.
 */
export function generateProcesses(count, distinct) {
  const random = randomFrom(42);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const columns = {
    newProcessName: [],
    commandLine: [],
    subjectLogonId: [],
    account: [],
    parentName: [],
    pid: [],
    parentPid: [],
    host: [],
    time: new Float64Array(count),
  };
  const running = [];
  for (let i = 0; i < count; i++) {
    const [program, line] = pick(PROGRAMS);
    const name = distinct && i % 3 === 0 ? program.replace('.exe', `${Math.floor(random() * 1e6)}.exe`) : program;
    const variant = distinct
      ? ` ${pick(WORDS)}-${Math.floor(random() * 1e9).toString(36)} /log:C:\\Temp\\${pick(WORDS)}\\${i}.log ${pick(WORDS)}${i}`
      : random() < 0.3
        ? ` /task ${pick(WORDS)} /run ${pick(WORDS)}`
        : '';
    const parent = running.length > 0 && random() < 0.9 ? pick(running) : undefined;
    const encoded = random() < 0.001;
    columns.newProcessName.push(name);
    columns.commandLine.push(
      encoded
        ? `powershell -enc ${Buffer.from(`Write-Host ${pick(WORDS)} ${distinct ? i : 1}`, 'utf16le').toString('base64')}`
        : line + variant,
    );
    columns.subjectLogonId.push(random() < 0.6 ? '0x3e7' : `0x${(0x10000 + Math.floor(random() * 50)).toString(16)}`);
    columns.account.push(random() < 0.6 ? 'WORKGROUP\\HOST$' : `CONTOSO\\user${Math.floor(random() * 50)}`);
    const pid = 4 * (1 + Math.floor(random() * 16000));
    const host = parent?.host ?? `host${Math.floor(random() * 4)}`;
    columns.pid.push(`0x${pid.toString(16)}`);
    columns.host.push(host);
    columns.parentPid.push(parent ? `0x${parent.pid.toString(16)}` : '0x4');
    columns.parentName.push(parent?.name ?? 'C:\\Windows\\System32\\services.exe');
    columns.time[i] = 1.7e15 + i * 20_000;
    running.push({ pid, name, host });
    if (running.length > 200) running.splice(Math.floor(random() * running.length), 1);
  }
  return columns;
}
