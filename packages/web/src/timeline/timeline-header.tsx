import { ActionIcon, Button, Loader, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { formatDuration, formatTime } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import { CutMark } from '../grid/cut-mark.js';
import { type TimeRange, toIso, zoomRange } from './time-range.js';
import styles from './timeline.module.css';

interface HeaderProps {
  readonly title: string;
  readonly range: TimeRange;
  readonly domain: TimeRange;
  readonly zoomed: boolean;
  readonly loading: boolean;
  readonly cut: string | undefined;
  readonly onChange: (range: TimeRange | undefined) => void;
  readonly onUseRange: ((range: TimeRange) => void) | undefined;
}

export function TimelineHeader({ title, range, domain, zoomed, loading, cut, onChange, onUseRange }: HeaderProps) {
  const middle = (range.start + range.end) / 2;
  return (
    <div className={styles.header}>
      <h3 className={styles.title}>
        <LogText text={title} oneLine />
      </h3>
      <CutMark reason={cut} />
      {loading ? <Loader size={12} aria-label="Loading this range" /> : null}
      <span className={styles.range} aria-live="polite">
        {zoomed ? (
          <>
            {formatEnd(range.start, range)} to {formatEnd(range.end, range)} UTC,{' '}
            {formatDuration(range.end - range.start)}
          </>
        ) : (
          'Drag to zoom in'
        )}
      </span>
      {zoomed && onUseRange ? (
        <Button size="compact-xs" variant="light" onClick={() => onUseRange(range)}>
          Use this range
        </Button>
      ) : null}
      <Tooltip label="Zoom in">
        <ActionIcon aria-label="Zoom in" onClick={() => onChange(zoomRange(range, 0.5, middle, domain))}>
          <IconZoomIn size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Zoom out">
        <ActionIcon
          aria-label="Zoom out"
          disabled={!zoomed}
          onClick={() => onChange(zoomRange(range, 2, middle, domain))}
        >
          <IconZoomOut size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Show the whole span">
        <ActionIcon aria-label="Show the whole span" disabled={!zoomed} onClick={() => onChange(undefined)}>
          <IconArrowBackUp size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function formatEnd(ms: number, range: TimeRange): string {
  const text = formatTime(toIso(ms));
  const length = range.end - range.start;
  return text.slice(0, length > 3_600_000 ? 16 : length > 60_000 ? 19 : 23);
}
