import type { TimelineBlock } from '@huntbook/explorers';
import { Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import { FailureNote } from '../app/failure-note.js';
import type { BlockProps } from '../explorer/blocks/block-list.js';
import { tableSource } from '../explorer/blocks/table-source.js';
import { useHuntActions } from '../explorer/hunt-context.js';
import { LogText } from '../format/log-text.js';
import { singleLine } from '../format/visible-text.js';
import { toIso } from './time-range.js';
import { Timeline } from './timeline.js';
import styles from './timeline.module.css';
import { type TimelineTable, useOverviews } from './use-timeline-data.js';

/** Pixel columns of the whole span; the same for all widths, so that it is fetched once. */
const overviewBuckets = 1200;

/** A timeline over one table of its step and the overlays on it. */
export function TimelineBlockView({ block, huntId, step }: BlockProps<TimelineBlock>) {
  const { change } = useHuntActions();
  const tables = useMemo(() => timelineTables(block, (name) => tableSource(huntId, step, name)), [block, huntId, step]);
  const overviews = useOverviews(tables, overviewBuckets);
  const error = overviews.find((overview) => overview.error)?.error;
  const ready = overviews.every((overview) => overview.data);
  const empty = ready && overviews.every((overview) => overview.data?.data.total === 0);
  const { rangeInput } = block;
  return (
    <section className={styles.panel} aria-label={singleLine(block.title)}>
      {error ? <FailureNote error={error} /> : null}
      {!tables.length || empty ? (
        <>
          <h3 className={styles.title}>
            <LogText text={block.title} oneLine />
          </h3>
          <p className="hb-muted">No events to draw.</p>
        </>
      ) : ready ? (
        <Timeline
          block={block}
          tables={tables}
          overviews={overviews.map((overview) => overview.data)}
          onUseRange={
            rangeInput
              ? (range) =>
                  change(rangeInput.step, rangeInput.input, { start: toIso(range.start), end: toIso(range.end) })
              : undefined
          }
        />
      ) : error ? null : (
        <Skeleton h={220} />
      )}
    </section>
  );
}

function timelineTables(
  block: TimelineBlock,
  sourceOf: (table: string) => ReturnType<typeof tableSource>,
): readonly TimelineTable[] {
  const main = sourceOf(block.table);
  const tables: TimelineTable[] = [];
  if (main?.rowCount) {
    tables.push({
      source: main,
      query: {
        time: block.time,
        ...(block.endTime ? { endTime: block.endTime } : {}),
        ...(block.lane ? { lane: block.lane } : {}),
        ...(block.value ? { value: block.value } : {}),
        tooltip: block.tooltip,
      },
      ...(block.lane ? {} : { label: block.label ?? block.title }),
    });
  }
  for (const overlay of block.overlays ?? []) {
    const source = sourceOf(overlay.table);
    if (!source?.rowCount) continue;
    const known = new Set(source.columns.map(({ name }) => name));
    tables.push({
      source,
      query: { time: overlay.time, tooltip: block.tooltip.filter((name) => known.has(name)) },
      label: overlay.label,
      ...(overlay.tone ? { tone: overlay.tone } : {}),
    });
  }
  return tables;
}
