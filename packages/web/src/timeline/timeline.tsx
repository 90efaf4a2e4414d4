import type { TimelineBlock } from '@huntbook/explorers';
import { useComputedColorScheme } from '@mantine/core';
import { useDebouncedValue, useElementSize } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { FailureNote } from '../app/failure-note.js';
import { formatNumber } from '../format/format.js';
import { singleLine } from '../format/visible-text.js';
import { textWidth } from '../grid/text-width.js';
import { axisHeight, drawAxis, drawHead, headHeight, largestValue, type Scene } from './draw.js';
import { Drawing } from './drawing.js';
import type { Fetched } from './hit.js';
import { LaneLabels } from './lane-labels.js';
import { heightInView, type Lane, laneHeight, lanesOf, type Series } from './lanes.js';
import { OverviewStrip } from './overview-strip.js';
import { Plot } from './plot.js';
import { readColours } from './read-colours.js';
import { TextAlternative } from './text-alternative.js';
import { utcTicks } from './ticks.js';
import { clampRange, domainOf, parseIso, sameRange, type TimeRange } from './time-range.js';
import styles from './timeline.module.css';
import { TimelineHeader } from './timeline-header.js';
import { type TimelineTable, useWindows } from './use-timeline-data.js';

interface TimelineProps {
  readonly block: TimelineBlock;
  readonly tables: readonly TimelineTable[];
  readonly overviews: readonly (Fetched | undefined)[];
  readonly onUseRange: ((range: TimeRange) => void) | undefined;
}

/** Events on a time axis: drag to zoom, arrows to move, a strip below for the whole span. */
export function Timeline({ block, tables, overviews, onUseRange }: TimelineProps) {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const { ref, width } = useElementSize();
  const [chosen, setChosen] = useState<TimeRange>();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const references = useMemo(
    () => (block.references ?? []).map(({ time, label }) => ({ time: parseIso(time), label: singleLine(label) })),
    [block.references],
  );
  const domain = useMemo(
    () => domainOf([...spans(overviews), ...references.map(({ time }) => time)]),
    [overviews, references],
  );
  const range = domain && chosen ? clampRange(chosen, domain) : domain;
  const zoomed = domain !== undefined && range !== undefined && !sameRange(range, domain);
  const [wanted] = useDebouncedValue(zoomed ? range : undefined, 90, { leading: true });
  const buckets = Math.max(100, Math.min(4000, Math.round(width || 800)));
  const windows = useWindows(tables, overviews, zoomed ? wanted : undefined, buckets);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours on the page are those of the scheme
  const colours = useMemo(readColours, [scheme]);

  const series: readonly Series[] = tables.map((table, index) => ({
    overview: overviews[index],
    shown: windows.shown[index],
    tooltip: table.query.tooltip,
    ...(table.label === undefined ? {} : { label: table.label }),
    ...(table.tone === undefined ? {} : { tone: table.tone }),
  }));
  if (!domain || !range) return null;
  const lanes = lanesOf(block, series, range, scheme);
  const hasValues = block.value !== undefined;
  const height = laneHeight(lanes.length, hasValues);
  const scene: Scene = {
    width,
    height: lanes.length * height,
    range,
    lanes,
    hidden,
    series,
    laneHeight: height,
    hasValues,
    ticks: utcTicks(range, Math.max(2, Math.floor(width / 90))),
    references,
    colours,
  };
  const folded = overviews.reduce((sum, overview) => sum + (overview?.data.foldedLanes ?? 0), 0);

  const labelWidth = labelColumn(lanes);
  return (
    <div style={{ '--hb-labels': `${labelWidth}px` } as React.CSSProperties}>
      <TimelineHeader
        title={block.title}
        range={range}
        domain={domain}
        zoomed={zoomed}
        loading={windows.loading}
        cut={tables.find(({ source }) => source.cut !== undefined)?.source.cut}
        onChange={setChosen}
        onUseRange={onUseRange}
      />
      {windows.error ? <FailureNote error={windows.error} /> : null}
      <div className={styles.head}>
        <p className={styles.labelsTitle}>{block.lane}</p>
        <Drawing scene={scene} height={headHeight} draw={drawHead} />
      </div>
      <div className={styles.body} style={{ maxHeight: heightInView(height) }}>
        <LaneLabels
          lanes={lanes}
          height={height}
          hidden={hidden}
          onToggle={(label) => {
            const next = new Set(hidden);
            if (!next.delete(label)) next.add(label);
            setHidden(next);
          }}
        />
        <div ref={ref} className={styles.plotColumn}>
          <Plot scene={scene} domain={domain} block={block} onChange={setChosen} />
        </div>
      </div>
      <div className={styles.strip}>
        <p className={styles.axisTitle}>Time (UTC)</p>
        <Drawing scene={scene} height={axisHeight} draw={drawAxis} />
        <span />
        <OverviewStrip scene={scene} domain={domain} range={range} zoomed={zoomed} onChange={setChosen} />
      </div>
      {hasValues ? (
        <p className={styles.note}>
          Height of a lane: {block.valueTitle ?? block.value} from 0 to {formatNumber(largestValue(scene))}
        </p>
      ) : null}
      {scene.height > heightInView(height) ? (
        <p className={styles.note}>
          {heightInView(height) / height} of {lanes.length} lanes are in view; scroll the lanes for the others.
        </p>
      ) : null}
      {folded ? <p className={styles.note}>{folded} lanes with few events are folded into “other”.</p> : null}
      <TextAlternative block={block} lanes={lanes} range={range} />
    </div>
  );
}

/** Room for the lanes' names: as much as they need, while the plot keeps most of the width. */
function labelColumn(lanes: readonly Lane[]): number {
  const longest = lanes.reduce(
    (most, lane) => Math.max(most, textWidth(singleLine(lane.label).slice(0, 80), 'text')),
    0,
  );
  // Swatch, gaps and the count take the rest; labels are drawn one pixel smaller than cells.
  return Math.round(Math.max(120, Math.min(longest * 0.93 + 80, innerWidth > 1100 ? 300 : 170)));
}

function spans(overviews: readonly (Fetched | undefined)[]): number[] {
  return overviews.flatMap((overview) =>
    overview?.data.full ? [parseIso(overview.data.full.start), parseIso(overview.data.full.end)] : [],
  );
}
