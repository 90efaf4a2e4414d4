import type { HomeAlert } from '@huntbook/server';
import { formatCount, formatMinute } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import styles from './list.module.css';
import { Severity } from './severity.js';

const shown = 12;

/** The newest alerts. */
export function AlertList({ alerts, total }: { readonly alerts: readonly HomeAlert[]; readonly total: number }) {
  if (!alerts.length) return <p className="hb-muted">The workspace holds no alerts (table SecurityAlert).</p>;
  return (
    <div className={styles.panel}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Time (UTC)</th>
            <th scope="col">Severity</th>
            <th scope="col">Alert</th>
            <th scope="col">Entity</th>
          </tr>
        </thead>
        <tbody>
          {alerts.slice(0, shown).map((alert) => (
            <tr key={alert.id}>
              <td className={styles.time}>{formatMinute(alert.time)}</td>
              <td>
                <Severity severity={alert.severity} />
              </td>
              <td className={styles.name} title={alert.product}>
                <LogText text={alert.name} oneLine />
              </td>
              <td className={styles.entity}>
                <LogText text={alert.entity} oneLine />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > shown ? (
        <p className={styles.more}>
          The newest {Math.min(shown, alerts.length)} of {formatCount(total)}.
        </p>
      ) : null}
    </div>
  );
}
