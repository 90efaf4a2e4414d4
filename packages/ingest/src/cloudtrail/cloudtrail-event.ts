import { exactDigits, stringifyExact } from '../json/exact-numbers.js';
import { isObject, type JsonObject } from '../json/records.js';
import type { RawCell } from '../model/batch.js';
import { toDatetime } from '../tables/convert.js';
import { dataText } from '../windows/json-shapes.js';

/** Whether an object is an event of CloudTrail. */
export function isCloudTrailEvent(value: JsonObject): boolean {
  return (
    typeof value.eventSource === 'string' &&
    typeof value.eventName === 'string' &&
    value.eventID !== undefined &&
    value.awsRegion !== undefined
  );
}

function own(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Text of a value; of a list or object its JSON. */
function text(value: unknown): string {
  return typeof value === 'object' && value !== null ? stringifyExact(value) : (exactDigits(value) ?? dataText(value));
}

function bool(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

function time(value: unknown): number | undefined {
  return typeof value === 'string' ? toDatetime(value) : undefined;
}

/** Texts of an event's own fields, by column. */
const FIELDS: readonly (readonly [column: string, field: string])[] = [
  ['AdditionalEventData', 'additionalEventData'],
  ['APIVersion', 'apiVersion'],
  ['AwsEventId', 'eventID'],
  ['AWSRegion', 'awsRegion'],
  ['AwsRequestId_', 'requestID'],
  ['Category', 'eventCategory'],
  ['ErrorCode', 'errorCode'],
  ['ErrorMessage', 'errorMessage'],
  ['EventName', 'eventName'],
  ['EventSource', 'eventSource'],
  ['EventTypeName', 'eventType'],
  ['EventVersion', 'eventVersion'],
  ['RecipientAccountId', 'recipientAccountId'],
  ['RequestParameters', 'requestParameters'],
  ['Resources', 'resources'],
  ['ResponseElements', 'responseElements'],
  ['ServiceEventDetails', 'serviceEventDetails'],
  ['SharedEventId', 'sharedEventID'],
  ['SourceIpAddress', 'sourceIPAddress'],
  ['UserAgent', 'userAgent'],
  ['VpcEndpointId', 'vpcEndpointId'],
];
const IDENTITY: readonly (readonly [column: string, field: string])[] = [
  ['UserIdentityAccessKeyId', 'accessKeyId'],
  ['UserIdentityAccountId', 'accountId'],
  ['UserIdentityArn', 'arn'],
  ['UserIdentityInvokedBy', 'invokedBy'],
  ['UserIdentityPrincipalid', 'principalId'],
  ['UserIdentityType', 'type'],
  ['UserIdentityUserName', 'userName'],
];
const ISSUER: readonly (readonly [column: string, field: string])[] = [
  ['SessionIssuerAccountId', 'accountId'],
  ['SessionIssuerArn', 'arn'],
  ['SessionIssuerPrincipalId', 'principalId'],
  ['SessionIssuerType', 'type'],
  ['SessionIssuerUserName', 'userName'],
];
const TLS: readonly (readonly [column: string, field: string])[] = [
  ['CipherSuite', 'cipherSuite'],
  ['ClientProvidedHostHeader', 'clientProvidedHostHeader'],
  ['TlsVersion', 'tlsVersion'],
];

/** What a rule added to a security group opens: the first of its permissions. */
function opened(parameters: unknown): [string, unknown][] {
  const permissions = own(own(parameters, 'ipPermissions'), 'items');
  const permission = Array.isArray(permissions) ? permissions[0] : parameters;
  const ranges = own(own(permission, 'ipRanges'), 'items');
  return [
    ['CidrIp', Array.isArray(ranges) ? own(ranges[0], 'cidrIp') : own(permission, 'cidrIp')],
    ['IpProtocol', own(permission, 'ipProtocol')],
    ['SourcePort', own(permission, 'fromPort')],
    ['DestinationPort', own(permission, 'toPort')],
  ];
}

/**
 * Cells of an event by column of AWSCloudTrail; undefined when it has no time. Log Analytics' tables have requests, answers and
 * resources as JSON text. Throws RangeError when a value is nested too deeply to be written.
 */
export function cloudTrailCells(event: JsonObject): Map<string, RawCell> | undefined {
  const at = time(event.eventTime) ?? time(event['@timestamp']);
  if (at === undefined) return undefined;
  const cells = new Map<string, RawCell>([
    ['TimeGenerated', at],
    ['OperationName', 'CloudTrail'],
    ['Type', 'AWSCloudTrail'],
  ]);
  const put = (column: string, value: unknown) => {
    const cell = text(value);
    if (cell !== '') cells.set(column, cell);
  };
  const putAll = (fields: typeof FIELDS, of: unknown) => {
    for (const [column, field] of fields) put(column, own(of, field));
  };
  const identity = own(event, 'userIdentity');
  const session = own(identity, 'sessionContext');
  const attributes = own(session, 'attributes');
  putAll(FIELDS, event);
  putAll(IDENTITY, identity);
  putAll(ISSUER, own(session, 'sessionIssuer'));
  putAll(TLS, own(event, 'tlsDetails'));
  put('UserIdentityUserId', own(own(identity, 'onBehalfOf'), 'userId'));
  put('UserIdentityStoreArn', own(own(identity, 'onBehalfOf'), 'identityStoreArn'));
  put('EC2RoleDelivery', own(session, 'ec2RoleDelivery'));
  for (const [column, value] of opened(own(event, 'requestParameters'))) put(column, value);
  const others: [string, RawCell | undefined][] = [
    ['ManagementEvent', bool(event.managementEvent)],
    ['ReadOnly', bool(event.readOnly)],
    ['SessionMfaAuthenticated', bool(own(attributes, 'mfaAuthenticated'))],
    ['SessionCreationDate', time(own(attributes, 'creationDate'))],
  ];
  for (const [column, cell] of others) if (cell !== undefined) cells.set(column, cell);
  return cells;
}
