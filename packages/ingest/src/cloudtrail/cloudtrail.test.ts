import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { corpus, hasCorpus, truth } from '../testing/corpus.js';
import { countBy, readAll, readFileOf } from '../testing/read-all.js';
import { cloudTrailCells } from './cloudtrail-event.js';

const CAPTURE = 'otrf/ec2_proxy_s3_exfiltration.zip';

const EVENT = {
  eventVersion: '1.08',
  eventTime: '2024-05-01T10:00:00Z',
  eventSource: 'ec2.amazonaws.com',
  eventName: 'AuthorizeSecurityGroupIngress',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '192.0.2.1',
  userAgent: 'aws-cli',
  eventID: 'e-1',
  requestID: 'r-1',
  eventType: 'AwsApiCall',
  eventCategory: 'Management',
  managementEvent: true,
  readOnly: false,
  recipientAccountId: '123456789012',
  errorCode: 'Client.UnauthorizedOperation',
  userIdentity: {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::123456789012:assumed-role/web/i-1',
    principalId: 'AROA:i-1',
    accountId: '123456789012',
    accessKeyId: 'ASIA',
    sessionContext: {
      sessionIssuer: { type: 'Role', userName: 'web', arn: 'arn:aws:iam::123456789012:role/web' },
      attributes: { mfaAuthenticated: 'false', creationDate: '2024-05-01T09:00:00Z' },
    },
  },
  requestParameters: {
    groupId: 'sg-1',
    ipPermissions: {
      items: [{ ipProtocol: 'tcp', fromPort: 22, toPort: 23, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }],
    },
  },
  responseElements: null,
  tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'AES' },
};

const CELLS = {
  TimeGenerated: Date.parse('2024-05-01T10:00:00Z') * 1000,
  AwsEventId: 'e-1',
  AwsRequestId_: 'r-1',
  AWSRegion: 'eu-west-1',
  Category: 'Management',
  CidrIp: '0.0.0.0/0',
  CipherSuite: 'AES',
  DestinationPort: '23',
  ErrorCode: 'Client.UnauthorizedOperation',
  EventName: 'AuthorizeSecurityGroupIngress',
  EventTypeName: 'AwsApiCall',
  IpProtocol: 'tcp',
  ManagementEvent: true,
  ReadOnly: false,
  RecipientAccountId: '123456789012',
  RequestParameters: JSON.stringify(EVENT.requestParameters),
  SessionCreationDate: Date.parse('2024-05-01T09:00:00Z') * 1000,
  SessionIssuerUserName: 'web',
  SessionMfaAuthenticated: false,
  SourceIpAddress: '192.0.2.1',
  SourcePort: '22',
  TlsVersion: 'TLSv1.3',
  UserIdentityArn: 'arn:aws:sts::123456789012:assumed-role/web/i-1',
  UserIdentityPrincipalid: 'AROA:i-1',
  UserIdentityType: 'AssumedRole',
};

describe.skipIf(!hasCorpus)('CloudTrail of the corpus', () => {
  test('one event a line', async () => {
    const fact = truth<{ rows: number; events: Record<string, number> }>('otrf')[CAPTURE]!;
    const read = await readAll([join(corpus, CAPTURE)]);
    const rows = read.rows('AWSCloudTrail');
    expect(read.sources[0]!.report).toMatchObject({ format: 'cloudtrail', records: fact.rows, skipped: 0 });
    expect(rows).toHaveLength(fact.rows);
    const events = countBy(rows, (row) => `cloudtrail|${row.EventName}`);
    for (const [event, count] of Object.entries(fact.events)) expect([event, events[event]]).toEqual([event, count]);
    const times = rows.map((row) => Number(row.TimeGenerated)).sort((a, b) => a - b);
    expect([times[0], times.at(-1)]).toEqual(
      ['2020-09-14T00:44:20Z', '2020-09-14T01:13:20Z'].map((time) => Date.parse(time) * 1000),
    );
    const reading = rows.find((row) => row.EventName === 'GetObject')!;
    expect(reading).toMatchObject({
      UserIdentityType: 'AssumedRole',
      EventSource: 's3.amazonaws.com',
      SourceIpAddress: '1.2.3.4',
      SessionMfaAuthenticated: false,
      EC2RoleDelivery: '1.0',
    });
    expect(JSON.parse(String(reading.RequestParameters))).toMatchObject({ key: 'ring.txt' });
  });
});

