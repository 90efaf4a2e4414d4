import { formatCompact, formatCount } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import { singleLine } from '../format/visible-text.js';
import type { Lane } from './lanes.js';
import styles from './timeline.module.css';

interface LaneLabelsProps {
  readonly lanes: readonly Lane[];
  readonly height: number;
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (label: string) => void;
}

/** The lanes' names beside them: the legend, too. A click hides a lane's events or shows them again. */
export function LaneLabels({ lanes, height, hidden, onToggle }: LaneLabelsProps) {
  return (
    <ul className={styles.labels}>
      {lanes.map((lane) => {
        const off = hidden.has(lane.label);
        const name = singleLine(lane.label) || '(empty)';
        return (
          <li key={`${lane.series}:${lane.label}`} style={{ height }}>
            <button
              type="button"
              className={styles.label}
              aria-pressed={!off}
              title={`${name}: ${formatCount(lane.inView)} of ${formatCount(lane.total)} events. Click to ${off ? 'show' : 'hide'}.`}
              onClick={() => onToggle(lane.label)}
            >
              <span className={styles.swatch} style={{ background: lane.colour }} />
              <span className={styles.labelText}>
                <LogText text={lane.label || '(empty)'} oneLine />
              </span>
              <span className={styles.labelCount}>{formatCompact(lane.inView)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
