import type { RecordBatch } from '../model/batch.js';
import type { WindowsEventRecord, WindowsEventShaper } from '../model/windows-event.js';
import { BATCH_CHARACTERS, BATCH_ROWS } from '../tables/batch-builder.js';
import { createSecurityRows } from './security-rows.js';
import { createWindowsRows } from './windows-rows.js';

export function createWindowsEventShaper(): WindowsEventShaper {
  const security = createSecurityRows();
  const windows = createWindowsRows();
  const full: RecordBatch[] = [];
  let characters = 0;

  function flush(builder: { take(): RecordBatch | undefined }): void {
    const batch = builder.take();
    if (batch !== undefined) full.push(batch);
  }

  return {
    add(event: WindowsEventRecord, record: number) {
      characters += windows.add(event, record);
      if (event.channel === 'Security') security.add(event, record);
      if (windows.builder.rows >= BATCH_ROWS || characters >= BATCH_CHARACTERS) flush(windows.builder);
      if (security.builder.rows >= BATCH_ROWS || characters >= BATCH_CHARACTERS) flush(security.builder);
      if (characters >= BATCH_CHARACTERS) characters = 0;
    },
    take(all = false) {
      if (all) {
        flush(windows.builder);
        flush(security.builder);
      }
      return full.splice(0);
    },
  };
}
