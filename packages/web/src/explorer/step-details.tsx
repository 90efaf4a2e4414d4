import type { StepView } from '@huntbook/explorers';
import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCopy, IconExternalLink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { formatDuration, formatMinute, plural } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import styles from './step.module.css';

const engines = {
  local: 'local workspace',
  'log-analytics': 'Log Analytics',
  'data-explorer': 'Data Explorer',
} as const;

/** How a step came to its outcome: the query behind each table, the engine, the time taken, and whether anything was cut. */
export function StepDetails({ step }: { readonly step: StepView }) {
  const tables = Object.entries(step.tables);
  if (!tables.length) return null;
  const cut = tables.filter(([, table]) => !table.completeness.complete).length;
  return (
    <details className={styles.details}>
      <summary>
        {plural(tables.length, 'table')}
        {step.elapsedMs === undefined ? '' : `, ${formatDuration(step.elapsedMs)}`}
        {cut ? (
          <strong className="hb-notable"> · {cut === 1 ? 'one table is' : `${cut} tables are`} cut</strong>
        ) : (
          ', complete'
        )}
        {' · queries'}
      </summary>
      {tables.map(([name, table]) => (
        <div key={name} className={styles.provenance}>
          <h3>
            <LogText text={name} oneLine />
          </h3>
          <div>
            {plural(table.rowCount, 'row')} from {table.provenance.sources.join(', ') || 'no table'} in the{' '}
            {engines[table.provenance.engine]} <LogText text={table.provenance.workspace} oneLine />,{' '}
            {formatDuration(table.provenance.elapsedMs)}, at {formatMinute(table.provenance.startedAt)} UTC
          </div>
          {table.completeness.complete ? null : (
            <div className="hb-notable">
              <IconAlertTriangle size={13} aria-hidden /> Not complete: <LogText text={table.completeness.reason} />
            </div>
          )}
          {table.provenance.derivation ? (
            <div>
              Computed: <LogText text={table.provenance.derivation} />
            </div>
          ) : null}
          {table.provenance.query ? <Query text={table.provenance.query} /> : null}
        </div>
      ))}
    </details>
  );
}

function Query({ text }: { readonly text: string }) {
  return (
    <>
      <div className={styles.codeHead}>
        KQL
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? 'Copied' : 'Copy the query'}>
              <ActionIcon size={20} aria-label="Copy the query" onClick={copy}>
                {copied ? <IconCheck size={13} aria-hidden /> : <IconCopy size={13} aria-hidden />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
        <Tooltip label="Open in the query page">
          <ActionIcon
            size={20}
            aria-label="Open in the query page"
            renderRoot={(props) => <Link to="/query" search={{ q: text }} {...props} />}
          >
            <IconExternalLink size={13} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <pre className={styles.code} tabIndex={0}>
        <LogText text={text} />
      </pre>
    </>
  );
}
