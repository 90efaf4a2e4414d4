import type { RecordBatch } from '../model/batch.js';
import type { WindowsEventRecord, WindowsEventShaper } from '../model/windows-event.js';
import { BATCH_ROWS } from '../tables/batch-builder.js';
import { createSecurityRows } from './security-rows.js';
import { createWindowsRows } from './windows-rows.js';

export function createWindowsEventShaper(): WindowsEventShaper {
  const security = createSecurityRows();
  const windows = createWindowsRows();
  const full: RecordBatch[] = [];

  function flush(builder: { take(): RecordBatch | undefined }): void {
    const batch = builder.take();
    if (batch !== undefined) full.push(batch);
  }

  return {
    add(event: WindowsEventRecord, record: number) {
      windows.add(event, record);
      if (windows.builder.rows >= BATCH_ROWS) flush(windows.builder);
      if (event.channel !== 'Security') return;
      security.add(event, record);
      if (security.builder.rows >= BATCH_ROWS) flush(security.builder);
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
