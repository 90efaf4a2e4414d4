import type { TimeWindow } from '../model/field.js';

/** The host under investigation: what later steps ask the workspace about. */
export interface HostScope {
  /** As the hunter chose it. */
  readonly computer: string;
  /** All spellings under which the logs know it: host name, fully qualified name, in any case. */
  readonly names: readonly string[];
  readonly window: TimeWindow;
  /** Tables that the workspace has. */
  readonly tables: ReadonlySet<string>;
  /**
   * Set when the hunt looks at all logs, or at a range the hunter asked for: later windows then default to it.
   * Otherwise they default to a range round an origin, as in the original notebooks.
   */
  readonly span: { readonly start: string; readonly end: string } | undefined;
}

/** The part before the first dot, lower case: what two spellings of one host share. An address stays whole. */
export function hostLabel(name: string): string {
  const lower = name.trim().toLowerCase();
  return /^[\d.]+$/.test(lower) ? lower : (lower.split('.')[0] ?? '');
}

/** True when both may name the same host: equal labels, and equal domains where both have one. */
export function sameHost(a: string, b: string): boolean {
  if (hostLabel(a) !== hostLabel(b)) return false;
  const domain = (name: string) => name.trim().toLowerCase().split('.').slice(1).join('.');
  const [first, second] = [domain(a), domain(b)];
  return first === '' || second === '' || first === second;
}
