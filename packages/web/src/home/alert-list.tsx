import type { HomeAlert, HomeEntity } from '@huntbook/server';
import { Link } from '@tanstack/react-router';
import { formatCount, formatMinute } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import { singleLine } from '../format/visible-text.js';
import styles from './list.module.css';
import { Severity } from './severity.js';
import { shortHost } from './short-host.js';

const shown = 12;

interface AlertListProps {
  readonly alerts: readonly HomeAlert[];
  readonly total: number;
  readonly entities: readonly HomeEntity[];
}

/** The newest alerts; the entity of each leads to its hunt where there is one. */
export function AlertList({ alerts, total, entities }: AlertListProps) {
  const known = new Map(entities.map((entity) => [entity.name.toLowerCase(), entity]));
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
              <td className={styles.name} title={singleLine(alert.product)}>
                <LogText text={alert.name} oneLine />
              </td>
              <td className={styles.entity} title={singleLine(alert.entity)}>
                <Entity name={alert.entity} entity={known.get(alert.entity.toLowerCase())} />
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

function Entity({ name, entity }: { readonly name: string; readonly entity: HomeEntity | undefined }) {
  const text = <LogText text={shortHost(name)} oneLine />;
  if (!entity?.explorer) return text;
  return (
    <Link
      to="/hunt/$explorer"
      params={{ explorer: entity.explorer }}
      search={{ [entity.entity]: entity.name }}
      className={styles.link}
    >
      {text}
    </Link>
  );
}