describe('CloudTrail', () => {
  test.each([
    ['as delivered', JSON.stringify({ Records: [EVENT, EVENT] })],
    ['as delivered, over lines', JSON.stringify({ Records: [EVENT, EVENT] }, undefined, 2)],
    ['delivered files one after the other', `${JSON.stringify({ Records: [EVENT] })}\n`.repeat(2)],
    ['a list', JSON.stringify([EVENT, EVENT])],
    [
      'what lookup-events answers',
      JSON.stringify(
        { Events: [EVENT, EVENT].map((event) => ({ CloudTrailEvent: JSON.stringify(event) })) },
        undefined,
        4,
      ),
    ],
    ['lines', `${JSON.stringify(EVENT)}\n`.repeat(2)],
  ])('%s', async (_, content) => {
    const read = await readFileOf('123456789012_CloudTrail_eu-west-1.json', content);
    expect(read.rows('AWSCloudTrail')).toEqual([expect.objectContaining(CELLS), expect.objectContaining(CELLS)]);
    expect(read.sources[0]!.report).toMatchObject({ records: 2, skipped: 0 });
  });

  test('a delivered file larger than what is parsed at once, packed', async () => {
    const many = Array.from({ length: 18_000 }, () => EVENT);
    const read = await readFileOf('trail.json.gz', gzipSync(JSON.stringify({ Records: many })));
    expect(read.rows('AWSCloudTrail')).toHaveLength(18_000);
    expect(read.sources[0]!.report).toMatchObject({ format: 'cloudtrail', records: 18_000, skipped: 0 });
  }, 30_000);

  test('what is damaged is counted and costs no other', async () => {
    const nested = `{"eventSource":"a","eventName":"b","eventID":"c","awsRegion":"d","eventTime":"2024-05-01T10:00:00Z","requestParameters":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const lines = [EVENT, { ...EVENT, eventTime: 'never' }, { a: 1 }, { Records: [EVENT, 5] }].map((value) =>
      JSON.stringify(value),
    );
    const read = await readFileOf('trail.json', [...lines, nested, '{"eventName"', JSON.stringify(EVENT)].join('\n'));
    const { report } = read.sources[0]!;
    expect(read.rows('AWSCloudTrail').length).toBe(report.records - report.skipped);
    expect(read.rows('AWSCloudTrail').filter((row) => row.EventSource === EVENT.eventSource)).toHaveLength(3);
    expect(report.damage.map(({ record }) => record)).toEqual(expect.arrayContaining([2, 3, 4, 6]));
  });

  test('the notices of a bucket, which look alike, are none', async () => {
    const { eventID: _id, ...notice } = EVENT;
    const read = await readFileOf('notice.json', JSON.stringify({ Records: [notice] }));
    expect(read.rows('AWSCloudTrail')).toEqual([]);
  });

  test('an event with fields of any kind has cells of the kinds that its columns take', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(EVENT)), fc.jsonValue()), (fields) => {
        for (const [column, cell] of cloudTrailCells({ ...EVENT, ...fields }) ?? []) {
          const type = /^(?:ManagementEvent|ReadOnly|SessionMfaAuthenticated)$/.test(column)
            ? 'boolean'
            : /^(?:TimeGenerated|SessionCreationDate)$/.test(column)
              ? 'number'
              : 'string';
          expect([column, typeof cell]).toEqual([column, type]);
        }
      }),
    );
  });
});
