// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by their number, which no table element allows
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and points at its active cell
import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDotsVertical } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCount, isNumeric } from '../format/format.js';
import { singleLine } from '../format/visible-text.js';
import { minWidth, type PlacedColumn } from './column-layout.js';
import styles from './data-grid.module.css';
import { FilterForm } from './filter-form.js';
import type { GridState } from './grid-state.js';

interface HeaderProps {
  readonly id: string;
  readonly placed: readonly PlacedColumn[];
  readonly pinned: readonly PlacedColumn[];
  readonly columns: readonly PlacedColumn[];
  readonly lead: number;
  readonly state: GridState;
  readonly activeColumn: number;
}

export function GridHeader({ id, placed, pinned, columns, lead, state, activeColumn }: HeaderProps) {
  const cell = (column: PlacedColumn, left: number | undefined) => (
    <HeaderCell
      key={column.column.name}
      id={id}
      column={column}
      index={columns.indexOf(column)}
      left={left}
      state={state}
      active={activeColumn === columns.indexOf(column)}
    />
  );
  return (
    <div className={styles.header} role="row" aria-rowindex={1}>
      <div className={styles.pinned}>
        <span className={styles.lead} style={{ width: lead }} role="columnheader" aria-colindex={1}>
          <span className="hb-visually-hidden">Row</span>
        </span>
        {pinned.map((column) => cell(column, undefined))}
      </div>
      {placed.map((column) => cell(column, column.left + lead))}
    </div>
  );
}

interface HeaderCellProps {
  readonly id: string;
  readonly column: PlacedColumn;
  readonly index: number;
  readonly left: number | undefined;
  readonly state: GridState;
  readonly active: boolean;
}

function HeaderCell({ id, column, index, left, state, active }: HeaderCellProps) {
  const { name, type } = column.column;
  const key = state.view.sort.find((sort) => sort.column === name);
  const label = singleLine(name);
  return (
    <div
      id={`${id}--1-${index}`}
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={key ? (key.descending ? 'descending' : 'ascending') : 'none'}
      className={styles.headerCell}
      data-active={active || undefined}
      data-numeric={isNumeric(type) || undefined}
      style={{ width: column.width, left, position: left === undefined ? 'relative' : 'absolute' }}
    >
      <button
        type="button"
        tabIndex={-1}
        className={styles.sort}
        title={`${label} (${type})`}
        onClick={() => state.toggleSort(name)}
      >
        <bdi dir="ltr">{label}</bdi>
        {key ? (
          <span className={styles.arrow}>
            {key.descending ? <IconArrowDown size={13} aria-hidden /> : <IconArrowUp size={13} aria-hidden />}
            {state.view.sort.length > 1 ? state.view.sort.indexOf(key) + 1 : null}
          </span>
        ) : null}
      </button>
      <ColumnMenu column={column} state={state} />
      <Resizer column={column} state={state} />
    </div>
  );
}

function ColumnMenu({ column, state }: { readonly column: PlacedColumn; readonly state: GridState }) {
  const { name } = column.column;
  const [opened, setOpened] = useState(false);
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" width={260} withinPortal>
      <Menu.Target>
        <ActionIcon
          tabIndex={-1}
          size={18}
          className={styles.columnMenu ?? ''}
          aria-label={`Menu of column ${singleLine(name)}`}
        >
          <IconDotsVertical size={13} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconArrowUp size={14} />} onClick={() => state.setSort([{ column: name }])}>
          Sort ascending
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={14} />}
          onClick={() => state.setSort([{ column: name, descending: true }])}
        >
          Sort descending
        </Menu.Item>
        <Menu.Item onClick={() => state.setShown(name, false)}>Hide column</Menu.Item>
        <Menu.Divider />
        {opened ? (
          <FilterForm
            column={column.column}
            onApply={(filter) => {
              state.addFilter(filter);
              setOpened(false);
            }}
          />
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

function Resizer({ column, state }: { readonly column: PlacedColumn; readonly state: GridState }) {
  const { name } = column.column;
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${singleLine(name)}`}
      aria-valuenow={Math.round(column.width)}
      aria-valuetext={`${formatCount(column.width)} pixels`}
      className={styles.resizer}
      onPointerDown={(event) => {
        event.preventDefault();
        event.stopPropagation();
        const handle = event.currentTarget;
        const from = event.clientX;
        handle.setPointerCapture(event.pointerId);
        const move = (moved: PointerEvent) =>
          state.setWidth(name, Math.max(minWidth, column.width + moved.clientX - from));
        const end = () => {
          handle.removeEventListener('pointermove', move);
          handle.removeEventListener('pointerup', end);
          handle.removeEventListener('pointercancel', end);
        };
        handle.addEventListener('pointermove', move);
        handle.addEventListener('pointerup', end);
        handle.addEventListener('pointercancel', end);
      }}
    />
  );
}
