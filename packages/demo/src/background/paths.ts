export const S32 = 'C:\\Windows\\System32\\';
export const CMD = `${S32}cmd.exe`;
export const CONHOST = `${S32}conhost.exe`;
export const POWERSHELL = `${S32}WindowsPowerShell\\v1.0\\powershell.exe`;
export const EDGE = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
export const CHROME = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
export const OFFICE = 'C:\\Program Files\\Microsoft Office\\root\\Office16\\';
