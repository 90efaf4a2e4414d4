import type { ColumnSchema } from '@huntbook/kql';
import { ActionIcon, CopyButton, Drawer, Switch } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronUp, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCell, formatCount } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import { singleLine } from '../format/visible-text.js';
import styles from './row-drawer.module.css';
import type { CellRow } from './row-source.js';
import { structureOf, ValueTree } from './value-tree.js';

interface RowDrawerProps {
  readonly columns: readonly ColumnSchema[];
  readonly order: readonly string[];
  readonly code: readonly string[];
  readonly index: number | undefined;
  readonly total: number;
  readonly cells: CellRow | undefined;
  readonly onMove: (index: number) => void;
  readonly onClose: () => void;
}

/** One row whole: every column, long text wrapped, dynamic values as a tree. */
export function RowDrawer({ columns, order, code, index, total, cells, onMove, onClose }: RowDrawerProps) {
  const [withEmpty, setWithEmpty] = useState(false);
  if (index === undefined) return null;
  const indexOf = new Map(columns.map((column, at) => [column.name, at]));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={560}
      title={`Row ${formatCount(index + 1)} of ${formatCount(total)}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      overlayProps={{ backgroundOpacity: 0.25 }}
    >
      <div className={styles.bar}>
        <ActionIcon aria-label="Previous row" disabled={index === 0} onClick={() => onMove(index - 1)}>
          <IconChevronUp size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label="Next row" disabled={index >= total - 1} onClick={() => onMove(index + 1)}>
          <IconChevronDown size={16} aria-hidden />
        </ActionIcon>
        <Switch
          size="xs"
          label="Show empty columns"
          checked={withEmpty}
          onChange={(event) => setWithEmpty(event.currentTarget.checked)}
        />
      </div>
      <dl className={styles.list}>
        {order.map((name) => {
          const at = indexOf.get(name);
          const column = at === undefined ? undefined : columns[at];
          if (at === undefined || !column) return null;
          const value = cells?.[at];
          const text = formatCell(value, column);
          if (!text && !withEmpty) return null;
          const structure = structureOf(value);
          return (
            <div key={name} className={styles.entry}>
              <dt>
                <LogText text={name} oneLine />
                {text ? (
                  <CopyButton value={text}>
                    {({ copied, copy }) => (
                      <ActionIcon
                        size={18}
                        className={styles.copy ?? ''}
                        aria-label={`Copy ${singleLine(name)}`}
                        onClick={copy}
                      >
                        {copied ? <IconCheck size={12} aria-hidden /> : <IconCopy size={12} aria-hidden />}
                      </ActionIcon>
                    )}
                  </CopyButton>
                ) : null}
              </dt>
              <dd className={code.includes(name) || text.length > 120 ? styles.code : undefined}>
                {structure === undefined ? <LogText text={text} /> : <ValueTree value={structure} />}
              </dd>
            </div>
          );
        })}
      </dl>
    </Drawer>
  );
}
