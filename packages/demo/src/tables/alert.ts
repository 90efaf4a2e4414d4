import { createHash } from 'node:crypto';
import type { Host } from '../world/hosts.js';
import { MINUTE } from '../world/time.js';
import { createEntityList, type EntityList, indented } from './alert-entities.js';
import { RESOURCE_GROUP, resourceId, SUBSCRIPTION_ID, type TableRow, TENANT_ID } from './columns.js';

export type AlertProduct =
  | 'Azure Sentinel'
  | 'Microsoft Defender for Endpoint'
  | 'Microsoft Defender for Cloud'
  | 'Microsoft Defender for Identity';

export interface AlertSpec {
  readonly name: string;
  readonly description: string;
  readonly severity: 'Informational' | 'Low' | 'Medium' | 'High';
  readonly product: AlertProduct;
  readonly tactics: string;
  readonly techniques: readonly string[];
  readonly host: Host;
  readonly start: number;
  readonly end: number;
  /** Minutes until the alert is written. */
  readonly delay: number;
  readonly properties: Readonly<Record<string, string>>;
  readonly entities: (list: EntityList) => void;
}

const PROVIDERS: Readonly<Record<AlertProduct, readonly [provider: string, vendor: string]>> = {
  'Azure Sentinel': ['ASI Scheduled Alerts', 'Microsoft'],
  'Microsoft Defender for Endpoint': ['MDATP', 'Microsoft'],
  'Microsoft Defender for Cloud': ['Azure Security Center', 'Microsoft'],
  'Microsoft Defender for Identity': ['Azure Advanced Threat Protection', 'Microsoft'],
};

function guid(text: string): string {
  const digest = createHash('sha256').update(text).digest('hex');
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-9${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

export function alertRow(spec: AlertSpec): TableRow {
  const [provider, vendor] = PROVIDERS[spec.product];
  const entities = createEntityList();
  spec.entities(entities);
  const id = guid(`${spec.name}/${spec.host.id}/${spec.description}`);
  const written = spec.end + spec.delay * MINUTE;
  return {
    TenantId: TENANT_ID,
    TimeGenerated: written,
    DisplayName: spec.name,
    AlertName: spec.name,
    AlertSeverity: spec.severity,
    Description: spec.description,
    ProviderName: provider,
    VendorName: vendor,
    VendorOriginalId: guid(`vendor/${id}`),
    SystemAlertId: id,
    ResourceId: resourceId(spec.host.name),
    AlertType: `${provider.replaceAll(' ', '')}_${guid(`type/${spec.name}`)}`,
    ConfidenceLevel: 'Unknown',
    IsIncident: false,
    StartTime: spec.start,
    EndTime: spec.end,
    ProcessingEndTime: written,
    ExtendedProperties: indented({ ...spec.properties, resourceType: 'Virtual Machine', ProductName: spec.product }),
    Entities: entities.toJson(),
    WorkspaceSubscriptionId: SUBSCRIPTION_ID,
    WorkspaceResourceGroup: RESOURCE_GROUP,
    ProductName: spec.product,
    ProductComponentName: spec.product === 'Azure Sentinel' ? 'Scheduled Alerts' : '',
    Status: 'New',
    CompromisedEntity: spec.host.fqdn,
    Tactics: spec.tactics,
    Techniques: JSON.stringify(spec.techniques),
    Type: 'SecurityAlert',
  };
}
