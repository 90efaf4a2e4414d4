import type { TableInfo } from '@huntbook/workspace';
import { Link } from '@tanstack/react-router';
import { formatCompact, formatCount, formatSpan } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import styles from './table-strip.module.css';

/** The tables of the workspace as cards that lead to a query over them. */
export function TableStrip({ tables }: { readonly tables: readonly TableInfo[] }) {
  const filled = tables.filter((table) => table.rowCount > 0).sort((a, b) => b.rowCount - a.rowCount);
  return (
    <ul className={styles.strip}>
      {filled.map((table) => (
        <li key={table.name}>
          <Link to="/query" search={{ q: `${table.name}\n| take 100` }} className={styles.card}>
            <span className={styles.name}>
              <LogText text={table.name} oneLine />
            </span>
            <span className={styles.rows} title={formatCount(table.rowCount)}>
              {formatCompact(table.rowCount)} rows
            </span>
            <span className={styles.span}>
              {table.start && table.end ? formatSpan(table.start, table.end) : 'no times'}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
