import type { IngestEvent } from '@huntbook/workspace';
import { bytes, count, plural } from '../text/amounts.js';
import { plain } from '../text/plain.js';
import type { Io } from './io.js';
import { progress } from './progress.js';

export interface IngestProgress {
  readonly onEvent: (event: IngestEvent) => void;
  /** Everything that ended, in order. */
  readonly ended: readonly IngestEvent[];
  finish(): Promise<void>;
}

function endLine(event: IngestEvent, io: Io): string | undefined {
  const { green, yellow, red, dim } = io.err.colors;
  switch (event.kind) {
    case 'done': {
      const { path, rows, records, skipped } = event.source;
      const loaded = Object.entries(rows).map(([table, number]) => `${table} ${count(number)}`);
      const lost = skipped > 0 ? yellow(`, ${count(skipped)} skipped`) : '';
      return `${green('loaded')}     ${plain(path)} ${dim(`${plural(records, 'record')} → ${loaded.join(', ') || 'no rows'}`)}${lost}`;
    }
    case 'duplicate':
      return `${dim('known')}      ${plain(event.path)} ${dim(event.loadedFrom === event.path ? 'loaded before' : `loaded before, from ${plain(event.loadedFrom)}`)}`;
    case 'skipped':
      return `${yellow('skipped')}    ${plain(event.path)} ${dim(plain(event.reason))}`;
    case 'failed':
      return `${red('failed')}     ${plain(event.path)} ${plain(event.reason)}`;
    default:
      return undefined;
  }
}

/** Shows the loading of sources: a changing line each on a terminal, a plain line where one has ended. */
export function ingestProgress(io: Io): IngestProgress {
  const bar = progress(io);
  const ended: IngestEvent[] = [];
  const lines: Promise<void>[] = [];
  return {
    ended,
    onEvent(event) {
      if (event.kind === 'progress') {
        const share = event.size ? ` ${Math.min(100, Math.floor((100 * event.bytes) / event.size))} %` : '';
        bar.show(
          `reading    ${plain(event.path)}${share}  ${event.bytes > 0 ? `${bytes(event.bytes)}, ` : ''}${plural(event.records, 'record')}`,
        );
      } else if (event.kind === 'start') {
        bar.show(`reading    ${plain(event.path)}`);
      } else {
        ended.push(event);
        const text = endLine(event, io);
        if (text !== undefined) lines.push(bar.line(text));
      }
    },
    async finish() {
      await Promise.all(lines);
      await bar.end();
    },
  };
}
