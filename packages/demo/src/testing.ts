import type { RecordBatch } from '@huntbook/ingest';
import { demoSources } from './demo-sources.js';
import { hostEvents } from './engine/host-events.js';
import { type DemoOptions, resolveOptions } from './options.js';
import type { ChannelKey, DraftRecord } from './windows/record.js';
import type { Host } from './world/hosts.js';

export interface TestEvent extends DraftRecord {
  readonly values: Readonly<Record<string, string>>;
}

export function eventsOf(host: Host, channel: ChannelKey, options: DemoOptions = {}): TestEvent[] {
  const all: TestEvent[] = [];
  for (const records of hostEvents(resolveOptions(options), host, channel)) {
    for (const record of records) all.push({ ...record, values: Object.fromEntries(record.data) });
  }
  return all;
}

export interface LoadedSource {
  readonly path: string;
  readonly batches: readonly RecordBatch[];
}

export async function readSources(options: DemoOptions, wanted = /./): Promise<LoadedSource[]> {
  const loaded: LoadedSource[] = [];
  for (const source of demoSources(options)) {
    if (!wanted.test(source.path)) continue;
    const batches: RecordBatch[] = [];
    for await (const batch of source.read()) {
      if (!('parquet' in batch)) batches.push(batch);
    }
    loaded.push({ path: source.path, batches });
  }
  return loaded;
}

export type TestRow = Readonly<Record<string, unknown>>;

export function* rowsOf(sources: readonly LoadedSource[], table: string): Generator<TestRow> {
  for (const { batches } of sources) {
    for (const batch of batches) {
      if (batch.table !== table) continue;
      for (let r = 0; r < batch.records.length; r++) {
        yield Object.fromEntries(batch.columns.map((column, c) => [column.name, batch.values[c]![r]]));
      }
    }
  }
}
