import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { corpus, hasCorpus } from '../testing/corpus.js';
import { readFileOf } from '../testing/read-all.js';

const HEADER = 4096;
const CHUNK = 65_536;

function sample(name = 'mit-apache/Security_short_selected.evtx'): Buffer {
  return readFileSync(join(corpus, 'evtx', name));
}

async function read(content: Uint8Array) {
  const result = await readFileOf('x.evtx', content);
  return { rows: result.rows('WindowsEvent').length, report: result.sources[0]!.report };
}

describe.skipIf(!hasCorpus)('EVTX files that are damaged', () => {
  test('a file cut anywhere gives records or says why not', async () => {
    const whole = sample('gpl3/LM_WMI_4624_4688_TargetHost.evtx');
    for (const length of [0, 4, 100, 4095, 4096, 4600, 6000, 20_000, CHUNK]) {
      const result = await readFileOf('x.evtx', whole.subarray(0, length)).catch(
        (error: { code: string }) => error.code,
      );
      if (typeof result === 'string') expect(result).toBe('damaged');
      else expect(result.rows('WindowsEvent').length + result.skipped.length).toBeGreaterThanOrEqual(0);
    }
    const { rows, report } = await read(whole.subarray(0, HEADER + 4000));
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(8);
    expect(report.skipped).toBeGreaterThan(0);
  });

  test('a chunk without its header is told of; the chunks round it are read', async () => {
    const file = Buffer.from(sample('gpl3/PanacheSysmon_vs_AtomicRedTeam01.evtx'));
    const { rows: all } = await read(file);
    file.write('NotChunk', HEADER + CHUNK * 2, 'latin1');
    const { rows, report } = await read(file);
    expect(rows).toBeGreaterThan(all * 0.8);
    expect(rows).toBeLessThan(all);
    expect(report.damage).toEqual([{ record: 2, reason: expect.stringContaining('chunk 2 has no chunk header') }]);
  });

  test('a record without size does not stop the reading of its chunk', async () => {
    const file = Buffer.from(sample('gpl3/LM_WMI_4624_4688_TargetHost.evtx'));
    const first = HEADER + 512;
    const second = first + file.readUInt32LE(first + 4);
    file.writeUInt32LE(0, second + 4);
    const { rows, report } = await read(file);
    expect(rows).toBe(7);
    expect(report.skipped).toBe(1);
  });

  test('noise anywhere is survived', async () => {
    const clean = sample();
    const damage = fc.array(
      fc.tuple(fc.integer({ min: HEADER, max: clean.length - 1 }), fc.integer({ min: 0, max: 255 })),
      {
        minLength: 1,
        maxLength: 200,
      },
    );
    await fc.assert(
      fc.asyncProperty(damage, async (bytes) => {
        const file = Buffer.from(clean);
        for (const [at, value] of bytes) file[at] = value;
        const { rows, report } = await read(file);
        expect(rows).toBeLessThanOrEqual(report.records);
      }),
      { numRuns: 100 },
    );
  });

  test('nothing but noise behind the header gives nothing', async () => {
    let state = 1;
    const noise = Buffer.alloc(CHUNK * 2).map(() => {
      state = (state * 48_271) % 0x7fffffff;
      return state & 0xff;
    });
    const { rows, report } = await read(Buffer.concat([sample().subarray(0, HEADER), noise]));
    expect(rows).toBe(0);
    expect(report.skipped).toBe(1);
  });

  test('the content tells the format, whatever the name', async () => {
    const result = await readFileOf('notes.txt', sample());
    expect(result.sources[0]!.report.format).toBe('evtx');
    const text = await readFileOf('text.evtx', 'just words\n');
    expect(text.skipped).toHaveLength(1);
  });
});
