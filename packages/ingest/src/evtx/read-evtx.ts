import { countBytes } from '../json/records.js';
import type { RecordBatch } from '../model/batch.js';
import type { Content } from '../model/content.js';
import { IngestError, type SourceReport } from '../model/source.js';
import { noteDamage, reasonOf } from '../report.js';
import { createWindowsEventShaper } from '../windows/shaper.js';
import { createChunkXml } from './binary-xml.js';
import { eventOf } from './event.js';
import { filetimeMicros } from './values.js';

export const EVTX_MAGIC = Buffer.from('ElfFile\0');
const CHUNK_MAGIC = Buffer.from('ElfChnk\0');
const RECORD_MAGIC = Buffer.from([0x2a, 0x2a, 0, 0]);
const CHUNK_BYTES = 65_536;
const CHUNK_HEADER_BYTES = 512;
const RECORD_HEADER_BYTES = 24;
const SMALLEST_RECORD = RECORD_HEADER_BYTES + 4;

/** Where the records of a chunk end: the free space its header tells of, or the chunk's end when that cannot be. */
function endOfRecords(chunk: Buffer): number {
  const free = chunk.readUInt32LE(48);
  return free >= CHUNK_HEADER_BYTES && free <= chunk.length ? free : chunk.length;
}

type Shaper = ReturnType<typeof createWindowsEventShaper>;

function readRecord(
  xml: ReturnType<typeof createChunkXml>,
  chunk: Buffer,
  at: number,
  shaper: Shaper,
  report: SourceReport,
) {
  report.records += 1;
  const id = Number(chunk.readBigUInt64LE(at + 8));
  try {
    const event = eventOf(xml.parse(at + RECORD_HEADER_BYTES), filetimeMicros(chunk.readBigUInt64LE(at + 16)));
    if (event === undefined) noteDamage(report, id, 'no event id');
    else shaper.add(event, id);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    noteDamage(report, id, `damaged record: ${reasonOf(error)}`);
  }
}

function readChunk(chunk: Buffer, index: number, shaper: Shaper, report: SourceReport): void {
  if (!chunk.subarray(0, 8).equals(CHUNK_MAGIC)) {
    if (chunk.every((byte) => byte === 0)) return;
    report.records += 1;
    noteDamage(report, index, `chunk ${index} has no chunk header; its records are lost`);
    return;
  }
  const xml = createChunkXml(chunk);
  const end = endOfRecords(chunk);
  let at = CHUNK_HEADER_BYTES;
  while (at + SMALLEST_RECORD <= end) {
    const size = chunk.readUInt32LE(at + 4);
    if (chunk.subarray(at, at + 4).equals(RECORD_MAGIC) && size >= SMALLEST_RECORD && at + size <= chunk.length) {
      readRecord(xml, chunk, at, shaper, report);
      at += size;
      continue;
    }
    const next = chunk.indexOf(RECORD_MAGIC, at + 4);
    if (next < 0 && chunk.subarray(at, end).every((byte) => byte === 0)) return;
    report.records += 1;
    noteDamage(report, index, `chunk ${index} is damaged at byte ${at}`);
    if (next < 0 || next >= end) return;
    at = next;
  }
}

/** Reads an EVTX file chunk by chunk. Throws IngestError when it is none. */
export async function* readEvtx(
  content: Content,
  report: SourceReport,
  signal?: AbortSignal,
): AsyncGenerator<RecordBatch> {
  const shaper = createWindowsEventShaper();
  let index = -1;
  let held: Buffer = Buffer.alloc(0);
  let wanted = 128;
  for await (const bytes of countBytes(content.open(signal), report)) {
    held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
    while (held.length >= wanted) {
      if (index < 0) {
        if (!held.subarray(0, 8).equals(EVTX_MAGIC)) throw new IngestError('damaged', 'no EVTX header');
        if (wanted === 128) {
          wanted = Math.max(128, held.readUInt16LE(40));
          continue;
        }
      } else {
        readChunk(held.subarray(0, CHUNK_BYTES), index, shaper, report);
        yield* shaper.take();
      }
      held = held.subarray(wanted);
      wanted = CHUNK_BYTES;
      index += 1;
    }
  }
  if (index < 0) throw new IngestError('damaged', 'the file ends inside its EVTX header');
  if (held.length > CHUNK_HEADER_BYTES) {
    readChunk(Buffer.concat([held, Buffer.alloc(CHUNK_BYTES - held.length)]), index, shaper, report);
    noteDamage(report, index, `the file ends inside chunk ${index}`);
    report.records += 1;
  }
  yield* shaper.take(true);
}
