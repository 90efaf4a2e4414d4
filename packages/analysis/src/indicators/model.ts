import type { Parity } from '../model/parity.js';

export type IocType =
  | 'ipv4'
  | 'ipv6'
  | 'dns'
  | 'url'
  | 'email'
  | 'windows_path'
  | 'linux_path'
  | 'md5_hash'
  | 'sha1_hash'
  | 'sha256_hash';

/** What a scan found. */
export interface Indicator {
  /** An IocType or the name of a custom type. */
  readonly type: string;
  /** The indicator as it works on a network: refanged. */
  readonly observable: string;
  /** The text as it stands in the source. */
  readonly raw: string;
  /** Position in the source, end exclusive. For a URL inside a percent-encoded URL, that of the outer one. */
  readonly start: number;
  readonly end: number;
}

/** A pattern whose matching takes linear time by construction, such as one compiled by RE2. */
export interface LinearPattern {
  readonly linear: true;
  /** Matches from left to right, not overlapping; `index` is the position in the text. */
  matches(text: string): Iterable<{ readonly index: number; readonly text: string }>;
}

/**
 * A type of one's own. Log content is hostile, so a RegExp is not accepted: give a function, or a pattern that was
 * checked to match in linear time.
 */
export interface CustomIocType {
  readonly name: string;
  readonly find: ((text: string) => Iterable<{ readonly index: number; readonly text: string }>) | LinearPattern;
  /** 0 is the strongest: of two types that claim one text, the stronger keeps it. 0 by default. */
  readonly priority?: number;
}

/**
 * Kinds of observables that are seldom of interest: RFC 1918 and unique local addresses, loopback, link local and
 * unspecified addresses, and names of scripts that look like domains (`run.sh`, `a.ps1`, `setup.py`).
 */
export type IgnoreList = 'private-addresses' | 'local-addresses' | 'script-names';

export interface ScanOptions {
  /** Types to look for; all by default. An address or a host found in a URL is reported in any case. */
  readonly types?: readonly string[];
  /** Accept domains whose last label is no public suffix; false by default. */
  readonly ignoreTlds?: boolean;
  /** Recognise `evil[.]com`, `hXXp://` and `user[at]host`; true by default. */
  readonly defanged?: boolean;
  /** Nothing is left out by default. */
  readonly ignore?: readonly IgnoreList[];
  readonly customTypes?: readonly CustomIocType[];
  /**
   * With `msticpy`: no check of octets and of whole addresses, defanged text stays so, URLs keep trailing quotes and
   * brackets, only the first URL of a text is looked into, hashes one character apart are missed.
   */
  readonly parity?: Parity;
}

/** How a scanner reads: `strict` is huntbook's own reading, without it the original's. */
export interface ScanMode {
  readonly defanged: boolean;
  readonly strict: boolean;
}

export type Found = (start: number, end: number) => void;
export type Scanner = (text: string, mode: ScanMode, found: Found) => void;
