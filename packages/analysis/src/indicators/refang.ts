/**
 * The working form of a defanged indicator: `hXXp` → `http`, `fXp` → `ftp`, `[at]` → `@`, and `[.]` → `.`, brackets
 * individually optional. Schemes other than the defanged ones keep their case.
 */
export function refang(value: string, type: string): string {
  let result = value;
  if (type === 'email') result = result.replace(/\[at\]/i, '@');
  if (type === 'url') {
    result = result.replace(/^(s?)(hxxp|fxp)(s?):/i, (_, secure: string, scheme: string, tls: string) => {
      const plain = scheme.toLowerCase() === 'hxxp' ? 'http' : 'ftp';
      return `${secure.toLowerCase()}${plain}${tls.toLowerCase()}:`;
    });
  }
  return result.includes('[.') || result.includes('.]') ? result.replace(/\[?\.\]?/g, '.') : result;
}

/** A form of an address, name, URL or mail address that no program follows: `hXXp://evil[.]com`. */
export function defang(value: string, type: string): string {
  let result = value;
  if (type === 'url') result = result.replace(/^http/i, 'hXXp').replace(/^(s?)ftp/i, '$1fXp');
  if (type === 'email') result = result.replace('@', '[at]');
  let end = result.length;
  if (type === 'url') {
    const hostStart = result.indexOf('://') + 3;
    for (const mark of '/?#') {
      const at = result.indexOf(mark, hostStart);
      if (at !== -1 && at < end) end = at;
    }
  }
  return result.slice(0, end).replaceAll('.', '[.]') + result.slice(end);
}
