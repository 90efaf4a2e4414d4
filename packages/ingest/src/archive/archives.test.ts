import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openSources } from '../open/open-sources.js';
import { makeTar } from '../testing/make-tar.js';
import { makeZip } from '../testing/make-zip.js';
import { readAll, readFileOf, withFiles } from '../testing/read-all.js';

const HEARTBEAT =
  '{"TimeGenerated":"2024-01-01T00:00:00Z","Computer":"a"}\n{"TimeGenerated":"2024-01-02T00:00:00Z","Computer":"b"}\n';

function names(paths: readonly { readonly path: string }[]): string[] {
  return paths.map(({ path }) => path.slice(path.lastIndexOf('!') + 1));
}

describe('archives', () => {
  test('members are read, junk of archivers is passed over in silence', async () => {
    const zip = makeZip([
      { name: 'logs/', content: '' },
      { name: 'logs/Heartbeat.ndjson', content: HEARTBEAT },
      { name: '__MACOSX/logs/._Heartbeat.ndjson', content: HEARTBEAT },
      { name: 'logs/._Heartbeat.ndjson', content: HEARTBEAT },
      { name: '.DS_Store', content: 'x' },
      { name: 'readme.txt', content: 'hello there' },
    ]);
    const read = await readFileOf('logs.zip', zip);
    expect(read.rows('Heartbeat').map((row) => row.Computer)).toEqual(['a', 'b']);
    expect(names(read.sources)).toEqual(['logs/Heartbeat.ndjson']);
    expect(names(read.skipped)).toEqual(['readme.txt']);
  });

  test.each([
    ['Heartbeat.ndjson.gz', async () => gzipSync(HEARTBEAT)],
    ['logs.tar', () => makeTar({ 'Heartbeat.ndjson': HEARTBEAT })],
    ['logs.tgz', async () => gzipSync(await makeTar({ 'Heartbeat.ndjson': HEARTBEAT }))],
    [
      'logs.zip',
      async () => makeZip([{ name: 'in.zip', content: makeZip([{ name: 'Heartbeat.json', content: HEARTBEAT }]) }]),
    ],
    ['named-wrongly.evtx', async () => makeZip([{ name: 'Heartbeat.json', content: HEARTBEAT }])],
  ])('%s', async (name, make) => {
    const read = await readFileOf(name, await make());
    expect(read.rows('Heartbeat').map((row) => row.Computer)).toEqual(['a', 'b']);
    expect(read.skipped).toEqual([]);
  });

  test('the fingerprint is of the unpacked content, however it was packed', async () => {
    const expected = createHash('sha256').update(HEARTBEAT).digest('hex');
    const files = {
      'Heartbeat.ndjson': HEARTBEAT,
      'Heartbeat.ndjson.gz': gzipSync(HEARTBEAT),
      'a.zip': makeZip([{ name: 'Heartbeat.ndjson', content: HEARTBEAT }]),
      'b.tar.gz': gzipSync(await makeTar({ 'Heartbeat.ndjson': HEARTBEAT })),
    };
    await withFiles(files, async (folder) => {
      const fingerprints: string[] = [];
      for await (const entry of openSources([folder])) {
        if (entry.kind === 'log') fingerprints.push(await entry.source.fingerprint());
      }
      expect(fingerprints).toEqual([expected, expected, expected, expected]);
    });
  });

  test('sources of a tar archive, kept in memory or too large for that, can be read after all were opened', async () => {
    const rows = (computer: string, count: number) =>
      `{"TimeGenerated":"2024-01-01T00:00:00Z","Computer":"${computer}"}\n`.repeat(count);
    const tar = await makeTar({
      'Heartbeat__a.json': rows('a', 1000),
      'Heartbeat__b.json': rows('b', 400_000),
      'Heartbeat__c.json': rows('c', 2000),
    });
    await withFiles({ 'logs.tar.gz': gzipSync(tar) }, async (folder) => {
      const sources = [];
      for await (const entry of openSources([folder])) if (entry.kind === 'log') sources.push(entry.source);
      const counts: number[] = [];
      for (const source of sources.toReversed()) {
        await source.fingerprint();
        let count = 0;
        for await (const batch of source.read()) if ('records' in batch) count += batch.records.length;
        counts.push(count);
      }
      expect(counts).toEqual([2000, 400_000, 1000]);
    });
  });
});

