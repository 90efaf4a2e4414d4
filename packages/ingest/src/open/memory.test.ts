import { describe, expect, test } from 'vitest';
import type { Content } from '../model/content.js';
import { createReport } from '../report.js';
import { detectFormat } from './detect.js';
import { readerFor } from './readers.js';

const MEGABYTE = 1024 * 1024;
const EVENT = JSON.stringify({
  EventID: 4688,
  Channel: 'Security',
  SourceName: 'Microsoft-Windows-Security-Auditing',
  Hostname: 'HOST',
  TimeCreated: '2021-01-01T00:00:00Z',
  CommandLine: `cmd "a" & b, ${'x'.repeat(700)}`,
});
const EXECVE = `type=EXECVE msg=audit(1700000000.1:1): argc=1 a0="${'a'.repeat(200)}"`;
const TRAIL = JSON.stringify({
  eventTime: '2024-01-01T00:00:00Z',
  eventSource: 'ec2.amazonaws.com',
  eventName: 'RunInstances',
  eventID: '1',
  awsRegion: 'eu-west-1',
  requestParameters: { userData: 'u'.repeat(700) },
});
const CELLS = `2021-01-01T00:00:00Z,HOST,"a ""quoted"" cell\nover lines, ${'y'.repeat(700)}"`;

/** A content of this size that exists only while it is read. */
function generated(block: string, heading: string, separator: string, megabytes: number): Content {
  const lines = Buffer.from(`${block}${separator}`.repeat(Math.ceil(MEGABYTE / block.length)));
  return {
    size: undefined,
    async *open() {
      yield Buffer.from(heading);
      for (let count = 0; count < megabytes; count += 1) yield Buffer.from(lines);
    },
  };
}

describe('memory stays bounded, whatever the size of the file', () => {
  test.each([
    ['events.ndjson', generated(EVENT, '', '\n', 100)],
    ['events.json', generated(EVENT, '[', ',\n', 100)],
    ['Heartbeat.csv', generated(CELLS, 'TimeGenerated,Computer,Category\n', '\n', 100)],
    ['Heartbeat.ndjson', generated(JSON.stringify({ Computer: 'a', Category: 'z'.repeat(800) }), '', '\n', 100)],
    ['audit.log', generated(EXECVE, '', '\n', 100)],
    ['messages', generated(`Mar  1 10:00:00 web01 sshd[7]: ${'z'.repeat(200)}`, '', '\n', 100)],
    ['trail.json', generated(TRAIL, '{"Records":[', ',\n', 100)],
  ])('%s', async (name, content) => {
    let head = Buffer.alloc(0);
    for await (const chunk of content.open()) {
      head = Buffer.concat([head, chunk]);
      if (head.length > MEGABYTE) break;
    }
    const format = await detectFormat(head, name, { whole: false, asTable: false });
    if (format.kind === 'none' || format.kind === 'archive') throw new Error(`${name} was not recognised`);
    const reader = await readerFor({ path: name, content, head, whole: false, format }, {});
    if (!('read' in reader)) throw new Error(reader.reason);
    const before = process.memoryUsage().rss;
    let highest = before;
    let rows = 0;
    for await (const batch of reader.read(createReport(reader.name))) {
      rows += 'records' in batch ? batch.records.length : 0;
      highest = Math.max(highest, process.memoryUsage().rss);
    }
    expect(rows).toBeGreaterThan(100_000);
    expect((highest - before) / MEGABYTE).toBeLessThan(200);
  });
});
