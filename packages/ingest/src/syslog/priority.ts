/** Facility names by number, as syslog.conf(5) and Log Analytics write them. */
const FACILITIES = (
  'kern user mail daemon auth syslog lpr news uucp cron authpriv ftp ntp audit alert clock ' +
  'local0 local1 local2 local3 local4 local5 local6 local7'
).split(' ');
const SEVERITIES = 'emerg alert crit err warning notice info debug'.split(' ');

export interface Priority {
  readonly facility: string;
  readonly severity: string;
}

export function facilityName(code: number): string | undefined {
  return FACILITIES[code];
}

export function severityName(code: number): string | undefined {
  return SEVERITIES[code];
}

/** What `<PRI>` says (RFC 5424, 6.2.1); undefined above 191. */
export function priorityOf(pri: number): Priority | undefined {
  const facility = FACILITIES[pri >> 3];
  return facility === undefined ? undefined : { facility, severity: SEVERITIES[pri & 7]! };
}

function table(facilities: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const entries = Object.entries(facilities);
  return new Map(
    entries.flatMap(([facility, names]) => names.split(' ').map((name) => [name, facility] as [string, string])),
  );
}

/** Facility that a program writes to on a stock system. */
const BY_PROCESS = table({
  auth: 'sshd sshd-session sshd-auth systemd-logind polkitd polkit-agent-helper-1',
  authpriv:
    'sudo su login passwd chpasswd useradd userdel usermod groupadd groupdel groupmod gpasswd chage chfn chsh pkexec doas runuser xrdp-sesman gdm-password lightdm',
  cron: 'cron CRON crond CROND anacron atd crontab',
  kern: 'kernel',
  mail: 'postfix sendmail dovecot exim exim4 opendkim',
  ftp: 'ftpd vsftpd proftpd pure-ftpd',
  syslog: 'syslogd rsyslogd syslog-ng',
});

/** Facility of the lines in a file of this name. */
const BY_FILE = table({
  authpriv: 'auth secure authlog authpriv',
  cron: 'cron crond',
  kern: 'kern kernel',
  mail: 'mail maillog mail.err mail.info mail.warn',
  daemon: 'daemon',
  user: 'user',
});

/** Name of a program without what is put round it: `sshd(pam_unix)`, `postfix/smtpd`, `syslogd 1.4.1`, `/usr/sbin/cron`. */
function program(process: string): string {
  const name = process.startsWith('/') ? process.slice(process.lastIndexOf('/') + 1) : process;
  const end = name.search(/[ (/]/);
  return end > 0 ? name.slice(0, end) : name;
}

/** The facility of a message that does not bear it, by its file's name (without folder and ending) and its program. */
export function derivedFacility(file: string, process: string, message: string): string {
  const byFile = BY_FILE.get(file.toLowerCase());
  if (byFile !== undefined) return byFile;
  if (message.startsWith('pam_') || process.includes('(pam_')) return 'authpriv';
  return BY_PROCESS.get(program(process)) ?? (process === '' ? 'user' : 'daemon');
}

const BY_START: readonly (readonly [start: string, severity: string])[] = [
  ['fatal: ', 'crit'],
  ['error: ', 'err'],
  ['warning: ', 'warning'],
  ['debug', 'debug'],
];

/** The severity of a message that does not bear it: by its first word, and notice where PAM and sudo use that. */
export function derivedSeverity(process: string, message: string): string {
  const start = message.slice(0, 16).toLowerCase();
  for (const [word, severity] of BY_START) if (start.startsWith(word)) return severity;
  const noticed =
    (process === 'sudo' && message.includes(' TTY=')) ||
    message.slice(0, 64).includes('authentication failure;') ||
    message.includes('POSSIBLE BREAK-IN ATTEMPT');
  return noticed ? 'notice' : 'info';
}
