import { LogText } from '../format/log-text.js';
import { singleLine } from '../format/visible-text.js';
import styles from './list.module.css';

const classOf: Readonly<Record<string, string | undefined>> = {
  high: styles.high,
  medium: styles.medium,
  low: styles.low,
};

/** A severity as a coloured dot with its name; `dotOnly` keeps the name for screen readers and as a tooltip. */
export function Severity({ severity, dotOnly }: { readonly severity: string; readonly dotOnly?: boolean }) {
  const dot = `${styles.dot} ${classOf[severity.toLowerCase()] ?? styles.informational}`;
  return (
    <span className={styles.severity} title={dotOnly ? `Highest severity: ${singleLine(severity)}` : undefined}>
      <span className={dot} aria-hidden />
      <span className={dotOnly ? 'hb-visually-hidden' : undefined}>
        <LogText text={severity} oneLine />
      </span>
    </span>
  );
}
