import type { ExportFormat } from '@huntbook/workspace';
import { ActionIcon, Checkbox, Loader, Menu, Popover, TextInput, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconColumns3, IconDownload, IconSearch, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { download } from '../api/client.js';
import { formatCount, plural } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import { singleLine } from '../format/visible-text.js';
import { CutMark } from './cut-mark.js';
import type { GridState } from './grid-state.js';
import styles from './grid-toolbar.module.css';
import type { RowSource } from './row-source.js';

const formats: readonly { readonly format: ExportFormat; readonly label: string }[] = [
  { format: 'csv', label: 'CSV' },
  { format: 'xlsx', label: 'Excel (xlsx)' },
  { format: 'ndjson', label: 'JSON lines (ndjson)' },
  { format: 'parquet', label: 'Parquet' },
];

interface ToolbarProps {
  readonly source: RowSource;
  readonly state: GridState;
  readonly title: string;
  readonly heading: 'h2' | 'h3';
  readonly total: number;
  readonly loading: boolean;
  readonly fileName: string;
}

export function GridToolbar({ source, state, title, heading: Heading, total, loading, fileName }: ToolbarProps) {
  const narrowed = total !== source.rowCount;
  return (
    <div className={styles.toolbar}>
      <Heading className={styles.title}>
        <LogText text={title} oneLine />
      </Heading>
      <span className={styles.count} aria-live="polite">
        {narrowed ? `${formatCount(total)} of ${plural(source.rowCount, 'row')}` : plural(source.rowCount, 'row')}
      </span>
      <CutMark reason={source.cut} />
      {loading ? <Loader size={12} aria-label="Loading rows" /> : null}
      <span className={styles.spring} />
      {state.emptyCount ? (
        <button type="button" className={styles.clear} onClick={() => state.setWithEmpty(!state.withEmpty)}>
          {state.withEmpty
            ? `Hide ${plural(state.emptyCount, 'empty column')}`
            : `${plural(state.emptyCount, 'empty column')} hidden, show`}
        </button>
      ) : null}
      <TextInput
        className={styles.search ?? ''}
        size="xs"
        aria-label={`Search in ${singleLine(title)}`}
        placeholder="Search"
        leftSection={<IconSearch size={13} aria-hidden />}
        rightSection={
          state.search ? (
            <ActionIcon size={18} aria-label="Clear the search" onClick={() => state.setSearch('')}>
              <IconX size={12} aria-hidden />
            </ActionIcon>
          ) : null
        }
        value={state.search}
        onChange={(event) => state.setSearch(event.currentTarget.value)}
      />
      <ColumnChooser source={source} state={state} />
      <ExportMenu source={source} state={state} narrowed={narrowed} fileName={fileName} />
    </div>
  );
}

function ColumnChooser({ source, state }: { readonly source: RowSource; readonly state: GridState }) {
  const [search, setSearch] = useState('');
  const names = state.order.filter((name) => name.toLowerCase().includes(search.toLowerCase()));
  const hidden = source.columns.filter(({ name }) => !state.isShown(name)).length;
  return (
    <Popover position="bottom-end" width={280} shadow="md" trapFocus>
      <Popover.Target>
        <Tooltip label={hidden ? `Columns (${hidden} hidden)` : 'Columns'}>
          <ActionIcon size={28} aria-label="Choose columns">
            <IconColumns3 size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <TextInput
          aria-label="Find a column"
          placeholder="Find a column"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <div className={styles.chooser}>
          {names.map((name) => (
            <Checkbox
              key={name}
              label={singleLine(name)}
              checked={state.isShown(name)}
              onChange={(event) => state.setShown(name, event.currentTarget.checked)}
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function ExportMenu({
  source,
  state,
  narrowed,
  fileName,
}: Pick<ToolbarProps, 'source' | 'state' | 'fileName'> & { readonly narrowed: boolean }) {
  const [busy, setBusy] = useState(false);
  const run = (format: ExportFormat) => {
    setBusy(true);
    const { sort, filter, search } = state.view;
    download(`${source.path}/export`, { format, sort, filter, ...(search ? { search } : {}) }, `${fileName}.${format}`)
      .catch((error: Error) => notifications.show({ color: 'red', title: 'The export failed', message: error.message }))
      .finally(() => setBusy(false));
  };
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Tooltip label="Export">
          <ActionIcon size={28} aria-label="Export" loading={busy}>
            <IconDownload size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{narrowed ? 'Export the rows that pass the filters' : 'Export all rows'}</Menu.Label>
        {formats.map(({ format, label }) => (
          <Menu.Item key={format} onClick={() => run(format)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
