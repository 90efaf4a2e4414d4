import type { QueryRequest, QueryView } from '@huntbook/server';
import { Button, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { sendJson } from '../api/client.js';
import { FailureNote } from '../app/failure-note.js';
import page from '../app/page.module.css';
import { usePageTitle } from '../app/use-page-title.js';
import { formatDuration, plural } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import { DataGrid } from '../grid/data-grid.js';
import type { RowSource } from '../grid/row-source.js';
import { QueryError } from './query-error.js';
import styles from './query-page.module.css';

/** KQL over the workspace. The query that ran last is in the address. */
export function QueryPage() {
  const { q } = useSearch({ from: '/query' });
  usePageTitle('Query');
  const navigate = useNavigate();
  const [text, setText] = useState(q ?? '');
  const editor = useRef<HTMLTextAreaElement>(null);
  const abort = useRef<AbortController>(undefined);

  // Stays on the page while the next query runs.
  const [result, setResult] = useState<QueryView>();
  const run = useMutation({
    mutationFn: async (query: string) => {
      abort.current = new AbortController();
      const body: QueryRequest = { query };
      return sendJson<QueryView>('POST', '/api/query', body, abort.current.signal);
    },
    onSuccess: setResult,
  });
  const { mutate } = run;
  const start = (query: string) => {
    if (!query.trim()) return;
    void navigate({ to: '/query', search: { q: query }, replace: true });
    mutate(query);
  };

  const shown = useRef<string>(undefined);
  useEffect(() => {
    // An address with a query, opened or followed to, shows its answer at once.
    if (q === undefined || q === shown.current) return;
    shown.current = q;
    setText(q);
    mutate(q);
  }, [q, mutate]);

  const resultId = result?.id;
  useEffect(() => {
    if (!resultId) return;
    return () => {
      sendJson('DELETE', `/api/results/${encodeURIComponent(resultId)}`).catch((error: unknown) => {
        // The rows are let go in time anyway; nobody waits for this.
        console.warn('A result could not be freed', error);
      });
    };
  }, [resultId]);
  const source: RowSource | undefined = useMemo(
    () =>
      result && {
        version: result.id,
        path: `/api/results/${encodeURIComponent(result.id)}`,
        columns: result.columns,
        rowCount: result.rowCount,
        ...(result.completeness.complete ? {} : { cut: result.completeness.reason }),
      },
    [result],
  );

  const code = useMemo(() => codeColumns(result?.columns), [result]);

  return (
    <div className={page.page}>
      <h1 className={page.title}>Query</h1>
      <Textarea
        ref={editor}
        aria-label="KQL query"
        classNames={{ input: styles.editor ?? '' }}
        placeholder={'SecurityEvent\n| where EventID == 4688\n| summarize count() by Computer'}
        autosize
        minRows={6}
        maxRows={20}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            shown.current = text;
            start(text);
          }
        }}
      />
      <div className={styles.bar}>
        {run.isPending ? (
          <Button
            variant="default"
            leftSection={<IconPlayerStop size={14} aria-hidden />}
            onClick={() => abort.current?.abort()}
          >
            Cancel
          </Button>
        ) : (
          <Button
            leftSection={<IconPlayerPlay size={14} aria-hidden />}
            disabled={!text.trim()}
            onClick={() => {
              shown.current = text;
              start(text);
            }}
          >
            Run
          </Button>
        )}
        <span className="hb-muted">
          <kbd className={styles.key}>Ctrl</kbd> <kbd className={styles.key}>Enter</kbd>
        </span>
        <span className={styles.status} role="status">
          {run.isPending ? 'Running' : null}
          {result && !run.isPending
            ? `${plural(result.rowCount, 'row')} in ${formatDuration(result.provenance.elapsedMs)}`
            : null}
        </span>
      </div>
      {run.error && !run.isPending ? (
        run.error instanceof DOMException ? (
          <p className="hb-muted">The query was cancelled.</p>
        ) : 'line' in run.error && run.error.line !== undefined ? (
          <QueryError error={run.error} query={run.variables ?? text} editor={editor} />
        ) : (
          <FailureNote error={run.error} />
        )
      ) : null}
      {result && !result.completeness.complete ? (
        <p className={styles.incomplete}>
          <IconAlertTriangle size={16} aria-hidden />
          <span>
            These are not all rows: <LogText text={result.completeness.reason} />
          </span>
        </p>
      ) : null}
      {source && !run.error ? (
        <div className={styles.result} aria-busy={run.isPending}>
          <DataGrid
            key={source.version}
            source={source}
            title="Result"
            heading="h2"
            maxRows={22}
            fileName="query-result"
            hideEmpty
            code={code}
          />
        </div>
      ) : null}
    </div>
  );
}

/** Columns that hold command lines and scripts. */
function codeColumns(columns: QueryView['columns'] | undefined): readonly string[] {
  return (columns ?? []).flatMap(({ name }) =>
    /CommandLine$|^ScriptBlockText$|decoded_string$/.test(name) ? [name] : [],
  );
}
