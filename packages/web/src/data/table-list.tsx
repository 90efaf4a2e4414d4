import type { TableInfo } from '@huntbook/workspace';
import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { formatCount, formatSpan } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import styles from './data-page.module.css';

/** Tables with rows, span, columns and sources; a row opens to its columns. */
export function TableList({ tables }: { readonly tables: readonly TableInfo[] }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  if (!tables.length) return <p className="hb-muted">No tables yet.</p>;
  const toggle = (name: string) => {
    const next = new Set(open);
    if (!next.delete(name)) next.add(name);
    setOpen(next);
  };
  return (
    <div className={styles.panel}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Table</th>
            <th scope="col" className={styles.number}>
              Rows
            </th>
            <th scope="col">Span</th>
            <th scope="col" className={styles.number}>
              Columns
            </th>
            <th scope="col" className={styles.number}>
              Sources
            </th>
            <th scope="col">
              <span className="hb-visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tables.map((table) => (
            <Fragment key={table.name}>
              <tr>
                <td>
                  <UnstyledButton
                    className={styles.opener ?? ''}
                    aria-expanded={open.has(table.name)}
                    onClick={() => toggle(table.name)}
                  >
                    <IconChevronRight
                      size={14}
                      aria-hidden
                      className={open.has(table.name) ? styles.turned : undefined}
                    />
                    <LogText text={table.name} oneLine />
                  </UnstyledButton>
                </td>
                <td className={styles.number}>{formatCount(table.rowCount)}</td>
                <td className="hb-num">{table.start && table.end ? formatSpan(table.start, table.end) : ''}</td>
                <td className={styles.number}>{formatCount(table.columns.length)}</td>
                <td className={styles.number}>{formatCount(table.sources.length)}</td>
                <td className={styles.number}>
                  <Link to="/query" search={{ q: `${table.name}\n| take 100` }} className={styles.link}>
                    Query
                  </Link>
                </td>
              </tr>
              {open.has(table.name) ? (
                <tr>
                  <td colSpan={6} className={styles.detail}>
                    <ul className={styles.columnsList}>
                      {table.columns.map((column) => (
                        <li key={column.name}>
                          <LogText text={column.name} oneLine /> <span className="hb-muted">{column.type}</span>
                        </li>
                      ))}
                    </ul>
                    {table.sources.length ? (
                      <p className="hb-muted">
                        From{' '}
                        {table.sources.slice(0, 20).map((source, index) => (
                          <span key={source}>
                            {index ? ', ' : ''}
                            <LogText text={source} oneLine />
                          </span>
                        ))}
                        {table.sources.length > 20 ? ` and ${formatCount(table.sources.length - 20)} more` : ''}
                      </p>
                    ) : null}
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}
