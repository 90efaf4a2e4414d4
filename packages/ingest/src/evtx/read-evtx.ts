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
const HEADER_BYTES = 128;
const DEFAULT_HEADER_BLOCK = 4096;
const CHUNK_BYTES = 65_536;
const BLANK = Buffer.alloc(CHUNK_BYTES);
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
    const event = eventOf(xml.parse(at + RECORD_HEADER_BYTES), filetimeMicros(chunk, at + 16));
    if (event === undefined) noteDamage(report, id, 'no event id');
    else shaper.add(event, id);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    noteDamage(report, id, `damaged record: ${reasonOf(error)}`);
  }
}

function isChunk(chunk: Buffer): boolean {
  return chunk.subarray(0, 8).equals(CHUNK_MAGIC);
}

function isBlank(bytes: Buffer): boolean {
  return bytes.equals(BLANK.subarray(0, bytes.length));
}

function readChunk(chunk: Buffer, index: number, shaper: Shaper, report: SourceReport): void {
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
    if (next < 0 && isBlank(chunk.subarray(at, end))) return;
    report.records += 1;
    noteDamage(report, index, `chunk ${index} is damaged at byte ${at}`);
    if (next < 0 || next >= end) return;
    at = next;
  }
}

/** The header block of a byte stream, then its chunks; the last one may be shorter than 64 KB. */
async function* blocks(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  let header = true;
  for await (const bytes of source) {
    held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
    for (;;) {
      const wanted = header ? headerBytes(held) : CHUNK_BYTES;
      if (held.length < wanted) break;
      yield held.subarray(0, wanted);
      held = held.subarray(wanted);
      header = false;
    }
  }
  if (held.length > 0 && !header) yield held;
}

/** Size of the header block, which is 4096 in all files known. */
function headerBytes(head: Buffer): number {
  const size = head.length < HEADER_BYTES ? 0 : head.readUInt16LE(40);
  return size >= HEADER_BYTES ? size : DEFAULT_HEADER_BLOCK;
}

/** Tells of chunks without a header, one note for those that follow each other. */
function createLostChunks(report: SourceReport): { add(index: number): void; end(): void } {
  let first = -1;
  let last = -1;
  return {
    add(index) {
      if (first < 0) first = index;
      last = index;
    },
    end() {
      if (first < 0) return;
      report.records += 1;
      const which = first === last ? `chunk ${first} has` : `chunks ${first} to ${last} have`;
      noteDamage(report, first, `${which} no chunk header: what records they held is lost`);
      first = -1;
    },
  };
}

/**
 * Reads an EVTX file chunk by chunk. Damaged records and chunks are counted and listed by record id or by the number of the
 * chunk, from 0. Throws IngestError when the file is no EVTX.
 */
export async function* readEvtx(
  content: Content,
  report: SourceReport,
  signal?: AbortSignal,
): AsyncGenerator<RecordBatch> {
  const shaper = createWindowsEventShaper();
  const lost = createLostChunks(report);
  let index = -1;
  for await (const block of blocks(countBytes(content.open(signal), report))) {
    if (index < 0) {
      if (!block.subarray(0, 8).equals(EVTX_MAGIC)) throw new IngestError('damaged', 'no EVTX header');
    } else if (isChunk(block)) {
      lost.end();
      const cut = block.length < CHUNK_BYTES;
      const chunk = cut ? Buffer.concat([block, Buffer.alloc(CHUNK_BYTES - block.length)]) : block;
      readChunk(chunk, index, shaper, report);
      if (cut) {
        report.records += 1;
        noteDamage(report, index, `the file ends inside chunk ${index}`);
      }
      yield* shaper.take();
    } else if (!isBlank(block)) lost.add(index);
    index += 1;
  }
  if (index < 0) throw new IngestError('damaged', 'the file ends inside its EVTX header');
  lost.end();
  yield* shaper.take(true);
}
