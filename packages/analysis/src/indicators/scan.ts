import { AnalysisError } from '../model/error.js';
import { isIgnored } from './ignore.js';
import type { CustomIocType, Indicator, IocType, ScanMode, Scanner, ScanOptions } from './model.js';
import { hasPublicSuffix } from './public-suffix.js';
import { refang } from './refang.js';
import { scanIpv4, scanIpv6 } from './scan-addresses.js';
import { scanDns } from './scan-dns.js';
import { scanEmail } from './scan-email.js';
import { scanMd5, scanSha1, scanSha256 } from './scan-hashes.js';
import { scanLinuxPath, scanWindowsPath } from './scan-paths.js';
import { scanUrl, urlsIn } from './scan-url.js';
import { originalUrlContents, urlContents } from './url-contents.js';

interface BuiltIn {
  readonly name: IocType;
  /** 0 is the strongest. */
  readonly priority: number;
  readonly scan: Scanner;
}

/** In the order in which they are looked for (MSTICPy's order and priorities). */
export const BUILT_IN: readonly BuiltIn[] = [
  { name: 'ipv4', priority: 0, scan: scanIpv4 },
  { name: 'ipv6', priority: 0, scan: scanIpv6 },
  { name: 'dns', priority: 2, scan: scanDns },
  { name: 'url', priority: 0, scan: scanUrl },
  { name: 'email', priority: 1, scan: scanEmail },
  { name: 'windows_path', priority: 3, scan: scanWindowsPath },
  { name: 'linux_path', priority: 4, scan: scanLinuxPath },
  { name: 'md5_hash', priority: 1, scan: scanMd5 },
  { name: 'sha1_hash', priority: 1, scan: scanSha1 },
  { name: 'sha256_hash', priority: 1, scan: scanSha256 },
];

const HOST_PRIORITY: Readonly<Record<string, number>> = { ipv4: 0, ipv6: 0, url: 0, dns: 2 };

/** Finds indicators in one text, in time linear in its length. Reusable: options are checked once. */
export function indicatorScanner(options: ScanOptions = {}): (text: string) => Indicator[] {
  const mode: ScanMode = { defanged: options.defanged ?? true, strict: options.parity !== 'msticpy' };
  const custom = options.customTypes ?? [];
  const { builtIn, own } = chosenTypes(options.types, custom);
  const ignore = options.ignore ?? [];
  const ignoreTlds = options.ignoreTlds ?? false;

  return (text) => {
    // Observable → what it is, the strongest type winning.
    let found: Map<string, { indicator: Indicator; priority: number }> | undefined;
    const add = (type: string, priority: number, raw: string, start: number, end: number): void => {
      const observable = mode.strict ? refang(raw, type) : raw;
      const known = found?.get(observable);
      if (known && priority >= known.priority) return;
      if (ignore.length > 0 && isIgnored(type, observable, text, end, ignore)) return;
      const indicator = { type, observable, raw, start, end };
      if (known) {
        known.indicator = indicator;
        known.priority = priority;
      } else {
        found ??= new Map();
        found.set(observable, { indicator, priority });
      }
    };

    for (const { name, priority, scan } of builtIn) {
      if (name === 'url') {
        let previousEnd = 0;
        for (const url of urlsIn(text, mode)) {
          const { start, end } = url;
          add('url', priority, text.slice(start, end), start, end);
          const parts = mode.strict
            ? urlContents(text, url, mode, ignoreTlds)
            : originalUrlContents(text, url, mode, previousEnd);
          for (const part of parts) add(part.type, HOST_PRIORITY[part.type]!, part.text, start, end);
          previousEnd = end;
        }
      } else {
        scan(text, mode, (start, end) => {
          const raw = text.slice(start, end);
          if (name === 'dns' && !ignoreTlds && !hasPublicSuffix(raw.includes('[') ? refang(raw, 'dns') : raw)) return;
          add(name, priority, raw, start, end);
        });
      }
    }
    for (const type of own) {
      const matches = typeof type.find === 'function' ? type.find(text) : type.find.matches(text);
      for (const match of matches)
        add(type.name, type.priority ?? 0, match.text, match.index, match.index + match.text.length);
    }
    return found ? Array.from(found.values(), ({ indicator }) => indicator) : [];
  };
}

/** Indicators of one text, each observable once, by type in the order of IocType and then as they stand in the text. */
export function scanIndicators(text: string, options: ScanOptions = {}): Indicator[] {
  return indicatorScanner(options)(text);
}

function chosenTypes(
  types: readonly string[] | undefined,
  custom: readonly CustomIocType[],
): { builtIn: readonly BuiltIn[]; own: readonly CustomIocType[] } {
  for (const type of custom) {
    if (BUILT_IN.some(({ name }) => name === type.name))
      throw new AnalysisError('bad-argument', `the indicator type ${type.name} exists already`);
    const { find } = type;
    if (find instanceof RegExp || !(typeof find === 'function' || find.linear === true))
      throw new AnalysisError('bad-argument', `indicator type ${type.name}: a RegExp may backtrack without bound`, {
        hint: 'Give a function, or a pattern checked to match in linear time',
      });
  }
  if (!types) return { builtIn: BUILT_IN, own: custom };
  const unknown = types.filter(
    (type) => !BUILT_IN.some(({ name }) => name === type) && !custom.some(({ name }) => name === type),
  );
  if (unknown.length > 0)
    throw new AnalysisError('bad-argument', `unknown indicator type ${unknown.join(', ')}`, {
      hint: `Known types: ${[...BUILT_IN, ...custom].map(({ name }) => name).join(', ')}`,
    });
  return {
    builtIn: BUILT_IN.filter(({ name }) => types.includes(name)),
    own: custom.filter(({ name }) => types.includes(name)),
  };
}
