import type { TableBlock } from '@huntbook/explorers';
import { useMemo } from 'react';
import { LogText } from '../../format/log-text.js';
import { DataGrid } from '../../grid/data-grid.js';
import { useHuntActions } from '../hunt-context.js';
import type { BlockProps } from './block-list.js';
import styles from './blocks.module.css';
import { tableSource } from './table-source.js';

export function TableBlockView({ block, huntId, step, steps }: BlockProps<TableBlock>) {
  const { change } = useHuntActions();
  const source = useMemo(() => tableSource(huntId, step, block.table), [huntId, step, block.table]);
  const { select } = block;
  const value = select ? steps.find(({ id }) => id === select.step)?.inputs[select.input]?.value : undefined;
  const chosen = value === undefined || value === null ? null : String(value);
  const choice = useMemo(
    () =>
      select && {
        column: select.column,
        chosen,
        onChoose: (picked: string) => change(select.step, select.input, picked),
      },
    [select, chosen, change],
  );
  if (!source || source.rowCount === 0) {
    return (
      <div>
        <h3 className={styles.title}>
          <LogText text={block.title} oneLine />
        </h3>
        <p className="hb-muted">{block.whenEmpty ?? 'No rows.'}</p>
      </div>
    );
  }
  return (
    <DataGrid
      // A table with other columns is another grid.
      key={source.columns.map(({ name }) => name).join('\n')}
      source={source}
      title={block.title}
      columns={block.columns}
      sort={block.sort}
      bars={block.bars}
      heat={block.heat}
      code={block.code}
      fileName={`${step.id}-${block.table}`}
      choice={choice}
    />
  );
}
