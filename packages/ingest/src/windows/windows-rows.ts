import type { WindowsEventRecord } from '../model/windows-event.js';
import { findTableSchema } from '../schemas/index.js';
import { type BatchBuilder, createBatchBuilder } from '../tables/batch-builder.js';
import { levelName } from './codes.js';
import { eventDataJson } from './event-data.js';

const columns = findTableSchema('WindowsEvent')!.columns;
const at = Object.fromEntries(columns.map((column, index) => [column.name, index])) as Readonly<Record<string, number>>;
const ALWAYS: ReadonlySet<string> = new Set(
  `TimeGenerated Provider Channel Computer EventID EventLevel EventLevelName Task EventData Type EventRecordId Keywords
  Opcode Version SystemUserId SystemProcessId SystemThreadId RenderedDescription`.split(/\s+/),
);
/** Channels whose messages say nothing that EventData does not. */
const MESSAGE_REPEATS_DATA: ReadonlySet<string> = new Set([
  'Security',
  'Microsoft-Windows-Sysmon/Operational',
  'Microsoft-Windows-PowerShell/Operational',
]);

/**
 * Rows of WindowsEvent. RenderedDescription, which Log Analytics has in Event only, is the message text where the event's data
 * alone would not tell it.
 */
export function createWindowsRows(): {
  readonly builder: BatchBuilder;
  /** Answers how many characters the row holds, about. */
  add(event: WindowsEventRecord, record: number): number;
} {
  const builder = createBatchBuilder('WindowsEvent', columns, (column) => ALWAYS.has(column.name));
  return {
    builder,
    add(event, record) {
      builder.set(at.TimeGenerated!, event.time);
      builder.set(at.Provider!, event.provider);
      builder.set(at.Channel!, event.channel);
      builder.set(at.Computer!, event.computer);
      builder.set(at.EventID!, event.eventId);
      const data = eventDataJson(event.data);
      let characters = data.length;
      builder.set(at.EventData!, data);
      builder.set(at.Type!, 'WindowsEvent');
      if (event.level !== undefined) {
        builder.set(at.EventLevel!, event.level);
        builder.set(at.EventLevelName!, levelName(event.level));
      }
      if (event.task !== undefined) builder.set(at.Task!, event.task);
      if (event.opcode !== undefined) builder.set(at.Opcode!, String(event.opcode));
      if (event.keywords !== undefined) builder.set(at.Keywords!, event.keywords);
      if (event.version !== undefined) builder.set(at.Version!, event.version);
      if (event.recordId !== undefined) builder.set(at.EventRecordId!, String(event.recordId));
      if (event.userSid !== undefined) builder.set(at.SystemUserId!, event.userSid);
      if (event.processId !== undefined) builder.set(at.SystemProcessId!, event.processId);
      if (event.threadId !== undefined) builder.set(at.SystemThreadId!, event.threadId);
      if (event.message !== undefined && (event.data.length === 0 || !MESSAGE_REPEATS_DATA.has(event.channel))) {
        builder.set(at.RenderedDescription!, event.message);
        characters += event.message.length;
      }
      builder.endRow(record);
      return characters;
    },
  };
}
