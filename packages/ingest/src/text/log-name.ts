import { fileStem } from '../tables/table-name.js';

/** What a log is called without folder, ending, and the number or date of its rotation: `auth` of `/var/log/auth.log.2.gz`. */
export function logName(path: string): string {
  const stem = fileStem(path);
  return stem.replace(/[.-]\d{1,8}$/, '').replace(/\.log$/i, '') || stem;
}
