import type { JsonValue } from '@huntbook/workspace';

export interface AlertEntity {
  readonly type: string;
  /** What a person would call it: a host name, an account with its domain, a command line. */
  readonly name: string;
  /** Its other plain properties. */
  readonly properties: Readonly<Record<string, string>>;
}

type JsonObject = { readonly [key: string]: JsonValue };

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parses a dynamic that may have arrived as text, once or twice encoded. null when it is no JSON. */
export function parseLoose(value: unknown): JsonValue {
  let current = value;
  for (let round = 0; round < 2 && typeof current === 'string'; round++) {
    try {
      current = JSON.parse(current);
    } catch {
      return null;
    }
  }
  return (current ?? null) as JsonValue;
}

/** Entities of an alert's `Entities` column, with their `$ref`s followed to the entity of that `$id`. */
export function alertEntities(value: unknown): AlertEntity[] {
  const parsed = parseLoose(value);
  const list = (Array.isArray(parsed) ? parsed : [parsed]).filter(isObject);
  const byId = new Map<string, JsonObject>();
  for (const entity of list) collect(entity, byId, 0);
  return list
    .filter((entity) => entity.Type !== undefined)
    .map((entity) => ({
      type: String(entity.Type),
      name: entityName(entity, byId),
      properties: plainProperties(entity),
    }));
}

function collect(entity: JsonObject, byId: Map<string, JsonObject>, depth: number): void {
  if (typeof entity.$id === 'string') byId.set(entity.$id, entity);
  if (depth > 8) return;
  for (const value of Object.values(entity)) {
    for (const item of Array.isArray(value) ? value : [value]) if (isObject(item)) collect(item, byId, depth + 1);
  }
}

function follow(value: JsonValue | undefined, byId: ReadonlyMap<string, JsonObject>): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  return typeof value.$ref === 'string' ? byId.get(value.$ref) : value;
}

function entityName(entity: JsonObject, byId: ReadonlyMap<string, JsonObject>): string {
  const text = (name: string) => (typeof entity[name] === 'string' ? (entity[name] as string) : '');
  switch (String(entity.Type).toLowerCase()) {
    case 'host':
      return [text('HostName'), text('DnsDomain')].filter((part) => part !== '').join('.');
    case 'account': {
      const domain = text('NTDomain') || text('UPNSuffix');
      return text('NTDomain') ? `${domain}\\${text('Name')}` : domain ? `${text('Name')}@${domain}` : text('Name');
    }
    case 'process': {
      const image = follow(entity.ImageFile, byId);
      return text('CommandLine') || String(image?.Name ?? '') || text('ProcessId');
    }
    case 'file':
      return [text('Directory'), text('Name')].filter((part) => part !== '').join('\\');
    case 'ip':
      return text('Address');
    case 'dns':
      return text('DomainName');
    case 'filehash':
      return text('Value');
    case 'url':
      return text('Url');
    default:
      return text('Name') || text('FriendlyName') || text('DisplayName') || text('Value');
  }
}

function plainProperties(entity: JsonObject): Record<string, string> {
  const entries = Object.entries(entity).filter(
    ([name, value]) =>
      !name.startsWith('$') && name !== 'Type' && value !== null && value !== '' && typeof value !== 'object',
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
