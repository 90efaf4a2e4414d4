import type { ChartBlock } from '@huntbook/explorers';
import type { PageView } from '@huntbook/server';
import type { JsonValue } from '@huntbook/workspace';
import { Skeleton, useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { sendJson } from '../api/client.js';
import { FailureNote } from '../app/failure-note.js';
import type { BlockProps } from '../explorer/blocks/block-list.js';
import { tableSource } from '../explorer/blocks/table-source.js';
import { formatCount } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import { singleLine } from '../format/visible-text.js';
import styles from './chart.module.css';

const VegaChart = lazy(() => import('./vega-chart.js').then((module) => ({ default: module.VegaChart })));

/** More marks than this no chart shows apart. */
const mostRows = 5000;

/** A cell as a chart may draw it: labels must not reorder themselves or what stands beside them. */
function drawable(value: JsonValue | undefined): JsonValue {
  return typeof value === 'string' ? singleLine(value) : (value ?? null);
}

/** A Vega-Lite chart over a table of its step. */
export function ChartBlockView({ block, huntId, step }: BlockProps<ChartBlock>) {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const source = useMemo(() => tableSource(huntId, step, block.table), [huntId, step, block.table]);
  const page = useQuery({
    queryKey: ['chart-rows', source?.path, source?.version],
    queryFn: ({ signal }) => sendJson<PageView>('POST', `${source?.path}/page`, { limit: mostRows }, signal),
    enabled: source !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const rows = useMemo(
    () =>
      page.data?.rows.map(
        (row) =>
          Object.fromEntries(page.data.columns.map((column, index) => [column.name, drawable(row[index])])) as Record<
            string,
            JsonValue
          >,
      ),
    [page.data],
  );
  return (
    <section className={styles.panel} aria-label={singleLine(block.title)}>
      <h3 className={styles.title}>
        <LogText text={block.title} oneLine />
      </h3>
      {page.error ? <FailureNote error={page.error} /> : null}
      {rows ? (
        <Suspense fallback={<Skeleton h={220} />}>
          <VegaChart
            spec={block.spec}
            table={block.table}
            rows={rows}
            description={singleLine(block.description)}
            scheme={scheme}
          />
        </Suspense>
      ) : page.error ? null : (
        <Skeleton h={220} />
      )}
      {page.data && page.data.total > mostRows ? (
        <p className={styles.description}>
          The first {formatCount(mostRows)} of {formatCount(page.data.total)} rows are drawn.
        </p>
      ) : null}
    </section>
  );
}