describe('hostile archives', () => {
  test('names that climb out of a folder are shown and never used as paths', async () => {
    const members = [
      '../../escape.ndjson',
      '/tmp/huntbook-absolute.ndjson',
      'C:\\Windows\\x.ndjson',
      'bell\u0007\u001b[31m.ndjson',
    ];
    const zip = makeZip(members.map((name) => ({ name, content: HEARTBEAT.replaceAll('a', 'c') })));
    await withFiles({ 'evil.zip': zip }, async (folder) => {
      const read = await readAll([folder], { table: 'Heartbeat' });
      expect(read.sources).toHaveLength(4);
      expect(read.sources.every((source) => source.path.startsWith(join(folder, 'evil.zip!')))).toBe(true);
      expect(read.sources.map((source) => source.path).join('')).not.toMatch(/\p{Cc}/u);
      expect(readdirSync(folder)).toEqual(['evil.zip']);
      expect(existsSync('/tmp/huntbook-absolute.ndjson')).toBe(false);
    });
    const tar = await makeTar({ '../../escape.ndjson': HEARTBEAT });
    const read = await readFileOf('evil.tar', tar, { table: 'Heartbeat' });
    expect(read.rows('Heartbeat')).toHaveLength(2);
  });

  test('a zip bomb is refused before it is unpacked', async () => {
    const bomb = makeZip([{ name: 'bomb.ndjson', content: Buffer.alloc(80 * 1024 * 1024, ' ') }]);
    const read = await readFileOf('bomb.zip', bomb);
    expect(read.skipped.map((entry) => entry.reason)).toEqual([expect.stringContaining('zip bomb')]);
  });

  test('a gzip bomb ends the reading with an error, not with a full disk', async () => {
    const lines = Buffer.from(HEARTBEAT.repeat(40_000));
    const limits = { ratioFromBytes: 1_000_000, ratio: 20 };
    await expect(readFileOf('Heartbeat.ndjson.gz', gzipSync(lines), { archives: limits })).rejects.toMatchObject({
      code: 'limit',
    });
  });

  test('a member larger than it claims is not read to the end', async () => {
    const zip = makeZip([{ name: 'Heartbeat.ndjson', content: HEARTBEAT.repeat(100_000), claimedBytes: 1000 }]);
    const read = await readFileOf('lies.zip', zip);
    expect(read.rows('Heartbeat')).toEqual([]);
    expect(read.skipped).toHaveLength(1);
  });

  test.each([
    ['members', { members: 3 }, 3],
    ['totalBytes', { totalBytes: HEARTBEAT.length * 2 }, 2],
    ['memberBytes', { memberBytes: 10 }, 0],
  ])('the limit on %s is kept', async (_, archives, sources) => {
    const members = [1, 2, 3, 4, 5].map((place) => ({ name: `Heartbeat__${place}.ndjson`, content: HEARTBEAT }));
    const read = await readFileOf('many.zip', makeZip(members), { archives });
    expect(read.sources).toHaveLength(sources);
    expect(read.skipped.length).toBeGreaterThan(0);
  });

  test('archives in archives in archives end somewhere', async () => {
    let nested: Buffer = makeZip([{ name: 'Heartbeat.ndjson', content: HEARTBEAT }]);
    for (let level = 0; level < 10; level += 1) nested = makeZip([{ name: 'inner.zip', content: nested }]);
    const read = await readFileOf('deep.zip', nested);
    expect(read.sources).toEqual([]);
    expect(read.skipped.map((entry) => entry.reason)).toEqual(['archives lie more than 3 deep']);
  });

  test('gzip inside gzip inside gzip ends somewhere', async () => {
    let nested: Buffer = gzipSync(HEARTBEAT);
    for (let level = 0; level < 20; level += 1) nested = gzipSync(nested);
    const read = await readFileOf('Heartbeat.gz', nested);
    expect(read.sources).toEqual([]);
    expect(read.skipped).toHaveLength(1);
  });

  test('a gzip file that breaks off gives the records up to there', async () => {
    const lines = Array.from(
      { length: 5000 },
      (_, index) => `{"TimeGenerated":"2024-01-01T00:00:00Z","Computer":"${index * 7919}"}`,
    );
    const packed = gzipSync(lines.join('\n'));
    const read = await readFileOf('Heartbeat.ndjson.gz', packed.subarray(0, packed.length / 2));
    expect(read.rows('Heartbeat').length).toBeGreaterThan(1000);
    expect(read.rows('Heartbeat').length).toBeLessThan(5000);
    expect(read.sources[0]!.report.skipped).toBeGreaterThan(0);
  });

  test.each([
    ['cut.zip', () => makeZip([{ name: 'Heartbeat.ndjson', content: HEARTBEAT }]).subarray(0, 60)],
    ['noise.zip', () => Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(500, 0x41)])],
    ['noise.gz', () => Buffer.concat([Buffer.from([0x1f, 0x8b, 8]), Buffer.alloc(500, 0x41)])],
  ])('%s is skipped with a reason', async (name, make) => {
    const read = await readFileOf(name, make());
    expect(read.sources).toEqual([]);
    expect(read.skipped).toEqual([{ path: expect.stringContaining(name), reason: expect.any(String) }]);
  });
});
