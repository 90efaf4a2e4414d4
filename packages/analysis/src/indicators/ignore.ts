import { ipType } from '../windows/ip-type.js';
import { is, WORD } from './characters.js';
import type { IgnoreList } from './model.js';

/** Script and source files whose extension is a top-level domain: `setup.py`, `run.sh`. */
const SCRIPT = /^[^.]{1,63}\.(?:py|sh|pl|ps|md|rs|so)$/i;
const LOCAL: readonly string[] = ['Loopback', 'Link Local', 'Unspecified'];

/** Whether what was found in `text` up to `end` is one of the kinds to leave out. */
export function isIgnored(
  type: string,
  observable: string,
  text: string,
  end: number,
  ignore: readonly IgnoreList[],
): boolean {
  if (type === 'ipv4' || type === 'ipv6') {
    if (ignore.length === 0 || !(ignore.includes('private-addresses') || ignore.includes('local-addresses')))
      return false;
    const kind = ipType(observable);
    if (ignore.includes('private-addresses') && kind === 'Private') return true;
    return ignore.includes('local-addresses') && LOCAL.includes(kind);
  }
  if (type !== 'dns' || !ignore.includes('script-names')) return false;
  // `b.ps1` gives the domain `b.ps`: the extension goes on behind the match.
  return is(text, end, WORD) || SCRIPT.test(observable);
}
