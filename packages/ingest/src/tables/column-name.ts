import type { KqlType } from '@huntbook/kql';

/** Types that Log Analytics writes at the end of the names of custom columns. */
const SUFFIX_TYPES: Readonly<Record<string, KqlType>> = {
  _s: 'string',
  _g: 'string',
  _d: 'real',
  _b: 'bool',
  _t: 'datetime',
};

export function typeBySuffix(name: string): KqlType | undefined {
  return name.length > 2 ? SUFFIX_TYPES[name.slice(-2)] : undefined;
}

/** The index that pandas and Excel put first, without a name or with one of their making. */
export function isIndexColumn(name: string, position: number): boolean {
  return (name === '' && position === 0) || /^Unnamed: \d{1,6}(?:\.\d{1,3})?$/.test(name);
}

export interface PortalColumn {
  readonly name: string;
  /** Zone as the portal writes it behind a time column: `UTC`, `Local Time`, a region. */
  readonly zone: string;
}

/** Splits `TimeGenerated [UTC]`, as the portal's csv export heads a time column. */
export function portalColumn(heading: string): PortalColumn | undefined {
  if (!heading.endsWith(']')) return undefined;
  const open = heading.lastIndexOf(' [');
  if (open <= 0) return undefined;
  const zone = heading.slice(open + 2, -1);
  return zone === '' ? undefined : { name: heading.slice(0, open), zone };
}
