import type { SourceInfo } from '@huntbook/workspace';
import { formatCount, formatMinute, plural } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import styles from './data-page.module.css';

/** Files that were read: what they gave, what was damaged, what had to be assumed. */
export function SourceList({ sources }: { readonly sources: readonly SourceInfo[] }) {
  if (!sources.length) return <p className="hb-muted">No file has been added yet.</p>;
  return (
    <div className={styles.panel}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">Format</th>
            <th scope="col" className={styles.number}>
              Records
            </th>
            <th scope="col" className={styles.number}>
              Skipped
            </th>
            <th scope="col">Rows</th>
            <th scope="col">Added (UTC)</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr key={`${source.fingerprint}:${source.path}`} className={styles.source}>
              <td className={styles.path}>
                <LogText text={source.path} oneLine />
                <Remarks source={source} />
              </td>
              <td>{source.format}</td>
              <td className={styles.number}>{formatCount(source.records)}</td>
              <td className={styles.number}>
                {source.skipped ? (
                  <span className="hb-notable">{formatCount(source.skipped)}</span>
                ) : (
                  <span className={styles.quiet}>0</span>
                )}
              </td>
              <td className={styles.rows}>
                {Object.entries(source.rows).map(([table, rows]) => (
                  <div key={table}>
                    {table} {formatCount(rows)}
                  </div>
                ))}
              </td>
              <td className="hb-num">{formatMinute(source.loadedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Remarks({ source }: { readonly source: SourceInfo }) {
  if (!source.damage.length && !source.assumptions.length) return null;
  return (
    <div className={styles.remarks}>
      {source.assumptions.map((assumption) => (
        <div key={assumption}>
          Assumed: <LogText text={assumption} />
        </div>
      ))}
      {source.damage.length ? (
        <details>
          <summary>{plural(source.damage.length, 'damaged record')} listed</summary>
          <ul>
            {source.damage.map((entry) => (
              <li key={`${entry.record}:${entry.reason}`}>
                Record {formatCount(entry.record)}: <LogText text={entry.reason} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}
