import { parse } from 'tldts';

const known = new Map<string, boolean>();
const LIMIT = 10_000;

/** Whether a name ends in a top-level domain of the public suffix list's ICANN section. */
export function hasPublicSuffix(name: string): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1);
  let answer = known.get(last);
  if (answer === undefined) {
    // A rule for a top-level domain, `uk` or `*.ck`, holds for every name beneath it.
    answer =
      parse(`example.${last.toLowerCase()}`, { allowPrivateDomains: false, extractHostname: false }).isIcann === true;
    if (known.size >= LIMIT) known.clear();
    known.set(last, answer);
  }
  return answer;
}
