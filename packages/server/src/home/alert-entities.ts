import type { CellValue, JsonValue } from '@huntbook/workspace';

export interface AlertEntities {
  /** Host names as the alert has them, with the domain where it says one. */
  readonly hosts: readonly string[];
  readonly accounts: readonly string[];
  readonly ips: readonly string[];
}

const none: AlertEntities = { hosts: [], accounts: [], ips: [] };

function parse(cell: CellValue): CellValue {
  if (typeof cell !== 'string') return cell;
  try {
    return JSON.parse(cell) as JsonValue;
  } catch {
    // Alerts of some products hold other text here; it names no entity.
    return null;
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Hosts, accounts and addresses of an alert's `Entities`: a JSON array, or its text. */
export function alertEntities(cell: CellValue): AlertEntities {
  const list = parse(cell);
  if (!Array.isArray(list)) return none;
  const found = { hosts: new Set<string>(), accounts: new Set<string>(), ips: new Set<string>() };
  for (const item of list as readonly JsonValue[]) {
    if (item === null || typeof item !== 'object' || Array.isArray(item)) continue;
    const entity = item as Readonly<Record<string, JsonValue>>;
    const type = text(entity.Type).toLowerCase();
    const name = text(entity.HostName) || text(entity.Name);
    if (type === 'host' && name) {
      const domain = text(entity.DnsDomain);
      found.hosts.add(domain && !name.includes('.') ? `${name}.${domain}` : name);
    }
    if (type === 'account' && text(entity.Name)) {
      const domain = text(entity.NTDomain);
      found.accounts.add(domain ? `${domain}\\${text(entity.Name)}` : text(entity.Name));
    }
    if (type === 'ip' && text(entity.Address)) found.ips.add(text(entity.Address));
  }
  return { hosts: [...found.hosts], accounts: [...found.accounts], ips: [...found.ips] };
}
