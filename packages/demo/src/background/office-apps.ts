import { startProcess } from '../engine/scene.js';
import { dnsEvent, fileCreatedEvent, networkEvent, registryValueEvent } from '../windows/sysmon-events.js';
import { BROWSING_SERVICES, OFFICE_SERVICES } from '../world/addresses.js';
import { MINUTE, SECOND } from '../world/time.js';
import { CHROME, EDGE, OFFICE, S32 } from './paths.js';
import { deskActivity } from './workday.js';

const OFFICE_FACTS = {
  description: 'Microsoft Office',
  product: 'Microsoft Office',
  company: 'Microsoft Corporation',
  version: '16.0.18526.20168',
};
const DOCUMENTS = ['budget', 'minutes', 'offer', 'stock list', 'timetable', 'contract', 'slides', 'travel'];

/** Documents opened and saved. */
export const documents = deskActivity('documents', ['security', 'sysmon'], 3, (scene, at, { explorer, session }) => {
  const { host, random } = scene;
  const [program, extension] = random.pick([
    ['WINWORD.EXE', 'docx'],
    ['EXCEL.EXE', 'xlsx'],
    ['POWERPNT.EXE', 'pptx'],
  ] as const);
  const document = `${random.pick(DOCUMENTS)} ${random.int(1, 60)}.${extension}`;
  const folder = random.chance(0.5) ? '\\\\FS01\\shared\\' : `C:\\Users\\${session.account.name}\\Documents\\`;
  const process = startProcess(scene, at, {
    image: `${OFFICE}${program}`,
    commandLine: `"${OFFICE}${program}" /n "${folder}${document}" /o ""`,
    parent: explorer,
    directory: folder,
    lifetime: MINUTE + Math.floor(random.exponential(25 * MINUTE)),
    facts: OFFICE_FACTS,
  });
  const recent = `C:\\Users\\${session.account.name}\\AppData\\Roaming\\Microsoft\\Office\\Recent\\${document}.LNK`;
  scene.emit('sysmon', at + 2 * SECOND, () => fileCreatedEvent(host, at + 2 * SECOND, process, recent));
});

/** Mail, with now and then a link or an attachment opened from it. */
export const mail = deskActivity('mail', ['security', 'sysmon'], 1.5, (scene, at, { explorer }) => {
  const { random } = scene;
  const lifetime = 20 * MINUTE + Math.floor(random.exponential(60 * MINUTE));
  const outlook = startProcess(scene, at, {
    image: `${OFFICE}OUTLOOK.EXE`,
    parent: explorer,
    lifetime,
    facts: OFFICE_FACTS,
  });
  if (random.chance(0.4)) {
    startProcess(scene, at + Math.floor(random.next() * lifetime * 0.8), {
      image: EDGE,
      commandLine: `"${EDGE}" --single-argument https://portal.quillmere.example/news/${random.int(100, 999)}`,
      parent: outlook,
      lifetime: 3 * MINUTE,
    });
  }
});

/** Browser windows with the child processes of their pages. */
export const browsing = deskActivity('browsing', ['security', 'sysmon'], 3, (scene, at, { explorer }) => {
  const { host, random } = scene;
  const image = random.chance(0.6) ? EDGE : CHROME;
  const lifetime = MINUTE + Math.floor(random.exponential(18 * MINUTE));
  const browser = startProcess(scene, at, { image, parent: explorer, lifetime });
  for (let n = random.int(1, 4); n > 0; n--) {
    const type = random.pick(['renderer', 'gpu-process', 'utility', 'crashpad-handler']);
    startProcess(scene, at + 300_000 + random.int(0, 4_000_000), {
      image,
      commandLine: `"${image}" --type=${type} --field-trial-handle=${random.int(1000, 9999)},i,${random.hex(12)} --lang=en-GB --mojo-platform-channel-handle=${random.int(1000, 9999)}`,
      parent: browser,
      lifetime: Math.floor(lifetime * 0.9) + 5 * SECOND,
    });
  }
  for (let n = random.int(1, 3); n > 0; n--) {
    const service = random.pick(random.chance(0.4) ? OFFICE_SERVICES : BROWSING_SERVICES);
    const ip = random.pick(service.addresses);
    const asked = at + SECOND + Math.floor(random.next() * lifetime * 0.8);
    const localPort = random.int(49_200, 65_000);
    scene.emit('sysmon', asked, () => dnsEvent(host, asked, browser, service.name, ip));
    scene.emit('sysmon', asked + 40_000, () =>
      networkEvent(host, asked + 40_000, browser, { ip, port: service.port, hostname: service.name, localPort }),
    );
  }
});

const TOOLS: readonly (readonly [image: string, parameters: string])[] = [
  [`${S32}notepad.exe`, ''],
  [`${S32}SnippingTool.exe`, ''],
  [`${S32}win32calc.exe`, ''],
  [`${S32}Taskmgr.exe`, '/7'],
  [`${S32}cmd.exe`, ''],
  ['C:\\Program Files\\7-Zip\\7zFM.exe', ''],
  ['C:\\Program Files (x86)\\Adobe\\Acrobat Reader DC\\Reader\\AcroRd32.exe', ''],
];

/** Small programs and what the shell starts by itself. */
export const smallPrograms = deskActivity(
  'small-programs',
  ['security', 'sysmon'],
  2,
  (scene, at, { explorer, session }) => {
    const { host, random, boot } = scene;
    if (random.chance(0.45)) {
      startProcess(scene, at, {
        image: `${S32}${random.pick(['SearchProtocolHost.exe', 'RuntimeBroker.exe', 'backgroundTaskHost.exe', 'smartscreen.exe'])}`,
        parent: boot.get('dcom'),
        session,
        lifetime: 8 * SECOND + Math.floor(random.exponential(MINUTE)),
      });
    } else {
      const [image, parameters] = random.pick(TOOLS);
      startProcess(scene, at, {
        image,
        commandLine: `"${image}" ${parameters}`,
        parent: explorer,
        lifetime: 20 * SECOND + Math.floor(random.exponential(6 * MINUTE)),
      });
    }
    const key = `HKU\\${session.account.sid}\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\UserAssist\\{CEBFF5CD}\\Count`;
    scene.emit('sysmon', at + 60_000, () => registryValueEvent(host, at + 60_000, explorer, key, 'Binary Data'));
  },
);
