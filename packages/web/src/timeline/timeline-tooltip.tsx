import type { TimelineBlock } from '@huntbook/explorers';
import type { JsonValue } from '@huntbook/workspace';
import { formatCell, formatDuration, formatNumber, formatTime, plural } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import type { Hit } from './hit.js';
import type { Lane } from './lanes.js';
import { toIso } from './time-range.js';
import styles from './timeline.module.css';

interface TooltipProps {
  /** In the window. */
  readonly x: number;
  readonly y: number;
  readonly lane: Lane;
  readonly hit: Hit;
  readonly tooltip: readonly string[];
  readonly block: TimelineBlock;
}

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** What is under the pointer, in words. */
export function TimelineTooltip({ x, y, lane, hit, tooltip, block }: TooltipProps) {
  const across = x > innerWidth / 2 ? { right: innerWidth - x + 14 } : { left: x + 14 };
  const down = y > innerHeight * 0.65 ? { bottom: innerHeight - y + 10 } : { top: y + 12 };
  return (
    <div className={styles.tooltip} style={{ ...across, ...down }}>
      <div className={styles.tooltipTitle}>
        <span className={styles.swatch} style={{ background: lane.colour }} />
        <LogText text={lane.label || '(empty)'} oneLine />
      </div>
      {hit.kind === 'bin' ? (
        <>
          <div>{plural(hit.count, 'event')}</div>
          {block.value ? (
            <div>
              {block.valueTitle ?? block.value}: {formatNumber(hit.value)}
            </div>
          ) : null}
          <div className="hb-muted">
            {formatTime(toIso(hit.start)).slice(0, 23)}, {formatDuration(hit.end - hit.start)}
          </div>
        </>
      ) : (
        <Event hit={hit} tooltip={tooltip} block={block} />
      )}
    </div>
  );
}

function Event({
  hit,
  tooltip,
  block,
}: {
  readonly hit: Extract<Hit, { kind: 'events' }>;
  readonly tooltip: readonly string[];
  readonly block: TimelineBlock;
}) {
  const [event] = hit.events;
  if (!event) return null;
  const start = event.time / 1000;
  return (
    <>
      <div className="hb-num">
        {formatTime(toIso(start)).slice(0, 23)}
        {event.end === undefined ? null : ` for ${formatDuration(event.end / 1000 - start)}`}
      </div>
      {block.value && event.value !== undefined ? (
        <div>
          {block.valueTitle ?? block.value}: {formatNumber(event.value)}
        </div>
      ) : null}
      <dl className={styles.tooltipList}>
        {tooltip.map((name, index) => {
          const value = (event.tooltip[index] ?? null) as JsonValue;
          const type = typeof value === 'string' && isoTime.test(value) ? 'datetime' : 'string';
          const text = formatCell(value, { name, type });
          if (!text) return null;
          return (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <LogText text={text.length > 200 ? `${text.slice(0, 199)}…` : text} oneLine />
              </dd>
            </div>
          );
        })}
      </dl>
      {hit.events.length > 1 ? (
        <div className="hb-muted">and {plural(hit.events.length - 1, 'more event')} here</div>
      ) : null}
    </>
  );
}
