import type { HomeEntity } from '@huntbook/server';
import { Link } from '@tanstack/react-router';
import { formatCompact, formatCount, formatMinute } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import styles from './list.module.css';
import { Severity } from './severity.js';

const shown = 12;

/** The entities worth a look, most conspicuous first, each leading to its hunt. */
export function EntityList({ entities }: { readonly entities: readonly HomeEntity[] }) {
  if (!entities.length) return <p className="hb-muted">No host, account or address was found in these logs.</p>;
  return (
    <div className={styles.panel}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Entity</th>
            <th scope="col" className={styles.number}>
              Alerts
            </th>
            <th scope="col" className={styles.number}>
              Failed logons
            </th>
            <th scope="col" className={styles.number}>
              Events
            </th>
            <th scope="col">Last seen (UTC)</th>
          </tr>
        </thead>
        <tbody>
          {entities.slice(0, shown).map((entity) => (
            <tr key={`${entity.entity}:${entity.name}`}>
              <td className={styles.name}>
                {entity.explorer ? (
                  <Link
                    to="/hunt/$explorer"
                    params={{ explorer: entity.explorer }}
                    search={{ [entity.entity]: entity.name }}
                    className={styles.link}
                  >
                    <LogText text={entity.name} oneLine />
                  </Link>
                ) : (
                  <LogText text={entity.name} oneLine />
                )}
                {entity.entity === 'host' ? null : <span className={styles.kind}>{entity.entity}</span>}
              </td>
              <td className={styles.number}>
                {entity.alerts ? (
                  <span className={styles.alerts}>
                    {entity.highestSeverity ? <Severity severity={entity.highestSeverity} dotOnly /> : null}
                    {formatCount(entity.alerts)}
                  </span>
                ) : (
                  <Quiet />
                )}
              </td>
              <td className={styles.number}>{entity.failedLogons ? formatCount(entity.failedLogons) : <Quiet />}</td>
              <td className={styles.number} title={formatCount(entity.events)}>
                {formatCompact(entity.events)}
              </td>
              <td className={styles.time}>{entity.lastSeen ? formatMinute(entity.lastSeen) : <Quiet />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {entities.length > shown ? (
        <p className={styles.more}>And {formatCount(entities.length - shown)} more; search for them above.</p>
      ) : null}
    </div>
  );
}

function Quiet() {
  return <span className={styles.quiet}>–</span>;
}
