import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { ApiFailure } from '../api/client.js';
import { LogText } from '../format/log-text.js';
import { offsetOf } from './error-place.js';
import styles from './query-page.module.css';

interface QueryErrorProps {
  readonly error: Error;
  readonly query: string;
  readonly editor: RefObject<HTMLTextAreaElement | null>;
}

/** An error of a query: where, what, and what to do; the place is marked in the line it is on. */
export function QueryError({ error, query, editor }: QueryErrorProps) {
  if (!(error instanceof ApiFailure) || error.line === undefined || error.column === undefined) return null;
  const { line, column, length = 1 } = error;
  const text = query.split('\n')[line - 1] ?? '';
  const from = column - 1;
  const to = Math.max(from + 1, Math.min(from + length, text.length));
  const offset = offsetOf(query, line, column);
  return (
    <div className={styles.error} role="alert">
      <IconAlertTriangle size={16} aria-hidden />
      <div className={styles.errorText}>
        <div>
          <strong>
            Line {line}, column {column}:
          </strong>{' '}
          <LogText text={error.message} />
        </div>
        <pre className={styles.errorLine}>
          <span className="hb-muted">{line} │ </span>
          <LogText text={text.slice(0, from)} oneLine />
          <mark className={styles.mark}>
            <LogText text={text.slice(from, to) || ' '} oneLine />
          </mark>
          <LogText text={text.slice(to)} oneLine />
        </pre>
        {error.hint ? (
          <div className="hb-muted">
            <LogText text={error.hint} />
          </div>
        ) : null}
      </div>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => {
          editor.current?.focus();
          editor.current?.setSelectionRange(offset, offset + Math.max(1, length));
        }}
      >
        Go there
      </Button>
    </div>
  );
}
