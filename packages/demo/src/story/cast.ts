import { imageSha256 } from '../windows/process-events.js';
import { ADMINS, SVC_DEPLOY } from '../world/accounts.js';
import { DC01, type Host, SQL01, WEB01 } from '../world/hosts.js';

export const ATTACKER_IP = '192.0.2.146';
export const ATTACKER_WORKSTATION = 'DESKTOP-4K7QH2';
export const CONTROL_IP = '198.51.100.77';
export const CONTROL_DOMAIN = 'cdn.brindlefoss.example.net';
export const DOWNLOAD_URL = 'https://cdn.brindlefoss.example.net/updates/stage2.bin';
export const CHECKIN_URL = 'http://198.51.100.77/api/v2/checkin?id=WEB01';
export const IMPLANT_PATH = 'C:\\ProgramData\\PrintCache\\spoolprep.exe';
export const IMPLANT_SHA256 = imageSha256(IMPLANT_PATH);
export const VICTIM: Host = WEB01;
export const SECOND: Host = SQL01;
export const CONTROLLER: Host = DC01;
export const STOLEN = SVC_DEPLOY;
/** The administrator whose credentials the memory dump gave away. */
export const STOLEN_ADMIN = ADMINS[0]!;
export const TASK_NAME = '\\Microsoft\\Windows\\PrintCache\\Refresh';
export const SERVICE_NAME = 'PrintPrepSvc';
export const SECOND_SERVICE_NAME = 'RemoteInventory';
export const NEW_USER = {
  name: 'helpdesk2',
  domain: VICTIM.name,
  sid: `${VICTIM.machineSid}-1007`,
  admin: false,
};

/** Version resources of a program that has none. */
export const UNSIGNED = { description: '-', product: '-', company: '-', version: '-' };
